"""Markers become joint centers in a frame with y up, with the right plate under each foot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from overtoe.body.bones import HALF_BREADTH, TURNED_IN
from overtoe.capture.files.anatomy import landmark_paths
from overtoe.capture.files.hip_center import hip_centers
from overtoe.capture.files.marker_data import MarkerData
from overtoe.capture.files.motion_capture import recording_from_markers
from overtoe.capture.files.names import by_plain_name
from overtoe.capture.recording import ForcePlate
from overtoe.conventions import Side
from overtoe.errors import UnreadableError

# A person facing +x: one frame, y up, meters.
STANDING = {
    "LASI": (0.10, 1.00, -0.12),
    "RASI": (0.10, 1.00, 0.12),
    "LPSI": (-0.08, 1.02, -0.04),
    "RPSI": (-0.08, 1.02, 0.04),
    "LKNE": (0.02, 0.52, -0.16),
    "RKNE": (0.02, 0.52, 0.16),
    "LANK": (0.00, 0.09, -0.15),
    "RANK": (0.00, 0.09, 0.15),
    "LHEE": (-0.06, 0.04, -0.12),
    "RHEE": (-0.06, 0.04, 0.12),
    "LTOE": (0.125, 0.04, -0.12),
    "RTOE": (0.125, 0.04, 0.12),
    "LSHO": (0.00, 1.45, -0.18),
    "RSHO": (0.00, 1.45, 0.18),
    "C7": (-0.05, 1.50, 0.0),
}


def markers(**changes: Any) -> MarkerData:
    table = {**STANDING, **changes}
    positions = np.array([list(table.values())] * 3, dtype=float)
    return MarkerData("a.trc", np.arange(3) / 100, tuple(table), positions)


def plate(x: float, z: float, up_N: float = 300.0) -> ForcePlate:
    still = np.ones((3, 1))
    return ForcePlate(
        np.arange(3) / 100, still * [0, up_N, 0], still * [x, 0.0, z], still * [0, 0, 0], None
    )


def test_hip_centers_lie_where_the_regression_puts_them() -> None:
    # Level pelvis 240 mm wide and 180 mm deep: 0.24·180 + 9.9 = 53.1 mm behind, 0.30·240 + 10.9 =
    # 82.9 mm below, 0.33·240 + 7.3 = 86.5 mm beside the middle of the front points.
    left, right = hip_centers(
        left_asis=np.array([[0, 0, -0.12]]),
        right_asis=np.array([[0, 0, 0.12]]),
        back=np.array([[-0.18, 0, 0]]),
    )
    np.testing.assert_allclose(right[0], [-0.0531, -0.0829, 0.0865])
    np.testing.assert_allclose(left[0], [-0.0531, -0.0829, -0.0865])


def test_toe_tip_is_ahead_of_the_ball_by_a_quarter_of_the_foot() -> None:
    recording = recording_from_markers(markers())
    # Heel to ball is 18.5 cm and 74 % of the foot, so the tip is 25 cm ahead of the heel.
    assert recording.path("right_toe")[0, 0] == pytest.approx(-0.06 + 0.25)


def test_joint_center_is_the_middle_of_both_sides_of_the_joint() -> None:
    recording = recording_from_markers(markers(RKNM=(0.02, 0.52, 0.06), LANM=(0.0, 0.09, -0.09)))
    np.testing.assert_allclose(recording.path("right_knee")[0], [0.02, 0.52, 0.11])
    np.testing.assert_allclose(recording.path("left_ankle")[0], [0.0, 0.09, -0.12])


def test_a_pair_with_one_marker_never_seen_falls_back_to_the_outer_one() -> None:
    data = markers(RKNM=(np.nan, np.nan, np.nan))
    knee = recording_from_markers(data).path("right_knee")[0]
    # The center is half the knee's breadth inside the leg, across the foot but for the turn of
    # the knee's axis.
    inward = HALF_BREADTH["knee"] * 0.25
    turn = TURNED_IN["knee"]
    expected = [0.02 - inward * np.sin(turn), 0.52, 0.16 - inward * np.cos(turn)]
    np.testing.assert_allclose(knee, expected, atol=5e-4)


def test_named_hip_center_wins_over_the_regression() -> None:
    recording = recording_from_markers(markers(R_HJC=(0.01, 0.9, 0.08)))
    np.testing.assert_allclose(recording.path("right_hip")[0], [0.01, 0.9, 0.08])


def test_a_thigh_marker_called_hip_is_not_the_joint() -> None:
    recording = recording_from_markers(markers(LHIP=(0.2, 0.66, -0.2)))
    assert recording.path("left_hip")[0, 1] > 0.88


@pytest.mark.parametrize("turn", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_any_axis_up_gives_y_up(turn: tuple[int, int, int]) -> None:
    plain = recording_from_markers(markers())
    data = markers()
    turned = np.stack([data.positions_m[..., axis] for axis in turn], axis=-1)
    recording = recording_from_markers(MarkerData("a", data.times_s, data.labels, turned))
    heights = [recording.path(name)[0, 1] for name in ("left_heel", "left_knee", "c7")]
    np.testing.assert_allclose(
        heights, [plain.path(name)[0, 1] for name in ("left_heel", "left_knee", "c7")]
    )


def test_plates_belong_to_the_foot_above_them() -> None:
    data = markers()
    data = MarkerData(
        data.name, data.times_s, data.labels, data.positions_m,
        (plate(0.05, 0.13), plate(0.05, -0.13), plate(1.5, 0.0)),
    )  # fmt: skip
    recording = recording_from_markers(data)
    assert [force.side for force in recording.forces] == [Side.RIGHT, Side.LEFT, None]
    assert [notice.code for notice in recording.notices] == ["PLATE_WITHOUT_FOOT"]


def test_unknown_names_are_refused_with_a_sentence() -> None:
    data = MarkerData("a.c3d", np.zeros(1), ("M1", "M2"), np.ones((1, 2, 3)))
    with pytest.raises(UnreadableError, match="no leg can be recognized"):
        recording_from_markers(data)


def test_names_of_common_marker_sets() -> None:
    sets = {
        "OpenCap": (
            "r_knee_study",
            "r_mknee_study",
            "r_ankle_study",
            "r_calc_study",
            "r_toe_study",
        ),
        "Gait2392": ("R.Knee.Lat", "R.Knee.Med", "R.Ankle.Lat", "R.Heel", "R.Toe.Tip"),
        "Rajagopal": ("RLFC", "RMFC", "RLMAL", "RCAL", "RTOE"),
        "Plug-in Gait": ("S1:RKNE", "S1:RTIB", "S1:RANK", "S1:RHEE", "S1:RTOE"),
    }
    for labels in sets.values():
        paths = landmark_paths(labels, np.ones((1, len(labels), 3)))
        assert {"right_knee", "right_ankle", "right_heel", "right_toe"} <= set(paths)


def test_augmented_markers_win_over_the_networks_points() -> None:
    assert by_plain_name(("RKnee", "r_knee_study"))["rknee"] == 1


@pytest.mark.recordings
def test_real_trials_have_both_legs_and_the_right_plates(recordings: Path) -> None:
    from overtoe.capture.read import read_recording  # noqa: PLC0415

    # The folder's own notes: plate 1 is the right foot there.
    squats = read_recording(recordings / "mocap/opencap_subject4/squats1.trc")
    assert [force.side for force in squats.forces] == [Side.RIGHT, Side.LEFT]
    assert squats.duration_s == pytest.approx(13.45)
    other = read_recording(recordings / "mocap/kuleuven/Squat2.trc")
    assert {force.side for force in other.forces} == {Side.RIGHT, Side.LEFT}
    for recording in (squats, other):
        for name in ("hip", "knee", "ankle", "heel", "toe"):
            assert recording.has(f"left_{name}")
            assert recording.has(f"right_{name}")


@pytest.mark.recordings
def test_regression_agrees_with_the_laboratorys_own_hip_centers(recordings: Path) -> None:
    from overtoe.capture.files.trc import read_trc  # noqa: PLC0415

    data = read_trc(recordings / "mocap/opencap_subject4/squats1.trc")
    at = {name: data.positions_m[:, index] for index, name in enumerate(data.labels)}
    left, _ = hip_centers(
        left_asis=at["L.ASIS"], right_asis=at["r.ASIS"], back=(at["L.PSIS"] + at["r.PSIS"]) / 2
    )
    # Different regressions for the same joint differ by about a centimeter (Harrington et al.).
    gap = np.abs(left - at["L_HJC_reg"]).mean(axis=0)
    assert gap.max() < 0.015
