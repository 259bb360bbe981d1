from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter, rotate
from scipy.ndimage import shift as shifted

from overtoe.capture.video.crop import Region
from overtoe.capture.video.level import find_lines, level
from overtoe.capture.video.scene import CutReader, SceneReader

RNG = np.random.default_rng(11)


def _texture(height: int = 192, width: int = 240, seed: int = 5) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(size=(height, width))
    soft = gaussian_filter(noise, 2.0)
    return np.clip(128 + 40 * soft / soft.std(), 0, 255)


def _scene_of(pictures: list[np.ndarray], lifter: Region | None = None) -> tuple:
    reader, times = SceneReader(1920), np.arange(len(pictures)) * 0.1
    for time, picture in zip(times, pictures, strict=True):
        reader.add(float(time), picture.astype(np.uint8), lifter)
    scene = reader.scene(times, None)
    return scene.camera_shift_px, scene.cuts, scene.brightness


def test_a_background_that_moves_is_followed_to_subpixels() -> None:
    base = _texture()
    steps = [(0.0, 0.0), (1.5, 0.0), (3.0, -2.25), (6.0, -4.5), (14.0, -9.0), (20.0, -9.0)]
    pictures = [shifted(base, (y, x), mode="wrap", order=3) for x, y in steps]
    path, cuts, _ = _scene_of(pictures)
    # Ten clip pixels per gray pixel; a shift down the picture is negative, y being up.
    wanted = np.array([(10 * x, -10 * y) for x, y in steps])
    assert np.abs(path - wanted).max() < 5.0  # half a gray pixel
    assert cuts == ()


def test_a_still_camera_stays_put_while_the_lifter_moves() -> None:
    base = _texture()
    pictures = []
    for number in range(10):
        picture = base.copy()
        picture[40 + 5 * number : 120 + 5 * number, 100:140] = 20
        pictures.append(picture + RNG.normal(0, 2, base.shape))
    path, _, _ = _scene_of(pictures, Region(120 / 192, 0.5, 0.8))
    assert np.abs(path).max() < 2.0


def test_a_bare_wall_says_nothing_about_the_camera() -> None:
    pictures = [np.full((192, 240), 90.0) + RNG.normal(0, 1, (192, 240)) for _ in range(5)]
    path, _, brightness = _scene_of(pictures)
    assert np.array_equal(path, np.zeros((5, 2)))
    assert brightness == pytest.approx(90 / 255, abs=0.01)


@pytest.mark.parametrize("lines", ["upright", "level", "panels"])
def test_a_room_of_parallel_lines_does_not_make_a_resting_camera_move(lines: str) -> None:
    # Such a room looks the same when it moves along its lines, or by one panel: what changes in the
    # picture then is noise, and the light, which gets brighter here.
    room = np.full((192, 240), 150.0)
    if lines in ("upright", "panels"):
        room[:, ::16] = 95
    if lines in ("level", "panels"):
        room[::20] = 95
    pictures = [room + 2 * n + RNG.normal(0, 2, room.shape) for n in range(25)]
    path, _, _ = _scene_of(pictures)
    assert np.abs(path).max() < 5.0  # ten clip pixels per gray pixel


def test_another_shot_is_a_cut_and_a_pan_is_not() -> None:
    wide = _texture(width=900, seed=1)
    pan = [wide[:, 8 * n : 8 * n + 240] for n in range(40)]
    assert _scene_of(pan)[1] == ()
    other = _texture(seed=2)
    assert _scene_of([*([pan[0]] * 20), *([other] * 10)])[1] == (20,)


def test_pictures_smaller_than_a_block_do_not_crash() -> None:
    reader = CutReader()
    assert not any(reader.add(np.full((6, 4), n, dtype=np.uint8)) for n in range(5))
    path, _, _ = _scene_of([np.zeros((20, 16)), np.zeros((20, 16))])
    assert np.array_equal(path, np.zeros((2, 2)))


def _room(turn_deg: float) -> np.ndarray:
    """A wall of upright panels and level boards, turned counterclockwise on the screen."""
    room = np.full((700, 700), 120.0)
    for number in range(12):
        room[:, 60 * number : 60 * number + 7] = 200
        room[60 * number : 60 * number + 5] = 60
    turned = rotate(gaussian_filter(room, 0.7), turn_deg, reshape=False, order=1, mode="nearest")
    picture = turned[170:530, 170:530] + RNG.normal(0, 2, (360, 360))
    return np.clip(picture, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("roll_deg", [-6.0, -1.0, 0.0, 2.5, 8.0])
def test_a_camera_turned_clockwise_sees_the_room_turned_back(roll_deg: float) -> None:
    # A positive angle of scipy's rotate turns the picture's content counterclockwise on the
    # screen, which is what a camera turned clockwise by the same angle sees.
    found = level([find_lines(_room(roll_deg))])
    assert found is not None
    assert np.degrees(found.roll_rad) == pytest.approx(roll_deg, abs=0.5)
    assert np.degrees(found.sigma_rad) < 1.0


def test_without_lines_there_is_no_level() -> None:
    assert level([find_lines(_texture(360, 360).astype(np.uint8))]) is None
    assert level([]) is None
