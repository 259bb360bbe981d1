"""The nutrition plan in sentences, for every door that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overtoe.estimate import Estimate
    from overtoe.nutrition.plan import NutritionPlan

ROUND_KCAL = 10
ROUND_G = 5


def token(estimate: Estimate, step: int, unit: str) -> str:
    """Value and interval, rounded to a step that the interval allows.

    >>> from overtoe.estimate import Estimate
    >>> token(Estimate(2253, 2037, 2531), 10, "kcal")
    '2250 kcal (2040–2530)'
    """
    value, low, high = (
        round((end or 0.0) / step) * step for end in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} {unit} ({low}–{high})"


def daily_lines(plan: NutritionPlan) -> list[str]:
    """What to eat in a day."""
    daily, hands = plan.targets, plan.portions
    return [
        f"Keeps your weight: {token(plan.maintenance_kcal, ROUND_KCAL, 'kcal')} a day.",
        f"Your target: {token(daily.energy_kcal, ROUND_KCAL, 'kcal')} a day, "
        f"never below {round(plan.least_kcal, -1):.0f}.",
        f"Protein: {token(daily.protein_g, ROUND_G, 'g')}, about {hands.protein_per_meal_g:.0f} g "
        f"in each of {hands.meals} meals.",
        f"Fat: {token(daily.fat_g, ROUND_G, 'g')}. Carbohydrate: about "
        f"{round(daily.carbohydrate_g / ROUND_G) * ROUND_G} g.",
        f"With your hands: {hands.palms:g} palms of protein food, {hands.fists:g} fists of grain, "
        f"potato or fruit, {hands.thumbs:g} thumbs of oil, nuts or butter. Vegetables as you like.",
        *daily.notes,
    ]


def course_lines(plan: NutritionPlan) -> list[str]:
    """How it may go, and what would have to be true."""
    course = plan.timeline
    lines = []
    if plan.goal.lose_fat_kg is not None:
        fat, _ = course.at_week(12)
        lines.append(
            f"After 12 weeks: about {-fat.value:.1f} kg less fat "
            f"({-(fat.high or 0.0):.1f}–{-(fat.low or 0.0):.1f})."
        )
    if plan.goal.lose_fat_kg is not None or plan.goal.gain_muscle_kg is not None:
        _, lean = course.at_week(12)
        lines.append(
            f"After 12 weeks: about {lean.value:.1f} kg more lean mass "
            f"({lean.low or 0.0:.1f}–{lean.high or 0.0:.1f}), if you train."
        )
    if plan.goal.lose_fat_kg:
        lines.append(f"The fat goal: {_weeks(course.fat_goal_week)}.")
    if plan.goal.gain_muscle_kg:
        lines.append(f"The muscle goal: {_weeks(course.muscle_goal_week)}.")
    if course.would_have_to_be_true:
        lines += ["What would have to be true:", *(f"• {x}" for x in course.would_have_to_be_true)]
    return lines


def _weeks(weeks: tuple[float | None, float | None, float | None]) -> str:
    soonest, typical, latest = weeks
    if soonest is None:
        return "not within three years, even if all goes well"
    if typical is None:
        return f"week {soonest:.0f} at the very best; more likely it isn't reached in three years"
    end = f"week {latest:.0f}" if latest is not None else "never in three years"
    return f"about week {typical:.0f} (soonest week {soonest:.0f}, latest {end})"
