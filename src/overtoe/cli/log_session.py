"""Log today's session: as planned, or set by set as it is answered."""

from __future__ import annotations

import math
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import typer

from overtoe.errors import UsageError
from overtoe.units import parse_mass_kg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from overtoe.cli.entries import Writer
    from overtoe.program.events import Event
    from overtoe.program.types import Prescribed, Session

SAID: Final = re.compile(r"^(?P<amount>\d+(?:\.\d+)?)\s*(?:@\s*(?P<load>\S+))?$")
SKIP: Final = frozenset({"s", "skip", "-"})


def as_planned(intake: Path, writer: Writer, limits: Path | None) -> list[Event]:
    """Every set of today's session, as it was planned."""
    session = todays(intake, writer, limits)
    refuse_twice(intake, writer, session)
    made = [_start(writer, session)]
    made += [
        planned_set(writer, item, session, item.amount)
        for item in session.items
        for _ in range(item.sets)
    ]
    return [*made, _finish(writer)]


def todays(intake: Path, writer: Writer, limits: Path | None) -> Session:
    """The session of the writer's day, or the next one, bent to the log."""
    from overtoe.cli.person_files import open_history, open_training

    training = open_training(intake, limits=limits)
    history, day = open_history(intake), writer.at.date()
    session = training.upcoming(history, day=day)
    if session is None:
        raise UsageError(
            "PROGRAM_OVER", "The program has no session left. Make a new one with “overtoe plan”."
        )
    return training.today(session, history, day=day).session


def refuse_twice(intake: Path, writer: Writer, session: Session) -> None:
    """Refuse to log a whole session a second time on one day."""
    from overtoe.cli.person_files import open_history

    day = writer.at.date()
    if any(one.day == day and one.planned == session.id for one in open_history(intake).sessions):
        raise UsageError(
            "LOG_TWICE",
            f"The session of {session.date:%d %B} is in the log of {day:%d %B} already, so nothing "
            "was added. Use --set for further sets, or --at for another day.",
        )


def asked(intake: Path, writer: Writer, limits: Path | None) -> list[Event]:
    """Ask set by set; Enter takes what was planned."""
    if not sys.stdin.isatty():
        raise UsageError(
            "LOG_NOTHING",
            "There is nothing to write down. Give --set, --done, --pain, --morning, --test, --clip "
            "or --json, or run it in a terminal to be asked.",
        )
    session = todays(intake, writer, limits)
    refuse_twice(intake, writer, session)
    typer.echo(
        "Enter keeps what was planned, a number says what you did, 8 @12kg also the load, "
        "- skips the rest of an exercise."
    )
    made = [_start(writer, session)]
    for item in session.items:
        typer.echo(f"\n{item.title}: {item.dose}")
        made += _answered(writer, item, session)
    made += _pains(writer)
    return [*made, _finish(writer)]


def _answered(writer: Writer, item: Prescribed, session: Session) -> list[Event]:
    made: list[Event] = []
    while len(made) < item.sets:
        said = typer.prompt(f"  set {len(made) + 1} ({item.unit.value})", default=str(item.amount))
        if said.strip().lower() in SKIP:
            break
        match = SAID.match(said.strip())
        if match is None:
            typer.echo("  Write a number, like 8 or 8 @12kg, or - to skip.")
            continue
        load = parse_mass_kg(match["load"]) if match["load"] else None
        made.append(planned_set(writer, item, session, float(match["amount"]), load_kg=load))
    return made


def _pains(writer: Writer) -> list[Event]:
    typer.echo("\nPain, 0 to 10, one at a time like knee:left=2. Enter when there is no more.")
    made: list[Event] = []
    for question, when in (("Worst during training", "during"), ("This morning", "morning")):
        while said := typer.prompt(question, default="", show_default=False).strip():
            try:
                made.append(writer.pain(said, when))
            except (UsageError, ValueError) as error:
                typer.echo(str(error))
    return made


def planned_set(
    writer: Writer,
    item: Prescribed,
    session: Session,
    amount: float,
    *,
    load_kg: float | None = None,
) -> Event:
    """One set of a prescribed line."""
    planned = item.load.kg if item.load else 0.0
    return writer.event(
        "set.done",
        {
            "rung": item.rung,
            "amount": amount,
            "target": item.amount,
            "unit": item.unit.value,
            "load_kg": planned if load_kg is None else load_kg,
            "session": writer.at.date().isoformat(),
        },
    )


def checked_set(body: Mapping[str, Any], session: Session | None) -> dict[str, Any]:
    """A typed set with the unit its rung is counted in, and its target if it was planned.

    Raises
    ------
    UsageError
        When no rung has that id, or the unit isn't the rung's.
    """
    from overtoe.movements import catalogue
    from overtoe.program.amounts import unit_of
    from overtoe.program.names import refuse_unknown
    from overtoe.program.types import Unit

    rungs = catalogue().rungs
    refuse_unknown([body["rung"]], set(rungs), "rung")
    counted = unit_of(rungs[body["rung"]].dose)
    given = body["unit"] or counted.value
    if given != counted.value and (given, counted) != (Unit.MINUTES.value, Unit.SECONDS):
        raise UsageError(
            "LOG_UNIT",
            f"{body['rung']} is counted in {_WORDS[counted.value]}, not in {_WORDS[given]}, so the "
            "set wasn't written down.",
        )
    planned = [i for i in (session.items if session else ()) if i.rung == body["rung"]]
    target = _target(planned[0], given) if planned else None
    return {**body, "unit": given} | ({"target": target} if target else {})


_WORDS: Final = {"reps": "repetitions", "s": "seconds", "m": "meters", "min": "minutes"}


def _target(item: Prescribed, unit: str) -> float:
    from overtoe.program.amounts import ladder_amount

    seconds = ladder_amount(item.amount, item.unit.value)
    return math.floor(seconds / 60) if unit == "min" else seconds


def _start(writer: Writer, session: Session) -> Event:
    day = writer.at.date().isoformat()
    return writer.event("session.start", {"session": day, "planned": session.id})


def _finish(writer: Writer) -> Event:
    return writer.event("session.finish", {"session": writer.at.date().isoformat()})
