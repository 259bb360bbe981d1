"""Moments of real recordings against OpenSim's inverse dynamics with force plates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from overtoe.body import Lifter
from overtoe.capture.files.storage import read_storage
from overtoe.capture.read import read_recording
from overtoe.conventions import SIDES
from overtoe.loads import measure
from overtoe.motion.measure import measure as measure_motion

pytestmark = pytest.mark.recordings

MASS_KG, STATURE_M = 60.1, 1.70
REFERENCE = {
    "knee_moment_Nm": "knee_angle_{}_moment",
    "hip_moment_Nm": "hip_flexion_{}_moment",
    "ankle_moment_Nm": "ankle_angle_{}_moment",
}


@dataclass(frozen=True)
class Trial:
    series: object
    reference: object
    seen: np.ndarray

    def mean(self, name):
        """Both legs averaged, ours and the reference's, with our 90 % interval."""
        legs = list(self.series.legs.values())
        band = legs[0][name].mean_with(legs[1][name])
        sides = [-self.reference.column(REFERENCE[name].format(s)) for s in "lr"]
        cut = self.seen
        return band.value[cut], np.mean(sides, axis=0)[cut], band.low[cut], band.high[cut]

    def side(self, side, name):
        expected = -self.reference.column(REFERENCE[name].format(side.value[0]))
        return self.series.legs[side][name].value[self.seen], expected[self.seen]


@cache
def _motion(path):
    return measure_motion(read_recording(path), stature_m=STATURE_M, lifter_sex="m")


def _trial(recordings, name, *, plates):
    folder = recordings / "mocap" / "opencap_subject4"
    motion = _motion(folder / f"{name}.trc")
    reference = read_storage(folder / f"{name}_reference_moments.sto")
    lifter = Lifter(STATURE_M, MASS_KG, "m")
    series = measure(motion, lifter, use_plates=plates, draws=200, seed=4)
    up = sum(force.force_N[:, 1] for force in motion.forces)
    # From seat-off on: before it the chair carries part of the body and nobody measured it.
    seen = up > 0.95 * MASS_KG * 9.81 if name == "STS1" else np.ones(len(up), dtype=bool)
    return Trial(series, reference, seen)


def _rms(error):
    return float(np.sqrt(np.nanmean(error**2)))


@pytest.mark.parametrize("name", ["knee_moment_Nm", "hip_moment_Nm"])
def test_squat_moments_without_plates(recordings, name):
    value, expected, low, high = _trial(recordings, "squats1", plates=False).mean(name)
    assert _rms(value - expected) <= 7.0
    assert value.max() == pytest.approx(expected.max(), rel=0.12)
    assert np.mean((low <= expected) & (expected <= high)) >= 0.80


@pytest.mark.parametrize("name", list(REFERENCE))
@pytest.mark.parametrize("trial", ["squats1", "STS1"])
def test_moments_with_plates(recordings, trial, name):
    run = _trial(recordings, trial, plates=True)
    value, expected, low, high = run.mean(name)
    assert _rms(value - expected) <= 4.5
    assert np.mean((low <= expected) & (expected <= high)) >= 0.80
    for side in SIDES:
        ours, theirs = run.side(side, name)
        assert _rms(ours - theirs) <= 4.5


@pytest.mark.parametrize("name", ["knee_moment_Nm", "hip_moment_Nm"])
def test_sit_to_stand_moments_without_plates(recordings, name):
    value, expected, low, high = _trial(recordings, "STS1", plates=False).mean(name)
    assert _rms(value - expected) <= 8.0
    assert value.max() == pytest.approx(expected.max(), rel=0.12)
    assert np.mean((low <= expected) & (expected <= high)) >= 0.75


def test_another_body_in_another_laboratory(recordings):
    # No reference moments there: the same recording with its plates is the truth.
    motion = measure_motion(
        read_recording(recordings / "mocap" / "kuleuven" / "Squat2.trc"), stature_m=1.75
    )
    plates, free = (
        measure(motion, Lifter(1.75, 62.5), use_plates=use, draws=200, seed=4)
        for use in (True, False)
    )
    assert plates.plates
    for name in ("knee_moment_Nm", "hip_moment_Nm"):
        ours, truth = (
            np.mean([run.legs[side][name].value for side in SIDES], axis=0)
            for run in (free, plates)
        )
        assert _rms(ours - truth) <= 7.0
