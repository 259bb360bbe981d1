"""C3D files of three byte orders, with plates and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from overtoe.capture.files.byte_order import is_big_endian
from overtoe.capture.files.c3d import read_c3d
from overtoe.capture.read import read_recording
from overtoe.conventions import Side
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def c3d_file(folder: Path, *, unit: str = "mm") -> Path:
    import ezc3d  # noqa: PLC0415

    content = ezc3d.c3d()
    names = ["Anna:LKNE", "Anna:LANK", "Anna:LHEE", "Anna:LTOE", "Anna:LSHO", "Anna:LHJC"]
    content["parameters"]["POINT"]["LABELS"]["value"] = names
    content["parameters"]["POINT"]["RATE"]["value"] = [120.0]
    content["parameters"]["POINT"]["UNITS"]["value"] = [unit]
    points = np.ones((4, len(names), 5))
    # Lying along z, as many laboratories have it: z up.
    points[:3] *= 1000 * np.array(
        [(0, 0, 0.5), (0, 0, 0.1), (0.06, 0, 0.05), (-0.1, 0, 0.05), (0, 0, 1.4), (0, 0, 0.9)]
    ).T.reshape(3, len(names), 1)
    points[:3, 0, 2] = np.nan
    content["data"]["points"] = points
    path = folder / "a.c3d"
    content.write(str(path))
    return path


def test_prefixed_labels_millimeters_and_gaps(tmp_path: Path) -> None:
    recording = read_recording(c3d_file(tmp_path))
    assert recording.times_s[1] == pytest.approx(1 / 120)
    knee = recording.path("left_knee")
    assert knee[0, 1] == pytest.approx(0.5)
    assert np.isnan(knee[2]).all()
    assert recording.confidence[2, recording.landmarks.index("left_knee")] == 0


def test_unknown_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_c3d(c3d_file(tmp_path, unit="in"))
    assert caught.value.code == "C3D_UNIT"


def test_cut_off_file_is_refused(tmp_path: Path) -> None:
    path = c3d_file(tmp_path)
    path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(UnreadableError) as caught:
        read_c3d(path)
    assert caught.value.code == "C3D_DAMAGED"


@pytest.mark.recordings
def test_big_endian_reals_equal_the_same_trial_in_dec_integers(recordings: Path) -> None:
    # Two files of one trial; integers were rounded to 1/scale, about a tenth of a micrometer here.
    sgi, dec = (recordings / f"mocap/c3d/c3dorg_{name}.c3d" for name in ("sgi_real", "dec_int"))
    assert is_big_endian(sgi.read_bytes())
    assert not is_big_endian(dec.read_bytes())
    one, other = read_c3d(sgi), read_c3d(dec)
    assert one.labels == other.labels
    np.testing.assert_allclose(one.positions_m, other.positions_m, atol=1e-6)
    np.testing.assert_array_equal(one.forces[0].force_N, other.forces[0].force_N)


@pytest.mark.recordings
def test_standing_on_two_plates(recordings: Path) -> None:
    recording = read_recording(recordings / "mocap/c3d/static_2plates_200hz.c3d")
    assert [force.side for force in recording.forces] == [Side.LEFT, Side.RIGHT]
    total = sum(float(force.force_N[:, 1].mean()) for force in recording.forces)
    # Someone of 62 kg stands still: both plates push up, together by body weight.
    assert 550 < total < 650
    assert recording.path("left_hip")[0, 1] > recording.path("left_knee")[0, 1] > 0.4
