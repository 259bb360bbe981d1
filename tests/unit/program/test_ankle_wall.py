from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overtoe.program.ankle import shank_angle_rad, wall_distance_m
from overtoe.program.person import Sex

# Angles from the geometry θ = asin[(d + toe-to-ankle − knee depth) / shank] worked out by hand with
# the ANSUR ratios, ankle at 28 % of the foot, knee depth 5.5 cm.
TABLE = [
    (1.63, 0, 19.0), (1.63, 10, 35.6), (1.63, 15, 45.3),
    (1.75, 0, 19.5), (1.75, 5, 27.0), (1.75, 10, 35.0), (1.75, 12, 38.5),
    (1.90, 8, 31.4), (1.90, 15, 42.5),
]  # fmt: skip


@pytest.mark.parametrize(("stature_m", "distance_cm", "degrees"), TABLE)
def test_agrees_with_the_geometry(stature_m: float, distance_cm: float, degrees: float) -> None:
    angle = shank_angle_rad(distance_cm / 100, stature_m=stature_m, sex=Sex.MALE)
    assert math.degrees(angle) == pytest.approx(degrees, abs=0.06)  # the table has one decimal


@given(st.floats(1.4, 2.1), st.floats(0, 0.16), st.sampled_from(Sex))
def test_distance_and_angle_are_inverse(stature_m: float, distance_m: float, sex: Sex) -> None:
    angle = shank_angle_rad(distance_m, stature_m=stature_m, sex=sex)
    assert wall_distance_m(angle, stature_m=stature_m, sex=sex) == pytest.approx(distance_m)
