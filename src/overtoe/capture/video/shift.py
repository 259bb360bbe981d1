"""How the background moves, by phase correlation of blocks of the picture beside the lifter.

Phase correlation: Kuglin and Hines 1975; peak to subpixels by a parabola. The median over blocks
leaves out blocks in which somebody walks. A wall of parallel lines looks the same when it moves
along them (the aperture problem), and one of even panels when it moves by one panel: the
correlation then has a ridge or several peaks. Blocks whose luma changes along one direction only,
or without one sharp peak, say nothing; where too few blocks agree the camera is taken to rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

BLOCK_PX: Final = 48
BLOCKS_AT_LEAST: Final = 4
"""Along a side of the picture that has room for fewer, blocks overlap by half."""

EVERY_S: Final = 0.1
"""Time between two measurements; hands and tripods move slower."""

FAR_PX: Final = 10.0
"""Beyond this shift the blocks share too little, and a new reference is taken."""

PEAK_AT_LEAST: Final = 0.12
"""Least height of the correlation's peak, 1 for identical blocks; noise alone gives about 0.06."""

SHARP_AT_LEAST: Final = 1.6
NEAR_PX: Final = 2
"""How much higher the peak must be than everything further from it than this. Lines and noise, of
drawn rooms whose camera rests, give up to 1.3; real rooms give 2 and more."""

AGREE_PX: Final = 1.0
AGREE_AT_LEAST: Final = 2
"""Blocks that must lie this near to the median before it counts, and at least half of all."""

TEXTURE_AT_LEAST: Final = 3.0
"""Least standard deviation of a block's luma (of 255): a bare wall says nothing."""

BOTH_WAYS_AT_LEAST: Final = 0.05
"""Least change of luma along the direction in which a block changes least, as a share of the change
in the other (eigenvalues of the structure tensor, Förstner and Gülch 1987)."""

LIFTER_HALF_WIDTH: Final = 0.25
LIFTER_HALF_HEIGHT: Final = 0.5
"""Half the width and height kept free around the lifter's hips, in sides of the landmark crop."""


