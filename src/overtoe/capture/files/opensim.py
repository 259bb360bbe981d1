"""Recordings from TRC and MOT/STO files, and the force file that lies beside them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from overtoe.capture.files.motion_capture import recording_from_markers
from overtoe.capture.files.plates import plates_in
from overtoe.capture.files.storage import read_storage
from overtoe.capture.files.trc import read_trc
from overtoe.capture.recording import Recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from overtoe.capture.files.storage import Storage
    from overtoe.capture.recording import ForcePlate

# Columns of a kinematics file that are lengths, not angles.
_TRANSLATIONS = ("_tx", "_ty", "_tz")


def recording_from_trc(path: Path) -> Recording:
    """Markers of a TRC file, with the plates of ``<name>_grf.mot`` where that lies beside it."""
    data = read_trc(path)
    return recording_from_markers(dataclasses.replace(data, forces=forces_beside(path)))


def forces_beside(path: Path) -> tuple[ForcePlate, ...]:
    """Plates of ``<name>_grf.mot`` or ``.sto`` in the same folder, none without such a file."""
    for suffix in (".mot", ".sto"):
        beside = path.with_name(f"{path.stem}_grf{suffix}")
        if beside.is_file():
            return plates_in(read_storage(beside))
    return ()


def recording_from_storage(path: Path) -> Recording:
    """Joint angles of a MOT or STO file, in radians whatever the file holds.

    Raises
    ------
    UnreadableError
        ``STO_FORCES`` or ``STO_NO_ANGLES`` for tables that hold something else.
    """
    storage = read_storage(path)
    if plates_in(storage):
        raise UnreadableError(
            "STO_FORCES",
            f"“{path.name}” holds ground forces only, and forces don't say how the body moved. "
            "Give the marker file; the forces in <name>_grf.mot beside it are found by themselves.",
        )
    angles = _angles(storage)
    if not any(name.startswith("knee_angle") for name in angles):
        raise UnreadableError(
            "STO_NO_ANGLES",
            f"“{path.name}” holds no joint angles (no column named knee_angle_r or _l). Give a "
            "file of joint angles, or the markers they came from.",
        )
    return _angle_recording(path.name, storage, angles)


def _angles(storage: Storage) -> dict[str, np.ndarray]:
    # Files that say nothing come from SIMM, whose motion files have always been in degrees.
    factor = 1.0 if storage.in_degrees is False else np.pi / 180
    return {
        name: storage.column(name) * factor
        for name in storage.columns
        if not name.endswith((*_TRANSLATIONS, "_moment", "_force"))
    }


def _angle_recording(name: str, storage: Storage, angles: dict[str, np.ndarray]) -> Recording:
    frames = len(storage.times_s)
    return Recording(
        name=name,
        kind="angles",
        times_s=storage.times_s,
        landmarks=(),
        positions=np.empty((frames, 0, 3)),
        confidence=np.empty((frames, 0)),
        unit="m",
        joint_angles_rad=angles,
    )
