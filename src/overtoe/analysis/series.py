"""The whole time course, with columns named like the document's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.motion.types import Leg, Motion

    Floats = NDArray[np.float64]


def shown_leg(motion: Motion) -> Leg | None:
    """The leg that single numbers speak of: the measured one, else the near one, else any."""
    sides = (motion.measured_side, motion.near_side, *motion.legs)
    return next((motion.legs[side] for side in sides if side in motion.legs), None)


def time_course(motion: Motion) -> dict[str, Floats]:
    """Columns over all frames: time, travel, heel, angles; NaN where nothing was seen."""
    columns = {"time_s": motion.times_s}
    leg = shown_leg(motion)
    if leg is not None:
        columns |= _leg_columns(leg)
    names = {
        "knee_flexion": "knee_flexion_deg",
        "hip_flexion": "hip_flexion_deg",
        "dorsiflexion": "ankle_dorsiflexion_deg",
        "shank": "shank_deg",
        "thigh": "thigh_deg",
        "trunk": "trunk_lean_deg",
        "foot_pitch": "foot_pitch_deg",
    }
    angles = motion.angles_rad
    return columns | {
        name: np.degrees(angles[angle]) for angle, name in names.items() if angle in angles
    }


def _leg_columns(leg: Leg) -> dict[str, Floats]:
    travel = leg.knee_m[:, 0] - leg.toe_m[:, 0]
    # A planted heel's height is what most frames say; lift is the rise above it.
    planted = np.nanmedian(leg.heel_m[:, 1]) if np.isfinite(leg.heel_m[:, 1]).any() else np.nan
    return {
        "knee_travel_cm": travel * 100,
        "knee_travel_foot_pct": travel / leg.foot_length_m * 100,
        "heel_lift_mm": (leg.heel_m[:, 1] - planted) * 1000,
        "knee_height_cm": leg.knee_m[:, 1] * 100,
        "hip_height_cm": leg.hip_m[:, 1] * 100,
    }
