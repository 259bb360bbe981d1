"""Progress on a terminal, and only there; it goes to the error stream, results to the other."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def shares(title: str) -> Iterator[Callable[[float], None] | None]:
    """Yield a function that takes the share done, from 0 to 1; None where nobody watches."""
    with frames(title) as show:
        yield None if show is None else lambda share: show(round(100 * share), 100)


@contextmanager
def frames(title: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """Yield a function that takes what is done and of how many; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
