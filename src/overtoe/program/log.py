"""The log of one person: a set of events, merged without conflict.

Merging is a union by id, so it is commutative, associative and idempotent. Should two files hold
the same id with different facts, which no device of ours writes, the greater text wins on both
sides alike.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from overtoe.errors import UnreadableError
from overtoe.program.events import Event, event_from, event_line

if TYPE_CHECKING:
    from collections.abc import Iterable

Log = tuple[Event, ...]
"""Events in their common order."""


def merge(*logs: Iterable[Event]) -> Log:
    """Bring logs of several devices together.

    >>> merge((), ())
    ()
    """
    by_id: dict[str, Event] = {}
    for log in logs:
        for event in log:
            known = by_id.get(event.id)
            if known is None or event_line(event) > event_line(known):
                by_id[event.id] = event
    return tuple(sorted(by_id.values(), key=lambda event: event.order))


def write_lines(log: Iterable[Event]) -> str:
    """Return a log as text, one event a line."""
    return "".join(event_line(event) + "\n" for event in log)


def read_lines(text: str) -> Log:
    """Read a log from text.

    A last line without its line end was cut off by a crash in the middle of a write; it is left
    out when it can't be read. Everything before it must be readable.

    Raises
    ------
    UnreadableError
        Naming the line that can't be read.
    """
    complete, _, tail = text.rpartition("\n")
    events = [_read(line, number) for number, line in enumerate(complete.split("\n"), 1) if line]
    if tail.strip():
        with contextlib.suppress(json.JSONDecodeError, UnreadableError):
            events.append(event_from(json.loads(tail)))
    return merge(events)


def _read(line: str, number: int) -> Event:
    try:
        return event_from(json.loads(line))
    except (json.JSONDecodeError, UnreadableError) as error:
        raise UnreadableError(
            "LOG_LINE",
            f"Line {number} of the log can't be read ({error}). Nothing was changed. Mend or "
            "remove that line, then try again.",
        ) from error
