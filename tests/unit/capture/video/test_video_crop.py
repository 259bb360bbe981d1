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
    # its own place; positions in sixteenths of a pixel and whole 256ths leave less than 0.2.
    rows, columns = np.mgrid[0:100, 0:120]
    picture = np.stack([columns * 2, rows * 2, columns + rows], axis=-1).astype(np.uint8)
    region = Region(0.6, 0.5, 0.5, 0.4)
    cut = _cut(picture, region, 40)
    middles = (np.arange(40) + 0.5) / 40
    grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
    at = region.to_picture(grid) * 100 - 0.5
    wanted = np.stack([at[:, 0] * 2, at[:, 1] * 2, at.sum(axis=1)], axis=-1)
    assert np.abs(cut.reshape(-1, 3) - wanted).max() < 0.2


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


def test_a_mirrored_region_of_a_mirrored_picture_shows_the_same() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    cut = _cut(picture, Region(0.3, 0.5, 0.6, 0.2), 32)
    mirrored = Region(0.75 - 0.3, 0.5, 0.6, -0.2, mirrored=True)
    again = _cut(np.ascontiguousarray(picture[:, ::-1]), mirrored, 32)
    # The same places up to a sixteenth of a pixel, in a picture of pure noise.
    assert np.abs(again - cut).max() < 40
    assert np.abs(again - cut).mean() < 2.5
    point = np.array([[0.2, 0.7]])
    x, y = Region(0.3, 0.5, 0.6, 0.2).to_picture(point)[0]
    assert mirrored.to_picture(point)[0] == pytest.approx([0.75 - x, y])


def test_a_picture_squeezed_to_whole_pixels_keeps_its_places() -> None:
    # Half as wide as it is tall, but stored in 33 columns instead of 32.5: its right edge stays.
    picture = np.zeros((65, 33, 3), dtype=np.uint8)
    picture[:, -1] = 255
    out = np.empty((100, 100, 3), dtype=np.float32)
    Cutter(100)(picture, Region(0.5, 0.5, 0.2), out=out, width=0.5)
    # The last column is 7.7 crop pixels wide and fades to black around the edge in the middle.
    assert out[50, 43:49, 0].min() > 0.5
    assert out[50, 54:, 0].max() == 0
