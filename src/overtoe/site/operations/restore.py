"""Bring a saved site back: everything is checked first, then moved in; nothing half.

What was there before is moved aside, not deleted. A restore that is killed while it moves is ended
by the next start of the site or the next restore (:func:`settle`).
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from overtoe.errors import UsageError
from overtoe.site.operations import archive
from overtoe.site.operations.in_use import alone

if TYPE_CHECKING:
    from overtoe.site.operations.archive import Contents

DRAFT: Final = "restore-draft"
READY: Final = "restore-ready"
PLACES: Final = "places.json"
ASIDE: Final = "aside"
BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside its file; left over, it would be read into the new one."""


def restore(path: Path, home: Path, *, replace: bool) -> Contents:
    """Bring everything back from a backup.

    Parameters
    ----------
    replace
        Whether data that is there may be moved aside.

    Raises
    ------
    UsageError
        While the site runs, when data is there and ``replace`` is False, or when the backup is of
        the other kind of database.
    UnreadableError
        When the backup isn't whole.
    """
    with alone(home):
        settle(home)
        _check_empty(home, replace=replace)
        draft = home / DRAFT
        found = _unpacked(path, draft)
        _load(draft, found.database)
        _commit(draft, home)
        settle(home)
    return found


def _unpacked(path: Path, draft: Path) -> Contents:
    """Unpack a backup and check all of it."""
    from overtoe.site.operations import databases  # noqa: PLC0415  (needs Django's settings)

    shutil.rmtree(draft, ignore_errors=True)
    found = archive.unpack(path, draft)
    if found.database != databases.member():
        raise UsageError(
            "OTHER_DATABASE",
            f"The backup holds {found.database}, but this site is set to use the other kind. "
            "Set or unset DATABASE_URL as it was when the backup was made. Nothing was changed.",
        )
    databases.check(draft / found.database)
    (draft / "clips").mkdir(exist_ok=True)
    (draft / ASIDE).mkdir()
    return found


def _load(draft: Path, name: str) -> None:
    """Bring a PostgreSQL database back; what it holds now goes beside the rest that is replaced."""
    from overtoe.site.operations import databases  # noqa: PLC0415

    if databases.is_sqlite():
        return
    if databases.holds_data():
        databases.dump(draft / ASIDE / name)
    databases.load(draft / name)


def _check_empty(home: Path, *, replace: bool) -> None:
    from overtoe.site.operations import databases  # noqa: PLC0415

    clips = _places(home)["clips"]
    there = databases.holds_data() or any(one.is_file() for one in clips.rglob("*"))
    if there and not replace:
        raise UsageError(
            "DATA_THERE",
            f"There is data in {home} already. With --replace it is moved aside and the backup "
            "takes its place. Nothing was changed.",
        )


def _places(home: Path) -> dict[str, Path]:
    """Where each part of a backup belongs."""
    from django.conf import settings  # noqa: PLC0415

    from overtoe.site.operations import databases  # noqa: PLC0415

    places = {"secret-key": home / "secret-key", "clips": Path(settings.MEDIA_ROOT)}
    if databases.is_sqlite():
        places[databases.SQLITE] = Path(databases.chosen()["NAME"])
    return places


def _commit(draft: Path, home: Path) -> None:
    """From the rename on the restore will be ended, whoever is killed meanwhile."""
    text = json.dumps({part: str(place) for part, place in _places(home).items()})
    (draft / PLACES).write_text(text, encoding="utf-8")
    draft.rename(home / READY)


def settle(home: Path) -> None:
    """End a restore that was begun; nothing where there is none."""
    ready = home / READY
    if not ready.exists():
        return
    places = json.loads((ready / PLACES).read_text(encoding="utf-8"))
    for part, place in places.items():
        if (ready / part).exists():  # else it is in its place, or wasn't saved
            _move_in(ready, part, Path(place))
    aside = ready / ASIDE
    # A key alone was made by this very command, in a folder that was empty.
    if aside.exists() and {one.name for one in aside.iterdir()} - {"secret-key"}:
        shutil.move(aside, _free_name(home))
    shutil.rmtree(ready)


def _move_in(ready: Path, part: str, place: Path) -> None:
    """Move what is there aside, then the new part in its place: the last step says it is done."""
    moved = ready / ASIDE / part
    for ending in ("", *BESIDE):
        there = place.with_name(place.name + ending)
        if there.exists():
            shutil.move(there, moved.with_name(moved.name + ending))
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(ready / part, place)


def _free_name(home: Path) -> Path:
    number = 1
    while (home / f"before-restore-{number}").exists():
        number += 1
    return home / f"before-restore-{number}"


def forget_draft(home: Path) -> None:
    """Delete what a failed restore had unpacked."""
    with suppress(FileNotFoundError):
        shutil.rmtree(home / DRAFT)
