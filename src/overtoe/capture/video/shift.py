"""How the background moves, by phase correlation of blocks of the picture beside the lifter.

Phase correlation: Kuglin and Hines 1975; peak to subpixels by a parabola. The median over blocks
leaves out blocks in which somebody walks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

BLOCK_PX: Final = 48
EVERY_S: Final = 0.1
"""Time between two measurements; hands and tripods move slower."""

FAR_PX: Final = 10.0
"""Beyond this shift the blocks share too little, and a new reference is taken."""

PEAK_AT_LEAST: Final = 0.12
"""Least height of the correlation's peak, 1 for identical blocks; noise alone gives about 0.06."""

TEXTURE_AT_LEAST: Final = 3.0
"""Least standard deviation of a block's luma (of 255): a bare wall says nothing."""

LIFTER_HALF_WIDTH: Final = 0.3
"""Half the width kept free around the lifter, in sides of the landmark crop."""


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
        textured = free & (blocks.std(axis=(1, 2)) > TEXTURE_AT_LEAST * _WINDOW_RMS)
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
    height, width = gray.shape
    down, across = height // BLOCK_PX, width // BLOCK_PX
    cropped = gray[: down * BLOCK_PX, : across * BLOCK_PX].astype(float)
    cells = cropped.reshape(down, BLOCK_PX, across, BLOCK_PX).swapaxes(1, 2)
    blocks = cells.reshape(-1, BLOCK_PX, BLOCK_PX)
    if len(blocks):
        blocks = (blocks - blocks.mean(axis=(1, 2), keepdims=True)) * _HANN
    middles = np.tile((np.arange(across) + 0.5) * BLOCK_PX / height, down)
    free = np.ones(len(blocks), dtype=bool)
    if lifter is not None:
        free = np.abs(middles - lifter.x) > LIFTER_HALF_WIDTH * lifter.side
    return blocks, free if free.any() else np.ones(len(blocks), dtype=bool)


def _shift(
    before: NDArray[np.complex128], after: NDArray[np.complex128], use: NDArray[np.bool_]
) -> Floats | None:
    """Median shift (x, y) in pixels from one set of blocks to the other, y down."""
    if not use.any():
        return None
    cross = after[use] * before[use].conj()
    size = np.abs(cross)
    correlation = np.fft.irfft2(cross / np.where(size > 0, size, 1.0), s=(BLOCK_PX, BLOCK_PX))
    flat = correlation.reshape(len(correlation), -1)
    peaks = flat.argmax(axis=1)
    good = flat[np.arange(len(flat)), peaks] > PEAK_AT_LEAST
    if not good.any():
        return None
    shifts = [
        _subpixel(picture, *divmod(int(peak), BLOCK_PX))
        for picture, peak in zip(correlation[good], peaks[good], strict=True)
    ]
    result: Floats = np.median(np.array(shifts), axis=0)
    return result


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
