"""``overtoe nutrition``: energy, protein and an honest course toward a goal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from overtoe.estimate import Estimate
    from overtoe.nutrition.plan import NutritionPlan

SHOWN_WEEKS = (4, 8, 12, 26, 52, 104)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("nutrition")(nutrition_command)


def nutrition_command(
    intake: Annotated[Path, typer.Argument(help="The intake, me.toml.")],
    goal: Annotated[
        str | None, typer.Option(help="Like lose-4kg-fat,gain-muscle; else the intake's goal.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write a page with the curve here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Plan energy and protein for a goal, with bounds, or say who should plan it instead."""
    from overtoe.cli.person_files import open_intake
    from overtoe.errors import CannotMeasureError
    from overtoe.nutrition.bounds import Referral
    from overtoe.nutrition.goal import parse_goal
    from overtoe.nutrition.plan import plan
    from overtoe.program.food import profile_of

    person = open_intake(intake)
    made = plan(profile_of(person), parse_goal(goal or person.food.goal))
    if isinstance(made, Referral):
        raise CannotMeasureError(made.code, made.text)
    if out is not None:
        from overtoe.report.nutrition_page import render

        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(render(person.name, made), encoding="utf-8")
    typer.echo(json.dumps(_data(made), indent=1) if as_json else _text(made))
    if out is not None and not as_json:
        typer.echo(f"The page is {out}.")
    return 0


def _data(plan: NutritionPlan) -> dict[str, Any]:
    daily, course = plan.targets, plan.timeline
    return {
        "goal": plan.goal.text,
        "resting_kcal": _measured(plan.resting_kcal),
        "maintenance_kcal": _measured(plan.maintenance_kcal),
        "least_kcal": round(plan.least_kcal),
        "energy_kcal": _measured(daily.energy_kcal),
        "protein_g": _measured(daily.protein_g),
        "fat_g": _measured(daily.fat_g),
        "carbohydrate_g": round(daily.carbohydrate_g),
        "portions": vars(plan.portions),
        "notes": list(daily.notes),
        "fat_goal_weeks": list(course.fat_goal_week),
        "muscle_goal_weeks": list(course.muscle_goal_week),
        "would_have_to_be_true": list(course.would_have_to_be_true),
        "course": [
            {"week": week, "fat_kg": _measured(fat, 2), "lean_kg": _measured(lean, 2)}
            for week in SHOWN_WEEKS
            for fat, lean in [course.at_week(week)]
        ],
    }


def _measured(estimate: Estimate, digits: int = 0) -> dict[str, float | None]:
    return {
        key: None if value is None else round(value, digits)
        for key, value in (
            ("value", estimate.value),
            ("low", estimate.low),
            ("high", estimate.high),
        )
    }


def _text(plan: NutritionPlan) -> str:
    from overtoe.report.nutrition_words import course_lines, daily_lines

    return "\n".join([f"Goal: {plan.goal.text}.", "", *daily_lines(plan), "", *course_lines(plan)])
