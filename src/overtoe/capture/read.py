"""One door for every file: find out what it is and read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.capture.recording import Recording

Model = Literal["lite", "full", "heavy"]


def read_recording(
    path: str | Path,
    *,
    model: Model = "full",
    progress: Callable[[float], None] | None = None,
) -> Recording:
    """Read a clip, a motion-capture file or a landmark file.

    What the file holds decides, then its ending. Ground forces in ``<name>_grf.mot`` beside a
    ``<name>.trc`` are read with it.

    Parameters
    ----------
    path
        Video (``mp4``, ``mov``, ``webm``, ``gif`` …), ``trc``, ``mot``, ``sto``, ``c3d``, ``csv``,
        ``json``, or a folder of OpenPose frames.
    model
        Size of the pose network, for video.
    progress
        Called with the share of the clip that is done, from 0 to 1, for video.

    Raises
    ------
    UnreadableError
        The file is missing, damaged, or nothing that Overtoe knows.
    MissingPartError
        The part that reads this kind of file isn't installed.
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableError(
            "FILE_MISSING", f"There is no file “{path}”. Check the path and the spelling."
        )
    reader = _file_reader(path)
    if reader is not None:
        return reader(path)
    from overtoe.capture.video import read_video  # noqa: PLC0415  (heavy)

    return read_video(path, model=model, progress=progress)


def _file_reader(path: Path) -> Callable[[Path], Recording] | None:
    from overtoe.capture.files.opensim import (  # noqa: PLC0415
        recording_from_storage,
        recording_from_trc,
    )

    return {
        ".trc": recording_from_trc,
        ".mot": recording_from_storage,
        ".sto": recording_from_storage,
    }.get(path.suffix.lower())
