import numpy as np
import pytest

from overtoe.body import Lifter, Load, segments
from overtoe.conventions import GRAVITY_MPS2, Side
from overtoe.loads import measure
from overtoe.loads.errors_drawn import no_errors
from overtoe.loads.ground import ground_reactions
from overtoe.loads.paths import points_of
from overtoe.loads.pieces import needs_of
from overtoe.motion.types import FootForce

MAN = Lifter(1.75, 80.0, "m")
FEW = {"draws": 40, "seed": 5}


def _held(motion_of, shank_deg=35, thigh_deg=90, trunk_deg=42, **options):
    """Twenty frames of one posture; without acceleration everything is exact."""
    angles = (np.full(20, np.radians(angle)) for angle in (shank_deg, thigh_deg, trunk_deg))
    return motion_of(*angles, **options)


def _needs(motion, load, lifter=MAN):
    points = points_of(motion)
    return needs_of(points, segments(lifter), load, no_errors(), mass_kg=lifter.mass_kg)


def test_a_body_at_rest_presses_with_its_weight(motion_of):
    whole = _needs(_held(motion_of), Load(40.0)).whole()
    np.testing.assert_allclose(whole.up_N, 120.0 * GRAVITY_MPS2, rtol=1e-9)
    np.testing.assert_allclose(whole.forward_N, 0.0, atol=1e-9)


@pytest.mark.parametrize("trunk_deg", [36, 40, 44])
@pytest.mark.parametrize("load_kg", [0.0, 40.0])
def test_knees_move_load_and_do_not_add_any(motion_of, trunk_deg, load_kg):
    # With the thigh level and in balance, knee and hip moments add up to g·L·(mass above the hip
    # + what the thigh's center of mass adds), whatever shank and trunk do.
    body = segments(MAN)
    fraction = body["thigh"].mass_fraction
    above = 80.0 * (
        1 - 2 * fraction - 2 * body["shank"].mass_fraction - 2 * body["foot"].mass_fraction
    )
    thighs = 2 * 80.0 * fraction * (1 - body["thigh"].com)
    expected = GRAVITY_MPS2 * 0.42 * (above + load_kg + thighs) / 2
    series = measure(_held(motion_of, trunk_deg=trunk_deg), MAN, Load(load_kg), **FEW)
    leg = series.legs[Side.LEFT]
    total = leg["knee_moment_Nm"].value + leg["hip_moment_Nm"].value
    np.testing.assert_allclose(total, expected, rtol=1e-6)


def test_legs_from_the_ground_meet_the_trunk_from_the_top(motion_of):
    motion = _held(motion_of)
    needs = _needs(motion, Load(20.0))
    from_top = (needs.upper + needs.pelvis).about(motion.trunk.hip_m)
    series = measure(motion, MAN, Load(20.0), **FEW)
    both = sum(series.legs[side]["hip_moment_Nm"].value for side in Side)
    np.testing.assert_allclose(both, from_top[0], rtol=1e-9)


def test_both_feet_share_by_halves_and_one_foot_takes_all(motion_of):
    motion = _held(motion_of)
    whole = _needs(motion, Load()).whole()
    _, shares = ground_reactions(motion, whole, no_errors())
    np.testing.assert_allclose(shares[Side.LEFT], 0.5)
    single = _held(motion_of, sides=(Side.LEFT,), movement="single_leg_squat")
    _, alone = ground_reactions(single, whole, no_errors())
    np.testing.assert_allclose(alone[Side.LEFT], 1.0)


def test_in_a_split_stance_the_foot_nearer_to_the_weight_takes_more(motion_of):
    motion = _held(motion_of, 10, 40, 10, apart_m=0.6)
    reactions, shares = ground_reactions(motion, _needs(motion, Load()).whole(), no_errors())
    weight = sum(float(reaction.up_N[0, 0]) for reaction in reactions.values())
    assert weight == pytest.approx(80 * GRAVITY_MPS2)
    assert 0 <= float(shares[Side.LEFT][0, 0]) <= 1
    moment = sum(float(reaction.moment_Nm[0, 0]) for reaction in reactions.values())
    center = float(_needs(motion, Load()).whole().moment_Nm[0, 0])
    # Together both feet press where the body's weight is.
    assert moment == pytest.approx(center, abs=1e-6)


def test_a_lifted_foot_carries_nothing(motion_of):
    motion = _held(motion_of)
    for path in (motion.legs[Side.LEFT].heel_m, motion.legs[Side.LEFT].toe_m):
        path[:, 1] += 0.2
    _, shares = ground_reactions(motion, _needs(motion, Load()).whole(), no_errors())
    np.testing.assert_allclose(shares[Side.LEFT], 0.0)
    np.testing.assert_allclose(shares[Side.RIGHT], 1.0)


def test_the_center_of_pressure_stays_under_the_foot(motion_of):
    motion = _held(motion_of, 0, 0, 60)
    reactions, _ = ground_reactions(motion, _needs(motion, Load(60.0)).whole(), no_errors())
    foot = motion.legs[Side.LEFT]
    center = reactions[Side.LEFT].moment_Nm / reactions[Side.LEFT].up_N
    assert (center <= foot.heel_m[:, 0] + 0.9 * 0.26 + 1e-9).all()


