import numpy as np

from overtoe.body.bones import HALF_BREADTH, joint_center, rigid_leg


def _leg(flexion, thigh=0.42, shank=0.41):
    ankle = np.zeros((len(flexion), 3))
    lean = flexion * 0.35
    knee = ankle + shank * np.stack([np.sin(lean), np.cos(lean), 0 * lean], axis=1)
    back = lean - flexion
    hip = knee + thigh * np.stack([np.sin(back), np.cos(back), 0 * lean], axis=1)
    return hip, knee, ankle


def test_a_rigid_leg_stays_as_it_is():
    hip, knee, ankle = _leg(np.linspace(0.02, 1.9, 50))
    moved = rigid_leg(hip, knee, ankle)
    np.testing.assert_allclose(moved[0], hip, atol=1e-9)
    np.testing.assert_allclose(moved[1], knee, atol=1e-9)


def test_bones_keep_their_length_when_skin_slides():
    flexion = np.linspace(0.02, 1.9, 50)
    hip, knee, ankle = _leg(flexion)
    slid = knee.copy()
    slid[:, 0] -= 0.02 * flexion
    new_hip, new_knee = rigid_leg(hip, slid, ankle)
    np.testing.assert_allclose(np.linalg.norm(new_hip - new_knee, axis=1), 0.42, atol=2e-3)
    np.testing.assert_allclose(np.linalg.norm(new_knee - ankle, axis=1), 0.41, atol=2e-3)
    assert np.abs(new_knee - knee)[-1, 0] < np.abs(slid - knee)[-1, 0]


def test_a_leg_never_seen_straight_is_left_alone():
    hip, knee, ankle = _leg(np.full(10, 1.5))
    assert rigid_leg(hip, knee, ankle)[1] is knee


def test_gaps_stay_gaps():
    hip, knee, ankle = _leg(np.linspace(0.02, 1.9, 50))
    knee[10] = np.nan
    assert np.isnan(rigid_leg(hip, knee, ankle)[0][10]).all()


def test_toes_out_put_the_joint_ahead_of_its_outer_marker():
    heel, turned = np.zeros((5, 3)), np.radians(20)
    toe = heel + 0.25 * np.array([np.cos(turned), 0.0, np.sin(turned)])
    marker = np.tile([0.0, 0.5, 0.1], (5, 1))
    center = joint_center(marker, heel, toe, joint="ankle", right=True)
    shift = HALF_BREADTH["ankle"] * 0.25
    np.testing.assert_allclose(
        center[0], [shift * np.sin(turned), 0.5, 0.1 - shift * np.cos(turned)]
    )


def test_the_knee_bends_further_inward_than_the_foot_points():
    heel, toe = np.zeros((5, 3)), np.tile([0.25, 0.0, 0.0], (5, 1))
    marker = np.tile([0.0, 0.5, 0.1], (5, 1))
    right = joint_center(marker, heel, toe, joint="knee", right=True)[0]
    left = joint_center(marker * [1, 1, -1], heel, toe, joint="knee", right=False)[0]
    # Over feet that point straight ahead, the knees' axes are turned in: behind their markers.
    assert right[0] < 0
    np.testing.assert_allclose(left, right * [1, 1, -1])


def test_a_foot_that_is_never_seen_leaves_the_marker():
    marker, missing = np.ones((3, 3)), np.full((3, 3), np.nan)
    assert joint_center(marker, missing, missing, joint="knee", right=False) is marker
