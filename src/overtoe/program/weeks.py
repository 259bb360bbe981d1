"""The log by weeks: what a person did, took and felt, ready to be drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.exposure import exposures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.history import History
    from overtoe.program.progress import Change, LadderProgress
    from overtoe.program.types import Program

SHOWN_TISSUES: Final = ("patellar-tendon", "patellofemoral", "achilles", "hamstring", "low-back")


@dataclass(frozen=True)
class WeekSummary:
    """One calendar week from Monday.

    ``exposure`` is the sum over the week's sessions and ``peak`` the hardest repetition, per
    tissue, in the catalogue's relative units; ``pain`` the worst per joint; ``changes`` the
    verdicts that moved a ladder.
    """

    monday: dt.date
    planned: int
    done: int
    exposure: Mapping[str, float]
    peak: Mapping[str, float]
    pain: Mapping[str, int]
    changes: tuple[Change, ...]


def by_weeks(
    program: Program,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    *,
    today: dt.date,
    body_mass_kg: float,
) -> tuple[WeekSummary, ...]:
    """Summaries of every week from the program's or the log's start to this week.

    Weeks without training are there too: an empty week is a fact.
    """
    starts = [program.start, *(session.day for session in history.sessions[:1])]
    monday = _monday(min(starts))
    every = exposures(history, catalogue, body_mass_kg=body_mass_kg)
    weeks = []
    while monday <= today:
        sunday = monday + dt.timedelta(days=6)
        own = [one for one in every if monday <= one.day <= sunday]
        weeks.append(
            WeekSummary(
                monday,
                sum(monday <= session.date <= sunday for session in program.sessions()),
                len({s.day for s in history.sessions if monday <= s.day <= sunday}),
                {t: sum(o.total for o in own if o.tissue == t) for t in SHOWN_TISSUES},
                {
                    t: max((o.peak for o in own if o.tissue == t), default=0.0)
                    for t in SHOWN_TISSUES
                },
                _worst_pain(history, monday, sunday),
                _moves(ladders, monday, sunday),
            )
        )
        monday += dt.timedelta(days=7)
    return tuple(weeks)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _worst_pain(history: History, monday: dt.date, sunday: dt.date) -> dict[str, int]:
    worst: dict[str, int] = {}
    for note in history.pain:
        if monday <= note.day <= sunday:
            worst[note.joint] = max(worst.get(note.joint, 0), note.value)
    return worst


def _moves(
    ladders: Mapping[str, LadderProgress], monday: dt.date, sunday: dt.date
) -> tuple[Change, ...]:
    return tuple(
        change
        for ladder in ladders.values()
        for change in ladder.changes
        if monday <= change.day <= sunday and change.before.rung != change.after.rung
    )


def kept_weeks(weeks: tuple[WeekSummary, ...]) -> int:
    """Weeks in which at least one session was done; nothing that can break."""
    return sum(week.done > 0 for week in weeks)
