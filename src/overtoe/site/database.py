"""Where the site keeps its rows: SQLite unless ``DATABASE_URL`` says PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit

from overtoe.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings of one database.

    Raises
    ------
    UsageError
        When the address is neither SQLite's nor PostgreSQL's.
    """
    if not url:
        return _sqlite(str(folder / "overtoe.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")) or ":memory:")
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": _host(parts),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise UsageError(
        "BAD_DATABASE_URL",
        f"DATABASE_URL starts with {parts.scheme}://, which isn't known. Use "
        "postgresql://user:password@host/name, or leave it out for SQLite.",
    )


def _host(parts: SplitResult) -> str:
    """Host, or the folder of a socket written as ``%2F…``, whose capitals matter."""
    if "%2f" not in (parts.hostname or "").lower():
        return parts.hostname or ""
    return unquote(parts.netloc.rpartition("@")[2].partition(":")[0])


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        },
    }
