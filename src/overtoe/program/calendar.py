"""A program as an iCalendar file (RFC 5545): one all-day entry per session."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.program.types import Program, Session

LINE_BYTES: Final = 75
"""Longest line in bytes before it is folded (RFC 5545, 3.1)."""


def calendar(program: Program) -> str:
    """The text of an ``.ics`` file; lines end in CRLF and are folded as the standard asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Overtoe//Plan//EN", "CALSCALE:GREGORIAN"]
    for session in program.sessions():
        lines += _event(program, session)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(program: Program, session: Session) -> list[str]:
    doses = "\n".join(f"{item.name}: {item.dose}" for item in session.items)
    name = program.person.lower().replace(" ", "-")
    return [
        "BEGIN:VEVENT",
        f"UID:{session.id}-{program.start:%Y%m%d}-{_escaped(name)}@overtoe",
        # The stamp is the day of the plan, not of its making: the same plan, the same file.
        f"DTSTAMP:{program.start:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{session.date:%Y%m%d}",
        f"DTEND;VALUE=DATE:{session.date + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'Training, {session.minutes} min (week {session.week})')}",
        f"DESCRIPTION:{_escaped(doses)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    r"""Escape what has a meaning in the format.

    >>> _escaped("a, b; c")
    'a\\, b\\; c'
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    part = ""
    for sign in line:
        if len((part + sign).encode()) > LINE_BYTES:
            yield part
            part = " "
        part += sign
    yield part
