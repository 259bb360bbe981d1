"""``overtoe today``: the next session, or a couple's on one clock."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from overtoe.program.pair import Paired
    from overtoe.program.training import Training
    from overtoe.program.types import Reason, Session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("today")(today)


def today(
    intakes: Annotated[list[Path], typer.Argument(help="me.toml, or two files for a couple.")],
    date: Annotated[
        str | None, typer.Option(help="The day, like 2026-12-01 (today if left out).")
    ] = None,
    limits: Annotated[
        list[Path] | None,
        typer.Option(help="A professional's limits or template; twice for a couple, in order."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> int:
    """Show the next session, bent to the log; for two it is interleaved."""
    from overtoe.cli.commands.plan import parse_day
    from overtoe.cli.person_files import open_training
    from overtoe.errors import UsageError

    if len(intakes) > 2:
        raise UsageError("TOO_MANY", "A session is for one person or two. Give one or two files.")
    day = parse_day(date) or dt.datetime.now().astimezone().date()
    given = [*(limits or []), *[None] * (len(intakes) - len(limits or []))]
    trainings = [
        open_training(path, limits=file) for path, file in zip(intakes, given, strict=False)
    ]
    if len(trainings) == 1:
        return _alone(intakes[0], trainings[0], day, as_json=as_json)
    return _together(intakes, trainings, day, as_json=as_json)


def _alone(path: Path, training: Training, day: dt.date, *, as_json: bool) -> int:
    session, why = _session(path, training, day)
    if as_json:
        typer.echo(json.dumps(_as_json(session, why), ensure_ascii=False))
        return 0
    typer.echo(f"{training.program.person} · {session.date:%A %d %B} · {session.minutes} min")
    for block in session.blocks:
        typer.echo(f"\n{block.kind.value}")
        for item in block.items:
            rest = f", rest {item.rest_s} s" if item.rest_s else ""
            typer.echo(f"  {item.title}: {item.dose}{rest}")
    for reason in why:
        typer.echo(f"Why: {reason.text} ({reason.by})")
    return 0


def _together(paths: list[Path], trainings: list[Training], day: dt.date, *, as_json: bool) -> int:
    from overtoe.program.couple import fit
    from overtoe.program.equipment import household

    (one, why), (two, other_why) = (
        _session(path, training, day) for path, training in zip(paths, trainings, strict=True)
    )
    names = [training.program.person for training in trainings]
    shared = household(trainings[0].intake.equipment, trainings[1].intake.equipment)
    one, two, paired = fit(names[0], one, names[1], two, shared)
    if as_json:
        typer.echo(json.dumps(_paired_json(paired), ensure_ascii=False))
        return 0
    minutes = -(-paired.seconds // 60)
    typer.echo(f"{names[0]} and {names[1]} · {one.date:%A %d %B} · {minutes} min")
    typer.echo(f"{paired.saved_s // 60} min saved against one after the other.\n")
    for turn in paired.turns:
        clock = f"{turn.begin_s // 60:02d}:{turn.begin_s % 60:02d}"
        many = f"set {turn.number} of {turn.item.sets}"
        typer.echo(f"{clock}  {turn.person}: {turn.item.title}, {many}, {_one_set(turn.item.dose)}")
    for reason in (*why, *other_why):
        typer.echo(f"Why: {reason.text} ({reason.by})")
    return 0


def _session(path: Path, training: Training, day: dt.date) -> tuple[Session, tuple[Reason, ...]]:
    from overtoe.cli.person_files import open_history
    from overtoe.errors import UsageError

    history = open_history(path)
    planned = training.upcoming(history, day=day)
    if planned is None:
        raise UsageError(
            "PROGRAM_OVER",
            f"{training.program.person}'s program has no session on or after {day}. Make a new "
            "one with “overtoe plan”.",
        )
    if any(one.day == day and one.planned == planned.id for one in history.sessions):
        typer.echo(f"{training.program.person} has logged this session today already.", err=True)
    adapted = training.today(planned, history, day=day)
    return adapted.session, adapted.why


def _one_set(dose: str) -> str:
    return dose.split(" × ", 1)[1]


def _as_json(session: Session, why: tuple[Reason, ...]) -> dict[str, Any]:
    from overtoe.program.codec import plain

    return {"session": plain(session), "why": plain(why)}


def _paired_json(paired: Paired) -> dict[str, Any]:
    from overtoe.program.codec import paired_to_json

    return paired_to_json(paired)
