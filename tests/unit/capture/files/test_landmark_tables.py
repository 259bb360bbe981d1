"""CSV tables of landmarks: our own long one and one row per frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from overtoe.capture.read import read_recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

LONG = "time_s,landmark,x,y\n0,left_knee,10,20\n0.1,left_knee,11,\n0,left_hip,5,40\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_text(text)
    return path


def test_the_shortest_long_table(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, LONG))
    assert (recording.unit, recording.kind) == ("px", "landmarks")
    assert recording.landmarks == ("left_knee", "left_hip")
    np.testing.assert_array_equal(recording.times_s, [0, 0.1])
    np.testing.assert_array_equal(recording.path("left_knee")[0], [10, 20])
    assert np.isnan(recording.path("left_knee")[1, 1])
    np.testing.assert_array_equal(recording.confidence, [[1, 1], [0, 0]])


def test_meters_have_three_axes_and_are_markers(tmp_path: Path) -> None:
    text = "time_s,landmark,x,y,z,unit\n0,left_knee,.1,.5,.2,m\n"
    recording = read_recording(written(tmp_path, text))
    assert (recording.unit, recording.kind) == ("m", "markers")
    np.testing.assert_array_equal(recording.positions[0, 0], [0.1, 0.5, 0.2])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("time_s,landmark,x\n0,left_knee,1\n", "CSV_COLUMNS"),
        ("time_s,landmark,x,y\n", "CSV_COLUMNS"),
        (LONG.replace("10", "ten"), "CSV_NUMBERS"),
        ("time_s,landmark,x,y,unit\n0,a,1,2,px\n0,b,1,2,m\n", "CSV_UNIT"),
        ("left_knee_x,left_knee_y\n,\n", "CSV_EMPTY"),
        ("left_knee_x,left_knee_y\n0.5,0.5\n", "KEYPOINTS_NORMALIZED"),
        ("left_knee_x,left_knee_y\nten,20\n", "CSV_NUMBERS"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_recording(written(tmp_path, text))
    assert caught.value.code == code


def test_one_row_per_frame_has_y_down_and_becomes_y_up(tmp_path: Path) -> None:
    text = "left_knee_x,left_knee_y,left_foot_index_x,left_foot_index_y,left_foot_index_v\n"
    recording = read_recording(written(tmp_path, text + "100,300,120,400,0.5\n101,301,,,\n"))
    assert recording.landmarks == ("left_knee", "left_toe")
    assert recording.path("left_knee")[0, 1] > recording.path("left_toe")[0, 1]
    np.testing.assert_array_equal(recording.confidence[:, 1], [0.5, 0])
    assert {notice.code for notice in recording.notices} == {"SIZE_ASSUMED", "RATE_ASSUMED"}


@pytest.mark.recordings
def test_a_real_table_of_pixels(recordings: Path) -> None:
    recording = read_recording(recordings / "landmarks/openpose_px_0918_squat_000079.csv")
    assert len(recording.times_s) == 100
    assert recording.path("left_hip")[0, 1] > recording.path("left_ankle")[0, 1]
