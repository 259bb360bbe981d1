from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from overtoe.capture.video import parts
from overtoe.capture.video.detect import _merged, anchors, region_around
from overtoe.capture.video.landmarks import NAMES, refined
from overtoe.capture.video.trim import without_outputs
from overtoe.errors import MissingPartError


def test_anchors_cover_the_picture_evenly() -> None:
    grid = anchors()
    # 28² cells of 8 px and 14² of 16 px with two boxes each, 7² of 32 px with six.
    assert len(grid) == 28**2 * 2 + 14**2 * 2 + 7**2 * 6 == 2254
    assert grid[0] == pytest.approx([0.5 / 28, 0.5 / 28])
    assert grid[-1] == pytest.approx([6.5 / 7, 6.5 / 7])
    assert grid.mean(axis=0) == pytest.approx([0.5, 0.5])


def test_boxes_on_one_person_are_blended_by_score() -> None:
    boxes = np.zeros((3, 12))
    boxes[:, :4] = [[0.5, 0.5, 0.2, 0.2], [0.52, 0.5, 0.2, 0.2], [0.1, 0.1, 0.1, 0.1]]
    people = _merged(boxes, np.array([0.6, 0.9, 0.7]))
    assert [score for _, score in people] == [0.9, 0.7]
    assert people[0][0][0] == pytest.approx((0.6 * 0.5 + 0.9 * 0.52) / 1.5)


def test_the_crop_follows_the_body_s_lean() -> None:
    upright = region_around((0.5, 0.5), (0.5, 0.2))
    assert (upright.turn_rad, upright.side) == pytest.approx((0.0, 0.75))
    assert region_around((0.5, 0.5), (0.8, 0.5)).turn_rad == pytest.approx(np.pi / 2)
    assert abs(region_around((0.5, 0.5), (0.5, 0.8)).turn_rad) == pytest.approx(np.pi)


def test_a_point_moves_to_a_clear_peak_nearby_and_stays_without_one() -> None:
    heatmaps = np.full((64, 64, 39), -20.0, dtype=np.float32)
    heatmaps[30, 20, 0] = heatmaps[30, 21, 0] = 6.0
    points = np.full((39, 2), 0.5)
    points[0] = [22.2 / 64, 29.1 / 64]
    moved = refined(points, heatmaps)
    assert moved[0] == pytest.approx([20.5 / 64, 30 / 64], abs=1e-6)
    assert moved[1] == pytest.approx([0.5, 0.5])


def test_landmarks_have_the_house_s_names() -> None:
    assert len(NAMES) == len(set(NAMES)) == 21
    assert {"nose", "left_heel", "right_toe"} <= set(NAMES)


def test_the_trimmed_network_gives_the_same_numbers_to_the_last_bit() -> None:
    whole = parts.weights("lite")
    runner = parts.interpreter()
    full = runner(model_content=whole, num_threads=1)
    mask = [d["index"] for d in full.get_output_details() if tuple(d["shape"])[1:3] == (256, 256)]
    trimmed = runner(model_content=without_outputs(whole, mask), num_threads=1)
    crop = np.random.default_rng(3).random((1, 256, 256, 3), dtype=np.float32)
    for network in (full, trimmed):
        network.allocate_tensors()
        network.set_tensor(network.get_input_details()[0]["index"], crop)
        network.invoke()
    left = [d["index"] for d in trimmed.get_output_details()]
    assert len(left) == len(full.get_output_details()) - 1
    for index in left:
        assert np.array_equal(full.get_tensor(index), trimmed.get_tensor(index))


def test_a_missing_or_damaged_weights_file_has_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError) as caught:
        parts.weights("lite", folder=tmp_path)
    assert caught.value.code == "WEIGHTS_MISSING"
    name = "pose_landmark_lite.tflite"
    content = bytearray((parts.FOLDER / name).read_bytes())
    content[1000] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MissingPartError) as caught:
        parts.weights("lite", folder=tmp_path)
    assert caught.value.code == "WEIGHTS_DAMAGED"
    shutil.copy(parts.FOLDER / name, tmp_path / name)
    assert len(parts.weights("lite", folder=tmp_path)) == (tmp_path / name).stat().st_size


def test_a_missing_decoder_has_one_clear_sentence() -> None:
    with pytest.raises(MissingPartError, match="isn't installed"):
        parts._import("a_decoder_that_nobody_wrote")
