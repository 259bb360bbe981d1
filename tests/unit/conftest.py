"""A squat made by hand, for rooms that take a finished Motion: its true numbers are known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from overtoe.capture.recording import Notice, Recording
from overtoe.conventions import Side
from overtoe.estimate import Estimate
from overtoe.motion.types import (
    Leg,
    Motion,
    MovementGuess,
    Quality,
    Repetition,
    Trunk,
    Uncertainty,
    View,
)

SHANK, THIGH, TRUNK_LENGTH, FOOT = 0.43, 0.44, 0.52, 0.27
SHANK_DEG, THIGH_DEG, TRUNK_DEG = 38.0, 95.0, 42.0
FRAMES_PER_S, REP_S, REPS = 30, 3.0, 3
PIXELS_PER_M, FLOOR_PX, TOE_PX = 400.0, 80.0, 320.0
SIZE_PX = (640, 800)


def _tips(start, length, angle_rad):
    return start + length * np.stack([np.sin(angle_rad), np.cos(angle_rad)], axis=1)


def _paths():
    times = np.arange(int(REPS * REP_S * FRAMES_PER_S) + 1) / FRAMES_PER_S
    bend = (1 - np.cos(2 * np.pi * times / REP_S)) / 2
    shank, thigh, trunk = (np.radians(d) * bend for d in (SHANK_DEG, THIGH_DEG, TRUNK_DEG))
    still = np.ones((len(times), 1))
    toe, heel, ankle = (still * p for p in ([0.0, 0.0], [-FOOT, 0.0], [-0.20, 0.08]))
    knee = _tips(ankle, SHANK, shank)
    hip = _tips(knee, THIGH, -thigh)
    neck = _tips(hip, TRUNK_LENGTH, trunk)
    return times, {
        "toe": toe, "heel": heel, "ankle": ankle, "knee": knee, "hip": hip, "neck": neck,
        "head": _tips(neck, 0.18, trunk), "lumbar": _tips(hip, 0.1, trunk),
    }, {"shank": shank, "thigh": thigh, "trunk": trunk}  # fmt: skip


def _repetition(index, knee_travel_m):
    start = round(index * REP_S * FRAMES_PER_S)
    length = round(REP_S * FRAMES_PER_S)
    travel_cm = knee_travel_m * 100
    measures = {
        "knee_travel_cm": Estimate.from_sigma(travel_cm, 0.6),
        "knee_travel_foot_pct": Estimate.from_sigma(knee_travel_m / FOOT * 100, 2.2),
        "kneecap_travel_cm": Estimate.from_sigma(travel_cm + 4.5, 0.8),
        "heel_lift_mm": Estimate(2.0, 0.0, 6.0),
        "knee_flexion_deg": Estimate.from_sigma(SHANK_DEG + THIGH_DEG, 2.0),
        "ankle_dorsiflexion_deg": Estimate.from_sigma(SHANK_DEG, 2.0),
        "shank_deg": Estimate.from_sigma(SHANK_DEG, 1.5),
        "thigh_deg": Estimate.from_sigma(THIGH_DEG, 1.5),
        "trunk_lean_deg": Estimate.from_sigma(TRUNK_DEG, 2.5),
        "descent_s": Estimate(1.5, 1.45, 1.55),
        "ascent_s": Estimate(1.5, 1.45, 1.55),
    }
    return Repetition("full", Side.RIGHT, start, start + length // 2, start + length, measures)


@pytest.fixture(scope="session")
def squat():
    """Three squats to the right, knee travel known; the recording has the same points in pixels."""
    times, points, angles = _paths()
    leg = Leg(
        Side.RIGHT,
        *(points[name] for name in ("hip", "knee", "ankle", "heel", "toe")),
        foot_length_m=FOOT,
    )
    trunk = Trunk(
        points["hip"], points["lumbar"], points["neck"], points["neck"], points["head"],
        angles["trunk"], angles["trunk"], bends=False,
    )  # fmt: skip
    travel_m = float((points["knee"] - points["toe"])[:, 0].max())
    zero = np.zeros(len(times))
    motion = Motion(
        name="squat.mp4",
        times_s=times,
        facing="right",
        near_side=Side.RIGHT,
        legs={Side.RIGHT: leg},
        trunk=trunk,
        arms=None,
        angles_rad=angles
        | {
            "foot_pitch": zero,
            "knee_flexion": angles["shank"] + angles["thigh"],
            "hip_flexion": angles["thigh"] + angles["trunk"],
            "dorsiflexion": angles["shank"],
        },
        stature_m=1.78,
        uncertainty=Uncertainty(
            {"knee": 0.006}, {"shank": 0.03, "thigh": 0.03, "trunk": 0.04}, 0.02
        ),
        view=View("side", 0.03, 0.03, 0.01, 0.01),
        quality=Quality(True, 2.1, 0, 0, (Notice("ROLL_CORRECTED", "The camera was tilted."),)),
        movement=MovementGuess("squat", 0.93),
        reps=tuple(_repetition(i, travel_m) for i in range(REPS)),
        used=((0.0, float(times[-1])),),
        pixels_per_m=PIXELS_PER_M,
        fitted_px={
            name: points[name] * PIXELS_PER_M + [TOE_PX, FLOOR_PX]
            for name in ("hip", "knee", "ankle", "heel", "toe")
        },
        measured_side=Side.RIGHT,
    )
    names = ("hip", "knee", "ankle", "heel", "toe")
    pixels = np.stack([points[n] for n in names], axis=1) * PIXELS_PER_M + [TOE_PX, FLOOR_PX]
    recording = Recording(
        name="squat.mp4",
        kind="video",
        times_s=times,
        landmarks=tuple(f"right_{n}" for n in names),
        positions=pixels,
        confidence=np.ones(pixels.shape[:2]),
        unit="px",
        frame_size_px=SIZE_PX,
    )
    return SimpleNamespace(motion=motion, recording=recording, travel_cm=travel_m * 100)
