"""Exact static cases, worked out by hand (80 kg, 1.75 m, Winter's body, g = 9.81)."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.loads.posture import solve_chain, static_moments, winter_chain


def example(bar_kg, shank_deg):
    chain = winter_chain(80.0, 1.75, bar_kg=bar_kg)
    posture = solve_chain(
        chain,
        shank_rad=np.radians(shank_deg),
        thigh_rad=np.pi / 2,
        cop_fraction=chain.sole_fraction(0.06),
    )
    return posture, static_moments(chain, posture, gravity_mps2=9.81)


@pytest.mark.parametrize(
    ("shank_deg", "lean_deg", "hip", "knee"),
    [
        (20, 60.4, 472.7, 130.1),
        (25, 50.6, 420.1, 182.6),
        (30, 42.8, 369.7, 233.1),
        (35, 36.3, 321.7, 281.1),
        (40, 30.6, 276.5, 326.3),
    ],
)
def test_bar_of_body_weight(shank_deg, lean_deg, hip, knee):
    posture, moments = example(80.0, float(shank_deg))

    # The table is rounded to 0.1; both legs together.
    assert np.degrees(posture.trunk_rad) == pytest.approx(lean_deg, abs=0.06)
    assert 2 * moments.hip_Nm == pytest.approx(hip, abs=0.06)
    assert 2 * moments.knee_Nm == pytest.approx(knee, abs=0.06)
    assert 2 * moments.ankle_Nm == pytest.approx(93.0, abs=0.06)


def test_no_balance_below_thirteen_and_a_half_degrees():
    posture, moments = example(80.0, np.array([13.0, 14.0]))

    assert posture.feasible.tolist() == [False, True]
    assert np.isnan(moments.knee_Nm[0])
    assert np.isnan(posture.trunk_rad[0])


def test_body_weight_needs_more_shank_lean():
    posture, moments = example(0.0, np.array([25.0, 40.0]))

    assert posture.feasible.tolist() == [False, True]
    assert 2 * moments.hip_Nm[1] == pytest.approx(110.1, abs=0.06)
    assert 2 * moments.knee_Nm[1] == pytest.approx(156.2, abs=0.06)


def test_doubling_the_bar_adds_its_weight_times_the_thigh():
    sums = [
        2 * (moments.knee_Nm + moments.hip_Nm)
        for _, moments in (example(80.0, 35.0), example(160.0, 35.0))
    ]

    assert sums[1] - sums[0] == pytest.approx(9.81 * 0.245 * 1.75 * 80.0, abs=1e-9)
