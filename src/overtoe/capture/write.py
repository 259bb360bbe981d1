"""One door for landmarks going out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from overtoe.errors import UsageError

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording


def write_landmarks(recording: Recording, path: str | Path) -> None:
    """Write a recording's landmarks as ``csv`` or ``json``, or markers as ``trc``.

    CSV and JSON read back as the same recording; see docs/formats.md.

    Raises
    ------
    UsageError
        ``LANDMARKS_FORMAT`` for another ending or pixels in a TRC, ``LANDMARKS_NOT_WRITABLE`` when
        the place can't be written to.
    """
    path = Path(path)
    try:
        _write(recording, path)
    except OSError as error:
        raise UsageError(
            "LANDMARKS_NOT_WRITABLE",
            f"“{path}” can't be written ({error.strerror or error}). Choose a folder that exists "
            "and that you may write to.",
        ) from error


def _write(recording: Recording, path: Path) -> None:
    from overtoe.capture.files.landmark_csv import write_landmarks_csv  # noqa: PLC0415  (heavy)
    from overtoe.capture.files.landmark_json import write_landmarks_json  # noqa: PLC0415
    from overtoe.capture.files.trc import write_trc  # noqa: PLC0415

    suffix = path.suffix.lower()
    if suffix == ".csv":
        write_landmarks_csv(recording, path)
    elif suffix == ".json":
        write_landmarks_json(recording, path)
    elif suffix == ".trc" and recording.unit == "m":
        write_trc(path, recording.times_s, recording.landmarks, recording.positions)
    else:
        raise UsageError(
            "LANDMARKS_FORMAT",
            f"Landmarks can't be written as “{path.name}”. Choose .csv or .json; .trc works for "
            "markers in meters.",
        )
