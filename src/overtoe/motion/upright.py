"""Landmarks turned upright and brought into the lifter's middle plane, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.motion import signals
from overtoe.motion.perspective import Planes, judge_planes
from overtoe.motion.screening import outside
from overtoe.motion.sides import leg_length, near_side
from overtoe.motion.view import Roll, judge_roll

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

JUMP: Final = 0.06
"""Leap of a landmark from its neighbors, in leg lengths, that no body makes in a few frames."""

STEP: Final = 0.25
"""Distance between the ankles, in leg lengths, over which a stance tells nothing about upright."""

LEAST_CONFIDENCE: Final = 0.1
"""Landmarks below are the network's guess, not something it saw."""

OUTSIDE: Final = 0.2
"""Trust in a landmark outside the picture, against one inside: it is guessed from the rest."""


@dataclass(frozen=True, eq=False)
class Upright:
    """Landmarks turned upright: x forward, y up, pixels of the lifter's middle plane.

    Camera roll and shift and outliers are taken out; ``planes`` and ``center`` say how near and far
    side were brought to the middle one.
    """

    paths: dict[str, Floats]
    confidence: dict[str, Floats]
    sign: float
    roll: Roll
    shift_px: Floats
    planes: Planes

    def middle(self, name: str) -> Floats:
        """Mean of both sides' landmark, of the one that is seen where the other isn't."""
        known = [self.paths[n] for n in (landmark(s, name) for s in SIDES) if n in self.paths]
        if not known:
            return np.full(self.shift_px.shape, np.nan)
        return mean_seen(known)

    def in_picture(self, path: Floats, side: Side) -> Floats:
        """Where a point of one side, given in the middle plane, lies in the picture."""
        seen = self.planes.seen(path, side)
        return rotated(seen, -self.roll.lean_rad) * [self.sign, 1.0] + self.shift_px


def upright(recording: Recording, sign: float) -> Upright:
    """Turn the picture so that the lifter faces +x and stands upright, and take perspective out.

    Parameters
    ----------
    sign
        +1 when the lifter faces the picture's right, −1 for its left.
    """
    shift = camera_path(recording)
    paths, confidence = _cleaned(recording, sign, shift)
    near = near_side(sign)
    standing = standing_frames(paths, near)
    both = {n: _both(paths, n) for n in ("ankle", "shoulder")}
    roll = judge_roll(
        recording,
        sign,
        standing_line=(both["shoulder"] - both["ankle"])[standing],
        foot_line=between(paths, near, "heel", "toe")[standing],
    )
    turned = {name: rotated(path, roll.lean_rad) for name, path in paths.items()}
    planes = judge_planes(turned, confidence, near, _center(recording, sign, shift, roll))
    flat = {name: planes.flat(path, name) for name, path in turned.items()}
    return Upright(flat, confidence, sign, roll, shift, planes)


def _cleaned(
    recording: Recording, sign: float, shift: Floats
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    jump = JUMP * leg_length(recording)
    paths, confidence = {}, {}
    for index, name in enumerate(recording.landmarks):
        path = (recording.positions[:, index] - shift) * [sign, 1.0]
        trust = np.nan_to_num(recording.confidence[:, index])
        trust = np.where(outside(recording, name), OUTSIDE * trust, trust)
        path[(trust < LEAST_CONFIDENCE) | signals.outliers(path, least=jump)] = np.nan
        paths[name], confidence[name] = path, trust
    return paths, confidence


def _both(paths: dict[str, Floats], name: str) -> Floats:
    known = [paths[n] for n in (landmark(s, name) for s in SIDES) if n in paths]
    if not known:
        return np.full(next(iter(paths.values())).shape, np.nan)
    return mean_seen(known)


def _center(recording: Recording, sign: float, shift: Floats, roll: Roll) -> Floats:
    """Where the camera's axis meets the picture, turned upright like the landmarks."""
    if recording.frame_size_px is None:
        known = np.nanmedian(recording.positions - shift[:, None], axis=(0, 1))
    else:
        known = np.array(recording.frame_size_px) / 2 - np.median(shift, axis=0)
    return rotated(known * [sign, 1.0], roll.lean_rad)


def camera_path(recording: Recording) -> Floats:
    """Path of the background in pixels; zero where the picture doesn't say."""
    if recording.scene is None:
        return np.zeros((len(recording.times_s), 2))
    return np.nan_to_num(recording.scene.camera_shift_px)


def rotated(path: Floats, lean: float) -> Floats:
    """Turn what leans forward by ``lean`` upright, about the origin."""
    sine, cosine = math.sin(lean), math.cos(lean)
    x, y = path[..., 0], path[..., 1]
    return np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1)


def between(paths: dict[str, Floats], side: Side, low: str, high: str) -> Floats:
    """(frames, 2) from one landmark of a side to another; NaN where either is missing."""
    names = landmark(side, low), landmark(side, high)
    if not all(name in paths for name in names):
        return np.full(next(iter(paths.values())).shape, np.nan)
    return paths[names[1]] - paths[names[0]]


def standing_frames(paths: dict[str, Floats], side: Side) -> Bools:
    """Frames in which the leg is straight, the trunk upright and both feet side by side."""
    shank, thigh = between(paths, side, "ankle", "knee"), between(paths, side, "knee", "hip")
    trunk = between(paths, side, "hip", "shoulder")
    leg = np.linalg.norm(shank + thigh, axis=1)
    straight = leg >= 0.985 * (np.linalg.norm(shank, axis=1) + np.linalg.norm(thigh, axis=1))
    lean = np.abs(np.arctan2(trunk[:, 0], trunk[:, 1]))
    apart = (
        between(paths, side, "ankle", "hip")[:, 0]
        - between(paths, side.other, "ankle", "hip")[:, 0]
    )
    together = ~(np.abs(apart) > STEP * leg)
    return np.asarray(straight & together & (np.nan_to_num(lean) < math.radians(15)))


def standing_heights(view: Upright, side: Side) -> dict[str, float]:
    """Median heights over the middle of both ankles in quiet standing, in pixels."""
    standing = standing_frames(view.paths, side)
    if standing.sum() < 5:
        return {}
    ankle = view.middle("ankle")[standing, 1]
    heights = {
        f"ankle_to_{name}": view.middle(name)[standing, 1] - ankle for name in ("shoulder", "ear")
    }
    return {n: float(np.nanmedian(h)) for n, h in heights.items() if np.isfinite(h).any()}


def mean_seen(paths: list[Floats]) -> Floats:
    """Mean of the paths that are seen in each frame."""
    stack = np.stack(paths)
    seen = np.isfinite(stack)
    total: Floats = np.where(seen, stack, 0.0).sum(axis=0)
    count = seen.sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
