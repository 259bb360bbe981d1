"""A pinhole camera beside the lifter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.options import SampleOptions

    Floats = NDArray[np.float64]

HEIGHT_OVER_STATURE: Final = 0.52
"""The camera stands at hip height, as the filming advice asks."""


@dataclass(frozen=True, eq=False)
class Camera:
    """Position and axes in the lifter's frame; ``focal`` in pixels."""

    position: Floats
    right: Floats
    up: Floats
    forward: Floats
    focal: float
    width: int
    height: int

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """Picture positions (…, 2), x right and y down, and depth (…,) of points (…, 3)."""
        seen = points - self.position
        depth: Floats = seen @ self.forward
        x = self.width / 2 + self.focal * (seen @ self.right) / depth
        y = self.height / 2 - self.focal * (seen @ self.up) / depth
        return np.stack([x, y], axis=-1), depth

    def rays(self, columns: Floats, rows: Floats) -> Floats:
        """Direction (rows, columns, 3) of the ray through each pixel center."""
        x = (columns - self.width / 2) / self.focal
        y = (self.height / 2 - rows) / self.focal
        rays: Floats = self.forward + x[None, :, None] * self.right + y[:, None, None] * self.up
        return rays


def camera(options: SampleOptions) -> Camera:
    """Place the camera as the options say, level at hip height."""
    yaw, roll = np.radians([options.yaw_deg, options.roll_deg])
    side = 1.0 if options.facing == "right" else -1.0
    away = np.array([np.sin(yaw), 0.0, side * np.cos(yaw)])
    level = np.array([0.0, 1.0, 0.0])
    forward = -away
    right = np.cross(forward, level)
    target = np.array([0.06 * options.stature_m, HEIGHT_OVER_STATURE * options.stature_m, 0.0])
    return Camera(
        position=target + options.distance_m * away,
        right=right * np.cos(roll) - level * np.sin(roll),
        up=level * np.cos(roll) + right * np.sin(roll),
        forward=forward,
        focal=options.fill * options.height * options.distance_m / options.stature_m,
        width=options.width,
        height=options.height,
    )
