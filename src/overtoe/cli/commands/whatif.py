"""``overtoe whatif``: joint loads of a squat for any body, without a clip."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from overtoe.errors import UsageError
from overtoe.units import parse_angle_rad, parse_length_m, parse_mass_kg

if TYPE_CHECKING:
    from overtoe.loads.whatif_question import Question

Sex = Literal["m", "f"]
Place = Literal["back", "front", "hands", "goblet", "vest", "arm"]
Cue = Literal["sit-back", "heels", "knees-back"]

_HEIGHT = typer.Option("--height", help="Standing height with its unit: 178cm, 5ft10in.")
_MASS = typer.Option("--mass", help="Body mass with its unit: 80kg. Without it, loads per kg.")
_LOAD = typer.Option("--load", help="What is carried, with its unit: 80kg.")
_LOAD_AT = typer.Option("--load-at", help="Where: back, front, hands, goblet, vest, arm.")
_DEPTH = typer.Option("--depth", help="parallel, half, full, or the thigh's angle: 100deg.")
_SHANK = typer.Option("--shank", help="How far the shank leans: 35deg. Else as far as it can.")
_LIMIT = typer.Option("--knee-limit", help="The twin's knee, ahead of the toes: 0cm, -2cm.")
_CUE = typer.Option("--cue", help="The twin follows a cue: sit-back, heels, knees-back.")
_ANKLE = typer.Option("--dorsiflexion", help="How far the ankle bends: 25deg.")
_WEDGE = typer.Option("--wedge", help="A slope under the feet, heels high: 15deg.")
_WEIGHT = typer.Option("--counterweight", help="Held in front on straight arms: 5kg.")
_STANCE = typer.Option("--stance", help="Thighs turned out: 20deg.")
_SEX = typer.Option("--sex", help="m or f: which body tables hold; both when left out.")
_SWEEP = typer.Option("--sweep", help="Draw the trade curve over knee travel; needs --out.")
_OUT = typer.Option("--out", help="Where the trade curve goes: trade.html.")
_JSON = typer.Option("--json", help="Print the answer as JSON.")
_DRAWS = typer.Option("--draws", min=20, max=20000, help="Random draws behind the intervals.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(whatif)


def whatif(
    *,
    height: Annotated[str, _HEIGHT],
    mass: Annotated[str | None, _MASS] = None,
    load: Annotated[str | None, _LOAD] = None,
    load_at: Annotated[Place, _LOAD_AT] = "back",
    depth: Annotated[str, _DEPTH] = "parallel",
    shank: Annotated[str | None, _SHANK] = None,
    knee_limit: Annotated[str, _LIMIT] = "0cm",
    cue: Annotated[Cue | None, _CUE] = None,
    dorsiflexion: Annotated[str | None, _ANKLE] = None,
    wedge: Annotated[str, _WEDGE] = "0deg",
    counterweight: Annotated[str, _WEIGHT] = "0kg",
    stance: Annotated[str, _STANCE] = "0deg",
    sex: Annotated[Sex | None, _SEX] = None,
    sweep: Annotated[bool, _SWEEP] = False,
    out: Annotated[Path | None, _OUT] = None,
    as_json: Annotated[bool, _JSON] = False,
    draws: Annotated[int, _DRAWS] = 500,
) -> None:
    """Compute what a squat costs each joint, and what it costs with the knee held back.

    The squat is --height to --shank; --wedge, --counterweight, --stance and --dorsiflexion shape
    it and its twin. The twin's knee is held at the toes, at --knee-limit, or follows --cue.
    """
    from overtoe.body import Lifter, Load
    from overtoe.loads import whatif as answers
    from overtoe.loads.whatif_document import document
    from overtoe.loads.whatif_question import Question

    _check_outputs(out, sweep=sweep)
    question = Question(
        Lifter(parse_length_m(height), parse_mass_kg(mass) if mass else None, sex),
        Load(parse_mass_kg(load) if load else 0.0, load_at),
        thigh_rad=_depth(depth),
        shank_rad=parse_angle_rad(shank) if shank else None,
        knee_limit_m=parse_length_m(knee_limit),
        cue=cue,
        dorsiflexion_rad=parse_angle_rad(dorsiflexion) if dorsiflexion else None,
        wedge_rad=parse_angle_rad(wedge),
        counterweight_kg=parse_mass_kg(counterweight),
        stance_rad=parse_angle_rad(stance),
    )
    answer = answers.whatif(question, draws=draws)
    if sweep and out is not None:
        _write_curve(question, out, draws)
    shown = document(answer)
    typer.echo(json.dumps(shown, ensure_ascii=False) if as_json else _text(shown))
    if out is not None and not as_json:
        typer.echo(f"The trade curve is in {out}.")


def _check_outputs(out: Path | None, *, sweep: bool) -> None:
    if sweep and out is None:
        raise UsageError(
            "OUT_NEEDED",
            "--sweep draws the trade curve, but no file was named for it. Add --out trade.html.",
        )
    if out is not None and not sweep:
        raise UsageError(
            "SWEEP_NEEDED",
            "--out names a file, but nothing is drawn without --sweep. Add --sweep, or use --json "
            "for the numbers.",
        )


def _depth(text: str) -> float:
    from overtoe.loads.whatif_question import DEPTHS_RAD

    if text in DEPTHS_RAD:
        return DEPTHS_RAD[text]
    try:
        return parse_angle_rad(f"{float(text)}deg" if _is_number(text) else text)
    except UsageError as error:
        raise UsageError(
            "BAD_DEPTH",
            f"“{text}” isn't a depth. Moments follow the thigh's angle. Give parallel, half, full, "
            "or the thigh's angle from upright, for example 100deg.",
        ) from error


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _write_curve(question: Question, out: Path, draws: int) -> None:
    from overtoe.loads.whatif import sweep
    from overtoe.report.trade import page

    curve = sweep(question, draws=draws)
    if curve is None:
        raise UsageError(
            "NO_BALANCE",
            "No posture at this depth is balanced from 10 cm behind to 15 cm past the toes, so "
            "there is no curve to draw. Ask for less depth, or add --counterweight 5kg.",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(curve), encoding="utf-8")


def _text(shown: dict[str, Any]) -> str:
    from overtoe.cli.whatif_table import table

    return table(shown)
