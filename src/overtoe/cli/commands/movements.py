"""``overtoe movements``: the ladders, with what each rung asks of a body; and one drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from overtoe.errors import UnreadableError, UsageError
from overtoe.units import parse_length_m, parse_mass_kg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.body import Lifter
    from overtoe.movements import Ladder, Rung

Sex = Literal["m", "f"]
At = Literal["start", "bottom", "both"]

_LADDER = typer.Option("--ladder", help="Only this ladder, with its rungs: split-squat.")
_EQUIPMENT = typer.Option(
    "--equipment", help="Only what can be done with this: dumbbell,step. Repeat or use commas."
)
_HEIGHT = typer.Option("--height", help="Standing height with its unit: 178cm, 5ft10in.")
_MASS = typer.Option("--mass", help="Body mass with its unit: 80kg, 176lb.")
_SEX = typer.Option("--sex", help="m or f: which body tables hold; both when left out.")
_JSON = typer.Option("--json", help="Print as JSON.")
_NAME = typer.Argument(help="A ladder or a rung: split-squat, split-squat.4.")
_OUT = typer.Option("--out", help="Write the drawing: a .svg, or a .html page with the words.")
_AT = typer.Option("--at", help="What to draw: start, bottom or both.")


def register(app: typer.Typer) -> None:
    """Add the command and its ``show`` to the application."""
    group = typer.Typer(help=listing.__doc__, invoke_without_command=True, rich_markup_mode=None)
    group.callback()(listing)
    group.command()(show)
    app.add_typer(group, name="movements")


def listing(
    context: typer.Context,
    *,
    ladder: Annotated[str | None, _LADDER] = None,
    equipment: Annotated[list[str] | None, _EQUIPMENT] = None,
    height: Annotated[str, _HEIGHT] = "175cm",
    mass: Annotated[str, _MASS] = "75kg",
    sex: Annotated[Sex | None, _SEX] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """List the ladders of movements, with what the rungs ask of a body."""
    if context.invoked_subcommand is not None:
        return
    from overtoe.movements import describe

    lifter = _lifter(height, mass, sex)
    chosen = _chosen(ladder, equipment or [])
    if as_json:
        documents = [describe.ladder_document(one, rungs, lifter) for one, rungs in chosen]
        typer.echo(json.dumps({"ladders": documents}, ensure_ascii=False))
        return
    if ladder is not None:
        _print_rungs(chosen, lifter)
    else:
        _print_ladders(chosen, lifter)


def show(
    name: Annotated[str, _NAME],
    *,
    at: Annotated[At, _AT] = "both",
    out: Annotated[Path | None, _OUT] = None,
    height: Annotated[str, _HEIGHT] = "175cm",
    mass: Annotated[str, _MASS] = "75kg",
    sex: Annotated[Sex | None, _SEX] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Say how a movement goes and what it asks; draw it with --out."""
    from overtoe.movements import describe

    lifter = _lifter(height, mass, sex)
    rungs = _named(name)
    if out is not None:
        _write(out, rungs, lifter, at)
    if as_json:
        documents = [describe.rung_document(rung, lifter) for rung in rungs]
        typer.echo(json.dumps({"rungs": documents}, ensure_ascii=False))
        return
    for rung in rungs:
        typer.echo("\n".join(describe.summary(rung, lifter)) + "\n")
    if out is not None:
        typer.echo(f"Drawn in {out}.")


def _lifter(height: str, mass: str, sex: Sex | None) -> Lifter:
    from overtoe.body import Lifter

    return Lifter(parse_length_m(height), parse_mass_kg(mass), sex)


def _chosen(ladder: str | None, equipment: list[str]) -> list[tuple[Ladder, tuple[Rung, ...]]]:
    """Ladders by id and what can be done with the equipment; all equipment when none is named."""
    from overtoe.movements import catalogue, describe

    book = catalogue()
    ladders = [_ladder(ladder)] if ladder is not None else list(book.ladders.values())
    owned = frozenset(name.strip() for entry in equipment for name in entry.split(","))
    unknown = sorted(owned - book.equipment.keys())
    if unknown:
        raise UsageError(
            "UNKNOWN_EQUIPMENT",
            f"“{', '.join(unknown)}” isn't in the list of equipment, so no movement can be found "
            f"for it. Use {', '.join(sorted(book.equipment))}.",
        )
    if not owned:
        return [(one, one.rungs) for one in ladders]
    found = describe.doable(ladders, owned)
    return [(one, found[one.id]) for one in ladders if one.id in found]


def _ladder(name: str) -> Ladder:
    from overtoe.movements import catalogue

    found = catalogue().ladders.get(name)
    if found is None:
        raise UsageError(
            "UNKNOWN_LADDER",
            f"“{name}” isn't a ladder. Without one there is nothing to show. Run overtoe movements "
            "for the list.",
        )
    return found


def _named(name: str) -> tuple[Rung, ...]:
    """One rung by id, or the rungs of a ladder or of one of its movements."""
    from overtoe.movements import catalogue

    book = catalogue()
    if name in book.rungs:
        return (book.rungs[name],)
    if name in book.ladders:
        return book.ladders[name].rungs
    if name in book.movements:
        return tuple(book.rungs[rung] for rung in book.movements[name].rungs)
    return _ladder(name).rungs


def _print_ladders(chosen: Iterable[tuple[Ladder, tuple[Rung, ...]]], lifter: Lifter) -> None:
    from overtoe.movements import describe

    rows = [describe.ladder_line(one, rungs, lifter) for one, rungs in chosen]
    _table(("ladder", "name", "rungs", "knee N·m/kg", "hip N·m/kg"), rows)
    typer.echo(
        f"\nFor {lifter.stature_m * 100:.0f} cm and {lifter.mass_kg:g} kg, computed at each rung's "
        "start load; – where the engine can't. Add --ladder NAME for the rungs."
    )


def _print_rungs(chosen: Iterable[tuple[Ladder, tuple[Rung, ...]]], lifter: Lifter) -> None:
    from overtoe.movements import describe

    heads = ("rung", "name", "dose", "load", "knee", "hip", "low back", "kneecap", "travel")
    for ladder, rungs in chosen:
        typer.echo(f"{ladder.name}. {ladder.purpose}\n")
        _table(heads, [describe.rung_line(rung, lifter) for rung in rungs])
    typer.echo(
        "\nMoments in N·m per kg, kneecap stress in MPa, knee joint center ahead of the toe tip in "
        "cm; 90 % interval in brackets; – where the engine can't compute. A hand on a rail isn't "
        "counted, so such rungs ask for less."
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[k]) for row in [heads, *rows]) for k in range(len(heads))]
    for row in [heads, *rows]:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _write(out: Path, rungs: tuple[Rung, ...], lifter: Lifter, at: At) -> None:
    from overtoe.movements import describe, figure

    if out.suffix == ".svg" and len(rungs) == 1:
        text = figure.svg(rungs[0], at=at, theme="light")
    elif out.suffix == ".html":
        words = [(rung, describe.summary(rung, lifter)) for rung in rungs]
        text = figure.page([(figure.svg(rung, at=at), lines) for rung, lines in words])
    else:
        raise UsageError(
            "BAD_DRAWING",
            f"“{out}” was given for {len(rungs)} rungs. An .svg holds one rung and a page holds "
            "several. Name one rung for an .svg, or write an .html.",
        )
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableError(
            "CANNOT_WRITE",
            f"“{out}” can't be written ({error.strerror}), so nothing was drawn. Choose another "
            "place.",
        ) from error
