"""``overtoe simulate``: stress the progression and pain rules with a crowd."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.program.simulation import Result

LADDERS = (
    "tibialis-raise",
    "calf-raise",
    "bent-knee-calf-raise",
    "step-down",
    "split-squat",
    "squat",
    "reverse-nordic",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("simulate")(simulate_command)


def simulate_command(
    trainees: Annotated[int, typer.Option(help="How many trainees.", min=1, max=200_000)] = 10_000,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1, max=520)] = 52,
    seed: Annotated[int, typer.Option(help="Fixes every random draw.", min=0)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Train simulated people for a year and count broken rules; exit 1 if there is any."""
    from overtoe.movements import catalogue
    from overtoe.program.simulation import simulate
    from overtoe.program.simulation.screening import red_flags_that_pass

    ladders = [catalogue().ladders[name] for name in LADDERS]
    result = simulate(
        ladders, trainees=trainees, weeks=weeks, seed=seed, progress=_bar(as_json=as_json)
    )
    result.violations["red_flag_got_a_program"] = red_flags_that_pass()
    typer.echo(_json(result) if as_json else _text(result))
    return 1 if any(result.violations.values()) else 0


def _bar(*, as_json: bool) -> Callable[[int, int], None] | None:
    if as_json or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        print(f"\rweek {done} of {total}", end="" if done < total else "\n", file=sys.stderr)  # noqa: T201

    return show


def _json(result: Result) -> str:
    return json.dumps(
        {
            "trainees": result.trainees,
            "weeks": result.weeks,
            "prescriptions": result.prescriptions,
            "violations": result.violations,
            "violations_of_other_plans": result.compared,
            "outcomes": [vars(outcome) for outcome in result.outcomes],
        },
        indent=2,
    )


def _text(result: Result) -> str:
    names = {"rules": "these rules", "fixed": "a fixed plan", "linear": "2.5 kg more every time"}
    lines = [
        f"{result.trainees} trainees, {result.weeks} weeks, {result.prescriptions} verdicts "
        "under these rules.",
        "",
        "Broken rules:",
        *(f"  {count:6d}  {name.replace('_', ' ')}" for name, count in result.violations.items()),
        "",
        f"{'Outcome per trainee':24s}{'flare-up weeks/year':>21s}{'strength, start = 1':>21s}",
        *(
            f"{names[o.policy]:24s}{o.flare_up_weeks:21.2f}{o.final_strength:21.2f}"
            for o in result.outcomes
        ),
        "",
        "The crowd is made up. The same crowd meets every plan, so the differences count; the "
        "absolute figures don't.",
    ]
    return "\n".join(lines)
