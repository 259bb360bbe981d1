"""What one repetition measured, every value with its 90 % interval.

All angles and travel are the largest values while the hip is in the lower half of its
way (for a rise from a seat: while it leaves the seat), so that a knee that is furthest forward a
little before or after the deepest instant is not missed. Heel rise is the median around the
bottom: the heel's landmark is the least steady of all, and its largest value would be its largest
error. Kneecap travel is knee travel plus the
kneecap's distance from the joint center.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.estimate import Estimate
from overtoe.motion.proportions import proportion

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.motion.body_paths import Accuracy, LegState
    from overtoe.motion.repetitions import Span
    from overtoe.motion.types import Floats, View

    Frames = NDArray[np.intp]

PAUSE_S: Final = 0.6
"""Rest at the bottom from which on it counts as a pause; turning around takes 0.3 to 0.5 s."""

KNEE_OUT_M: Final = 0.05
"""Usual way of the knee outward or inward, which a camera off to one side sees as travel."""

FOOT_LENGTH_SIGMA: Final = 0.06
"""Relative error of a foot's length in the picture."""

TIMING_SIGMA_S: Final = 0.05
"""Error of a movement's beginning and end: the hip creeps through both."""


@dataclass(frozen=True, eq=False)
class Scenery:
    """What every repetition's measures need besides its own frames."""

    times_s: Floats
    state: LegState
    angles_rad: dict[str, Floats]
    knee_height_m: Floats
    foot_length_m: float
    accuracy: Accuracy
    view: View
    no_travel: str | None = None


def measure_repetition(scene: Scenery, span: Span, *, seated: bool = False) -> dict[str, Estimate]:
    """All measures of one repetition, by the keys of the analysis document."""
    low = lower_part(scene.state.hip_height, span, seated=seated)
    return {**_lengths(scene, low), **_angles(scene, low), **_tempo(scene, span, seated=seated)}


def lower_part(height: Floats, span: Span, *, seated: bool) -> Frames:
    """Frames of the repetition in which the hip is in the lower half of its way."""
    frames = np.arange(span.start, span.end + 1)
    inside = height[frames]
    middle = (np.nanmin(inside) + np.nanmax(inside)) / 2
    low = frames[inside <= middle]
    if seated:
        # Only the rise: what comes after the top is sitting down again.
        low = low[low <= frames[int(np.nanargmax(inside))]]
    return low if low.size else frames


def deepest_part(height: Floats, low: Frames) -> Frames:
    """Frames of the lower part in which the hip is in the lowest third of that part."""
    inside = height[low]
    bottom, top = np.nanmin(inside), np.nanmax(inside)
    return low[inside <= bottom + (top - bottom) / 3]


def _lengths(scene: Scenery, low: Frames) -> dict[str, Estimate]:
    if scene.no_travel is not None:
        missing = Estimate(math.nan, reason=scene.no_travel)
        names = ("knee_travel_cm", "knee_travel_foot_pct", "kneecap_travel_cm", "heel_lift_mm")
        return dict.fromkeys(names, missing)
    at, travel = _largest(scene.state.travel_m, low)
    sigma = travel_sigma_m(scene, travel, float(scene.knee_height_m[at]))
    foot = scene.foot_length_m
    cap = proportion("kneecap_of_foot")
    foot_sigma = 0.0 if scene.view.kind == "markers" else FOOT_LENGTH_SIGMA
    share_sigma = math.hypot(sigma / foot, travel / foot * foot_sigma)
    cap_sigma = math.hypot(sigma, cap.sd * foot)
    rise = _median(scene.state.heel_rise_m[deepest_part(scene.state.hip_height, low)])
    return {
        "knee_travel_cm": Estimate.from_sigma(100 * travel, 100 * sigma),
        "knee_travel_foot_pct": Estimate.from_sigma(100 * travel / foot, 100 * share_sigma),
        "kneecap_travel_cm": Estimate.from_sigma(
            100 * (travel + cap.value * foot), 100 * cap_sigma
        ),
        "heel_lift_mm": _above_floor(1000 * rise, 1000 * _heel_sigma_m(scene, rise)),
    }


def _above_floor(value: float, sigma: float) -> Estimate:
    """A heel can't sink into the floor: what lies below zero is error and is cut off."""
    plain = Estimate.from_sigma(value, sigma)
    if plain.low is None or plain.high is None:
        return plain
    # With all of the interval below zero, the foot is flat to within half a standard deviation.
    return Estimate(max(0.0, value), max(0.0, plain.low), max(sigma / 2, plain.high))