def test_plates_are_used_where_they_are(motion_of):
    up = np.column_stack([np.zeros(20), np.full(20, 300.0)])
    forces = tuple(
        FootForce(side, up * (1 if side is Side.LEFT else 2), np.full(20, 0.1)) for side in Side
    )
    series = measure(_held(motion_of, forces=forces), MAN, **FEW)
    left, right = (series.legs[side]["knee_moment_Nm"].value.mean() for side in Side)
    assert series.plates
    assert right > 1.8 * left
    np.testing.assert_allclose(series.leg_share[Side.LEFT], 1 / 3, rtol=1e-6)
    assert not measure(_held(motion_of, forces=forces), MAN, use_plates=False, **FEW).plates


def test_more_load_on_the_back_is_more_everywhere(squat):
    light, heavy = (measure(squat, MAN, Load(kg), **FEW) for kg in (0.0, 60.0))
    for name in ("lumbar_moment_Nm", "lumbar_compression_N", "lumbar_shear_N"):
        assert heavy.body[name].value[75] > light.body[name].value[75]
    assert (
        heavy.legs[Side.LEFT]["hip_moment_Nm"].value[75]
        > light.legs[Side.LEFT]["hip_moment_Nm"].value[75]
    )


def test_a_load_in_front_spares_the_hip(squat):
    back, front = (measure(squat, MAN, Load(40.0, at), **FEW) for at in ("back", "front"))
    hip, knee = "hip_moment_Nm", "knee_moment_Nm"
    # Same posture, weight further forward: the center of pressure follows it.
    assert front.legs[Side.LEFT][knee].value[75] < back.legs[Side.LEFT][knee].value[75]
    assert front.legs[Side.LEFT][hip].value[75] > back.legs[Side.LEFT][hip].value[75]


def test_intervals_hold_the_value_and_grow_with_noise(motion_of):
    quiet = measure(_held(motion_of), MAN, **FEW)
    noisy = measure(_held(motion_of, joint_sigma_m=0.02), MAN, **FEW)
    for name, band in quiet.legs[Side.LEFT].items():
        assert (band.low <= band.value).all(), name
        assert (band.value <= band.high).all(), name
    width = [s.legs[Side.LEFT]["knee_moment_Nm"] for s in (quiet, noisy)]
    assert np.mean(width[1].high - width[1].low) > np.mean(width[0].high - width[0].low)


def test_the_same_seed_gives_the_same_numbers(squat):
    first, second = (measure(squat, MAN, **FEW) for _ in range(2))
    np.testing.assert_array_equal(
        first.legs[Side.LEFT]["knee_moment_Nm"].draws,
        second.legs[Side.LEFT]["knee_moment_Nm"].draws,
    )


def test_without_mass_loads_come_per_kilogram(squat):
    known = measure(squat, MAN, **FEW)
    unknown = measure(squat, Lifter(1.75, None, "m"), **FEW)
    np.testing.assert_allclose(
        unknown.legs[Side.LEFT]["knee_moment_Nm"].value,
        known.legs[Side.LEFT]["knee_moment_Nm"].value / 80.0,
        rtol=1e-9,
    )
    assert "mass" in unknown.reason
    assert "patellofemoral_stress_MPa" not in unknown.legs[Side.LEFT]


def test_a_load_without_a_body_mass_says_what_is_missing(squat):
    series = measure(squat, Lifter(1.75), Load(60.0), **FEW)
    assert series.legs == {}
    assert "body mass" in series.reason


def test_gaps_stay_gaps(squat):
    squat.legs[Side.LEFT].knee_m[40:50] = np.nan
    knee = measure(squat, MAN, **FEW).legs[Side.LEFT]["knee_moment_Nm"]
    assert np.isnan(knee.value[40:50]).all()
    assert np.isfinite(knee.value[[10, 100]]).all()


def test_unseen_arms_are_folded(motion_of):
    series = measure(_held(motion_of, arms=False), MAN, Load(10.0, "hands"), **FEW)
    assert np.isfinite(series.body["lumbar_moment_Nm"].value).all()


def test_one_visible_leg_stands_for_both(motion_of):
    both = measure(_held(motion_of), MAN, **FEW)
    near = measure(_held(motion_of, sides=(Side.RIGHT,)), MAN, **FEW)
    np.testing.assert_allclose(
        near.legs[Side.RIGHT]["knee_moment_Nm"].value,
        both.legs[Side.RIGHT]["knee_moment_Nm"].value,
        rtol=1e-9,
    )


def test_sources_and_limits_travel_with_the_result(squat):
    series = measure(squat, MAN, **FEW)
    assert any("de Leva" in paper for paper in series.sources)
    assert any("co-contraction" in note for note in series.notes)
    # 125 degrees of knee flexion at the bottom is deeper than the kneecap's formulas reach.
    assert any("extrapolation" in note for note in series.notes)
