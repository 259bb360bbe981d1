"""A first look at when the lifter moves, before the view is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import SIDES, landmark
from overtoe.motion.repetitions import find_repetitions
from overtoe.motion.sides import leg_length

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats


def active_frames(recording: Recording) -> Bools:
    """Frames of dips of the hip toward the ankles, in whatever view; all frames where none is seen.

    Walking in and out may show the lifter from another side; the view is judged while moving.
    """
    everything = np.ones(len(recording.times_s), dtype=bool)
    height = _rough_height(recording)
    if not np.isfinite(height).any():
        return everything
    active = np.zeros(len(everything), dtype=bool)
    for span in find_repetitions(recording.times_s, height, everything):
        active[span.start : span.end + 1] = True
    return active if active.any() else everything


def _rough_height(recording: Recording) -> Floats:
    unit = leg_length(recording)
    heights = [
        recording.path(landmark(side, "hip"))[:, 1] - recording.path(landmark(side, "ankle"))[:, 1]
        for side in SIDES
        if recording.has(landmark(side, "hip")) and recording.has(landmark(side, "ankle"))
    ]
    if not heights:
        return np.full(len(recording.times_s), np.nan)
    mean: Floats = np.mean(heights, axis=0) / unit
    return mean
