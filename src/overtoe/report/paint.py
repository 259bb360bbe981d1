"""Lines and boxes painted into a picture, with smooth edges."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Floats = NDArray[np.float64]
    Color = tuple[int, int, int]
    Point = tuple[float, float]


def line(picture: Picture, points: Sequence[Point], color: Color, width: float) -> None:
    """Paint a line through points (x right, y down, in pixels) with round ends, in place.

    Points that aren't numbers break the line.
    """
    for start, end in pairwise(points):
        if np.isfinite([*start, *end]).all():
            _segment(picture, np.array(start), np.array(end), color, width / 2)


def dashes(start: Point, end: Point, length: float) -> Iterator[tuple[Point, Point]]:
    """Cut the way from start to end into dashes with gaps of the same length."""
    a, b = np.array(start), np.array(end)
    whole = float(np.hypot(*(b - a)))
    if not np.isfinite(whole):
        return
    for begin in np.arange(0.0, whole, 2 * length):
        first = a + (b - a) * begin / whole
        last = a + (b - a) * min(begin + length, whole) / whole
        yield (float(first[0]), float(first[1])), (float(last[0]), float(last[1]))


def darken(picture: Picture, box: tuple[int, int, int, int], share: float) -> None:
    """Take light out of a box (left, top, right, bottom), in place."""
    left, top, right, bottom = box
    part = picture[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    part[:] = (part * (1 - share)).astype(np.uint8)


def _segment(picture: Picture, a: Floats, b: Floats, color: Color, radius: float) -> None:
    low = np.floor(np.minimum(a, b) - radius - 1).astype(int)
    high = np.ceil(np.maximum(a, b) + radius + 2).astype(int)
    left, top = np.clip(low, 0, picture.shape[1::-1])
    right, bottom = np.clip(high, 0, picture.shape[1::-1])
    if left >= right or top >= bottom:
        return
    x = np.arange(left, right)[np.newaxis, :] - a[0]
    y = np.arange(top, bottom)[:, np.newaxis] - a[1]
    way = b - a
    share = np.clip((x * way[0] + y * way[1]) / max(float(way @ way), 1e-9), 0, 1)
    away = np.hypot(x - share * way[0], y - share * way[1])
    cover = np.clip(radius + 0.5 - away, 0, 1)[..., np.newaxis]
    part = picture[top:bottom, left:right]
    part[:] = np.rint(part + cover * (np.array(color) - part)).astype(np.uint8)