class ShiftReader:
    """Collects the background's path frame by frame."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._path: list[Floats] = []
        self._reference: NDArray[np.complex128] | None = None
        self._textured: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._origin = np.zeros(2)

    def add(self, time_s: float, gray: Picture, lifter: Region | None, *, anew: bool) -> None:
        """Take in one gray picture; ``anew`` where another shot begins."""
        if self._times and not anew and time_s - self._times[-1] < EVERY_S - 1e-6:
            return
        blocks, free = _blocks(gray, lifter)
        if not len(blocks):
            return
        spectra = np.fft.rfft2(blocks)
        textured = free & _textured(blocks)
        at = self._path[-1] if self._path else np.zeros(2)
        if self._reference is not None and not anew:
            step = _shift(self._reference, spectra, self._textured & textured)
            at = at if step is None else self._origin + step / gray.shape[0]
            renew = step is None or float(np.hypot(*step)) > FAR_PX
        else:
            renew = True
        if renew:
            self._reference, self._origin, self._textured = spectra, at, textured
        self._times.append(time_s)
        self._path.append(at)

    def path(self, times_s: Floats) -> Floats:
        """(frames, 2) path since the first frame in picture heights, x right, y up."""
        if not self._times:
            return np.zeros((len(times_s), 2))
        path = np.array(self._path)
        return np.stack(
            [
                np.interp(times_s, self._times, path[:, 0]),
                np.interp(times_s, self._times, -path[:, 1]),
            ],
            axis=-1,
        )


_HANN: Final = np.outer(np.hanning(BLOCK_PX), np.hanning(BLOCK_PX))
_WINDOW_RMS: Final = float(np.sqrt((_HANN**2).mean()))


def _blocks(gray: Picture, lifter: Region | None) -> tuple[Floats, NDArray[np.bool_]]:
    """Windowed blocks (blocks, BLOCK_PX, BLOCK_PX) and whether each lies beside the lifter."""
    height = gray.shape[0]
    if min(gray.shape) < BLOCK_PX:
        return np.zeros((0, BLOCK_PX, BLOCK_PX)), np.zeros(0, dtype=bool)
    down, across = (
        BLOCK_PX if side >= BLOCKS_AT_LEAST * BLOCK_PX else BLOCK_PX // 2 for side in gray.shape
    )
    cells = sliding_window_view(gray, (BLOCK_PX, BLOCK_PX))[::down, ::across]
    rows, columns = cells.shape[:2]
    blocks = cells.reshape(-1, BLOCK_PX, BLOCK_PX).astype(float)
    blocks = (blocks - blocks.mean(axis=(1, 2), keepdims=True)) * _HANN
    x = np.tile((np.arange(columns) * across + BLOCK_PX / 2) / height, rows)
    y = np.repeat((np.arange(rows) * down + BLOCK_PX / 2) / height, columns)
    free = np.ones(len(blocks), dtype=bool)
    if lifter is not None:
        free = np.abs(x - lifter.x) > LIFTER_HALF_WIDTH * lifter.side
        free |= np.abs(y - lifter.y) > LIFTER_HALF_HEIGHT * lifter.side
    return blocks, free


def _textured(blocks: Floats) -> NDArray[np.bool_]:
    """Which blocks change enough, and in both directions."""
    down, across = np.gradient(blocks, axis=(1, 2))
    dd, aa, da = (
        (a * b).mean(axis=(1, 2)) for a, b in ((down, down), (across, across), (down, across))
    )
    apart = np.hypot((dd - aa) / 2, da)
    least, most = (dd + aa) / 2 - apart, (dd + aa) / 2 + apart
    enough = blocks.std(axis=(1, 2)) > TEXTURE_AT_LEAST * _WINDOW_RMS
    return np.asarray(enough & (least > BOTH_WAYS_AT_LEAST * most))


def _shift(
    before: NDArray[np.complex128], after: NDArray[np.complex128], use: NDArray[np.bool_]
) -> Floats | None:
    """Median shift (x, y) in pixels from one set of blocks to the other, y down; None if unseen."""
    cross = after[use] * before[use].conj()
    size = np.abs(cross)
    correlation = np.fft.irfft2(cross / np.where(size > 0, size, 1.0), s=(BLOCK_PX, BLOCK_PX))
    shifts = np.array([at for block in correlation if (at := _peak(block)) is not None])
    if len(shifts) < AGREE_AT_LEAST:
        return None
    middle: Floats = np.median(shifts, axis=0)
    agreeing = np.hypot(*(shifts - middle).T) < AGREE_PX
    if np.count_nonzero(agreeing) < max(AGREE_AT_LEAST, len(shifts) / 2):
        return None
    return middle


def _peak(correlation: Floats) -> tuple[float, float] | None:
    """Where the one sharp peak of a block's correlation is; None where there is none."""
    row, column = divmod(int(correlation.argmax()), BLOCK_PX)
    height = float(correlation[row, column])
    near = np.arange(-NEAR_PX, NEAR_PX + 1)
    others = correlation.copy()
    others[np.ix_((row + near) % BLOCK_PX, (column + near) % BLOCK_PX)] = 0.0
    if height < max(PEAK_AT_LEAST, SHARP_AT_LEAST * float(others.max())):
        return None
    return _subpixel(correlation, row, column)


def _subpixel(correlation: Floats, row: int, column: int) -> tuple[float, float]:
    x = _vertex(correlation[row, np.array([column - 1, column, column + 1]) % BLOCK_PX])
    y = _vertex(correlation[np.array([row - 1, row, row + 1]) % BLOCK_PX, column])
    return _signed(column + x), _signed(row + y)


def _vertex(values: Floats) -> float:
    """Where a parabola through values at −1, 0 and 1 has its vertex."""
    bend = values[0] - 2 * values[1] + values[2]
    return float(0.5 * (values[0] - values[2]) / bend) if bend < 0 else 0.0


def _signed(place: float) -> float:
    return place - BLOCK_PX if place > BLOCK_PX / 2 else place
