"""What the picture says apart from the people: light, a moving camera, cuts to another shot."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.recording import Scene
from overtoe.capture.video.shift import ShiftReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region
    from overtoe.capture.video.level import Level

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

GRAY_PX: Final = 192
"""Height of the gray picture that the scene is read from."""

CUT_CHANGE: Final = 0.08
CUT_RATIO: Final = 5.0
"""Another shot begins where the mean luma changes pixel by pixel by this much, and by this many
times more than it has lately. A panning or shaking camera changes much in every frame."""

KNOWN_AFTER: Final = 3
"""Changes after which it is known what is usual; before that it takes twice as much."""

_LATELY: Final = 12


class CutReader:
    """Says with each picture whether another shot begins with it."""

    def __init__(self) -> None:
        self._last: Floats | None = None
        self._changes: deque[float] = deque(maxlen=_LATELY)

    def add(self, gray: Picture) -> bool:
        """Take in one gray picture; they must all have one size."""
        coarse, last = _blocks(gray), self._last
        self._last = coarse
        if last is None:
            return False
        change = float(np.abs(coarse - last).mean())
        usual = float(np.median(self._changes)) if self._changes else 0.0
        least = CUT_CHANGE if len(self._changes) >= KNOWN_AFTER else 2 * CUT_CHANGE
        self._changes.append(change)
        return change > least and change > CUT_RATIO * usual


class SceneReader:
    """Collects the scene of a clip frame by frame."""

    def __init__(self, height_px: int) -> None:
        self._cuts = CutReader()
        self._shift = ShiftReader()
        self._brightness: list[float] = []
        self._cut_at: list[int] = []
        self._height = height_px

    def add(self, time_s: float, gray: Picture, lifter: Region | None) -> bool:
        """Take in one frame and say whether another shot begins with it."""
        is_cut = self._cuts.add(gray)
        if is_cut:
            self._cut_at.append(len(self._brightness))
        self._brightness.append(float(gray.mean()) / 255)
        self._shift.add(time_s, gray, lifter, anew=is_cut)
        return is_cut

    def scene(self, times_s: Floats, level: Level | None) -> Scene:
        """The scene of all frames so far."""
        return Scene(
            brightness=np.array(self._brightness),
            camera_shift_px=self._shift.path(times_s) * self._height,
            cuts=tuple(self._cut_at),
            roll_rad=level.roll_rad if level else None,
            roll_sigma_rad=level.sigma_rad if level else None,
        )


def _blocks(gray: Picture) -> Floats:
    """Mean luma from 0 to 1 of blocks of 8 × 8 pixels."""
    height, width = (max(8, side // 8 * 8) for side in gray.shape)
    if gray.shape[0] < 8 or gray.shape[1] < 8:
        return gray.astype(float) / 255
    cropped = gray[:height, :width].reshape(height // 8, 8, width // 8, 8)
    means: Floats = cropped.mean(axis=(1, 3)) / 255
    return means
