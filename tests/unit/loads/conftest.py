"""A mannequin that holds or moves through postures, as the motion room would hand it over."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.conventions import Side
from overtoe.motion.types import (
    Arms,
    Leg,
    Motion,
    MovementGuess,
    Quality,
    Repetition,
    Trunk,
    Uncertainty,
    View,
)

FOOT, SHANK, THIGH, TRUNK = 0.26, 0.42, 0.42, 0.50


def _lean(length, angle):
    return length * np.stack([np.sin(angle), np.cos(angle)], axis=-1)


def _leg(side, shank, thigh, ahead):
    frames = len(shank)
    still = np.zeros((frames, 2))
    ankle = still + np.array([ahead, 0.07])
    knee = ankle + _lean(SHANK, shank)
    hip = knee + _lean(THIGH, -thigh)
    heel = still + np.array([ahead - 0.065, 0.0])
    toe = heel + np.array([FOOT, 0.0])
    return Leg(side, hip, knee, ankle, heel, toe, FOOT)


def make_motion(
    shank,
    thigh,
    trunk,
    *,
    times_s=None,
    sides=(Side.LEFT, Side.RIGHT),
    arms=True,
    movement="squat",
    forces=(),
    joint_sigma_m=0.0,
    apart_m=0.0,
):
    """Angles are (frames,) radians; ``apart_m`` puts the left foot ahead of the right one."""
    shank, thigh, trunk = (np.atleast_1d(np.asarray(a, dtype=float)) for a in (shank, thigh, trunk))
    times = np.arange(len(shank)) * 0.02 if times_s is None else times_s
    legs = {side: _leg(side, shank, thigh, apart_m if side is Side.LEFT else 0.0) for side in sides}
    hip = np.mean([leg.hip_m for leg in legs.values()], axis=0)
    lumbar = hip + _lean(0.08, trunk)
    neck = hip + _lean(TRUNK, trunk)
    shoulder = hip + _lean(0.9 * TRUNK, trunk)
    elbow = shoulder + _lean(0.28, trunk + 2.2)
    wrist = elbow + _lean(0.26, trunk + 1.0)
    return Motion(
        name="mannequin",
        times_s=times,
        facing="right",
        near_side=None,
        legs=legs,
        trunk=Trunk(
            hip, lumbar, neck, shoulder, hip + _lean(TRUNK + 0.12, trunk), trunk, trunk, bends=True
        ),
        arms=Arms(shoulder, elbow, wrist) if arms else None,
        angles_rad={"shank": shank, "thigh": thigh, "trunk": trunk},
        stature_m=1.75,
        uncertainty=Uncertainty(
            dict.fromkeys(("hip", "knee", "ankle"), joint_sigma_m),
            {"shank": joint_sigma_m, "thigh": joint_sigma_m},
            joint_sigma_m,
        ),
        view=View("markers"),
        quality=Quality(usable=True, fit_rms_px=None, gaps=0, swaps_repaired=0),
        movement=MovementGuess(movement, 1.0),
        reps=(Repetition("full", None, 0, len(shank) // 2, len(shank) - 1),),
        forces=forces,
    )


@pytest.fixture
def motion_of():
    """Make a motion from angles."""
    return make_motion


@pytest.fixture
def squat():
    """One squat from standing to a level thigh and back in 3 s, with a balanced trunk."""
    times = np.linspace(0, 3, 151)
    depth = (1 - np.cos(2 * np.pi * times / 3)) / 2
    return make_motion(
        np.radians(35) * depth,
        np.radians(90) * depth,
        np.radians(42) * depth,
        times_s=times,
        joint_sigma_m=0.005,
    )
