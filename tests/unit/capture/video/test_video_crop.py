from __future__ import annotations

import numpy as np
import pytest

from overtoe.capture.video.crop import Cutter, Region


def _cut(
    picture: np.ndarray, region: Region, size_px: int, *, low: float = 0.0, high: float = 255.0
) -> np.ndarray:
    out = np.empty((size_px, size_px, 3), dtype=np.float32)
    Cutter(size_px, low=low, high=high)(picture, region, out=out)
    return out


def test_a_turned_cut_of_a_plane_is_the_plane() -> None:
    # Bilinear interpolation is exact on planes, so each crop pixel must hold the plane's value at
    # its own place; rounding to whole luma and 256ths of a pixel leaves less than 1.6.
    rows, columns = np.mgrid[0:100, 0:120]
    picture = np.stack([columns * 2, rows * 2, columns + rows], axis=-1).astype(np.uint8)
    region = Region(0.6, 0.5, 0.5, 0.4)
    cut = _cut(picture, region, 40)
    middles = (np.arange(40) + 0.5) / 40
    grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
    at = region.to_picture(grid) * 100 - 0.5
    wanted = np.stack([at[:, 0] * 2, at[:, 1] * 2, at.sum(axis=1)], axis=-1)
    assert np.abs(cut.reshape(-1, 3) - wanted).max() < 1.6


def test_a_region_turns_clockwise_on_the_screen() -> None:
    # A quarter turn clockwise: the top of the crop looks to the right in the picture.
    top = Region(0.5, 0.5, 1.0, np.pi / 2).to_picture(np.array([[0.5, 0.0]]))
    assert top[0] == pytest.approx([1.0, 0.5])


def test_beyond_the_picture_is_black() -> None:
    white = np.full((20, 20, 3), 255, dtype=np.uint8)
    cut = _cut(white, Region(0.0, 0.5, 1.0), 20)
    assert cut[:, :9].max() == 0
    assert cut[1:-1, 12:].min() == 255


def test_low_and_high_are_black_and_white() -> None:
    picture = np.zeros((10, 10, 3), dtype=np.uint8)
    picture[:, 5:] = 255
    cut = _cut(picture, Region(0.5, 0.5, 1.0), 10, low=-1.0, high=1.0)
    assert cut.min() == pytest.approx(-1)
    assert cut.max() == pytest.approx(1)
