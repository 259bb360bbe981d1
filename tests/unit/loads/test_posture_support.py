"""Bodies held by a wall, a strap, a rail, the floor or a seat."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.body import NO_LOAD, Lifter, Load, segments
from overtoe.loads.posture import pose_chain, static_demand, winter_chain
from overtoe.loads.posture.support import floor_height_m, strap_push, wall_push

BODY = segments(Lifter(1.75, 80.0, "m"))


def test_wall_carries_nothing_when_the_body_balances_by_itself():
    chain = winter_chain(80, 1.75)
    posture = pose_chain(chain, shank_rad=0.4, thigh_rad=1.0, trunk_rad=0.6)

    # pose_chain puts the center of pressure under the center of mass: no torque is missing.
    assert float(wall_push(chain, posture).force_N) == pytest.approx(0.0, abs=1e-9)


def test_strap_pulls_forward_when_the_body_would_fall_backward():
    demand = static_demand(
        BODY, NO_LOAD, shank_rad=0.0, thigh_rad=1.4, trunk_rad=0.1, support="strap"
    )
    free = static_demand(BODY, NO_LOAD, shank_rad=0.0, thigh_rad=1.4, trunk_rad=0.1)

    # Without the strap the center of mass lies behind the heel: no posture, no loads.
    assert bool(demand.feasible)
    assert not bool(free.feasible)
    assert np.isnan(free.moments.knee_Nm)


def test_strap_at_level_thigh_asks_more_of_the_knee_than_a_wall():
    # The wall pushes high up, so its force and the floor's friction are smaller.
    knees = [
        float(
            static_demand(
                BODY,
                NO_LOAD,
                shank_rad=0.0,
                thigh_rad=np.pi / 2,
                trunk_rad=0.0,
                support=support,
                cop_fraction=0.3,
            ).moments.knee_Nm
        )
        for support in ("strap", "wall")
    ]
    assert knees[0] > knees[1] > 0


def test_strap_force_times_height_is_the_missing_torque():
    chain = winter_chain(80, 1.75)
    posture = pose_chain(chain, shank_rad=0.0, thigh_rad=np.pi / 2, trunk_rad=0.0)
    at_ankle = type(posture)(
        **{**vars(posture), "center_of_pressure_m": np.zeros(()), "feasible": np.array(True)}
    )
    push = strap_push(chain, at_ankle)
    lever = push.height_m - floor_height_m(chain, at_ankle)

    # By hand: weight times how far the center of mass lies behind the center of pressure.
    torque = 9.80665 * chain.total_kg * -float(posture.center_of_pressure_m)
    assert float(push.force_N * lever) == pytest.approx(torque)


def test_nordic_and_reverse_nordic_mirror_each_other():
    lean = np.radians([10.0, 30.0, 60.0])
    chain = winter_chain(80, 1.75)
    forward = static_demand(
        BODY, NO_LOAD, shank_rad=np.pi / 2, thigh_rad=-lean, trunk_rad=lean, support="kneeling",
        arms="bar",
    )  # fmt: skip
    backward = static_demand(
        BODY, NO_LOAD, shank_rad=np.pi / 2, thigh_rad=lean, trunk_rad=-lean, support="kneeling",
        arms="bar",
    )  # fmt: skip

    assert np.all(forward.moments.knee_Nm < 0)
    assert np.all(backward.moments.knee_Nm > 0)
    # A straight body leaned by the same angle weighs the same on the knee; the parts that
    # lie ahead of the line between the joints are all that differs.
    sums = np.abs(forward.moments.knee_Nm + backward.moments.knee_Nm)
    assert np.all(sums < 0.12 * np.abs(backward.moments.knee_Nm[-1]))
    assert chain.total_kg == pytest.approx(80.0)


def test_leg_extension_is_hardest_with_a_level_shank():
    shank = np.radians([0.0, -30.0, -60.0, -90.0])
    demand = static_demand(
        BODY, Load(10.0, "hands"), shank_rad=shank, thigh_rad=np.pi / 2, support="seated"
    )
    assert np.all(np.diff(demand.moments.knee_Nm) > 0)
    # By hand at level: half of 10 kg at the ankle, plus one shank and foot beyond the knee.
    own = static_demand(
        BODY, NO_LOAD, shank_rad=shank, thigh_rad=np.pi / 2, support="seated"
    ).moments.knee_Nm
    length = float(BODY["shank"].length_m)
    assert demand.moments.knee_Nm[-1] - own[-1] == pytest.approx(5.0 * 9.80665 * length)
    assert np.all(np.isnan(demand.moments.hip_Nm))


def test_single_leg_carries_twice_what_one_of_two_does():
    one, two = (
        static_demand(BODY, NO_LOAD, shank_rad=0.5, thigh_rad=1.0, leg_share=share).moments.ankle_Nm
        for share in (1.0, 0.5)
    )
    # Only the foot's own weight is not shared.
    foot = 9.80665 * float(BODY["foot"].mass_fraction) * 80.0
    lever = float((BODY["foot"].com - BODY.ankle_forward) * BODY["foot"].length_m)
    assert float(one) == pytest.approx(2 * float(two) + foot * lever)


def test_hands_that_take_half_the_weight_halve_the_hips_part():
    full, half = (
        static_demand(BODY, NO_LOAD, shank_rad=0.5, thigh_rad=1.2, unloaded=share)
        for share in (0.0, 0.5)
    )
    assert float(half.moments.lumbar_Nm) < float(full.moments.lumbar_Nm)
    assert float(half.moments.knee_Nm) < float(full.moments.knee_Nm)
