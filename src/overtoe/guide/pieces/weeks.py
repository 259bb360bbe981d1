"""Twelve weeks at a glance: which rung when, and what each week is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Overview, Table
from overtoe.program.types import WEEKDAYS, BlockKind

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader
    from overtoe.movements.types import Catalogue
    from overtoe.program.types import Program, Week

MOST_WEEKS = 12


def overview(reader: Reader, catalogue: Catalogue) -> list[Block]:
    """Rungs by week, in parts of twelve weeks."""
    weeks = reader.program.weeks
    parts = [weeks[i : i + MOST_WEEKS] for i in range(0, len(weeks), MOST_WEEKS)]
    return [_overview(part, reader.program, catalogue) for part in parts]


def days(reader: Reader) -> list[Block]:
    """Training days with their minutes."""
    last = reader.program.weeks[-1].sessions
    rows = tuple(
        (
            WEEKDAYS[session.weekday].capitalize(),
            f"up to {max(_minutes(reader.program, session.weekday))} min",
            f"{session.minutes_allowed} min",
        )
        for session in last
    )
    return [Table(("Day", "The plan takes", "You have"), rows, (3, 3, 3))]


def _minutes(program: Program, weekday: int) -> list[int]:
    return [session.minutes for session in program.sessions() if session.weekday == weekday]


def _overview(weeks: tuple[Week, ...], program: Program, catalogue: Catalogue) -> Overview:
    ladders = list(
        dict.fromkeys(
            item.ladder
            for session in program.sessions()
            for block in session.blocks
            if block.kind is not BlockKind.WARM_UP
            for item in block.items
        )
    )
    return Overview(
        tuple(str(week.number) for week in weeks),
        tuple(week.theme for week in weeks),
        tuple((catalogue.ladders[name].name, _cells(name, weeks, catalogue)) for name in ladders),
    )


def _cells(ladder: str, weeks: tuple[Week, ...], catalogue: Catalogue) -> tuple[str, ...]:
    cells, before = [], 0
    for week in weeks:
        numbers = [
            catalogue.rungs[item.rung].number
            for session in week.sessions
            for item in session.items
            if item.ladder == ladder
        ]
        highest = max(numbers, default=0)
        cells.append("" if not highest else f"**{highest}**" if highest > before else f"{highest}")
        before = max(before, highest)
    return tuple(cells)
