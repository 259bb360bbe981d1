"""Markers (and plates) become one recording in a frame with y up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.capture.files.anatomy import inner_joints, landmark_paths, lateral_landmarks
from overtoe.capture.files.axes import y_up_rotation
from overtoe.capture.files.plates import turned, with_sides
from overtoe.capture.recording import Notice, Recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.files.marker_data import MarkerData
    from overtoe.capture.recording import ForcePlate

    Floats = NDArray[np.float64]

_LOW = ("left_heel", "right_heel", "left_ankle", "right_ankle", "left_toe", "right_toe")
_HIGH = ("left_shoulder", "right_shoulder", "c7", "sternum", "left_hip", "right_hip")


def recording_from_markers(data: MarkerData) -> Recording:
    """Name the landmarks, turn the frame so that y is up, and put the plates under the feet.

    Raises
    ------
    UnreadableError
        ``MARKERS_UNKNOWN`` when no leg can be recognized in the marker names.
    """
    paths = landmark_paths(data.labels, data.positions_m)
    low, high = _first(paths, _LOW), _first(paths, _HIGH)
    if low is None or high is None:
        raise _unknown(data)
    rotation = y_up_rotation(low, high)
    paths = {name: path @ rotation.T for name, path in paths.items()}
    paths |= inner_joints(paths, lateral_landmarks(data.labels, data.positions_m))
    forces = with_sides(turned(data.forces, rotation), data.times_s, paths)
    positions = np.stack(list(paths.values()), axis=1)
    return Recording(
        name=data.name,
        kind="markers",
        times_s=data.times_s,
        landmarks=tuple(paths),
        positions=positions,
        confidence=np.isfinite(positions).all(axis=2).astype(float),
        unit="m",
        forces=forces,
        notices=_notices(forces),
    )


def _first(paths: dict[str, Floats], names: tuple[str, ...]) -> Floats | None:
    return next((paths[name] for name in names if name in paths), None)


def _unknown(data: MarkerData) -> UnreadableError:
    some = ", ".join(data.labels[:8]) or "none"
    return UnreadableError(
        "MARKERS_UNKNOWN",
        f"“{data.name}” has {len(data.labels)} markers ({some} …), but no leg can be recognized in "
        "their names. Overtoe knows the OpenCap, Plug-in Gait and OpenSim marker names; rename the "
        "markers, or write a tidy CSV (docs/formats.md).",
    )


def _notices(forces: tuple[ForcePlate, ...]) -> tuple[Notice, ...]:
    homeless = sum(plate.side is None for plate in forces)
    if not homeless:
        return ()
    text = f"{homeless} of {len(forces)} force plates lie under no foot; they are left out."
    return (Notice("PLATE_WITHOUT_FOOT", text),)
