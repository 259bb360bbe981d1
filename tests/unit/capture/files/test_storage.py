"""MOT and STO files, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from overtoe.capture.files.plates import plates_in
from overtoe.capture.files.storage import read_storage
from overtoe.capture.read import read_recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

ANGLES = "Coordinates\nversion=1\ninDegrees={degrees}\n\nendheader\ntime\tpelvis_tx\tknee_angle_r\n"
SIMM = "name C:\\a.mot\ndatacolumns 3\ndatarows 1\nrange 0 0\nendheader\n\n time\tknee_angle_r\tx\n"


def written(folder: Path, text: str, name: str = "a.mot") -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize(("degrees", "expected"), [("yes", np.pi / 2), ("no", 90.0)])
def test_angles_are_radians_whatever_the_file_holds(
    tmp_path: Path, degrees: str, expected: float
) -> None:
    path = written(tmp_path, ANGLES.format(degrees=degrees) + "0\t1.0\t90\n0.1\t1.1\t90\n")
    recording = read_recording(path)
    assert recording.kind == "angles"
    assert recording.joint_angles_rad is not None
    np.testing.assert_allclose(recording.joint_angles_rad["knee_angle_r"], expected)


def test_lengths_are_not_taken_for_angles(tmp_path: Path) -> None:
    path = written(tmp_path, ANGLES.format(degrees="yes") + "0\t1.0\t90\n")
    recording = read_recording(path)
    assert recording.joint_angles_rad is not None
    assert "pelvis_tx" not in recording.joint_angles_rad


def test_old_header_and_empty_line_before_the_names(tmp_path: Path) -> None:
    storage = read_storage(written(tmp_path, SIMM + "0.001 45 2\n"))
    assert storage.columns == ("knee_angle_r", "x")
    assert storage.in_degrees is None
    assert storage.column("knee_angle_r")[0] == 45


@pytest.mark.parametrize(
    ("force", "torque"),
    [
        ("ground_force_1_v", "ground_force_1_m"),
        ("ground_force_v", "ground_torque_"),
        ("1_ground_force_v", "1_ground_torque_"),
        ("ground_force_v", "ground_force_m"),
    ],
)
def test_plates_in_every_naming(tmp_path: Path, force: str, torque: str) -> None:
    place = force[:-1] + "p"
    names = [stem + axis for stem in (force, place, torque) for axis in "xyz"]
    row = "1 500 3 .1 0 .2 0 7 0"
    text = "endheader\n" + "\t".join(["time", *names]) + f"\n0 {row}\n0.01 {row}\n"
    (plate,) = plates_in(read_storage(written(tmp_path, text)))
    np.testing.assert_array_equal(plate.force_N[0], [1, 500, 3])
    np.testing.assert_array_equal(plate.center_of_pressure_m[0], [0.1, 0, 0.2])
    np.testing.assert_array_equal(plate.moment_Nm[0], [0, 7, 0])


def test_a_plate_that_nobody_stood_on_is_left_out(tmp_path: Path) -> None:
    names = [f"ground_force_3_{what}{axis}" for what in "vpm" for axis in "xyz"]
    text = "endheader\n" + "\t".join(["time", *names]) + "\n0 " + "0 " * 9 + "\n"
    assert plates_in(read_storage(written(tmp_path, text))) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no header at all\n1 2 3\n", "STO_HEADER"),
        ("endheader\nframe\ta\n1 2\n", "STO_HEADER"),
        ("endheader\ntime\ta\n1 two\n", "STO_NUMBERS"),
        ("endheader\ntime\tforce_moment\n1 2\n", "STO_NO_ANGLES"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_recording(written(tmp_path, text))
    assert caught.value.code == code


def test_forces_alone_ask_for_the_markers(tmp_path: Path) -> None:
    names = [f"ground_force_{what}{axis}" for what in "vp" for axis in "xyz"]
    text = "endheader\n" + "\t".join(["time", *names]) + "\n0 0 700 0 0 0 0\n"
    with pytest.raises(UnreadableError, match="beside it"):
        read_recording(written(tmp_path, text))
