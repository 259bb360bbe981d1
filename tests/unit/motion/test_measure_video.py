"""From drawn landmarks to measures: what is true of the drawing is what comes out."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from overtoe.capture.recording import Scene
from overtoe.conventions import Side
from overtoe.errors import CannotMeasureError, UsageError
from overtoe.motion import measure
from overtoe.motion.stretches import part

STATURE = 1.78


def run(recording, **options):
    return measure(recording, stature_m=options.pop("stature_m", STATURE), **options)


def codes(motion):
    return [message.code for message in motion.quality.messages]


def values(motion, key):
    return [rep.measures[key].value for rep in motion.reps]


def refusal(recording, **options):
    with pytest.raises(CannotMeasureError) as caught:
        run(recording, **options)
    return caught.value


def test_three_squats_come_out_as_drawn(draw, travel_m):
    motion = run(draw(noise_px=1.5))
    assert (motion.facing, motion.near_side, motion.movement.name) == ("right", Side.RIGHT, "squat")
    assert [rep.kind for rep in motion.reps] == ["full"] * 3
    for rep in motion.reps:
        travel = rep.measures["knee_travel_cm"]
        assert travel.low < 100 * travel_m() < travel.high
        assert rep.measures["knee_flexion_deg"].value == pytest.approx(120, abs=3)
        assert rep.measures["shank_deg"].value == pytest.approx(35, abs=3)
        assert rep.measures["thigh_deg"].value == pytest.approx(85, abs=3)
        # Times include a cosine's ends, of which 14 % of the time count as standing.
        assert rep.measures["descent_s"].value == pytest.approx(1.2 * 0.86, abs=0.2)


def test_facing_left_mirrors_everything_but_the_numbers(draw):
    right, left = run(draw()), run(draw(facing=-1))
    assert (left.facing, left.near_side) == ("left", Side.LEFT)
    for key in ("knee_travel_cm", "knee_flexion_deg", "trunk_lean_deg", "descent_s"):
        assert values(left, key) == pytest.approx(values(right, key), abs=0.05)


@pytest.mark.parametrize("facing", [1, -1])
def test_known_camera_roll_is_taken_out(draw, facing):
    level = run(_rolled(draw(facing=facing), 0.0))
    tilted = run(_rolled(draw(facing=facing, roll_deg=4), math.radians(4)))
    assert math.degrees(tilted.view.roll_rad) == pytest.approx(4, abs=0.6)
    assert values(tilted, "knee_travel_cm") == pytest.approx(
        values(level, "knee_travel_cm"), abs=0.5
    )


def test_an_unknown_roll_widens_travel_but_not_the_knee_angle(draw):
    known = run(_rolled(draw(), 0.0)).reps[0].measures
    unknown = run(draw()).reps[0].measures
    assert _width(unknown["knee_travel_cm"]) > _width(known["knee_travel_cm"])
    assert _width(unknown["knee_flexion_deg"]) == pytest.approx(_width(known["knee_flexion_deg"]))


def test_a_heel_that_comes_up_is_seen(draw):
    flat, lifted = run(draw()), run(draw(heel_lift_m=0.05))
    assert values(flat, "heel_lift_mm")[0] < 15
    assert values(lifted, "heel_lift_mm")[0] == pytest.approx(50, abs=15)


def test_a_split_stance_is_recognized_and_its_front_leg_measured(draw, travel_m):
    motion = run(draw(step_m=0.7, trunk=10, shank=15))
    assert motion.movement.name == "split_squat"
    assert motion.measured_side is Side.RIGHT
    assert values(motion, "knee_travel_cm")[0] == pytest.approx(
        100 * travel_m(step_m=0.7, trunk=10, shank=15), abs=2
    )
    assert values(motion, "knee_travel_cm")[0] < -8


def test_the_user_may_name_the_movement(draw):
    assert run(draw(), movement="Split squat").movement.name == "split_squat"
    with pytest.raises(UsageError, match="handstand"):
        run(draw(), movement="handstand")


def test_without_stature_percent_and_angles_stay_and_centimeters_widen(draw):
    known, unknown = run(draw()), run(draw(), stature_m=None)
    assert "STATURE_UNKNOWN" in codes(unknown)
    assert not unknown.stature_known
    for key in ("knee_travel_foot_pct", "knee_flexion_deg"):
        assert values(unknown, key) == pytest.approx(values(known, key), abs=0.5)
    assert unknown.uncertainty.scale_sigma > known.uncertainty.scale_sigma


def test_a_gap_stays_a_gap_and_is_counted(draw):
    recording = draw()
    position = recording.positions.copy()
    position[10:25] = np.nan
    motion = run(replace(recording, positions=position))
    assert motion.quality.gaps == 1
    assert np.isnan(motion.legs[Side.RIGHT].knee_m[10:25]).all()
    assert len(motion.reps) == 3


def test_a_repetition_whose_bottom_is_hidden_is_left_out_and_named(draw):
    recording = draw()
    position = recording.positions.copy()
    # The second bottom, 6.6 s in, lost for 0.7 s: too short to end the repetition by itself.
    bottom = round((1.0 + 2.4 + 1.0 + 1.2) * 30)
    position[bottom - 10 : bottom + 11] = np.nan
    motion = run(replace(recording, positions=position))
    assert [rep.kind for rep in motion.reps] == ["full", "full"]
    assert "REPETITION_LOST" in codes(motion)
    assert values(motion, "thigh_deg") == pytest.approx(
        values(run(recording), "thigh_deg")[::2], abs=0.5
    )


def test_a_loss_of_more_than_a_second_makes_no_broken_repetitions(draw):
    recording = draw()
    position = recording.positions.copy()
    bottom = round((1.0 + 2.4 + 1.0 + 1.2) * 30)
    position[bottom - 18 : bottom + 22] = np.nan
    motion = run(replace(recording, positions=position))
    assert [rep.kind for rep in motion.reps] == ["full", "full"]


def test_a_leg_outside_the_picture_is_refused(draw):
    recording = draw()
    lower = replace(recording, positions=recording.positions - [0.0, 330.0])
    assert refusal(lower).code == "PERSON_CUT_OFF"


def test_a_clip_that_starts_at_the_bottom_measures_the_whole_repetitions(draw, travel_m):
    recording = draw()
    start = round((1.0 + 1.2) * 30)
    late = part(recording, start, len(recording.times_s))
    motion = run(late)
    assert [rep.kind for rep in motion.reps] == ["partial", "full", "full"]
    assert values(motion, "knee_travel_cm")[1] == pytest.approx(100 * travel_m(), abs=2)


def test_plates_over_hip_and_shoulder_leave_the_leg(draw):
    recording = draw(noise_px=1)
    confidence = recording.confidence.copy()
    for name in ("left_shoulder", "right_shoulder"):
        confidence[:, recording.landmarks.index(name)] = 0.02
    motion = run(replace(recording, confidence=confidence))
    measures = motion.reps[0].measures
    assert measures["knee_flexion_deg"].value == pytest.approx(120, abs=3)
    assert math.isnan(measures["trunk_lean_deg"].value)
    assert measures["trunk_lean_deg"].reason


def test_a_low_resolution_clip_gives_the_same_numbers_with_more_doubt(draw, travel_m):
    coarse = run(draw(px_per_m=95, noise_px=1.5))
    travel = coarse.reps[1].measures["knee_travel_cm"]
    assert travel.low < 100 * travel_m() < travel.high


def test_a_sit_to_stand_from_the_side_is_recognized(draw):
    motion = run(draw(shank=8, thigh=88, trunk=12, pause_s=1.5, depths=(1.0, 1.0, 1.0)))
    assert motion.movement.name == "sit_to_stand"
    assert len(motion.reps) >= 2


def test_swapped_legs_are_put_right_and_counted(draw):
    recording = draw(step_m=0.7, trunk=10, shank=15)
    clean = run(recording)
    position = recording.positions.copy()
    for name in ("hip", "knee", "ankle", "heel", "toe"):
        pair = [recording.landmarks.index(f"{side}_{name}") for side in ("left", "right")]
        position[60:66, pair] = position[60:66, pair[::-1]]
    mended = run(replace(recording, positions=position))
    assert mended.quality.swaps_repaired == 1
    assert values(mended, "knee_travel_cm") == pytest.approx(values(clean, "knee_travel_cm"))


def test_hidden_feet_leave_angles_but_no_travel(draw):
    recording = draw()
    confidence = recording.confidence.copy()
    for side in ("left", "right"):
        for name in ("heel", "toe"):
            confidence[:, recording.landmarks.index(f"{side}_{name}")] = 0.0
    motion = run(replace(recording, confidence=confidence))
    travel = motion.reps[0].measures["knee_travel_cm"]
    assert math.isnan(travel.value)
    assert "foot" in travel.reason
    assert motion.reps[0].measures["knee_flexion_deg"].value == pytest.approx(120, abs=4)


def test_a_front_view_is_refused_with_the_thing_to_change(draw):
    error = refusal(_turned(draw(), 85))
    assert (error.code, error.view) == ("CLIP_FRONT_VIEW", "front")
    assert "from the side" in error.text


def test_a_camera_30_degrees_off_gives_angles_but_no_travel(draw):
    motion = run(_turned(draw(), 25))
    assert motion.view.kind == "oblique"
    assert math.isnan(values(motion, "knee_travel_cm")[0])
    assert "TRAVEL_NOT_GIVEN" in codes(motion)
    assert np.isfinite(values(motion, "knee_flexion_deg")).all()


def test_upside_down_lying_short_and_empty_clips_get_their_sentence(draw):
    recording = draw()
    height = np.array(recording.frame_size_px)
    flipped = replace(recording, positions=height - recording.positions)
    assert refusal(flipped).code == "CLIP_UPSIDE_DOWN"
    lying = replace(recording, positions=recording.positions[:, :, ::-1])
    assert refusal(lying).code == "CLIP_ON_ITS_SIDE"
    empty = replace(recording, positions=np.full_like(recording.positions, np.nan))
    assert refusal(empty).code == "NOBODY_SEEN"
    dark = replace(empty, scene=_scene(recording, brightness=0.03))
    assert refusal(dark).code == "CLIP_TOO_DARK"
    short = replace(
        recording,
        times_s=recording.times_s[:12],
        positions=recording.positions[:12],
        confidence=recording.confidence[:12],
        world_m=recording.world_m[:12],
        scene=None,
    )
    assert refusal(short).code == "CLIP_TOO_SHORT"
    assert refusal(draw(depths=(0.0, 0.0))).code == "NO_REPETITION"


def test_the_best_of_several_shots_is_used_and_the_rest_named(draw):
    recording = draw()
    frames = len(recording.times_s)
    cut = round(0.7 * frames)
    world = recording.world_m.copy()
    world[cut:] = _turned(recording, 88).world_m[cut:]
    scene = replace(recording.scene, cuts=(cut,))
    motion = run(replace(recording, world_m=world, scene=scene))
    assert "PART_USED" in codes(motion)
    assert motion.used[0][1] == pytest.approx(recording.times_s[cut - 1])
    assert len(motion.angles_rad["shank"]) == frames
    assert np.isnan(motion.angles_rad["shank"][cut:]).all()
    assert [rep.kind for rep in motion.reps][:2] == ["full", "full"]


def test_a_camera_that_drifts_a_little_is_compensated(draw):
    recording = draw()
    shift = np.linspace(0, 60, len(recording.times_s))[:, None] * [1.0, 0.3]
    moved = replace(
        recording,
        positions=recording.positions + shift[:, None],
        scene=replace(recording.scene, camera_shift_px=shift),
    )
    still = values(run(recording), "knee_travel_cm")
    motion = run(moved)
    assert values(motion, "knee_travel_cm") == pytest.approx(still, abs=0.3)
    assert "CAMERA_MOVED" in codes(motion)


def test_a_shift_that_standing_feet_contradict_is_not_believed(draw):
    recording = draw()
    shift = 200 * np.sin(np.linspace(0, 20, len(recording.times_s)))[:, None] * [1.0, 0.0]
    doubted = replace(recording, scene=replace(recording.scene, camera_shift_px=shift))
    assert values(run(doubted), "knee_travel_cm") == values(run(recording), "knee_travel_cm")


def test_fitted_points_lie_on_the_landmarks(draw):
    for facing in (1, -1):
        recording = draw(facing=facing, roll_deg=2)
        motion = run(recording)
        side = motion.near_side.value
        for name, below_px in (("knee", 0), ("hip", 0), ("ankle", 14)):
            # The network's ankle lies 4.5 cm, 14 px, up the shank from the joint that is drawn.
            apart = motion.fitted_px[name] - recording.path(f"{side}_{name}") + [0, below_px]
            # 2 % of a leg of 250 px: what the calibration of the network moves.
            assert np.nanmedian(np.abs(apart)) < 5


def test_the_chain_is_closed_and_its_bones_keep_their_length(draw):
    for changes in ({"noise_px": 1.5}, {"step_m": 0.7, "trunk": 10, "shank": 15}, {"facing": -1}):
        motion = run(draw(**changes))
        for leg in motion.legs.values():
            assert leg.hip_m == pytest.approx(motion.trunk.hip_m, nan_ok=True, abs=1e-9)
            for top, low in (("hip", "knee"), ("knee", "ankle"), ("toe", "heel")):
                bone = getattr(leg, f"{top}_m") - getattr(leg, f"{low}_m")
                assert np.nanstd(np.linalg.norm(bone, axis=1)) < 1e-9
        trunk = motion.trunk.shoulder_m - motion.trunk.hip_m
        assert np.nanstd(np.linalg.norm(trunk, axis=1)) < 1e-9


def test_lengths_are_those_of_the_drawn_body(draw):
    motion = run(draw(noise_px=1.5))
    leg = motion.legs[Side.RIGHT]
    standing = slice(5, 25)
    # The drawn hip stands 0.09 + 0.424 + 0.415 m over the floor; the scale is known to 3 %.
    assert np.median(leg.hip_m[standing, 1]) == pytest.approx(0.929, rel=0.03)
    assert leg.foot_length_m == pytest.approx(0.30, rel=0.04)


def test_a_standing_foot_stays_on_the_floor(draw):
    motion = run(draw(noise_px=2))
    for leg in motion.legs.values():
        assert leg.toe_m[:, 1] == pytest.approx(0, abs=0.001)
        assert leg.heel_m[:, 1] == pytest.approx(0, abs=0.005)


def test_paths_and_angles_say_the_same(draw):
    motion = run(draw(noise_px=1.5, heel_lift_m=0.05))
    leg, angles = motion.legs[Side.RIGHT], motion.angles_rad
    lines = {
        "shank": leg.knee_m - leg.ankle_m,
        "thigh": (leg.hip_m - leg.knee_m) * [-1, 1],
        "trunk": motion.trunk.shoulder_m - motion.trunk.hip_m,
    }
    for name in ("shank", "thigh", "trunk"):
        seen = np.arctan2(lines[name][:, 0], lines[name][:, 1])
        assert seen == pytest.approx(angles[name], abs=1e-9)
    foot = leg.toe_m - leg.heel_m
    assert np.arctan2(-foot[:, 1], foot[:, 0]) == pytest.approx(angles["foot_pitch"], abs=1e-9)
    for rep in motion.reps:
        rise = 1000 * np.median((leg.heel_m - leg.toe_m)[rep.bottom - 2 : rep.bottom + 3, 1])
        assert rise == pytest.approx(rep.measures["heel_lift_mm"].value, abs=3)


def test_angles_add_up(draw):
    angles = run(draw(noise_px=2)).angles_rad
    assert angles["knee_flexion"] == pytest.approx(angles["shank"] + angles["thigh"], nan_ok=True)
    assert angles["hip_flexion"] == pytest.approx(angles["thigh"] + angles["trunk"], nan_ok=True)
    assert angles["dorsiflexion"] == pytest.approx(
        angles["shank"] - angles["foot_pitch"], nan_ok=True
    )


def test_the_same_recording_gives_the_same_numbers_to_the_last_digit(draw):
    recording = draw(noise_px=2)
    first, second = run(recording), run(recording)
    assert [rep.measures for rep in first.reps] == [rep.measures for rep in second.reps]


def _width(estimate):
    return estimate.high - estimate.low


def _scene(recording, brightness):
    frames = len(recording.times_s)
    return Scene(np.full(frames, brightness), np.zeros((frames, 2)), ())


def _rolled(recording, roll_rad):
    scene = replace(recording.scene, roll_rad=roll_rad, roll_sigma_rad=math.radians(0.3))
    return replace(recording, scene=scene)


def _turned(recording, degrees):
    """Turn the network's depth guess, as for a camera ahead of the lifter."""
    turn = math.radians(degrees)
    world = recording.world_m.copy()
    depth = world[:, :, 2]
    world[:, :, 0], world[:, :, 2] = -depth * math.sin(turn), depth * math.cos(turn)
    names = recording.landmarks
    position = recording.positions.copy()
    if degrees > 60:
        position[:, [i for i, n in enumerate(names) if n.startswith("right")], 0] -= 60
    return replace(recording, world_m=world, positions=position)
