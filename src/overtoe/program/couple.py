"""Programs for two people who share a household, with every common session interleaved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.program.build import build
from overtoe.program.equipment import household
from overtoe.program.pair import Paired, pair
from overtoe.program.types import Block, Program, Reason, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.collide import Collision
    from overtoe.program.limits import Limits
    from overtoe.program.person import Equipment, Intake
    from overtoe.program.screen import ScreeningStop

TRIMMED: Final = Reason(
    "TRIMMED", "One set less, so that both of you are done within your minutes."
)


@dataclass(frozen=True)
class Shared:
    """A session for two on one day, with the ids of the two sessions it is made of."""

    date: dt.date
    sessions: tuple[str, str]
    paired: Paired


@dataclass(frozen=True)
class CouplePlan:
    """Two programs and their common sessions."""

    first: Program
    second: Program
    shared: tuple[Shared, ...]

    @property
    def minutes_saved(self) -> int:
        """Minutes saved over the whole plan against training one after the other."""
        return sum(shared.paired.saved_s for shared in self.shared) // 60


def build_couple(
    first: Intake,
    second: Intake,
    catalogue: Catalogue,
    *,
    limits: Mapping[str, Limits] | None = None,
) -> CouplePlan | ScreeningStop | Collision:
    """Programs for two, or why one of them can't have one.

    Parameters
    ----------
    limits
        Bounds by a professional, by the person's name.
    """
    equipment = household(first.equipment, second.equipment)
    bounds = limits or {}
    programs = []
    for intake in (first, second):
        shared = replace(intake, equipment=equipment)
        program = build(shared, catalogue, limits=bounds.get(intake.name))
        if not isinstance(program, Program):
            return program
        programs.append(program)
    return interleave(programs[0], programs[1], equipment)


def interleave(first: Program, second: Program, equipment: Equipment) -> CouplePlan:
    """Interleave all sessions that fall on the same day, trimmed to the minutes of both."""
    days = {session.date: session for session in second.sessions()}
    shared: list[Shared] = []
    for session in first.sessions():
        other = days.get(session.date)
        if other is None:
            continue
        one, two, paired = fit(first.person, session, second.person, other, equipment)
        first, second = _with(first, one), _with(second, two)
        shared.append(Shared(session.date, (one.id, two.id), paired))
    return CouplePlan(first, second, tuple(shared))


def fit(
    name: str, session: Session, other_name: str, other: Session, equipment: Equipment
) -> tuple[Session, Session, Paired]:
    """Interleave two sessions; sets are taken off at the end while the clock runs over."""
    while True:
        paired = pair((name, session), (other_name, other), equipment)
        most = 60 * min(session.minutes_allowed, other.minutes_allowed)
        if paired.seconds <= most:
            return session, other, paired
        longer_first = session.seconds >= other.seconds
        trimmed = _trim(session if longer_first else other)
        if trimmed is None:
            return session, other, paired
        session, other = (trimmed, other) if longer_first else (session, trimmed)


def _trim(session: Session) -> Session | None:
    """The session with one set less, taken where most sets are, the latest first."""
    items = [(b, i) for b, block in enumerate(session.blocks) for i in range(len(block.items))]
    loose = [(b, i) for b, i in items if session.blocks[b].items[i].sets > 1]
    if not loose:
        return None
    b, i = max(loose, key=lambda at: (session.blocks[at[0]].items[at[1]].sets, at))
    block = session.blocks[b]
    item = block.items[i]
    less = replace(item, sets=item.sets - 1, why=(*item.why, TRIMMED))
    changed = Block(block.kind, (*block.items[:i], less, *block.items[i + 1 :]))
    return replace(session, blocks=(*session.blocks[:b], changed, *session.blocks[b + 1 :]))


def _with(program: Program, session: Session) -> Program:
    weeks = tuple(
        replace(
            week,
            sessions=tuple(session if old.id == session.id else old for old in week.sessions),
        )
        if week.number == session.week
        else week
        for week in program.weeks
    )
    return replace(program, weeks=weeks)
