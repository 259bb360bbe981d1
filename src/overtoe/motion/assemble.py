"""From a body in meters to the motion: movement, repetitions, measures, quality."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.conventions import Side
from overtoe.errors import CannotMeasureError
from overtoe.motion import signals
from overtoe.motion.body_paths import LegState, joint_angles, leg_state, mean_state
from overtoe.motion.measures import Scenery, measure_repetition
from overtoe.motion.messages import notice, sentence
from overtoe.motion.movement import front_leg, named_movement, recognize
from overtoe.motion.repetitions import Span, find_repetitions
from overtoe.motion.skeleton import inclination
from overtoe.motion.types import Motion, Quality, Repetition, Uncertainty
from overtoe.motion.view import OBLIQUE_RAD

if TYPE_CHECKING:
    from overtoe.capture.recording import Notice, Recording
    from overtoe.motion.body_paths import Accuracy, BodyPaths
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats, MovementGuess, View


LONGEST_LOSS_S: Final = 0.35
"""Longest loss of the leg around the bottom with which a repetition keeps its numbers."""

EDGE_FRAMES: Final = 3


@dataclass(frozen=True, eq=False)
class Measured:
    """A motion, and how much it holds: whole repetitions count double."""

    motion: Motion
    score: int


def assemble(
    recording: Recording,
    paths: BodyPaths,
    view: View,
    movement: str | None,
    *,
    swaps: int,
    messages: list[Notice] | None = None,
) -> Measured:
    """Recognize the movement, find the repetitions and measure them.

    Raises
    ------
    CannotMeasureError
        ``NO_REPETITION``.
    """
    states = {s: leg_state(paths.times_s, leg, paths.planted[s]) for s, leg in paths.legs.items()}
    guess, side = _movement(paths, states, movement, view)
    state = _state(states, side)
    planted = _planted(paths, side)
    seated = guess.name == "sit_to_stand"
    found = find_repetitions(paths.times_s, state.hip_height, planted, seated=seated)
    spans = [span for span in found if not is_torn(paths.times_s, state, span, seated=seated)]
    if not spans:
        raise _torn(view) if found else _nothing_found(view)
    messages = list(messages or [])
    if len(spans) < len(found):
        messages.append(notice("REPETITION_LOST", count=len(found) - len(spans)))
    lean = inclination(paths.trunk.shoulder_m - paths.trunk.hip_m)
    angles = joint_angles(state, lean, paths.trunk)
    scene = _scenery(paths, state, angles, side, view)
    reps = tuple(_repetition(scene, span, side, seated=seated) for span in spans)
    quality = _quality(recording, paths, state, guess, side=side, swaps=swaps, messages=messages)
    motion = Motion(
        name=recording.name,
        times_s=paths.times_s,
        facing="unknown",
        near_side=paths.near_side,
        legs=paths.legs,
        trunk=paths.trunk,
        arms=paths.arms,
        angles_rad=angles,
        stature_m=paths.stature_m,
        uncertainty=_uncertainty(paths.accuracy, view),
        view=view,
        quality=quality,
        movement=guess,
        reps=reps,
        used=((float(paths.times_s[0]), float(paths.times_s[-1])),),
        pixels_per_m=1 / paths.meters_per_px if paths.meters_per_px else None,
        fitted_px=paths.fitted_px.get(side, {}) if side else {},
        measured_side=side,
        stature_known=paths.stature_known,
    )
    return Measured(motion, sum(1 if rep.kind == "partial" else 2 for rep in reps))


def _movement(
    paths: BodyPaths, states: dict[Side, LegState], movement: str | None, view: View
) -> tuple[MovementGuess, Side | None]:
    """Name the movement and the leg to measure."""
    side = paths.near_side or (next(iter(states)) if len(states) == 1 else None)
    low = _low_frames(paths, _state(states, side), _planted(paths, side))
    if not low.any():
        raise _nothing_found(view)
    guess = named_movement(movement) if movement else recognize(paths, low)
    if guess.name == "split_squat" and len(paths.legs) == 2:
        side = front_leg(paths, low)
    return guess, side


def _low_frames(paths: BodyPaths, state: LegState, planted: Bools) -> Bools:
    low = np.zeros(len(paths.times_s), dtype=bool)
    for span in find_repetitions(paths.times_s, state.hip_height, planted):
        low[span.reached : span.left + 1] = True
    return low


def _state(states: dict[Side, LegState], side: Side | None) -> LegState:
    return mean_state(list(states.values())) if side is None else states[side]


def _planted(paths: BodyPaths, side: Side | None) -> Bools:
    if side is not None:
        return paths.planted[side]
    return np.asarray(np.all(list(paths.planted.values()), axis=0))


def _nothing_found(view: View) -> CannotMeasureError:
    return CannotMeasureError(
        "NO_REPETITION",
        sentence("NO_REPETITION"),
        view=view.kind,
        yaw_rad=view.yaw_rad,
        roll_rad=view.roll_rad,
    )


def _torn(view: View) -> CannotMeasureError:
    text = sentence("LEG_NOT_SEEN")
    return CannotMeasureError(
        "LEG_NOT_SEEN", text, view=view.kind, yaw_rad=view.yaw_rad, roll_rad=view.roll_rad
    )


def is_torn(times_s: Floats, state: LegState, span: Span, *, seated: bool = False) -> bool:
    """Whether the leg was lost for so long around the bottom that no value can be trusted.

    Also a repetition that breaks off in the middle of the clip, where leg or foot get lost;
    beginning or ending with the clip itself is another matter, as is walking off after a rise.
    """
    missing = ~np.isfinite(state.shank + state.thigh)
    frames = np.arange(len(times_s))
    low = frames[span.start : span.end + 1]
    height = state.hip_height[low]
    if np.isfinite(height).any():
        middle = (np.nanmin(height) + np.nanmax(height)) / 2
        low = low[~(height > middle)]
    lost = np.zeros(len(times_s), dtype=bool)
    lost[low[0] : low[-1] + 1] = missing[low[0] : low[-1] + 1]
    longest = max((times_s[b - 1] - times_s[a] for a, b in signals.runs(lost)), default=0.0)
    if longest > LONGEST_LOSS_S:
        return True
    inside_clip = span.start > EDGE_FRAMES and span.end < len(times_s) - 1 - EDGE_FRAMES
    return span.cut_off and inside_clip and not seated


def _scenery(
    paths: BodyPaths,
    state: LegState,
    angles: dict[str, Floats],
    side: Side | None,
    view: View,
) -> Scenery:
    legs = list(paths.legs.values()) if side is None else [paths.legs[side]]
    knee = np.mean([leg.knee_m[:, 1] - leg.toe_m[:, 1] for leg in legs], axis=0)
    reason = None
    if not paths.feet_seen:
        reason = sentence("FEET_NOT_SEEN")
    elif view.kind != "markers" and view.yaw_rad >= OBLIQUE_RAD:
        reason = sentence("TRAVEL_NOT_GIVEN", yaw=math.degrees(view.yaw_rad))
    return Scenery(
        times_s=paths.times_s,
        state=state,
        angles_rad=angles,
        knee_height_m=knee,
        foot_length_m=float(np.mean([leg.foot_length_m for leg in legs])),
        accuracy=paths.accuracy,
        view=view,
        no_travel=reason,
    )


def _repetition(scene: Scenery, span: Span, side: Side | None, *, seated: bool) -> Repetition:
    return Repetition(
        kind=span.kind,
        side=side,
        start=span.start,
        bottom=span.bottom,
        end=span.end,
        measures=measure_repetition(scene, span, seated=seated),
    )


def _quality(
    recording: Recording,
    paths: BodyPaths,
    state: LegState,
    guess: MovementGuess,
    *,
    side: Side | None,
    swaps: int,
    messages: list[Notice],
) -> Quality:
    seen = np.isfinite(state.shank) & np.isfinite(state.thigh)
    gaps = signals.count_gaps(seen)
    found = list(messages)
    if gaps:
        found.append(notice("GAPS", gaps=gaps, share=float(1 - seen.mean())))
    if swaps:
        found.append(notice("SWAPS_REPAIRED", swaps=swaps))
    if not paths.stature_known and recording.unit == "px":
        found.append(notice("STATURE_UNKNOWN"))
    if not paths.feet_seen:
        found.append(notice("FEET_NOT_SEEN"))
    if guess.name == "split_squat" and paths.near_side and side is not paths.near_side:
        found.append(notice("FRONT_LEG_FAR"))
    return Quality(
        usable=True,
        fit_rms_px=paths.fit_rms_px,
        gaps=gaps,
        swaps_repaired=swaps,
        messages=tuple(found),
    )


def _uncertainty(accuracy: Accuracy, view: View) -> Uncertainty:
    joint = math.hypot(accuracy.bias_m, accuracy.noise_m) / math.sqrt(2)
    angle = math.hypot(accuracy.angle_rad, view.roll_sigma_rad)
    joints = ("toe", "heel", "ankle", "knee", "hip", "shoulder")
    return Uncertainty(
        joint_sigma_m=dict.fromkeys(joints, joint),
        angle_sigma_rad=dict.fromkeys(("shank", "thigh", "trunk", "foot_pitch"), angle),
        scale_sigma=accuracy.scale,
    )


def whole(motion: Motion, recording: Recording, start: int) -> Motion:
    """Put a stretch's motion back among all frames of its recording; the others are NaN."""
    total, own = len(recording.times_s), len(motion.times_s)
    if own == total:
        return motion
    padded: Motion = _padded(motion, start, own, total)
    reps = tuple(
        replace(r, start=r.start + start, bottom=r.bottom + start, end=r.end + start)
        for r in motion.reps
    )
    return replace(padded, times_s=recording.times_s, reps=reps)


def _padded(value: Any, start: int, own: int, total: int) -> Any:
    if isinstance(value, np.ndarray) and len(value) == own:
        wide = np.full((total, *value.shape[1:]), np.nan)
        wide[start : start + own] = value
        return wide
    if isinstance(value, dict):
        return {key: _padded(each, start, own, total) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            f.name: _padded(getattr(value, f.name), start, own, total) for f in fields(value)
        }
        return replace(value, **changes)
    return value
