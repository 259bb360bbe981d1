"""Look at the site's folder without making or changing anything."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LEAST_FREE_BYTES: Final = 2_500_000_000
"""One largest clip, and what stays free beside it."""


@dataclass(frozen=True)
class Look:
    """Where the folder is, whether it is there, and how it is."""

    folder: Path
    there: bool
    free_bytes: int
    open_to_others: bool


def look(folder: Path | None = None) -> Look:
    """Look at the folder in use, or at another."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    found = folder or Path(os.environ.get("OVERTOE_HOME") or Path(base) / "overtoe")
    if not found.is_dir():
        return Look(found, False, 0, False)
    mode = stat.S_IMODE(found.stat().st_mode)
    return Look(found, True, shutil.disk_usage(found).free, bool(mode & 0o077))
