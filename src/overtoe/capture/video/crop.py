"""A square region of a picture, possibly turned, and the crop that the networks see of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Region:
    """A square with its middle, side length and turn (clockwise on the screen), x right, y down.

    In units of the picture's height, so that it means the same at every scale of decoding.
    """

    x: float
    y: float
    side: float
    turn_rad: float = 0.0

    def to_picture(self, points: Floats) -> Floats:
        """Turn (n, 2) positions in the crop, from 0 to 1, into positions in the picture."""
        along = (points - 0.5) * self.side
        cosine, sine = np.cos(self.turn_rad), np.sin(self.turn_rad)
        turned = along @ np.array([[cosine, sine], [-sine, cosine]])
        result: Floats = turned + np.array([self.x, self.y])
        return result


def cut(picture: Picture, region: Region, size_px: int) -> NDArray[np.float32]:
    """Cut a region out of a picture by bilinear interpolation, black beyond its edges.

    Returns (size_px, size_px, 3) from 0 to 255.
    """
    height, width = picture.shape[:2]
    points = region.to_picture(_grid(size_px)) * height + 0.5
    padded = np.zeros((height + 2, width + 2, 4), dtype=np.uint8)
    padded[1:-1, 1:-1, :3] = picture
    column = np.clip(points[:, 0], 0, width + 1 - 1e-3).astype(np.float32)
    row = np.clip(points[:, 1], 0, height + 1 - 1e-3).astype(np.float32)
    left, top = column.astype(np.int32), row.astype(np.int32)
    packed = padded.view(np.uint32).ravel()
    start = top * np.int32(width + 2) + left
    across, down = (column - left)[:, np.newaxis], (row - top)[:, np.newaxis]
    upper = _mix(_pixels(packed, start), _pixels(packed, start + 1), across)
    start += np.int32(width + 2)
    lower = _mix(_pixels(packed, start), _pixels(packed, start + 1), across)
    return np.ascontiguousarray(_mix(upper, lower, down)[:, :3].reshape(size_px, size_px, 3))


def _pixels(packed: NDArray[np.uint32], at: NDArray[np.int32]) -> NDArray[np.float32]:
    return packed.take(at).view(np.uint8).reshape(-1, 4).astype(np.float32)


def _mix(
    first: NDArray[np.float32], second: NDArray[np.float32], share: NDArray[np.float32]
) -> NDArray[np.float32]:
    second -= first
    second *= share
    second += first
    return second


@cache
def _grid(size_px: int) -> Floats:
    middles = (np.arange(size_px) + 0.5) / size_px
    rows, columns = np.meshgrid(middles, middles, indexing="ij")
    return np.stack([columns.ravel(), rows.ravel()], axis=-1)
