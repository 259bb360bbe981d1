"""TRC files as laboratories write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from overtoe.capture.files.trc import read_trc
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "PathFileType\t4\t(X/Y/Z)\ta.trc\n"
    "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
    "OrigNumFrames\n"
    "100\t100\t2\t2\t{unit}\t100\t1\t2\n"
)
NAMES = "Frame#\t{time}\tLKNE\t\t\tRKNE\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n{gap}"
ROWS = "1\t0.00\t1\t2\t3\t4\t5\t6\n2\t0.01\t1.5\t2\t3\t\t\t\n"


def trc(
    folder: Path, *, unit: str = "m", time: str = "Time", gap: str = "\n", end: str = "\n"
) -> Path:
    path = folder / "a.trc"
    text = HEADER.format(unit=unit) + NAMES.format(time=time, gap=gap) + ROWS
    path.write_bytes(text.replace("\n", end).encode())
    return path


def test_positions_times_and_names_are_read(tmp_path: Path) -> None:
    data = read_trc(trc(tmp_path))
    assert data.labels == ("LKNE", "RKNE")
    np.testing.assert_array_equal(data.times_s, [0.0, 0.01])
    np.testing.assert_array_equal(data.positions_m[0], [[1, 2, 3], [4, 5, 6]])


def test_empty_cells_are_gaps(tmp_path: Path) -> None:
    data = read_trc(trc(tmp_path))
    assert np.isnan(data.positions_m[1, 1]).all()
    assert data.positions_m[1, 0, 0] == 1.5


@pytest.mark.parametrize(
    "variant",
    [{"time": "Times"}, {"gap": ""}, {"end": "\r\n"}, {"gap": "", "end": "\r\n"}],
)
def test_header_variants_hold_the_same_numbers(tmp_path: Path, variant: dict[str, str]) -> None:
    plain = read_trc(trc(tmp_path))
    other = read_trc(trc(tmp_path, **variant))
    np.testing.assert_array_equal(other.positions_m, plain.positions_m)


def test_millimeters_become_meters(tmp_path: Path) -> None:
    data = read_trc(trc(tmp_path, unit="mm"))
    np.testing.assert_allclose(data.positions_m[0, 0], [0.001, 0.002, 0.003])


def test_a_marker_at_the_origin_is_missing(tmp_path: Path) -> None:
    path = trc(tmp_path)
    path.write_text(path.read_text().replace("\t4\t5\t6", "\t0\t0\t0"))
    assert np.isnan(read_trc(path).positions_m[0, 1]).all()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Frame#", "Bild#", "TRC_HEADER"),
        ("\tm\t", "\tfurlong\t", "TRC_UNIT"),
        (ROWS, "", "TRC_NO_FRAMES"),
        ("1.5", "one", "TRC_NUMBERS"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = trc(tmp_path)
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(UnreadableError) as caught:
        read_trc(path)
    assert caught.value.code == code
    assert "a.trc" in caught.value.text
