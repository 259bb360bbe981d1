"""Paint one shaded capsule into a picture, with smooth edges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.float32]

AMBIENT: Final = 0.58
LIGHT: Final = (-0.35, -0.65, 0.67)
"""Toward the light: left, up (rows run down), toward the camera."""


@dataclass(frozen=True)
class Stroke2D:
    """A capsule in the picture: two ends (x, y) with their radii, in pixels, and a color."""

    start: tuple[float, float]
    end: tuple[float, float]
    start_radius: float
    end_radius: float
    color: tuple[float, float, float]

    def moved(self, dx: float, dy: float) -> Stroke2D:
        """The same capsule somewhere else in the picture."""
        start, end = (self.start[0] + dx, self.start[1] + dy), (self.end[0] + dx, self.end[1] + dy)
        return replace(self, start=start, end=end)


def paint(picture: Picture, stroke: Stroke2D) -> None:
    """Paint the capsule over what is there; parts outside the picture are left out.

    ``picture`` is (3, height, width): one color after the other, so that rows lie in one piece.
    """
    box = _box(picture, stroke)
    if box is None:
        return
    rows, columns = box
    x = np.arange(columns.start, columns.stop, dtype=np.float32)[None, :] + np.float32(0.5)
    y = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + np.float32(0.5)
    dx, dy, radius = _from_axis(x, y, stroke)
    distance = np.sqrt(dx * dx + dy * dy)
    cover = np.clip(radius - distance + np.float32(0.5), 0, 1)
    shade = cover * _shade(dx, dy, distance, radius)
    bare = 1 - cover
    for channel, color in zip(picture, stroke.color, strict=True):
        patch = channel[rows, columns]
        patch *= bare
        patch += np.float32(color) * shade


def _box(picture: Picture, stroke: Stroke2D) -> tuple[slice, slice] | None:
    ends, radii = (stroke.start, stroke.end), (stroke.start_radius, stroke.end_radius)
    limits = []
    for axis, size in ((1, picture.shape[1]), (0, picture.shape[2])):
        low = min(end[axis] - r for end, r in zip(ends, radii, strict=True)) - 1
        high = max(end[axis] + r for end, r in zip(ends, radii, strict=True)) + 2
        first, last = max(int(low), 0), min(int(high), size)
        if last <= first:
            return None
        limits.append(slice(first, last))
    return limits[0], limits[1]


def _from_axis(x: Picture, y: Picture, stroke: Stroke2D) -> tuple[Picture, Picture, Picture]:
    (ax, ay), (bx, by) = np.array([stroke.start, stroke.end], dtype=np.float32)
    bx, by = bx - ax, by - ay
    length2 = max(float(bx * bx + by * by), 1e-6)
    along = np.clip(((x - ax) * bx + (y - ay) * by) / np.float32(length2), 0, 1)
    radius = stroke.start_radius + along * (stroke.end_radius - stroke.start_radius)
    dx: Picture = x - ax - along * bx
    dy: Picture = y - ay - along * by
    return dx, dy, radius.astype(np.float32)


def _shade(dx: Picture, dy: Picture, distance: Picture, radius: Picture) -> Picture:
    inner = np.maximum(radius, np.float32(1e-3))
    out = np.minimum(distance / inner, 1)
    facing = np.sqrt(1 - out * out)
    light = (dx * np.float32(LIGHT[0]) + dy * np.float32(LIGHT[1])) / np.maximum(
        np.maximum(distance, inner), 1
    ) + facing * np.float32(LIGHT[2])
    shade: Picture = AMBIENT + (1 - AMBIENT) * np.clip(light, 0, 1) * np.float32(1.25)
    return shade.astype(np.float32)
