import numpy as np
import pytest

from overtoe.body import Lifter, Load
from overtoe.capture.files.storage import read_storage, write_storage
from overtoe.conventions import Side
from overtoe.loads import (
    KEYS,
    angles_storage,
    at_repetition,
    load_columns,
    measure,
    moments_storage,
)

MAN = Lifter(1.75, 80.0, "m")


@pytest.fixture
def series(squat):
    return measure(squat, MAN, draws=60, seed=2)


def test_every_load_of_a_repetition_has_an_interval(squat, series):
    loads = at_repetition(series, squat.reps[0])
    for part in (loads.at_peak, loads.peaks, loads.at_bottom):
        assert set(part) == set(KEYS)
        for estimate in part.values():
            assert estimate.low <= estimate.value <= estimate.high


def test_the_peak_is_the_greatest_of_its_load(squat, series):
    loads = at_repetition(series, squat.reps[0])
    knee = np.mean([series.legs[side]["knee_moment_Nm"].value for side in Side], axis=0)
    assert loads.peaks["knee_moment_Nm"].value == pytest.approx(knee.max())
    assert loads.at_peak["knee_moment_Nm"].value == pytest.approx(knee.max())
    assert loads.peak_frame == int(np.argmax(knee))
    for name in KEYS:
        assert loads.peaks[name].value >= loads.at_peak[name].value - 1e-9


def test_the_bottom_is_the_lowest_frame(squat, series):
    loads = at_repetition(series, squat.reps[0])
    assert loads.at_bottom["lumbar_moment_Nm"].value == series.body["lumbar_moment_Nm"].value[75]


def test_per_body_numbers_do_not_need_the_mass(squat, series):
    known = at_repetition(series, squat.reps[0])
    unknown = at_repetition(
        measure(squat, Lifter(1.75, None, "m"), draws=60, seed=2), squat.reps[0]
    )
    assert np.isnan(unknown.at_peak["knee_moment_Nm"].value)
    assert "mass" in unknown.at_peak["knee_moment_Nm"].reason
    for name in ("knee_moment_Nm_per_kg", "lumbar_compression_bw"):
        assert unknown.per_body[name].value == pytest.approx(known.per_body[name].value)


def test_nothing_seen_gives_a_reason(squat):
    squat.trunk.neck_m[:] = np.nan
    loads = at_repetition(measure(squat, MAN, draws=10), squat.reps[0])
    assert loads.peak_frame is None
    assert "seen" in loads.peaks["hip_moment_Nm"].reason


def test_a_load_without_mass_reaches_the_repetition_as_a_reason(squat):
    loads = at_repetition(measure(squat, Lifter(1.75), Load(20.0), draws=10), squat.reps[0])
    assert "body mass" in loads.at_peak["knee_moment_Nm"].reason


def test_columns_are_named_like_the_keys(series):
    columns = load_columns(series)
    assert {
        "time_s",
        "left_knee_moment_Nm",
        "left_knee_moment_Nm_low",
        "lumbar_shear_N_high",
    } <= set(columns)
    assert {len(column) for column in columns.values()} == {151}


def test_moments_and_angles_read_back_from_opensim_files(tmp_path, squat, series):
    write_storage(tmp_path / "moments.sto", moments_storage(series))
    write_storage(tmp_path / "angles.mot", angles_storage(squat))
    moments, angles = (read_storage(tmp_path / name) for name in ("moments.sto", "angles.mot"))
    # OpenSim counts knee extension as negative.
    expected = -series.legs[Side.RIGHT]["knee_moment_Nm"].value
    np.testing.assert_array_equal(moments.column("knee_angle_r_moment"), expected)
    assert angles.in_degrees
    assert angles.column("knee_angle_l")[75] == pytest.approx(125.0)
    assert angles.column("hip_flexion_r")[75] == pytest.approx(132.0)
    assert angles.column("ankle_angle_r")[75] == pytest.approx(35.0)
