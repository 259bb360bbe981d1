"""C3D: the binary format of motion-capture systems, through ezc3d."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.capture.files.byte_order import is_big_endian, little_endian
from overtoe.capture.files.marker_data import MarkerData
from overtoe.capture.files.motion_capture import recording_from_markers
from overtoe.capture.files.plates import LOADED_N
from overtoe.capture.recording import ForcePlate
from overtoe.errors import MissingPartError, UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.recording import Recording

    Floats = NDArray[np.float64]

_METERS = {"mm": 0.001, "cm": 0.01, "m": 1.0, "meters": 1.0}


def recording_from_c3d(path: Path) -> Recording:
    """Landmarks and force plates of a C3D file, whatever byte order it was written in."""
    return recording_from_markers(read_c3d(path))


def read_c3d(path: str | Path) -> MarkerData:
    """Marker paths and force plates, in meters and newtons, in the laboratory's own axes.

    Markers that the file flags as not seen are NaN. Force acts on the body, upward when standing.

    Raises
    ------
    UnreadableError
        ``C3D_DAMAGED``, ``C3D_UNIT`` or ``C3D_NO_MARKERS``.
    MissingPartError
        When ezc3d isn't installed.
    """
    path = Path(path)
    content = _content(path)
    points = content["data"]["points"]
    if points.shape[1] == 0 or points.shape[2] == 0:
        raise UnreadableError(
            "C3D_NO_MARKERS",
            f"“{path.name}” holds no marker paths. There is nothing to measure; export the trial "
            "with its labeled markers.",
        )
    rate = float(content["parameters"]["POINT"]["RATE"]["value"][0])
    positions = np.moveaxis(points[:3], 0, 2).transpose(1, 0, 2) * _meters(content, path.name)
    missing = content["data"]["meta_points"]["residuals"][0].T < 0
    positions[missing | (positions == 0).all(axis=2)] = np.nan
    labels = tuple(content["parameters"]["POINT"]["LABELS"]["value"][: points.shape[1]])
    times_s = np.arange(points.shape[2]) / rate
    return MarkerData(path.name, times_s, labels, positions, _plates(content, rate))


def _content(path: Path) -> Any:
    ezc3d = _reader()
    try:
        raw = path.read_bytes()
        if not is_big_endian(raw):
            return ezc3d.c3d(str(path), extract_forceplat_data=True)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "little_endian.c3d"
            copy.write_bytes(little_endian(raw))
            return ezc3d.c3d(str(copy), extract_forceplat_data=True)
    except (OSError, RuntimeError, ValueError, IndexError, KeyError) as error:
        raise UnreadableError(
            "C3D_DAMAGED",
            f"“{path.name}” can't be read as C3D ({error}). The file is damaged or cut off. Copy "
            "or export it again.",
        ) from error


def _reader() -> Any:
    try:
        return importlib.import_module("ezc3d")
    except ImportError as error:
        raise MissingPartError(
            "MOCAP_PART_MISSING",
            "Reading C3D files needs ezc3d, which isn't installed. Install it with: "
            "pip install 'overtoe[mocap]'.",
        ) from error


def _meters(content: Any, name: str) -> float:
    units = content["parameters"]["POINT"].get("UNITS", {}).get("value") or ["mm"]
    unit = str(units[0]).strip().lower()
    if unit not in _METERS:
        raise UnreadableError(
            "C3D_UNIT",
            f"“{name}” gives its positions in “{unit}”. Overtoe knows mm, cm and m; with another "
            "unit every length would be wrong.",
        )
    return _METERS[unit]


def _plates(content: Any, rate: float) -> tuple[ForcePlate, ...]:
    samples = content["data"]["analogs"].shape[2]
    per_frame = samples / max(content["data"]["points"].shape[2], 1)
    times_s = np.arange(samples) / (rate * per_frame) if samples else np.empty(0)
    plates = (_plate(platform, times_s) for platform in content["data"]["platform"])
    return tuple(plate for plate in plates if plate is not None)


def _plate(platform: dict[str, Any], times_s: Floats) -> ForcePlate | None:
    force = platform["force"].T
    if len(force) != len(times_s) or not (np.abs(force) > LOADED_N).any():
        return None
    length = _METERS.get(str(platform["unit_position"]).lower(), 0.001)
    moment = 0.001 if str(platform["unit_moment"]).lower() == "nmm" else 1.0
    return ForcePlate(
        times_s=times_s,
        force_N=force,
        center_of_pressure_m=platform["center_of_pressure"].T * length,
        moment_Nm=platform["Tz"].T * moment,
        side=None,
    )
