"""Programs and days of training for one person, from the library over the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.codec import program_from_json, program_to_json
from overtoe.program.history import fold
from overtoe.program.intake import parse_intake
from overtoe.program.limits import parse_limits
from overtoe.program.training import Training, training
from overtoe.program.types import Program
from overtoe.site.clinic.services import limits_for
from overtoe.site.training.log_rows import log_of
from overtoe.site.training.models import ProgramRow
from overtoe.site.training.standing import keep_planned, log_start

if TYPE_CHECKING:
    import datetime as dt

    from overtoe.program.adapt import Adapted
    from overtoe.program.collide import Collision
    from overtoe.program.history import History
    from overtoe.program.screen import ScreeningStop
    from overtoe.program.types import Session
    from overtoe.site.people.models import Person


@dataclass(frozen=True)
class Day:
    """One day of a person: the session bent to the log, or the next one there is."""

    training: Training
    history: History
    adapted: Adapted | None
    planned_on: dt.date | None


def try_program(person: Person) -> Program | ScreeningStop | Collision:
    """Build a program from the intake and a professional's limits without keeping it."""
    return _built(person, limits_for(person))


def make_program(
    person: Person, *, limits: str | None = None
) -> Program | ScreeningStop | Collision:
    """Build and keep a new program; a stop or a collision keeps the old one.

    Without ``limits`` those act that a clinic has set, while the person's consent stands.
    """
    bounds = limits_for(person) if limits is None else limits
    built = _built(person, bounds)
    if isinstance(built, Program):
        ProgramRow.objects.create(person=person, program=program_to_json(built), limits=bounds)
        keep_planned(person, built)
    return built


def _built(person: Person, limits: str) -> Program | ScreeningStop | Collision:
    intake = parse_intake(person.intake, source="your answers")
    bounds = parse_limits(limits, source="the limits") if limits else None
    return build(intake, catalogue(), limits=bounds)


def training_of(person: Person) -> Training | None:
    """Return the training in use; None before the first program."""
    row = ProgramRow.objects.filter(person=person).order_by("-made_at").first()
    if row is None or not person.intake:
        return None
    intake = parse_intake(person.intake, source="your answers")
    bounds = parse_limits(row.limits, source="the limits") if row.limits else None
    return training(intake, program_from_json(row.program), catalogue(), limits=bounds)


def day_of(person: Person, day: dt.date) -> Day | None:
    """Return the session of a day (or the next one planned), bent to the log.

    Only the log since the program began is read, so the cost doesn't grow with the years.
    """
    current = training_of(person)
    if current is None:
        return None
    history = history_of(person, current)
    session = _upcoming(current.program, history, day)
    if session is None:
        return Day(current, history, None, None)
    return Day(current, history, current.today(session, history, day=day), session.date)


def history_of(person: Person, current: Training) -> History:
    """Fold the log since the program began, and the month before it."""
    return fold(log_of(person, since=log_start(current.program)))


def _upcoming(program: Program, history: History, day: dt.date) -> Session | None:
    """The first session from this day on that wasn't done on a day before."""
    done = {one.planned for one in history.sessions if one.day < day and one.finished}
    return next((s for s in program.sessions() if s.date >= day and s.id not in done), None)
