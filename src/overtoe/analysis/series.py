"""The whole time course, with columns named like the document's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.motion.types import Leg

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.motion.types import Motion, Repetition

    Floats = NDArray[np.float64]

_PATHS = ("hip_m", "knee_m", "ankle_m", "heel_m", "toe_m")
_ANGLES = {
    "knee_flexion": "knee_flexion_deg",
    "hip_flexion": "hip_flexion_deg",
    "dorsiflexion": "ankle_dorsiflexion_deg",
    "shank": "shank_deg",
    "thigh": "thigh_deg",
    "trunk": "trunk_lean_deg",
    "foot_pitch": "foot_pitch_deg",
}


def shown_leg(motion: Motion) -> Leg | None:
    """The leg that single numbers speak of: the measured one, or the mean of both."""
    sides = (motion.measured_side, motion.near_side)
    named = next((motion.legs[side] for side in sides if side in motion.legs), None)
    return named or _mean_leg(list(motion.legs.values()))


def shown_frame(motion: Motion, rep: Repetition) -> int:
    """The frame that stands for a repetition: knee furthest forward while the hip is low.

    It is the frame whose knee travel is the repetition's number, at or near the bottom.
    """
    leg = shown_leg(motion)
    if leg is None:
        return rep.bottom
    frames = np.arange(rep.start, rep.end + 1)
    height = leg.hip_m[frames, 1] - leg.ankle_m[frames, 1]
    travel = leg.knee_m[frames, 0] - leg.toe_m[frames, 0]
    if not np.isfinite(height).any():
        return rep.bottom
    low = height <= (np.nanmin(height) + np.nanmax(height)) / 2
    chosen = np.where(low & np.isfinite(travel), travel, -np.inf)
    return int(frames[np.argmax(chosen)]) if np.isfinite(chosen).any() else rep.bottom


def time_course(motion: Motion) -> dict[str, Floats]:
    """Columns over all frames: time, travel, heel, angles; NaN where nothing was seen."""
    columns = {"time_s": motion.times_s}
    leg = shown_leg(motion)
    if leg is not None:
        columns |= _leg_columns(motion.times_s, leg)
    angles = motion.angles_rad
    return columns | {
        name: np.degrees(angles[angle]) for angle, name in _ANGLES.items() if angle in angles
    }


def _leg_columns(times_s: Floats, leg: Leg) -> dict[str, Floats]:
    from overtoe.motion.body_paths import leg_state  # noqa: PLC0415  (loads SciPy)

    # The foot's rest is found from the leg alone: everywhere counts as planted.
    state = leg_state(times_s, leg, np.ones(len(times_s), dtype=bool))
    return {
        "knee_travel_cm": state.travel_m * 100,
        "knee_travel_foot_pct": state.travel_m / leg.foot_length_m * 100,
        "heel_lift_mm": state.heel_rise_m * 1000,
        "knee_height_cm": leg.knee_m[:, 1] * 100,
        "hip_height_cm": leg.hip_m[:, 1] * 100,
    }


def _mean_leg(legs: list[Leg]) -> Leg | None:
    if not legs:
        return None
    means = {name: np.mean([getattr(leg, name) for leg in legs], axis=0) for name in _PATHS}
    foot_m = float(np.mean([leg.foot_length_m for leg in legs]))
    return Leg(side=legs[0].side, foot_length_m=foot_m, **means)
