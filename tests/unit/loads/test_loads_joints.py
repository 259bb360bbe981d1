import numpy as np
import pytest

from overtoe.loads import joints


@pytest.mark.parametrize(
    ("flexion", "expected"),
    [
        # Arms in mm, ratios, area in mm²: tabulated from the published formulas.
        (0, (46.0, 30.0, 0.462, 0.525, 152)),
        (30, (44.9, 41.1, 0.743, 0.787, 242)),
        (60, (33.3, 26.8, 0.947, 1.034, 473)),
        (80, (26.2, 21.4, 0.986, 1.188, 706)),
        (90, (24.2, 20.0, 0.981, 1.261, 845)),
    ],
)
def test_both_families_give_the_tabulated_values(flexion, expected):
    # The pieces jump at 30 and 60 degrees; the table counts those angles to the piece above.
    angle = np.radians(flexion) + 1e-9
    arms_mm = np.array(joints.quadriceps_arms_m(angle)) * 1e3
    np.testing.assert_allclose(arms_mm, expected[:2], atol=0.06)
    np.testing.assert_allclose(joints.patellofemoral_ratios(angle), expected[2:4], atol=1e-3)
    assert joints.contact_area_m2(angle) * 1e6 == pytest.approx(expected[4], abs=0.6)


def test_deeper_than_ninety_degrees_is_clamped_and_marked():
    deep = [joints.patellofemoral_force_N(100.0, np.radians(a)) for a in (90, 110, 128.2, 140)]
    # Unclamped, one family divides by zero at 128.2 degrees.
    np.testing.assert_allclose(deep, deep[0])
    assert joints.is_extrapolated(np.radians(95))
    assert not joints.is_extrapolated(np.radians(85))


def test_running_forward_against_backward_matches_the_reported_ratio():
    # Roos 2012: 157 N·m at 44° against 124 N·m at 41° gave 4.5 against 3.4 body weights.
    forward, backward = (
        joints.patellofemoral_force_N(moment, np.radians(angle))
        for moment, angle in ((157.0, 44), (124.0, 41))
    )
    assert forward / backward == pytest.approx(4.5 / 3.4, rel=0.05)


def test_a_flexor_moment_needs_no_quadriceps():
    assert joints.patellofemoral_force_N(-30.0, 1.0) == 0.0
    assert joints.quadriceps_force_N(-30.0, 1.0) == 0.0
    assert joints.achilles_force_N(-5.0) == 0.0


def test_stress_is_force_over_area():
    angle = np.radians(60)
    force = joints.patellofemoral_force_N(80.0, angle)
    stress = joints.patellofemoral_stress_MPa(80.0, angle)
    assert stress == pytest.approx(force / joints.contact_area_m2(angle) / 1e6)


def test_compression_under_a_heavy_bar_is_in_the_measured_range():
    # Cappozzo 1985: 0.8-1.6 body weights on the back press with 6-10 body weights. 80 kg lifter,
    # 128 kg bar, 30° lean, upper body 36 kg at 0.20 m and bar at 0.35 m from the joint.
    g, lean = 9.81, np.radians(30)
    moment = g * np.sin(lean) * (36 * 0.20 + 128 * 0.35)
    along = g * np.cos(lean) * (36 + 128)
    compression = joints.lumbar_compression_N(moment, along, arm_m=0.06)
    assert 6 < compression / (80 * g) < 10


def test_a_longer_arm_presses_less():
    low, high = joints.erector_arm_m()
    assert joints.lumbar_compression_N(200.0, 500.0, arm_m=high) < joints.lumbar_compression_N(
        200.0, 500.0, arm_m=low
    )
