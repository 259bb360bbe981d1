"""The held-back twin of a measured repetition."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from overtoe.body import Lifter, Load
from overtoe.conventions import Side
from overtoe.loads.series import measure
from overtoe.loads.twin import Hold
from overtoe.loads.twin_cues import cues_at, limiter_at, pattern_at
from overtoe.loads.twin_curve import repetition_curve
from overtoe.loads.twin_frame import deepest_thigh, shift
from overtoe.loads.twin_instant import instant_at, prepare
from overtoe.loads.twin_repetition import held_at, held_joints

LIFTER = Lifter(1.75, 80.0, "m")
LOAD = Load(60.0)
FRAME = 15
SHANK, THIGH, TRUNK = np.radians([35.0, 85.0, 38.0])


def held(motion_of, shank=SHANK, trunk=TRUNK, **more):
    still = np.ones(30)
    return motion_of(shank * still, THIGH * still, trunk * still, **more)


def ready(motion, lifter=LIFTER, load=LOAD, draws=40):
    series = measure(motion, lifter, load, draws=draws)
    return instant_at(prepare(motion, lifter, load, series=series), FRAME)


def moments(motion):
    series = measure(motion, LIFTER, LOAD, draws=20)
    return {
        joint: series.legs[Side.LEFT][f"{joint}_moment_Nm"].value[FRAME]
        for joint in ("knee", "hip", "ankle")
    } | {"lumbar": series.body["lumbar_moment_Nm"].value[FRAME]}


@pytest.mark.parametrize("limit_m", [0.0, -0.03, 0.02])
def test_twin_agrees_with_inverse_dynamics_of_the_posture_it_describes(motion_of, limit_m):
    at = ready(held(motion_of))
    twin = held_at(at, Hold(limit_m))
    shank, trunk = (twin.posture[name].value for name in ("shank_rad", "trunk_rad"))

    # The twin's posture, handed to the whole engine as if it had been filmed.
    again = moments(held(motion_of, shank=shank, trunk=trunk))

    for joint, moment in again.items():
        assert twin.loads[f"{joint}_moment_Nm"].value == pytest.approx(moment, abs=1e-6)


def test_no_shift_changes_nothing(motion_of):
    at = ready(held(motion_of))
    moved = shift(at.instant, np.array([at.instant.shank_rad]), spine_rad=at.spine_rad)

    for part in (moved.turn_rad, moved.knee_Nm, moved.hip_Nm, moved.lumbar_Nm, moved.along_N):
        assert_allclose(part, 0.0, atol=1e-9)


def test_every_draw_keeps_its_own_sum_at_a_level_thigh(motion_of):
    still = np.ones(30)
    at = ready(motion_of(SHANK * still, np.pi / 2 * still, TRUNK * still, joint_sigma_m=0.01))
    moved = shift(at.instant, at.instant.shank_at(np.array([-0.04, 0.0])))
    joints = held_joints(at, moved)
    sums = joints["knee"] + joints["hip"]

    # What the knee loses the hip gains, draw by draw, whatever the body.
    assert_allclose(sums[:, 0], sums[:, 1], atol=1e-9)


def test_difference_is_narrower_than_the_loads(motion_of):
    at = ready(held(motion_of), draws=200)
    twin = held_at(at, Hold())
    knee, change = twin.loads["knee_moment_Nm"], twin.delta_pct["knee"]
    spread = 100 * (knee.high - knee.low) / knee.value

    assert change.low > 0
    assert change.high - change.low < spread


def test_an_unsure_knee_widens_the_difference(motion_of):
    widths = []
    for sigma in (0.0, 0.015):
        twin = held_at(ready(held(motion_of, joint_sigma_m=sigma), draws=300), Hold())
        widths.append(twin.delta_pct["knee"].high - twin.delta_pct["knee"].low)
    assert widths[1] > 2 * widths[0]


def test_no_balance_names_depth_and_weight(motion_of):
    # Nothing on the back, a long way behind the toes: the lifter would sit down.
    at = ready(held(motion_of), load=Load(0.0))
    twin = held_at(at, Hold(-0.25))

    assert not twin.feasible
    assert twin.loads == {}
    assert "fall backward" in twin.reason
    assert twin.rescue.deepest_thigh_rad.value < THIGH


def test_deepest_thigh_is_the_edge_of_balance(motion_of):
    at = ready(held(motion_of), load=Load(0.0))
    shank = np.atleast_1d(at.instant.shank_at(-0.25))
    edge = float(deepest_thigh(at.instant, shank)[0, 0])

    # The same body at that depth, shank as asked: the upper body must reach straight forward.
    posed = ready(
        motion_of(*(angle * np.ones(30) for angle in (SHANK, edge, TRUNK))), load=Load(0.0)
    )
    pressure = float(at.instant.body_m[0, 0] - posed.instant.body_m[0, 0])
    inside, outside = (
        shift(posed.instant, shank, pressure_m=pressure + step).feasible[0, 0]
        for step in (-1e-6, 1e-6)
    )
    assert inside
    assert not outside


def test_unknown_mass_still_gives_percentages(motion_of):
    at = ready(held(motion_of), lifter=Lifter(1.75, None, "m"), load=Load(0.0))
    known = ready(held(motion_of), load=Load(0.0))

    changes = [held_at(each, Hold()).delta_pct["knee"].value for each in (at, known)]
    assert changes[0] == pytest.approx(changes[1])


def test_curve_passes_through_today(motion_of):
    at = ready(held(motion_of))
    curve = repetition_curve(at, Hold())
    today = at.instant.travel_m
    knee = np.interp(today, curve.travel_m, curve.moment_Nm["knee"].value)

    assert knee == pytest.approx(at.measured.joints["knee"][0])
    assert np.all(np.diff(curve.moment_Nm["knee"].value) > 0)
    assert np.all(np.diff(curve.moment_Nm["hip"].value) < 0)
    assert curve.sentence.startswith(f"{100 * today:.0f} cm further forward")


def test_series_without_loads_has_no_twin(motion_of):
    motion = held(motion_of)
    unknown = Lifter(1.75, None, "m")
    series = measure(motion, unknown, LOAD, draws=20)

    assert prepare(motion, unknown, LOAD, series=series) is None


def test_cues_at_an_instant_move_loads_as_they_do_in_a_twin(motion_of):
    at = ready(held(motion_of))
    heels, back = ({cue.name: cue for cue in cues_at(at)}[name] for name in ("heels", "knees-back"))
    knee = held_at(at, Hold()).delta_pct["knee"].value

    assert heels.delta_pct["knee"].low > 0 > heels.delta_pct["hip"].high
    # Forward against back, and back against forward, are two ways to say one ratio.
    assert (1 + knee / 100) * (1 + back.delta_pct["knee"].value / 100) == pytest.approx(1.0)
    assert pattern_at(at) == "knees past the toes"


def test_limiter_of_an_instant_finds_the_knee_moment_of_the_norm(motion_of):
    at = ready(held(motion_of))
    found = limiter_at(at, mass_kg=80.0, sex="f")
    strength = {stop.name: stop for stop in found.stops}["strength"]
    moved = shift(at.instant, np.array([strength.shank_rad]), spine_rad=at.spine_rad)

    # The search runs over half degrees and reads between them.
    knee = held_joints(at, moved)["knee"][0, 0]
    assert knee / 80.0 == pytest.approx(2.41, rel=1e-3)
    assert "isn't known" in found.sentence


def test_a_known_stiff_ankle_stops_an_instant_first(motion_of):
    at = ready(held(motion_of))
    found = limiter_at(at, mass_kg=None, dorsiflexion_rad=np.radians(36))

    assert found.name == "ankle"
    assert "strength" not in [stop.name for stop in found.stops]


@pytest.mark.parametrize("side", list(Side))
def test_one_leg_seen_gives_the_twin_of_both(motion_of, side):
    moved = []
    for sides in ((Side.LEFT, Side.RIGHT), (side,)):
        at = ready(held(motion_of, sides=sides))
        twin = held_at(at, Hold())
        moved.append(
            {
                joint: twin.loads[f"{joint}_moment_Nm"].value - at.measured.joints[joint][0]
                for joint in at.measured.joints
            }
        )
    assert moved[0] == pytest.approx(moved[1])


def test_in_a_split_stance_the_front_leg_moves(motion_of):
    motion = held(motion_of, apart_m=0.5, movement="split_squat")
    at = ready(motion)
    front = motion.legs[Side.LEFT]

    # The left foot is ahead: its knee is the one that is held.
    assert at.instant.legs == 1
    assert at.instant.travel_m == pytest.approx(front.knee_m[FRAME, 0] - front.toe_m[FRAME, 0])


def test_a_gap_has_no_twin(motion_of):
    motion = held(motion_of)
    for leg in motion.legs.values():
        leg.knee_m[FRAME] = np.nan

    assert ready(motion) is None
