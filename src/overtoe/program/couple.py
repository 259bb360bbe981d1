"""Programs for two people who share a household, with every common session interleaved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.program.build import build
from overtoe.program.equipment import household
from overtoe.program.pair import Paired, pair
from overtoe.program.types import BlockKind, Program, Reason, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.collide import Collision
    from overtoe.program.limits import Limits
    from overtoe.program.person import Equipment, Intake
    from overtoe.program.screen import ScreeningStop
    from overtoe.program.types import Prescribed

TRIMMED: Final = Reason("TRIMMED", "Fewer sets, so that both of you are done within your minutes.")


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
    """Interleave two sessions within the fewer minutes of both.

    While the clock runs over, sets are taken off, then exercises from the end; warm-ups stay.
    """
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
    """The session with one set less, taken where most sets are, the latest first.

    Where each has one set left the last exercise goes; None where only the warm-up is left.
    """
    items = [item for b in session.blocks if b.kind is not BlockKind.WARM_UP for item in b.items]
    if not items:
        return None
    most = max(enumerate(items), key=lambda at: (at[1].sets, at[0]))[1]
    less = replace(most, sets=most.sets - 1, why=_trimmed(most.why)) if most.sets > 1 else None
    blocks = (
        replace(block, items=tuple(_swapped(block.items, most, less))) for block in session.blocks
    )
    return replace(session, blocks=tuple(block for block in blocks if block.items))


def _trimmed(why: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return why if TRIMMED in why else (*why, TRIMMED)


def _swapped(
    items: tuple[Prescribed, ...], old: Prescribed, new: Prescribed | None
) -> Iterator[Prescribed]:
    for item in items:
        if item.id != old.id:
            yield item
        elif new is not None:
            yield new


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
