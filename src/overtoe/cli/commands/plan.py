"""``overtoe plan``: twelve weeks for one person or for two."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from overtoe.program.collide import Collision
    from overtoe.program.screen import ScreeningStop

NO_PLAN = 3
"""Exit code where screening or colliding wishes leave no program."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("plan")(plan)


def plan(
    intakes: Annotated[list[Path], typer.Argument(help="me.toml, or two files for a couple.")],
    out: Annotated[Path, typer.Option(help="Folder for page, sheets, calendar and JSON.")] = Path(
        "plan"
    ),
    start: Annotated[
        str | None, typer.Option(help="First day, like 2026-12-01; else the one in the file.")
    ] = None,
    limits: Annotated[
        list[Path] | None,
        typer.Option(help="A professional's limits or template; twice for a couple, in order."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the program as JSON.")] = False,
) -> int:
    """Plan a program: page, sheets to print, calendar and JSON."""
    from overtoe.cli.plan_files import make_plan, write_plan
    from overtoe.program.collide import Collision
    from overtoe.program.screen import ScreeningStop

    made = make_plan(intakes, start=parse_day(start), limits=limits or [])
    if isinstance(made, (ScreeningStop, Collision)):
        return tell_no_plan(made, as_json=as_json)
    files = write_plan(made, out)
    if as_json:
        typer.echo(json.dumps(made.as_json(), ensure_ascii=False))
        return 0
    for line in made.summary():
        typer.echo(line)
    typer.echo("Written: " + ", ".join(str(file) for file in files))
    return 0


def parse_day(text: str | None) -> dt.date | None:
    """A day from ``2026-12-01``; None stays None."""
    from overtoe.errors import UsageError

    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            "BAD_DATE", f"“{text}” isn't a date. Write year, month and day like 2026-12-01."
        ) from error


def tell_no_plan(made: ScreeningStop | Collision, *, as_json: bool) -> int:
    """Say why there is no program; the exit code."""
    if as_json:
        code = "SEE_PROFESSIONAL" if hasattr(made, "stops") else "WISHES_COLLIDE"
        typer.echo(json.dumps({"error": {"code": code, "text": made.text}}, ensure_ascii=False))
    else:
        typer.echo(made.text, err=True)
    return NO_PLAN
