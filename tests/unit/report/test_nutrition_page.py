"""The food plan's page: the aim first, the curve inside its frame, every band around its line."""

from __future__ import annotations

import re

import pytest

from overtoe.nutrition.goal import parse_goal
from overtoe.nutrition.plan import NutritionPlan, plan
from overtoe.nutrition.profile import Profile
from overtoe.report import nutrition_figure
from overtoe.report.nutrition_page import render

BEN = Profile("m", 43, 1.81, 84.0, training_years=3, strength_sessions_per_week=3)


def _plan(goal):
    made = plan(BEN, parse_goal(goal))
    assert isinstance(made, NutritionPlan)
    return made


@pytest.fixture(scope="module")
def both():
    return _plan("lose-4kg-fat,gain-muscle")


def test_the_page_opens_with_the_aim_and_its_interval(both):
    page = render("Ben", both)
    daily = both.targets.energy_kcal
    shown = f"{round(daily.value / 10) * 10} kcal ({round(daily.low / 10) * 10}–"
    assert shown in re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]


def test_every_condition_is_told(both):
    page = render("Ben", both)
    assert both.timeline.would_have_to_be_true
    for said in both.timeline.would_have_to_be_true:
        assert said in page


def test_the_figure_stays_inside_its_frame(both):
    svg = nutrition_figure.figure(both)
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    for path in re.findall(r' d="([^"]+)"', svg):
        points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)
        assert points
        assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in points)


def test_the_figure_says_in_words_what_it_shows(both):
    """At the last shown week, with the ends of the bands."""
    weeks = nutrition_figure.shown_weeks(both)
    fat, _ = both.timeline.at_week(weeks)
    said = nutrition_figure.label(both)
    assert f"over {weeks} weeks" in said
    assert f"{abs(fat.value):.1f} kg" in said
    assert f'aria-label="{said}"' in nutrition_figure.figure(both)


def test_the_figure_looks_past_the_likely_goal_week(both):
    likely = both.timeline.fat_goal_week[1]
    assert likely is not None
    assert nutrition_figure.shown_weeks(both) > likely


def test_keeping_the_weight_has_no_curve():
    page = render("Ben", _plan("maintain"))
    assert "How it may go" not in page


def test_a_name_can_not_become_markup(both):
    assert "<i>Ben" not in render("<i>Ben</i>", both)
