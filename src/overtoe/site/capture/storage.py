"""Where clips lie on disk: one folder per clip, files on their way beside them."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    import uuid

    from overtoe.site.people.models import Person

ARRIVING: Final = "arriving"
VIDEO: Final = "video"
"""The clip as it came; it has no ending, because what it holds is read from its content."""
RESULT: Final = "result"
STRAY_S: Final = 3600
"""A folder without a row may be a clip that is being taken in right now; not after an hour."""


def root() -> Path:
    """Folder of all clips."""
    folder = Path(settings.MEDIA_ROOT)
    (folder / ARRIVING).mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def part(upload: uuid.UUID) -> Path:
    """File of an upload on its way."""
    return root() / ARRIVING / str(upload)


def folder(clip: uuid.UUID) -> Path:
    """Folder of a clip."""
    return root() / str(clip)


def video(clip: uuid.UUID) -> Path:
    """The clip itself; gone after the analysis unless kept."""
    return folder(clip) / VIDEO


def result(clip: uuid.UUID, name: str) -> Path:
    """One of the files that an analysis leaves."""
    return folder(clip) / RESULT / name


def take_in(upload: uuid.UUID) -> None:
    """Make a file that has arrived a clip, durably; a second time changes nothing."""
    target = video(upload)
    target.parent.mkdir(exist_ok=True, mode=0o700)
    with suppress(FileNotFoundError):
        part(upload).replace(target)
    if not target.exists():
        raise FileNotFoundError(target)
    for directory in (target.parent, root()):
        _settle(directory)


def _settle(directory: Path) -> None:
    """Have the file system write down what a folder holds."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_video(clip: uuid.UUID) -> None:
    """Delete the clip, keep what was measured."""
    video(clip).unlink(missing_ok=True)


def forget_part(upload: uuid.UUID) -> None:
    """Delete what has arrived of an upload; nothing where it became a clip."""
    part(upload).unlink(missing_ok=True)


def erase(clip: uuid.UUID) -> None:
    """Delete everything of a clip."""
    shutil.rmtree(folder(clip), ignore_errors=True)


def used_bytes(person: Person) -> int:
    """Bytes that a person's clips and uploads take, with what is announced but not here yet."""
    announced = sum(person.uploads.values_list("size", flat=True))
    clips = person.clips.values_list("id", flat=True)
    return announced + sum(_size(folder(clip)) for clip in clips)


def _size(directory: Path) -> int:
    total = 0
    for path in directory.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size
    return total


def free_bytes() -> int:
    """Bytes that the disk has left."""
    return shutil.disk_usage(root()).free


def erase_strays(known: set[str]) -> None:
    """Delete folders and files that belong to no row and haven't been touched for an hour."""
    latest = time.time() - STRAY_S
    for path in [*root().iterdir(), *(root() / ARRIVING).iterdir()]:
        if path.name == ARRIVING or path.name in known or path.stat().st_mtime > latest:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
