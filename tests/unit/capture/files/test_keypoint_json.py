"""Landmark JSON of common networks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from overtoe.capture.files.keypoint_json import follow_largest
from overtoe.capture.read import read_recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def person(count: int, *, x: float = 100.0, height: float = 10.0) -> list[list[float]]:
    """Keypoint i lies ``height``·i below the picture's top."""
    return [[x, height * index, 0.9] for index in range(count)]


def flat(points: list[list[float]]) -> list[float]:
    return [value for point in points for value in point]


def written(folder: Path, content: Any, name: str = "a.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content))
    return path


def test_openpose_frames_in_one_file(tmp_path: Path) -> None:
    frame = {"version": 1.3, "people": [{"pose_keypoints_2d": flat(person(25))}]}
    recording = read_recording(written(tmp_path, [frame, {"version": 1.3, "people": []}]))
    # Body_25: hip 9 and heel 24 of the right side; further down the list is lower here.
    assert recording.path("right_hip")[0, 1] - recording.path("right_heel")[0, 1] == 150
    assert np.isnan(recording.positions[1]).all()


def test_openpose_folder_of_frames(tmp_path: Path) -> None:
    for number in range(3):
        frame = {"people": [{"pose_keypoints_2d": flat(person(25, x=100 + number))}]}
        written(tmp_path, frame, f"v_{number:012d}_keypoints.json")
    recording = read_recording(tmp_path)
    np.testing.assert_array_equal(recording.path("nose")[:, 0], [100, 101, 102])


@pytest.mark.parametrize(("count", "has_toes"), [(17, False), (26, True)])
def test_coco_and_halpe_lists(tmp_path: Path, count: int, has_toes: bool) -> None:
    detections = [
        {"image_id": f"{number}.jpg", "keypoints": flat(person(count, x=number))}
        for number in (10, 9, 2)
    ]
    recording = read_recording(written(tmp_path, detections))
    assert recording.has("left_toe") is has_toes
    # In the order of the numbers, not of the letters.
    np.testing.assert_array_equal(recording.path("left_knee")[:, 0], [2, 9, 10])


def test_mmpose_instances(tmp_path: Path) -> None:
    points = np.array(person(17))
    instance = {"keypoints": points[:, :2].tolist(), "keypoint_scores": points[:, 2].tolist()}
    content = {"meta_info": {}, "instance_info": [{"frame_id": 1, "instances": [instance]}]}
    assert read_recording(written(tmp_path, content)).has("right_ankle")


def test_mediapipe_shares_of_a_known_picture(tmp_path: Path) -> None:
    marks = [{"x": 0.5, "y": index / 40, "z": 0, "visibility": 0.8} for index in range(33)]
    frames = [{"timestamp_ms": 40 * number, "landmarks": marks} for number in range(2)]
    content = {"width": 720, "height": 1280, "frames": frames}
    recording = read_recording(written(tmp_path, content))
    np.testing.assert_allclose(recording.times_s, [0, 0.04])
    np.testing.assert_allclose(recording.path("right_toe")[0], [360, 1280 * (1 - 32 / 40)])
    assert recording.frame_size_px == (720, 1280)


def test_mediapipe_shares_of_an_unknown_picture_are_refused(tmp_path: Path) -> None:
    marks = [{"x": 0.5, "y": 0.5, "z": 0, "visibility": 0.8}] * 33
    with pytest.raises(UnreadableError) as caught:
        read_recording(written(tmp_path, [{"landmarks": marks}]))
    assert caught.value.code == "KEYPOINTS_NORMALIZED"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"a": 1}, "JSON_UNKNOWN"),
        ([], "JSON_UNKNOWN"),
        ([1, 2], "JSON_UNKNOWN"),
        ([{"people": [{"pose_keypoints_2d": flat(person(12))}]}], "KEYPOINTS_UNKNOWN"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: Any, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_recording(written(tmp_path, content))
    assert caught.value.code == code


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"people": [')
    with pytest.raises(UnreadableError) as caught:
        read_recording(path)
    assert caught.value.code == "JSON_DAMAGED"


def test_the_largest_person_is_followed_when_a_larger_one_walks_in() -> None:
    lifter, child, giant = (
        np.array(person(17, x=x, height=h)) for x, h in ((100, 10), (400, 4), (500, 30))
    )
    path = follow_largest([[child, lifter], [lifter + np.array([2, 0, 0]), child], [giant, lifter]])
    assert path is not None
    np.testing.assert_array_equal(path[:, 0, 0], [100, 102, 100])
