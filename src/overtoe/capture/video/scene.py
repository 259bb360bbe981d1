"""What the picture says apart from the people: light, a moving camera, cuts to another shot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.capture.recording import Scene
from overtoe.capture.video.decode import scaler, size_at

if TYPE_CHECKING:
    from overtoe.capture.video.decode import Clip, Frame

HEIGHT_PX = 96


class SceneReader:
    """Collects the scene frame by frame."""

    def __init__(self, clip: Clip) -> None:
        self._size = size_at(clip, HEIGHT_PX)
        self._scaler: Any = scaler()
        self._brightness: list[float] = []

    def add(self, frame: Frame) -> bool:
        """Take in one frame and say whether another shot begins with it."""
        gray = frame.gray(self._size, self._scaler)
        self._brightness.append(float(gray.mean()) / 255)
        return False

    def scene(self) -> Scene:
        """The scene of all frames so far."""
        count = len(self._brightness)
        return Scene(np.array(self._brightness), np.zeros((count, 2)), ())
