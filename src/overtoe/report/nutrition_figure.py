"""The course of fat and lean mass over weeks, two stacked panels on one scale, with their bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.report.numbers import number
from overtoe.report.svg import Scale, band, element, path, picture, segment, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.nutrition.plan import NutritionPlan

    Floats = NDArray[np.float64]

WIDTH: Final = 390.0
_LEFT: Final = 52.0
_RIGHT: Final = 62.0
_TOP: Final = 24.0
_ROOM: Final = 230.0
_GAP: Final = 26.0
_BOTTOM: Final = 46.0
_LEAST_SHARE: Final = 0.28
LEAST_WEEKS: Final = 26
MOST_WEEKS: Final = 104
CAPTION: Final = (
    "Line: the likely course. Band: what is plausible. Fat follows an energy balance model that "
    "knows no training; lean mass follows training trials. How the gain slows is our assumption."
)


def shown_weeks(plan: NutritionPlan) -> int:
    """How far the figure looks ahead: past the likely goal week, half a year to two years."""
    ends = (plan.timeline.fat_goal_week[1], plan.timeline.muscle_goal_week[1])
    goal = max((week for week in ends if week is not None), default=LEAST_WEEKS)
    return int(min(max(1.25 * goal, LEAST_WEEKS), MOST_WEEKS))


def label(plan: NutritionPlan) -> str:
    """What the figure shows, in words."""
    weeks = shown_weeks(plan)
    fat, lean = plan.timeline.at_week(weeks)
    said = [
        f"{name} {number(value.value, 1, sign=True)} kg, plausible "
        f"{number(value.low, 1, sign=True)} to {number(value.high, 1, sign=True)}"
        for name, value in (("fat", fat), ("lean mass", lean))
    ]
    return f"Course over {weeks} weeks, two curves. At the end: {'; '.join(said)}."


def figure(plan: NutritionPlan) -> str:
    """Both panels as one SVG; a kilogram is as high in one as in the other."""
    weeks = shown_weeks(plan)
    course, end = plan.timeline, weeks + 1
    across = Scale((0.0, float(weeks)), (_LEFT, WIDTH - _RIGHT))
    rows = [
        ("fat", course.fat_kg, course.fat_low_kg, course.fat_high_kg, plan.goal.lose_fat_kg),
        ("lean", course.lean_kg, course.lean_low_kg, course.lean_high_kg, plan.goal.gain_muscle_kg),
    ]
    goals = [-(goal or 0.0) if name == "fat" else goal or 0.0 for name, *_, goal in rows]
    reaches = [
        _reach(np.concatenate([low[:end], high[:end], [0.0]])) for _, _, low, high, _ in rows
    ]
    parts = [
        _panel(name, (value[:end], low[:end], high[:end]), goal, across, up)
        for (name, value, low, high, _), goal, up in zip(rows, goals, _scales(reaches), strict=True)
    ]
    floor = _TOP + _ROOM + _GAP
    axis = _axis(across, floor)
    return picture(
        (WIDTH, floor + _BOTTOM), *parts, axis, label=label(plan), class_="trade nutrition"
    )


def _reach(values: Floats) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = 0.08 * (high - low) or 0.5
    return low - room, high + room


def _scales(reaches: list[tuple[float, float]]) -> list[Scale]:
    spans = [high - low for low, high in reaches]
    shares = [max(span / sum(spans), _LEAST_SHARE) for span in spans]
    per_kg = min(
        _ROOM * share / sum(shares) / span for share, span in zip(shares, spans, strict=True)
    )
    scales, top = [], _TOP
    for (low, high), share in zip(reaches, shares, strict=True):
        height = _ROOM * share / sum(shares)
        spare = (height / per_kg - (high - low)) / 2
        scales.append(Scale((low - spare, high + spare), (top + height, top)))
        top += height + _GAP
    return scales


def _panel(
    name: str,
    lines: tuple[Floats, Floats, Floats],
    goal: float,
    across: Scale,
    up: Scale,
) -> str:
    value, low, high = lines
    left, right = across.units
    xs = [across(float(week)) for week in range(len(value))]
    ys, lows, highs = ([up(float(v)) for v in line] for line in (value, low, high))
    ticks = "".join(
        segment((left, up(v)), (right, up(v)), class_="zero" if v == 0 else "grid")
        + words(
            f"{number(v, 0 if v == round(v) else 1, sign=True)} kg",
            (left - 6, up(v) + 4),
            class_="tick end",
        )
        for v in up.ticks(4)
    )
    aim = ""
    if goal and min(up.values) <= goal <= max(up.values):
        aim = segment((left, up(goal)), (right, up(goal)), class_="goal") + words(
            "goal", (right + 8, up(goal) + 16), class_="tick start"
        )
    return (
        ticks
        + element("path", d=band(xs, lows, highs), class_=f"band {name}")
        + aim
        + element("path", d=path(zip(xs, ys, strict=True)), class_=f"line {name}")
        + words(
            {"fat": "fat", "lean": "lean"}[name], (right + 8, ys[-1] + 1), class_=f"label {name}"
        )
    )


def _axis(across: Scale, floor: float) -> str:
    left, right = across.units
    ticks = "".join(
        segment((across(v), floor), (across(v), floor + 5), class_="axis")
        + words(f"{v:g}", (across(v), floor + 19), class_="tick")
        for v in across.ticks(6)
    )
    return (
        segment((left, floor), (right, floor), class_="axis")
        + ticks
        + words("weeks from now", ((left + right) / 2, floor + 38), class_="tick")
    )
