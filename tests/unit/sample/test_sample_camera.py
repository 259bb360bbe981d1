"""The camera puts things where a camera would."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.sample import SampleOptions
from overtoe.sample.camera import camera


def pixel(options: SampleOptions, point: tuple[float, float, float]) -> np.ndarray:
    return camera(options).project(np.array(point))[0]


@pytest.mark.parametrize(("facing", "sign"), [("right", 1), ("left", -1)])
def test_forward_is_where_the_lifter_faces(facing: str, sign: int) -> None:
    options = SampleOptions(facing=facing)  # type: ignore[arg-type]
    gap = pixel(options, (0.5, 1, 0)) - pixel(options, (0, 1, 0))
    assert sign * gap[0] > 0
    assert gap[1] == pytest.approx(0)


def test_up_is_up_and_a_body_fills_its_share() -> None:
    options = SampleOptions(stature_m=1.8, fill=0.6)
    height = pixel(options, (0, 0, 0))[1] - pixel(options, (0, 1.8, 0))[1]
    assert height == pytest.approx(0.6 * options.height, rel=0.01)


def test_turning_the_camera_clockwise_turns_the_picture_the_other_way() -> None:
    # The floor line's right end then sits lower in the world's eye and higher in the picture.
    options = SampleOptions(roll_deg=5)
    gap = pixel(options, (0.5, 0, 0)) - pixel(options, (-0.5, 0, 0))
    assert np.degrees(np.arctan2(-gap[1], gap[0])) == pytest.approx(5, abs=0.5)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_positive_yaw_shows_more_of_the_front(facing: str) -> None:
    # From ahead, the far shoulder comes out in front of the near one.
    options = SampleOptions(facing=facing, yaw_deg=10)  # type: ignore[arg-type]
    near, far = (1, -1) if facing == "right" else (-1, 1)
    forward = 1 if facing == "right" else -1
    gap = pixel(options, (0, 1.4, 0.2 * far)) - pixel(options, (0, 1.4, 0.2 * near))
    assert forward * gap[0] > 0


def test_nearer_things_are_larger() -> None:
    options = SampleOptions()
    near = pixel(options, (0.3, 1, 0.2)) - pixel(options, (0, 1, 0.2))
    far = pixel(options, (0.3, 1, -0.2)) - pixel(options, (0, 1, -0.2))
    assert near[0] > far[0]
