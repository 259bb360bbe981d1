"""Knee-to-wall distance to degrees and back, by geometry.

In the knee-to-wall test the big toe stands ``d`` from the wall and the kneecap touches it with the
heel down. The knee joint center is then ``d + toe to ankle - knee depth`` ahead of the ankle, and
the shank leans by the arcsine of that over its length. No fixed number of degrees per centimeter
is right: the slope falls with stature and grows with the lean.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from overtoe.program.person import Sex

KNEE_DEPTH_M: Final = 0.055
"""Front of the kneecap to the knee joint center; with this value 10 cm give 35° at 1.75 m, the
threshold in common use."""

ANKLE_SHARE: Final = 0.28
"""Ankle joint ahead of the heel, share of foot length (same calculation)."""

SHANK_SHARE: Final = {"male": 0.2384, "female": 0.2475}
"""Shank over stature: ANSUR II, 4,082 men and 1,986 women of the US Army (public data)."""

FOOT_SHARE: Final = {"male": 0.1544, "female": 0.1513}
"""Foot length over stature, same data."""


def shank_angle_rad(distance_m: float, *, stature_m: float, sex: Sex) -> float:
    """Shank lean that a knee-to-wall distance stands for, radians from the vertical.

    >>> import math
    >>> from overtoe.program.person import Sex
    >>> round(math.degrees(shank_angle_rad(0.10, stature_m=1.75, sex=Sex.MALE)), 1)
    35.0
    """
    ahead = distance_m + _toe_to_ankle_m(stature_m, sex) - KNEE_DEPTH_M
    return math.asin(min(1.0, ahead / (SHANK_SHARE[sex.value] * stature_m)))


def wall_distance_m(angle_rad: float, *, stature_m: float, sex: Sex) -> float:
    """Knee-to-wall distance at a shank lean; the inverse of ``shank_angle_rad``."""
    ahead = math.sin(angle_rad) * SHANK_SHARE[sex.value] * stature_m
    return ahead - _toe_to_ankle_m(stature_m, sex) + KNEE_DEPTH_M


def _toe_to_ankle_m(stature_m: float, sex: Sex) -> float:
    return (1 - ANKLE_SHARE) * FOOT_SHARE[sex.value] * stature_m
