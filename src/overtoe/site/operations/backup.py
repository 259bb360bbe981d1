"""Save everything of a running site into one file, consistently."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from overtoe.errors import UsageError
from overtoe.site.capture import storage
from overtoe.site.operations import archive, databases
from overtoe.site.operations.in_use import in_use

if TYPE_CHECKING:
    from overtoe.site.operations.archive import Contents

KEY: Final = "secret-key"


def backup(path: Path) -> Contents:
    """Write database, clips and secret key into ``path``, and check what was written.

    Clips are held by hard links before the database is copied and once more after it, so that one
    that is measured, and deleted, meanwhile is still there for the row that waits for it. What is
    half sent isn't saved; phones send it again.

    Raises
    ------
    UsageError
        When there is nothing to save, or the file's folder doesn't exist.
    """
    if not path.parent.is_dir():
        raise UsageError("NO_FOLDER", f"There is no folder “{path.parent}” to write the backup to.")
    home = Path(settings.HOME)
    with in_use(home), tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as name:
        held = Path(name)
        _hold_clips(held)
        databases.dump(held / databases.member())
        _hold_clips(held)
        _hold_key(held)
        files = {str(file.relative_to(held)): file for file in held.rglob("*") if file.is_file()}
        written = archive.write(path, files)
    with tempfile.TemporaryDirectory(prefix=".check-", dir=home) as name:
        archive.unpack(path, Path(name))
        databases.check(Path(name) / written.database)
    return written


def _hold_clips(held: Path) -> None:
    root = storage.root()
    for file in root.rglob("*"):
        place = file.relative_to(root)
        target = held / "clips" / place
        if _unfinished(place) or target.exists() or not file.is_file():
            continue
        with suppress(FileNotFoundError):  # deleted meanwhile
            target.parent.mkdir(parents=True, exist_ok=True)
            _hold(file, target)


def _unfinished(place: Path) -> bool:
    return place.parts[0] == storage.ARRIVING or any(one.endswith(".draft") for one in place.parts)


def _hold(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        shutil.copy2(file, target)


def _hold_key(held: Path) -> None:
    key = Path(settings.HOME) / KEY
    if key.exists():
        shutil.copy2(key, held / KEY)
