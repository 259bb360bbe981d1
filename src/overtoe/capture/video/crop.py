"""A square region of a picture, possibly turned, and the crop that the networks see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

_FULL: Final = np.uint64(256)
_HALF: Final = np.uint64(0x0080008000800080)
_EIGHT: Final = np.uint64(8)
_LANES: Final = np.uint64(0x00FF00FF00FF00FF)


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


class Cutter:
    """Cuts regions out of pictures by bilinear interpolation, black beyond their edges.

    All arithmetic is on whole numbers, positions in 256ths of a pixel, and a pixel's channels
    travel as the four lanes of one 64-bit number, in memory that is used again: a tenth of the time
    that the same takes channel by channel. One cutter serves one thread.

    Parameters
    ----------
    size_px
        Width and height of what is cut.
    low, high
        What black and white become.
    """

    def __init__(self, size_px: int, *, low: float = 0.0, high: float = 1.0) -> None:
        self._size = size_px
        self._scale, self._low = np.float32((high - low) / 255), np.float32(low)
        square = (size_px, size_px)
        self._columns, self._rows, self._at = (np.empty(square, dtype=np.int64) for _ in range(3))
        self._across, self._down = (np.empty(square, dtype=np.uint64) for _ in range(2))
        self._pixels = [np.empty(square, dtype=np.uint64) for _ in range(4)]
        self._spare = np.empty(square, dtype=np.uint64)
        self._lanes = np.zeros((0, 0, 4), dtype=np.uint16)

    def __call__(self, picture: Picture, region: Region, *, out: NDArray[np.float32]) -> None:
        """Write the (size_px, size_px, 3) cut into ``out``."""
        height, width = picture.shape[:2]
        pixels = self._bordered(picture)
        self._locate(region, height, width)
        upper_left, upper_right, lower_left, lower_right = self._pixels
        for corner, values in zip((0, 1, width + 2, width + 3), self._pixels, strict=True):
            pixels[corner:].take(self._at, out=values, mode="clip")
        self._mix(upper_left, upper_right, self._across)
        self._mix(lower_left, lower_right, self._across)
        self._mix(upper_left, lower_left, self._down)
        lanes = upper_left.view(np.uint16).reshape(self._size, self._size, 4)
        for channel in range(3):
            np.multiply(lanes[..., channel], self._scale, out=out[..., channel])
        if self._low:
            out += self._low

    def _bordered(self, picture: Picture) -> NDArray[np.uint64]:
        height, width = picture.shape[:2]
        if self._lanes.shape[:2] != (height + 2, width + 2):
            self._lanes = np.zeros((height + 2, width + 2, 4), dtype=np.uint16)
        for channel in range(3):
            self._lanes[1:-1, 1:-1, channel] = picture[..., channel]
        return self._lanes.view(np.uint64).reshape(-1)

    def _locate(self, region: Region, height: int, width: int) -> None:
        """Find the pixel up and left of every crop pixel's middle, and how far it is from there."""
        along = ((np.arange(self._size) + 0.5) / self._size - 0.5) * region.side * height * 256
        cosine, sine = np.cos(region.turn_rad), np.sin(region.turn_rad)
        # Half a pixel back from the middle to the corner, one pixel on for the border.
        x, y = (region.x * height + 0.5) * 256, (region.y * height + 0.5) * 256
        columns, rows = self._columns, self._rows
        np.subtract(_whole(along * cosine + x), _whole(along * sine)[:, np.newaxis], out=columns)
        np.add(_whole(along * sine + y), _whole(along * cosine)[:, np.newaxis], out=rows)
        np.clip(columns, 0, (width + 1) * 256 - 1, out=columns)
        np.clip(rows, 0, (height + 1) * 256 - 1, out=rows)
        np.bitwise_and(columns, 255, out=self._across, casting="unsafe")
        np.bitwise_and(rows, 255, out=self._down, casting="unsafe")
        np.right_shift(rows, 8, out=self._at)
        np.right_shift(columns, 8, out=columns)
        self._at *= width + 2
        self._at += columns

    def _mix(
        self, first: NDArray[np.uint64], second: NDArray[np.uint64], share: NDArray[np.uint64]
    ) -> None:
        """Blend two pictures in place of the first; each lane has room for 255 · 256."""
        second *= share
        np.subtract(_FULL, share, out=self._spare)
        first *= self._spare
        first += second
        first += _HALF
        first >>= _EIGHT
        first &= _LANES


def _whole(values: Floats) -> NDArray[np.int64]:
    return np.rint(values).astype(np.int64)
