"""What both roads, video and markers, lead to: legs and trunk in meters, before repetitions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.motion.skeleton import inclination

if TYPE_CHECKING:
    from overtoe.conventions import Side
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Arms, Floats, Leg, Trunk


NEARBY_S: Final = 2.5
"""Time around a moment in which the foot at rest is looked for: a repetition's own standing."""

GRID_S: Final = 0.5
"""Spacing of the moments at which it is looked up; in between it is interpolated."""


@dataclass(frozen=True, eq=False)
class Accuracy:
    """Standard deviations of one recording's landmarks, before they become measures.

    ``noise_m`` is what smoothing leaves of the scatter of a joint, ``bias_m`` the error that stays
    the same over a repetition, ``angle_rad`` that of a segment's inclination, ``foot_rad``
    that of the foot's, ``heel_m`` that of the heel's rise. ``scale`` is relative.
    """

    noise_m: float
    bias_m: float
    angle_rad: float
    foot_rad: float
    heel_m: float
    scale: float


@dataclass(frozen=True, eq=False)
class BodyPaths:
    """The whole body in meters; floor at y = 0. ``planted`` (frames,) per leg.

    ``scale_known`` is False when lengths rest on the population's stature.
    """

    times_s: Floats
    legs: dict[Side, Leg]
    trunk: Trunk
    arms: Arms | None
    planted: dict[Side, Bools]
    accuracy: Accuracy
    near_side: Side | None
    feet_seen: bool = True
    fitted_px: dict[Side, dict[str, Floats]] = field(default_factory=dict)
    fit_rms_px: float | None = None
    meters_per_px: float | None = None
    stature_m: float = float("nan")
    stature_known: bool = True


@dataclass(frozen=True, eq=False)
class LegState:
    """Inclinations, heel rise and hip height of one leg, or of both on average; (frames,) each."""

    shank: Floats
    thigh: Floats
    foot_pitch: Floats
    heel_rise_m: Floats
    travel_m: Floats
    hip_height: Floats
    """Hip above the ankle, in leg lengths."""


def leg_state(times_s: Floats, leg: Leg, planted: Bools) -> LegState:
    """Angles of one leg; foot pitch and heel rise count from the foot at rest nearby in time."""
    shank = inclination(leg.knee_m - leg.ankle_m)
    thigh = -inclination(leg.hip_m - leg.knee_m)
    rise = leg.hip_m[:, 1] - leg.ankle_m[:, 1]
    length = _length(leg.knee_m - leg.ankle_m) + _length(leg.hip_m - leg.knee_m)
    height = rise / length
    foot = leg.toe_m - leg.heel_m
    pitch = np.arctan2(-foot[:, 1], foot[:, 0])
    heel = leg.heel_m[:, 1] - leg.toe_m[:, 1]
    rest = resting(height, planted)
    return LegState(
        shank=shank,
        thigh=thigh,
        foot_pitch=pitch - nearby(times_s, pitch, rest),
        heel_rise_m=heel - nearby(times_s, heel, rest),
        travel_m=leg.knee_m[:, 0] - leg.toe_m[:, 0],
        hip_height=height,
    )


def nearby(times_s: Floats, values: Floats, chosen: Bools) -> Floats:
    """Median of the chosen samples around each time, the nearest ones where there are none.

    >>> nearby(np.arange(3.0), np.array([1.0, 5.0, 1.0]), np.array([True, False, True])).tolist()
    [1.0, 1.0, 1.0]
    """
    chosen = chosen & np.isfinite(values)
    if not chosen.any():
        return np.full(len(times_s), np.nan)
    known_s, known = times_s[chosen], values[chosen]
    grid = np.arange(times_s[0], times_s[-1] + GRID_S, GRID_S)
    level = []
    for moment in grid:
        distance = np.abs(known_s - moment)
        level.append(float(np.median(known[distance <= max(NEARBY_S, distance.min())])))
    result: Floats = np.interp(times_s, grid, level)
    return result


def mean_state(states: list[LegState]) -> LegState:
    """Both legs averaged."""
    names = LegState.__dataclass_fields__
    return LegState(**{n: np.mean([getattr(state, n) for state in states], axis=0) for n in names})


def resting(height: Floats, planted: Bools) -> Bools:
    """Frames in which the foot rests flat: planted, and the leg as straight as it gets."""
    usable = planted & np.isfinite(height)
    if not usable.any():
        usable = np.isfinite(height)
    if not usable.any():
        return usable
    top = float(np.quantile(height[usable], 0.9))
    return np.asarray(usable & (height >= top - 0.05))


def joint_angles(state: LegState, lean: Floats, trunk: Trunk) -> dict[str, Floats]:
    """Angles by the names of :class:`overtoe.motion.types.Motion`.

    Hip flexion is thigh plus trunk; where the pelvis itself is measured, thigh plus pelvis.
    """
    upper = trunk.pelvis_rad if trunk.bends else lean
    return {
        "shank": state.shank,
        "thigh": state.thigh,
        "trunk": lean,
        "foot_pitch": state.foot_pitch,
        "knee_flexion": state.shank + state.thigh,
        "hip_flexion": state.thigh + upper,
        "dorsiflexion": state.shank - state.foot_pitch,
    }


def _length(vectors: Floats) -> float:
    return _median(np.linalg.norm(vectors, axis=1))


def _median(values: Floats) -> float:
    return float(np.nanmedian(values)) if np.isfinite(values).any() else float("nan")
