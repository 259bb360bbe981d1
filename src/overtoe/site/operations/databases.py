"""Write the database into one file and bring it back, in the way that each kind is meant to be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from overtoe.errors import MissingPartError, UnreadableError, UsageError

SQLITE: Final = "database.sqlite3"
POSTGRES: Final = "database.pgdump"


def chosen() -> dict[str, Any]:
    """Django's settings of the database in use."""
    found: dict[str, Any] = settings.DATABASES["default"]
    return found


def is_sqlite() -> bool:
    """Whether the database is a file."""
    return str(chosen()["ENGINE"]).endswith("sqlite3")


def member() -> str:
    """Name of the database's file in an archive."""
    return SQLITE if is_sqlite() else POSTGRES


def holds_data() -> bool:
    """Whether someone's data is in the database already."""
    if is_sqlite():
        return Path(chosen()["NAME"]).exists()
    from django.db import connection  # noqa: PLC0415  (connects)

    if "people_user" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_user)")
        return bool(cursor.fetchone()[0])


def dump(path: Path) -> None:
    """Write a consistent copy while the site runs.

    Raises
    ------
    UsageError
        When there is no database yet.
    MissingPartError
        When PostgreSQL's own programs aren't installed.
    """
    if not is_sqlite():
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={path}")
        return
    source = Path(chosen()["NAME"])
    if not source.exists():
        raise UsageError("NOTHING_TO_SAVE", "There is no data yet, so there is nothing to save.")
    with closing(sqlite3.connect(source)) as running, closing(sqlite3.connect(path)) as copy:
        running.backup(copy)
        # The copy is one file; the running database keeps its log of changes beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def check(path: Path) -> None:
    """Look whether a written copy can be read and is whole.

    Raises
    ------
    UnreadableError
        When it can't or isn't.
    """
    if path.name == POSTGRES:
        _run("pg_restore", "--list", str(path), connect=False)
        return
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise UnreadableError(
            "BACKUP_DATABASE",
            f"The database in the backup is damaged ({said}). Nothing was changed.",
        )


def load(path: Path) -> None:
    """Bring a PostgreSQL database back, all or nothing; a file is moved instead."""
    name = str(chosen()["NAME"])
    words = ("--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={name}")
    _run("pg_restore", *words, str(path))


def _run(program: str, *words: str, connect: bool = True) -> None:
    if shutil.which(program) is None:
        raise MissingPartError(
            "POSTGRES_TOOLS",
            f"{program} isn't installed; it comes with PostgreSQL's client programs and is needed "
            "to save and bring back a PostgreSQL database.",
        )
    # The password goes by the environment: a command line can be read by everyone on a machine.
    known = _connection() if connect else {}
    ended = subprocess.run(  # noqa: S603
        [program, *words], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise UnreadableError(
            "POSTGRES_REFUSED", f"{program} stopped and said: {ended.stderr.strip()[-500:]}"
        )


def _connection() -> dict[str, str]:
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    found = {variable: str(chosen().get(key) or "") for key, variable in names.items()}
    found["PGDATABASE"] = str(chosen()["NAME"])
    return {variable: value for variable, value in found.items() if value}
