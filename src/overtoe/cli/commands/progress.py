"""``overtoe progress``: where a person stands and how the weeks went."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.ready import Readiness
    from overtoe.movements.types import Catalogue
    from overtoe.program.progress import LadderProgress
    from overtoe.program.weeks import WeekSummary


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("progress")(progress_command)


def progress_command(
    intake: Annotated[Path, typer.Argument(help="The intake, me.toml; its log lies beside it.")],
    out: Annotated[Path | None, typer.Option(help="Write the page here.")] = None,
    limits: Annotated[Path | None, typer.Option(help="A professional's limits.")] = None,
    on: Annotated[
        dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="As of this day.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Show exposure, pain, ankles, strength, readiness and every change with its reason."""
    from overtoe.cli.person_files import open_history, open_training
    from overtoe.movements.ready import readiness
    from overtoe.movements.task_list import tasks
    from overtoe.program.codec import plain
    from overtoe.program.evidence import evidence, latest_tests
    from overtoe.program.norms import norms
    from overtoe.program.progress import progress
    from overtoe.program.weeks import by_weeks
    from overtoe.report import progress_page

    training = open_training(intake, limits=limits)
    history = open_history(intake)
    today = (on or dt.datetime.now().astimezone()).date()
    ladders = progress(
        training.program, history, training.catalogue, today=today, rules=training.rules
    )
    weeks = by_weeks(
        training.program,
        history,
        training.catalogue,
        ladders,
        today=today,
        body_mass_kg=training.intake.body.mass_kg,
    )
    known = evidence(
        training.intake,
        history,
        training.catalogue,
        ladders,
        today=today,
        pain_allowed=training.rules.pain_allowed,
    )
    ready = readiness(tasks().values(), known)
    tests = latest_tests(training.intake, history)
    beside = norms(tests, training.intake.body, age_years=training.intake.age_years)
    if out is not None:
        page = progress_page.render(
            training.intake,
            history,
            training.catalogue,
            ladders,
            weeks,
            today=today,
            readiness=ready,
            norms=beside,
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8")
    if as_json:
        found = _data(ladders, weeks) | {"readiness": plain(ready), "norms": plain(beside)}
        typer.echo(json.dumps(found, indent=1))
    else:
        typer.echo(_text(ladders, weeks, ready, training.catalogue))
    if out is not None and not as_json:
        typer.echo(f"The page is {out}.")
    return 0


def _data(ladders: Mapping[str, LadderProgress], weeks: tuple[WeekSummary, ...]) -> dict[str, Any]:
    return {
        "ladders": {
            name: {
                "rung": one.level.rung,
                "amount": one.level.amount,
                "load_kg": one.level.load_kg,
                "stopped": one.stopped,
                "changes": [
                    {
                        "day": change.day.isoformat(),
                        "action": change.action.name,
                        "rung": change.after.rung,
                        "load_kg": change.after.load_kg,
                        "code": change.reason.code,
                        "why": change.reason.text,
                    }
                    for change in one.changes
                ],
            }
            for name, one in ladders.items()
        },
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "planned": week.planned,
                "done": week.done,
                "exposure": dict(week.exposure),
                "peak": dict(week.peak),
                "pain": dict(week.pain),
            }
            for week in weeks
        ],
    }


def _text(
    ladders: Mapping[str, LadderProgress],
    weeks: tuple[WeekSummary, ...],
    ready: list[Readiness],
    catalogue: Catalogue,
) -> str:
    from overtoe.program.amounts import told_amount
    from overtoe.program.weeks import kept_weeks

    done, planned = sum(week.done for week in weeks), sum(week.planned for week in weeks)
    lines = [f"{kept_weeks(weeks)} of {len(weeks)} weeks kept, {done} of {planned} sessions.", ""]
    for one in ladders.values():
        rung = catalogue.rungs[one.level.rung]
        load = f" with {one.level.load_kg:g} kg" if one.level.load_kg else ""
        amount, unit = told_amount(rung.dose, one.level.amount)
        stopped = " · stopped" if one.stopped else ""
        lines.append(
            f"{catalogue.ladders[one.ladder].name}, rung {rung.number}: {rung.name}, "
            f"{amount} {unit.value}{load}{stopped}"
        )
        if one.changes:
            lines.append(f"    {one.changes[-1].reason.text}")
    lines += ["", "Ready for (a judgement by house rules, in 20 days like today):"]
    lines += [f"  {task.dots:2d}  {task.word:8s}{task.name}" for task in ready]
    return "\n".join(lines)
