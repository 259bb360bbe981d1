"""Real recordings: repetitions are counted, and angles agree with an independent engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overtoe.capture import read_recording
from overtoe.conventions import Side
from overtoe.errors import CannotMeasureError
from overtoe.motion import measure
from overtoe.motion.body_paths import leg_state

pytestmark = pytest.mark.recordings

SUBJECT = "mocap/opencap_subject4"


@pytest.fixture(scope="module")
def squats(recordings):
    return measure(read_recording(recordings / SUBJECT / "squats1.trc"), stature_m=None)


def reference(recordings, trial):
    """Joint angles by inverse kinematics of a scaled model (OpenSim), in degrees."""
    angles = read_recording(recordings / SUBJECT / f"{trial}_ik_manual.mot").joint_angles_rad
    return {name: np.rad2deg(path) for name, path in angles.items()}


@pytest.mark.parametrize(
    ("file", "movement", "count"),
    [
        (f"{SUBJECT}/squats1.trc", "squat", 5),
        (f"{SUBJECT}/STS1.trc", "sit_to_stand", 5),
        ("mocap/kuleuven/Squat2.trc", "squat", 1),
    ],
)
def test_repetitions_and_movement(recordings, file, movement, count):
    motion = measure(read_recording(recordings / file), stature_m=None)
    assert motion.movement.name == movement
    assert [rep.kind for rep in motion.reps] == ["full"] * count


def test_standing_still_is_refused(recordings):
    with pytest.raises(CannotMeasureError) as caught:
        measure(read_recording(recordings / SUBJECT / "static1.trc"), stature_m=None)
    assert caught.value.code == "NO_REPETITION"


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("trial", ["squats1", "STS1"])
def test_each_leg_agrees_with_inverse_kinematics(recordings, trial, side):
    motion = measure(read_recording(recordings / SUBJECT / f"{trial}.trc"), stature_m=None)
    angles, leg = reference(recordings, trial), motion.legs[side]
    everywhere = np.ones(len(motion.times_s), dtype=bool)
    state = leg_state(motion.times_s, leg, everywhere)
    knee = np.rad2deg(state.shank + state.thigh) - angles[f"knee_angle_{side.value[0]}"]
    assert np.sqrt(np.nanmean(knee**2)) < 4.0
    hip = np.rad2deg(state.thigh + motion.trunk.pelvis_rad)
    others = {
        "ankle_angle": np.rad2deg(state.shank - state.foot_pitch),
        "hip_flexion": hip,
    }
    for name, own in others.items():
        apart = own - angles[f"{name}_{side.value[0]}"]
        # The models' zeros differ by a constant, which is named in docs/motion.md.
        assert np.sqrt(np.nanmean((apart - np.nanmean(apart)) ** 2)) < 5.0


def test_plates_carry_the_body_through_all_squats(squats):
    total = sum(force.force_N[:, 1] for force in squats.forces)
    # 60.1 kg by the plates; the mean over a movement that starts and ends at rest is the weight.
    assert np.nanmean(total) / 9.80665 == pytest.approx(60.1, rel=0.02)
    for force in squats.forces:
        leg = squats.legs[force.side]
        middle = np.nanmedian(force.center_of_pressure_m)
        assert np.nanmedian(leg.heel_m[:, 0]) < middle < np.nanmedian(leg.toe_m[:, 0])


def test_the_direction_of_the_laboratory_does_not_matter(recordings, squats):
    recording = read_recording(recordings / SUBJECT / "squats1.trc")
    turned = recording.positions[:, :, [2, 1, 0]] * [1, 1, -1]
    again = measure(replace(recording, positions=turned, forces=()), stature_m=None)
    for rep, other in zip(squats.reps, again.reps, strict=True):
        for key, estimate in rep.measures.items():
            assert other.measures[key].value == pytest.approx(estimate.value, abs=1e-6)


def test_a_phone_clip_and_its_copy_with_uneven_frame_times_agree(recordings):
    """v01: two squats after 8 s of standing; the copy holds seconds 8 to 19, frames dropped."""
    whole, copy = (
        measure(read_recording(recordings / "clips" / name), stature_m=1.78)
        for name in ("v01_rohan_backsquat_side.mp4", "rohan_vfr.mp4")
    )
    assert [rep.kind for rep in whole.reps] == ["full", "full"]
    assert len(copy.reps) == 2
    moments = ("start", "bottom", "end")
    apart = [
        whole.times_s[getattr(one, frame)] - copy.times_s[getattr(other, frame)]
        for one, other in zip(whole.reps, copy.reps, strict=True)
        for frame in moments
    ]
    assert apart == pytest.approx([float(np.median(apart))] * len(apart), abs=0.1)
    for one, other in zip(whole.reps, copy.reps, strict=True):
        for key in ("knee_travel_cm", "kneecap_travel_cm"):
            assert other.measures[key].value == pytest.approx(one.measures[key].value, abs=1.0)
        for key in ("knee_flexion_deg", "shank_deg", "thigh_deg", "trunk_lean_deg"):
            assert other.measures[key].value == pytest.approx(one.measures[key].value, abs=3.0)
