"""Typed readers of environment variables that fail with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

from overtoe.errors import UsageError


def text(name: str, default: str = "") -> str:
    """Value of a variable, or of the file that ``NAME_FILE`` points to (for secrets)."""
    pointed = os.environ.get(f"{name}_FILE")
    if pointed:
        return Path(pointed).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a switch: ``yes`` or ``no``, ``true`` or ``false``, ``1`` or ``0``.

    Raises
    ------
    UsageError
        On any other word.
    """
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off"}:
        return False
    raise UsageError("BAD_SETTING", f"{name}={value} isn't a switch. Use yes or no.")


def number(name: str, default: int) -> int:
    """Return a whole number.

    Raises
    ------
    UsageError
        When it isn't one.
    """
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdigit():
        raise UsageError("BAD_SETTING", f"{name}={value} isn't a whole number.")
    return int(value)


def home() -> Path:
    """Folder of everything that the site keeps: database, clips, secret key.

    ``OVERTOE_HOME``, or a folder in the user's own data directory.
    """
    chosen = os.environ.get("OVERTOE_HOME")
    base = os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))
    folder = Path(chosen) if chosen else Path(base) / "overtoe"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
