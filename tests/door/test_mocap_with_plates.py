"""Motion capture with force plates through the whole chain, against another engine's moments."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.analysis import analyze
from overtoe.capture import read_recording
from overtoe.capture.files.storage import read_storage

pytestmark = pytest.mark.recordings

JOINTS = {"knee": "knee_angle_{}_moment", "hip": "hip_flexion_{}_moment"}


@pytest.fixture(scope="module")
def squats(recordings):
    return recordings / "mocap" / "opencap_subject4"


@pytest.fixture(scope="module")
def analysis(squats):
    return analyze(read_recording(squats / "squats1.trc"), draws=60)


def test_the_plates_give_the_body_mass(analysis):
    # 60.1 kg by the same plates, says the data's own documentation.
    lifter = analysis.document.lifter
    assert lifter.mass_kg == pytest.approx(60.1, abs=1.0)
    assert lifter.mass_from == "plates"


def test_each_leg_by_itself_peaks_where_inverse_dynamics_says(squats, analysis):
    reference = read_storage(squats / "squats1_reference_moments.sto")
    moments = dict(zip(reference.columns, reference.values.T, strict=True))
    for rep in analysis.document.reps:
        during = (reference.times_s >= rep.start_s) & (reference.times_s <= rep.end_s)
        for side in ("left", "right"):
            # Extension is negative there.
            column = moments[JOINTS["knee"].format(side[0])]
            expected = -float(np.min(column[during]))
            peak = getattr(rep.legs, side).loads_peak.knee_moment_Nm
            assert peak.value == pytest.approx(expected, rel=0.12)
            assert peak.low < peak.value < peak.high


def test_five_repetitions_with_both_legs(analysis):
    assert [rep.kind for rep in analysis.document.reps] == ["full"] * 5
    assert all(rep.legs is not None for rep in analysis.document.reps)
