"""The nutrition plan as one self-contained page: the day, the curve, what would have to be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.report import design, nutrition_figure, wording
from overtoe.report.numbers import number
from overtoe.report.nutrition_words import ROUND_G, ROUND_KCAL, course_lines, daily_lines, token

if TYPE_CHECKING:
    from overtoe.nutrition.plan import NutritionPlan

SHOWN_WEEKS = (4, 8, 12, 26, 52, 104)


def render(name: str, plan: NutritionPlan) -> str:
    """Return the page for one person."""
    changes = plan.goal.lose_fat_kg is not None or plan.goal.gain_muscle_kg is not None
    lines = [line for line in course_lines(plan) if not line.startswith(("What would", "•"))]
    body = (
        design.templates()
        .get_template("nutrition.html")
        .render(
            person=name,
            goal=plan.goal.text,
            energy=token(plan.targets.energy_kcal, ROUND_KCAL, "kcal"),
            protein=token(plan.targets.protein_g, ROUND_G, "g"),
            least=round(plan.least_kcal, -1),
            daily=daily_lines(plan),
            hands=plan.portions,
            figure=nutrition_figure.figure(plan) if changes else "",
            caption=nutrition_figure.CAPTION,
            lines=lines,
            rows=_rows(plan) if changes else [],
            conditions=plan.timeline.would_have_to_be_true,
            purpose=wording.PURPOSE,
        )
    )
    style = design.static_text("figures.css") + design.static_text("nutrition.css")
    return design.page(f"Food plan of {name}", body, style=style)


def _rows(plan: NutritionPlan) -> list[tuple[int, str, str]]:
    return [(week, *_at(plan, week)) for week in SHOWN_WEEKS]


def _at(plan: NutritionPlan, week: int) -> tuple[str, str]:
    fat, lean = (
        f"{number(mass.value, 1, sign=True)} kg ({number(mass.low, 1, sign=True)} to "
        f"{number(mass.high, 1, sign=True)})"
        for mass in plan.timeline.at_week(week)
    )
    return fat, lean
