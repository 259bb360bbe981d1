"""``overtoe guide``: the personal guide to print, for one person or for two."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.analysis.document import AnalysisDocument
    from overtoe.cli.plan_files import Made
    from overtoe.guide import Reader

Paper = Literal["a4", "letter"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("guide")(guide_command)


def guide_command(
    intakes: Annotated[list[Path], typer.Argument(help="me.toml, or two files for a couple.")],
    out: Annotated[Path, typer.Option(help="The PDF.")] = Path("guide.pdf"),
    html: Annotated[Path | None, typer.Option(help="Write it as a page here instead.")] = None,
    size: Annotated[Paper, typer.Option(help="Paper: a4 or letter.")] = "a4",
    large: Annotated[bool, typer.Option("--large", help="Print of 14 instead of 12 pt.")] = False,
    date: Annotated[
        str | None, typer.Option(help="Day printed on it, like 2026-12-01; else today.")
    ] = None,
    clip: Annotated[
        list[Path] | None,
        typer.Option(help="overtoe analyze --json of a clip; twice for a couple, in order."),
    ] = None,
    goal: Annotated[
        list[str] | None, typer.Option(help="Food goal, like lose-4kg-fat; twice for a couple.")
    ] = None,
    limits: Annotated[list[Path] | None, typer.Option(help="A professional's limits.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written, as JSON.")
    ] = False,
) -> int:
    """Make the guide: workouts, ladders, tests, food and habits, from this person's own answers."""
    from overtoe.cli.commands.plan import parse_day, tell_no_plan
    from overtoe.cli.plan_files import make_plan
    from overtoe.guide import html as as_html
    from overtoe.guide import pdf
    from overtoe.program.collide import Collision
    from overtoe.program.screen import ScreeningStop

    day = parse_day(date) or dt.datetime.now().astimezone().date()
    made = make_plan(intakes, start=None, limits=limits or [])
    if isinstance(made, (ScreeningStop, Collision)):
        return tell_no_plan(made, as_json=as_json)
    readers = _readers(intakes, made, clip or [], goal or [])
    target = html or out
    target.parent.mkdir(parents=True, exist_ok=True)
    if html is not None:
        target.write_text(as_html(readers, date=day, couple=made.couple), encoding="utf-8")
    else:
        target.write_bytes(pdf(readers, date=day, couple=made.couple, paper=size, large=large))
    typer.echo(_summary(target, readers) if as_json else f"The guide is {target}.")
    return 0


def _summary(target: Path, readers: Sequence[Reader]) -> str:
    people = [one.name for one in readers]
    said = {"file": str(target), "people": people, "bytes": target.stat().st_size}
    return json.dumps(said, ensure_ascii=False)


def _readers(
    intakes: Sequence[Path], made: Made, clips: Sequence[Path], goals: Sequence[str]
) -> list[Reader]:
    from overtoe.cli.person_files import open_intake
    from overtoe.guide import reader

    return [
        reader(
            open_intake(path),
            program,
            clip=_clip(clips[n]) if n < len(clips) else None,
            goal=goals[n] if n < len(goals) else None,
        )
        for n, (path, program) in enumerate(zip(intakes, made.programs, strict=True))
    ]


def _clip(path: Path) -> AnalysisDocument:
    from pydantic import ValidationError

    from overtoe.analysis.document import AnalysisDocument
    from overtoe.cli.person_files import read_text
    from overtoe.errors import UnreadableError

    try:
        return AnalysisDocument.model_validate_json(read_text(path))
    except ValidationError as error:
        raise UnreadableError(
            "NOT_AN_ANALYSIS",
            f"{path} isn't an analysis. The guide takes your numbers from it. Make one with "
            "“overtoe analyze clip.mp4 --json”.",
        ) from error
