"""What holds for every body, load and depth."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.body import Lifter, Load, segments
from overtoe.loads.posture import chain_of, pose_chain, solve_chain, static_moments
from overtoe.loads.posture.limits import deepest_thigh, shank_at_knee_moment, shank_at_travel

shanks = st.floats(0.1, 0.8)
thighs = st.floats(0.3, 1.9)
pressures = st.floats(0.35, 0.65)


def chain(stature, mass, sex, bar, place):
    return chain_of(segments(Lifter(stature, mass, sex)), Load(bar, place))


bodies = st.builds(
    chain,
    st.floats(1.45, 2.1),
    st.floats(40.0, 140.0),
    st.sampled_from(["m", "f", None]),
    st.floats(0.0, 200.0),
    st.sampled_from(["back", "front", "goblet", "hands", "vest"]),
)
unhurried = settings(deadline=None, max_examples=60)


@unhurried
@given(bodies, shanks, thighs, pressures)
def test_infeasible_never_returns_loads(body, shank, thigh, pressure):
    posture = solve_chain(body, shank_rad=shank, thigh_rad=thigh, cop_fraction=pressure)
    moments = static_moments(body, posture)

    for part in vars(moments).values():
        assert np.isfinite(part) == posture.feasible
    assert np.isfinite(posture.trunk_rad) == posture.feasible


@unhurried
@given(bodies, thighs, pressures)
def test_more_travel_loads_the_knee_and_spares_the_hip(body, thigh, pressure):
    shank = shank_at_travel(body, np.linspace(-0.08, 0.12, 9))
    posture = solve_chain(body, shank_rad=shank, thigh_rad=thigh, cop_fraction=pressure)
    moments = static_moments(body, posture)
    knee, hip = (part[posture.feasible] for part in (moments.knee_Nm, moments.hip_Nm))

    assert np.all(np.diff(knee) > 0)
    assert np.all(np.diff(hip) < 0)
    # What the knee gains the hip loses: the sum doesn't depend on the shank.
    sums = knee + hip
    assert sums.size == 0 or np.ptp(sums) < 1e-6 * max(1.0, np.abs(sums).max())


@unhurried
@given(st.floats(1.45, 2.1), shanks, thighs, st.floats(1.05, 3.0))
def test_loads_scale_with_everything_that_weighs(stature, shank, thigh, factor):
    light, heavy = (chain(stature, part, "m", part, "back") for part in (45.0, 45.0 * factor))
    outcomes = []
    for body in (light, heavy):
        posture = solve_chain(body, shank_rad=shank, thigh_rad=thigh)
        outcomes.append((posture, static_moments(body, posture)))
    (first, one), (second, other) = outcomes

    np.testing.assert_allclose(first.trunk_rad, second.trunk_rad, rtol=1e-9)
    np.testing.assert_allclose(np.asarray(one.hip_Nm) * factor, other.hip_Nm, rtol=1e-9)


@unhurried
@given(bodies, shanks, thighs, pressures)
def test_center_of_mass_lies_over_the_center_of_pressure(body, shank, thigh, pressure):
    """The solver's trunk, put into the forward calculation, gives the pressure it was asked for."""
    solved = solve_chain(body, shank_rad=shank, thigh_rad=thigh, cop_fraction=pressure)
    if not solved.feasible:
        return
    posed = pose_chain(body, shank_rad=shank, thigh_rad=thigh, trunk_rad=solved.trunk_rad)
    np.testing.assert_allclose(
        posed.center_of_pressure_m, body.sole_ahead_m(pressure), rtol=0, atol=1e-9
    )


@unhurried
@given(bodies, shanks, pressures)
def test_deepest_thigh_is_the_edge_of_balance(body, shank, pressure):
    deepest = float(deepest_thigh(body, shank_rad=shank, cop_fraction=pressure))
    if np.isnan(deepest) or deepest > np.pi / 2 - 1e-6 or deepest < 0.05:
        return
    inside, outside = (
        bool(
            solve_chain(
                body, shank_rad=shank, thigh_rad=deepest + step, cop_fraction=pressure
            ).feasible
        )
        for step in (-1e-5, 1e-5)
    )
    assert inside
    assert not outside


@unhurried
@given(bodies, st.floats(-20.0, 300.0))
def test_shank_at_a_knee_moment_gives_that_moment(body, wanted):
    shank = shank_at_knee_moment(body, wanted)
    if not np.isfinite(shank):
        return
    posture = solve_chain(body, shank_rad=shank, thigh_rad=0.6)
    if posture.feasible:
        np.testing.assert_allclose(static_moments(body, posture).knee_Nm, wanted, atol=1e-8)
