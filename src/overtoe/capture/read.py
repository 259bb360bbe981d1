"""One door for every file: find out what it is and read it."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.capture.recording import Recording

Model = Literal["lite", "full", "heavy"]

# Format, module below overtoe.capture.files, function. Imported only when needed.
_READERS: Final = {
    "trc": ("opensim", "recording_from_trc"),
    "sto": ("opensim", "recording_from_storage"),
    "c3d": ("c3d", "recording_from_c3d"),
    "csv": ("tables", "recording_from_csv"),
    "json": ("keypoint_json", "recording_from_json"),
    "folder": ("keypoint_json", "recording_from_folder"),
}
_SUFFIXES: Final = {
    ".trc": "trc",
    ".mot": "sto",
    ".sto": "sto",
    ".c3d": "c3d",
    ".csv": "csv",
    ".json": "json",
}
_HEAD_BYTES: Final = 4096


def read_recording(
    path: str | Path,
    *,
    model: Model = "full",
    progress: Callable[[int, int | None], None] | None = None,
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
        Called with the number of frames done and how many there are, for video.

    Raises
    ------
    UnreadableError
        The file is missing, damaged, or nothing that Overtoe knows.
    MissingPartError
        The part that reads this kind of file isn't installed.
    """
    path = Path(path)
    kind = kind_of(path)
    if kind in _READERS:
        module, function = _READERS[kind]
        reader: Callable[[Path], Recording] = getattr(
            importlib.import_module(f"overtoe.capture.files.{module}"), function
        )
        return reader(path)
    from overtoe.capture.video import read_video  # noqa: PLC0415  (heavy)

    return read_video(path, model=model, progress=progress)


def kind_of(path: Path) -> str:
    """Format of a file by its first bytes, then by its ending; ``video`` for everything else.

    Raises
    ------
    UnreadableError
        ``FILE_MISSING``, ``FILE_NOT_READABLE`` or ``FILE_EMPTY``.
    """
    if path.is_dir():
        return "folder"
    head = _head(path)
    if head.startswith(b"PathFileType"):
        return "trc"
    if len(head) >= 2 and head[1] == 0x50 and path.suffix.lower() == ".c3d":
        return "c3d"
    if b"endheader" in head.lower():
        return "sto"
    return _SUFFIXES.get(path.suffix.lower(), "video")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        raise UnreadableError(
            "FILE_MISSING", f"There is no file “{path}”. Check the path and the spelling."
        ) from error
    except OSError as error:
        raise UnreadableError(
            "FILE_NOT_READABLE",
            f"“{path.name}” can't be opened ({error.strerror or error}). Check that you may read "
            "the file.",
        ) from error
    if not head:
        raise UnreadableError(
            "FILE_EMPTY",
            f"“{path.name}” is empty. The copy probably stopped early; copy the file again.",
        )
    return head
