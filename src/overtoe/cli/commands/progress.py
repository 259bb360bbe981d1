"""``overtoe progress``: where a person stands and how the weeks went."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    if out is not None:
        page = progress_page.render(
            training.intake, history, training.catalogue, ladders, weeks, today=today
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8")
    typer.echo(json.dumps(_data(ladders, weeks), indent=1) if as_json else _text(ladders, weeks))
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


def _text(ladders: Mapping[str, LadderProgress], weeks: tuple[WeekSummary, ...]) -> str:
    from overtoe.program.weeks import kept_weeks

    lines = [f"{kept_weeks(weeks)} of {len(weeks)} weeks kept."]
    for one in ladders.values():
        load = f" with {one.level.load_kg:g} kg" if one.level.load_kg else ""
        lines.append(f"{one.level.rung}: {one.level.amount:g}{load}")
        if one.changes:
            lines.append(f"    {one.changes[-1].reason.text}")
    return "\n".join(lines)