def travel_sigma_m(scene: Scenery, travel_m: float, knee_height_m: float) -> float:
    """Standard deviation of knee travel: landmarks, noise, scale, camera roll and camera yaw."""
    view, accuracy = scene.view, scene.accuracy
    away = math.sin(math.hypot(view.yaw_rad, view.yaw_sigma_rad))
    parts = (
        accuracy.bias_m,
        accuracy.noise_m,
        accuracy.scale * travel_m,
        view.roll_sigma_rad * knee_height_m,
        KNEE_OUT_M * away,
    )
    return math.sqrt(sum(part**2 for part in parts))


def _heel_sigma_m(scene: Scenery, rise_m: float) -> float:
    return math.hypot(scene.accuracy.heel_m, scene.accuracy.scale * rise_m)


def _angles(scene: Scenery, low: Frames) -> dict[str, Estimate]:
    keys = {
        "knee_flexion_deg": "knee_flexion",
        "ankle_dorsiflexion_deg": "dorsiflexion",
        "shank_deg": "shank",
        "thigh_deg": "thigh",
        "trunk_lean_deg": "trunk",
    }
    result = {}
    for key, name in keys.items():
        if name == "dorsiflexion" and not np.isfinite(scene.angles_rad[name][low]).any():
            reason = "The foot can't be seen well enough for the ankle's angle."
            result[key] = Estimate(math.nan, reason=reason)
            continue
        if not np.isfinite(scene.angles_rad[name][low]).any():
            result[key] = Estimate(math.nan, reason="This part of the body is hidden in the clip.")
            continue
        _, value = _largest(scene.angles_rad[name], low)
        sigma = angle_sigma_rad(scene, name, value)
        result[key] = Estimate.from_sigma(math.degrees(value), math.degrees(sigma))
    return result


def angle_sigma_rad(scene: Scenery, name: str, value: float) -> float:
    """Standard deviation of an angle: two segments for a joint, camera roll for an inclination.

    A camera off to the side by ψ sees an angle from the vertical as atan(tan(angle)·cos ψ).
    """
    view, accuracy = scene.view, scene.accuracy
    other = {
        "knee_flexion": accuracy.angle_rad,
        "hip_flexion": accuracy.angle_rad,
        "dorsiflexion": accuracy.foot_rad,
    }
    joint = name in other
    own = math.hypot(accuracy.angle_rad, other.get(name, 0.0))
    level = 0.0 if joint else view.roll_sigma_rad
    squeeze = 1 - math.cos(math.hypot(view.yaw_rad, view.yaw_sigma_rad))
    turned = squeeze * abs(math.sin(2 * min(abs(value), math.pi / 4))) / 2
    return math.sqrt(own**2 + level**2 + turned**2)


def _tempo(scene: Scenery, span: Span, *, seated: bool) -> dict[str, Estimate]:
    times = scene.times_s
    step = float(np.median(np.diff(times)))
    sigma = math.sqrt(2 * TIMING_SIGMA_S**2 + step**2 / 6)
    first, last = (span.reached, span.left)
    pause = span.rest_s
    if pause < PAUSE_S:
        middle = span.bottom if not seated else (span.reached + span.left) // 2
        first = last = middle
        pause = 0.0
    away, back = times[first] - times[span.start], times[span.end] - times[last]
    # From a seat the rise comes first and sitting down last.
    down, up = (back, away) if seated else (away, back)
    return {
        "descent_s": _duration(float(down), sigma),
        "ascent_s": _duration(float(up), sigma),
        "pause_s": _duration(pause, sigma),
    }


def _duration(value: float, sigma: float) -> Estimate:
    plain = Estimate.from_sigma(value, sigma)
    return Estimate(plain.value, max(0.0, plain.low or 0.0), plain.high)


def _median(values: Floats) -> float:
    return float(np.nanmedian(values)) if np.isfinite(values).any() else math.nan


def _largest(path: Floats, frames: Frames) -> tuple[int, float]:
    inside = path[frames]
    if not np.isfinite(inside).any():
        return int(frames[0]), math.nan
    at = int(np.nanargmax(inside))
    return int(frames[at]), float(inside[at])
