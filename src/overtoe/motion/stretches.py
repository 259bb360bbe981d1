"""Which stretches of a clip can be measured: one shot each, with a camera that holds still."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, landmark
from overtoe.motion import signals

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

SHORTEST_S: Final = 1.2
"""A fast repetition takes about this long."""

PAN_WIDTHS_PER_S: Final = 0.10
"""Speed of the background, in picture widths a second, from which on the camera pans."""

PAN_WIDTHS: Final = 0.25
"""Way of the background over a stretch that is still taken out; further away the view changes."""


@dataclass(frozen=True)
class Stretch:
    """Frames from ``start`` to before ``end``, and why the stretch can't be used, if so."""

    start: int
    end: int
    trouble: str | None = None


def stretches(recording: Recording) -> list[Stretch]:
    """Cut a recording at scene changes and camera pans, in order of time."""
    frames = len(recording.times_s)
    cuts = () if recording.scene is None else recording.scene.cuts
    edges = [0, *sorted(c for c in set(cuts) if 0 < c < frames), frames]
    result = []
    for first, last in pairwise(edges):
        result += _steady_parts(recording, first, last)
    return result


def with_trusted_shift(recording: Recording) -> Recording:
    """Drop the picture's own account of camera movement where standing feet contradict it.

    Feet stand still most of the time. If taking the shift out makes them move more, what moved was
    the lifter in front of a plain wall, not the camera.
    """
    scene = recording.scene
    if scene is None or not np.any(scene.camera_shift_px):
        return recording
    shift = np.nan_to_num(scene.camera_shift_px)
    if _feet_way(recording, shift) < _feet_way(recording, np.zeros_like(shift)):
        return recording
    return replace(recording, scene=replace(scene, camera_shift_px=np.zeros_like(shift)))


def _feet_way(recording: Recording, shift: Floats) -> float:
    """Length of the feet's smoothed way through the picture, after taking the shift out."""
    names = [landmark(s, n) for s in SIDES for n in ("ankle", "toe")]
    way = 0.0
    for name in names:
        if recording.has(name):
            path = recording.path(name) - shift
            calm = signals.smooth(recording.times_s, path, cutoff_hz=1.0)
            way += float(np.nansum(np.linalg.norm(np.diff(calm, axis=0), axis=1)))
    return way


def part(recording: Recording, start: int, end: int) -> Recording:
    """The same recording, only the frames from ``start`` to before ``end``."""
    frames = slice(start, end)
    scene = recording.scene
    if scene is not None:
        cuts = tuple(cut - start for cut in scene.cuts if start < cut < end)
        scene = replace(
            scene,
            brightness=scene.brightness[frames],
            camera_shift_px=scene.camera_shift_px[frames],
            cuts=cuts,
        )
    return replace(
        recording,
        times_s=recording.times_s[frames],
        positions=recording.positions[frames],
        confidence=recording.confidence[frames],
        world_m=None if recording.world_m is None else recording.world_m[frames],
        scene=scene,
    )


def chosen(recording: Recording, mask: Bools) -> Recording:
    """The same recording, only the marked frames; for judging the view, not for paths."""
    return replace(
        recording,
        times_s=recording.times_s[mask],
        positions=recording.positions[mask],
        confidence=recording.confidence[mask],
        world_m=None if recording.world_m is None else recording.world_m[mask],
        scene=None,
    )


def _steady_parts(recording: Recording, first: int, last: int) -> list[Stretch]:
    times = recording.times_s[first:last]
    if recording.scene is None or recording.frame_size_px is None or last - first < 5:
        return [_named(times, first, last, None)]
    width = recording.frame_size_px[0]
    shift = np.nan_to_num(recording.scene.camera_shift_px[first:last]) / width
    calm = signals.smooth(times, shift, cutoff_hz=1.0)
    speed = np.linalg.norm(signals.rate(times, calm), axis=1)
    steady = speed < PAN_WIDTHS_PER_S
    if steady.any():
        away = np.linalg.norm(shift - np.median(shift[steady], axis=0), axis=1)
        steady &= away < PAN_WIDTHS
    parts: list[tuple[int, int, str | None]] = [(a, b, None) for a, b in signals.runs(steady)]
    parts += [(a, b, "camera") for a, b in signals.runs(~steady)]
    return [
        _named(times, first + a, first + b, why, first)
        for a, b, why in sorted(parts, key=lambda p: p[0])
    ]


def _named(
    times: Floats, start: int, end: int, trouble: str | None, first: int | None = None
) -> Stretch:
    origin = start if first is None else first
    lasts = times[end - 1 - origin] - times[start - origin] if end > start else 0.0
    if trouble is None and lasts < SHORTEST_S:
        trouble = "short"
    return Stretch(start, end, trouble)
