"""What the brush paints."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.sample.brush import Stroke2D, paint

RED = (255.0, 0.0, 0.0)


def blank() -> np.ndarray:
    return np.zeros((3, 60, 80), dtype=np.float32)


def test_area_of_a_disc() -> None:
    picture = blank()
    paint(picture, Stroke2D((40, 30), (40, 30), 20, 20, RED))
    covered = (picture[0] > 0).sum()
    # Half-covered pixels at the rim count, so a ring half a pixel wide is added.
    assert covered == pytest.approx(np.pi * 20.5**2, rel=0.03)


def test_nothing_outside_the_capsule_and_no_other_color() -> None:
    picture = blank()
    paint(picture, Stroke2D((20, 30), (60, 30), 5, 5, RED))
    assert picture[:, 20, 40].sum() == 0
    assert picture[0, 30, 40] > 100
    assert picture[1:].sum() == 0


@pytest.mark.parametrize("place", [(-500.0, -500.0), (40.0, 500.0), (79.0, 59.0)])
def test_parts_outside_the_picture_are_left_out(place: tuple[float, float]) -> None:
    picture = blank()
    paint(picture, Stroke2D(place, place, 10, 10, RED))
    assert np.isfinite(picture).all()


def test_light_comes_from_above() -> None:
    picture = blank()
    paint(picture, Stroke2D((40, 30), (40, 30), 20, 20, RED))
    assert picture[0, 15, 40] > picture[0, 45, 40]
