"""A lock on the site's folder: shared by what runs, needed alone by what replaces everything."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from overtoe.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def in_use(home: Path) -> Iterator[None]:
    """Hold the folder together with others that use it."""
    with _held(home, fcntl.LOCK_SH, "Everything of this site is being replaced; wait for it."):
        yield


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the folder alone.

    Raises
    ------
    UsageError
        While the site runs.
    """
    with _held(home, fcntl.LOCK_EX, "The site runs. Stop it first, nothing was changed."):
        yield


@contextmanager
def _held(home: Path, kind: int, refusal: str) -> Iterator[None]:
    with (home / "in-use.lock").open("ab") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError("SITE_IN_USE", refusal) from error
        yield
