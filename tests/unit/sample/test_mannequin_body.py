"""The mannequin stands, moves and balances like a person."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.errors import UsageError
from overtoe.sample import SampleOptions, body_names
from overtoe.sample.body import RANDOM_BODY, mannequin
from overtoe.sample.poses import CENTER_OVER_FOOT, _center_x, poses
from overtoe.sample.tempo import depth_at, frame_times, strokes

DEPTHS = np.linspace(0, 1, 21)


@pytest.mark.parametrize("name", body_names())
def test_segments_keep_their_length_in_every_posture(name: str) -> None:
    body = mannequin(name, stature_m=1.7, seed=3)
    joints = poses(body, SampleOptions(heel_lift_mm=20), DEPTHS).joints
    for upper, lower, length in (("hip", "knee", body.thigh), ("knee", "ankle", body.shank)):
        gap = (joints[f"left_{upper}"] - joints[f"left_{lower}"])[:, :2]
        np.testing.assert_allclose(np.linalg.norm(gap, axis=1), length)


@pytest.mark.parametrize("name", body_names())
def test_center_of_mass_stays_over_the_foot(name: str) -> None:
    body = mannequin(name, stature_m=1.7, seed=3)
    joints = poses(body, SampleOptions(), DEPTHS).joints
    plane = {
        joint: joints[f"left_{joint}"][:, :2]
        for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist", "heel", "toe")
    }
    center = _center_x({**plane, "head": joints["head"][:, :2]})
    share = (center - joints["left_heel"][:, 0]) / body.shoe
    np.testing.assert_allclose(share, CENTER_OVER_FOOT, atol=1e-6)


def test_heel_rises_by_what_was_asked_and_toes_stay() -> None:
    body = mannequin()
    joints = poses(body, SampleOptions(heel_lift_mm=35), DEPTHS).joints
    rise = joints["left_heel"][:, 1] - joints["left_heel"][0, 1]
    assert rise[-1] == pytest.approx(0.035)
    np.testing.assert_array_equal(joints["left_toe"], joints["left_toe"][0] * np.ones((21, 1)))


def test_angles_are_those_between_the_joints() -> None:
    made = poses(mannequin(), SampleOptions(shank_deg=40, thigh_deg=90), DEPTHS)
    shank = (made.joints["left_knee"] - made.joints["left_ankle"])[-1]
    thigh = (made.joints["left_knee"] - made.joints["left_hip"])[-1]
    assert np.degrees(np.arctan2(shank[0], shank[1])) == pytest.approx(40)
    assert thigh[1] == pytest.approx(0, abs=1e-9)  # level at 90 degrees
    assert np.degrees(made.angles["knee_flexion"][-1]) == pytest.approx(130)


def test_random_bodies_differ_by_seed_and_repeat_with_it() -> None:
    assert mannequin(RANDOM_BODY, seed=1) == mannequin(RANDOM_BODY, seed=1)
    assert mannequin(RANDOM_BODY, seed=1) != mannequin(RANDOM_BODY, seed=2)


def test_unknown_body_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="average-man"):
        mannequin("giraffe")


@pytest.mark.parametrize(
    "wrong",
    [{"yaw_deg": 90}, {"stature_m": 3}, {"reps": -1}, {"width": 721}, {"fps": 0}, {"speed": 9}],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        SampleOptions(**wrong)  # type: ignore[arg-type]


def test_default_clip_is_five_repetitions_a_half_one_and_quiet_ends() -> None:
    options = SampleOptions()
    made = strokes(options)
    assert [stroke.partial for stroke in made] == [False] * 4 + [True, False]
    times = frame_times(options, made)
    assert 12 < times[-1] < 17
    depth = depth_at(times, made)
    assert not depth[times <= 1.0].any()
    np.testing.assert_allclose(depth[times >= times[-1] - 0.9], 0, atol=1e-9)


def test_motion_has_no_jerks() -> None:
    options = SampleOptions(fps=240)
    made = strokes(options)
    times = frame_times(options, made)
    speed = np.gradient(depth_at(times, made), times)
    # A minimum-jerk way of length 1 in T seconds is at most 1.875/T fast and starts from rest.
    assert np.abs(speed).max() < 1.05 * 1.875 / min(stroke.ascent_s for stroke in made)
    assert np.abs(np.diff(speed)).max() < 0.2
