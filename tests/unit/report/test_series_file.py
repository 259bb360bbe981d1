"""The time course as a table."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest

from overtoe.analysis import assemble, refused, time_course
from overtoe.capture.files.storage import read_storage
from overtoe.errors import CannotMeasureError, UsageError
from overtoe.report.series import check_series_path, write_series, write_table


def test_csv_has_a_row_per_frame_and_empty_gaps(tmp_path):
    columns = {"time_s": np.array([0.0, 0.1]), "knee_travel_cm": np.array([1.25, math.nan])}
    path = tmp_path / "out.csv"
    write_table(columns, path)
    with path.open() as file:
        assert list(csv.DictReader(file)) == [
            {"time_s": "0", "knee_travel_cm": "1.25"},
            {"time_s": "0.1", "knee_travel_cm": ""},
        ]


def test_parquet_reads_back_with_nulls_for_gaps(tmp_path):
    polars = pytest.importorskip("polars")
    columns = {"time_s": np.array([0.0, 0.1]), "heel_lift_mm": np.array([math.nan, 2.5])}
    write_table(columns, tmp_path / "out.parquet")
    frame = polars.read_parquet(tmp_path / "out.parquet")
    assert frame["heel_lift_mm"].to_list() == [None, 2.5]


def test_another_ending_is_refused_by_name(tmp_path):
    with pytest.raises(UsageError, match=r"\.csv, \.parquet"):
        check_series_path(tmp_path / "out.xlsx")


def test_angles_open_as_a_motion_file(squat, tmp_path):
    analysis = assemble(squat.recording, squat.motion)
    path = write_series(analysis, tmp_path / "deep" / "out.mot")
    storage = read_storage(path)
    knee = storage.values[:, storage.columns.index("knee_angle_r")]
    assert storage.in_degrees
    assert np.abs(knee).max() == pytest.approx(38.0 + 95.0, abs=0.01)


def test_nothing_measured_writes_nothing(squat, tmp_path):
    nothing = refused(squat.recording, CannotMeasureError("X", "Y."))
    assert write_series(nothing, tmp_path / "out.csv") is None
    assert not (tmp_path / "out.csv").exists()


def test_columns_of_a_known_squat(squat):
    columns = time_course(squat.motion)
    assert np.nanmax(columns["knee_travel_cm"]) == pytest.approx(squat.travel_cm)
    assert np.nanmax(columns["knee_flexion_deg"]) == pytest.approx(38.0 + 95.0)
    assert np.nanmax(np.abs(columns["heel_lift_mm"])) == pytest.approx(0.0)
    assert {len(column) for column in columns.values()} == {len(squat.motion.times_s)}
