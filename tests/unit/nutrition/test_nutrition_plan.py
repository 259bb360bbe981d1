from __future__ import annotations

import pytest

from overtoe.errors import UsageError
from overtoe.nutrition.bounds import Referral
from overtoe.nutrition.goal import Goal, parse_goal
from overtoe.nutrition.plan import NutritionPlan, plan
from overtoe.nutrition.profile import Profile

BEN = Profile("m", 35, 1.78, 85, activity_factor=1.55, strength_sessions_per_week=3)


def test_pounds_become_kilograms():
    goal = parse_goal("lose-10lb-fat,gain-10lb-muscle")
    assert goal.lose_fat_kg == pytest.approx(4.5359237)
    assert goal.gain_muscle_kg == pytest.approx(4.5359237)


@pytest.mark.parametrize("text", ["lose-muscle", "gain-4kg-fat", "shred", "", "lose-400kg-fat"])
def test_goals_that_cannot_be_planned_are_refused(text):
    with pytest.raises(UsageError, match="isn't a goal"):
        parse_goal(text)


def test_ten_pounds_each_way_is_not_promised():
    """4.5 kg of lean mass is three times the best two months seen in a trial."""
    made = plan(BEN, parse_goal("lose-10lb-fat,gain-10lb-muscle"))
    assert isinstance(made, NutritionPlan)
    soonest, typical, latest = made.timeline.fat_goal_week
    assert soonest is not None
    assert typical is not None
    assert 12 <= soonest <= typical <= (latest or 1000)
    muscle_soonest, muscle_typical, _ = made.timeline.muscle_goal_week
    assert muscle_soonest is None or muscle_soonest > 52
    assert muscle_typical is None
    assert any("both at once" in line for line in made.timeline.would_have_to_be_true)


def test_fat_stops_at_the_goal():
    made = plan(BEN, Goal(lose_fat_kg=3.0))
    assert isinstance(made, NutritionPlan)
    assert made.timeline.fat_low_kg.min() == pytest.approx(-3.0)


def test_the_goal_that_would_make_underweight_is_named():
    thin = Profile("f", 30, 1.70, 56)
    made = plan(thin, Goal(lose_fat_kg=8.0))
    assert isinstance(made, NutritionPlan)
    assert any("body mass index" in line for line in made.timeline.would_have_to_be_true)


@pytest.mark.parametrize("flag", ["pregnant", "breastfeeding", "eating_disorder", "insulin"])
def test_some_plans_belong_to_a_professional(flag):
    made = plan(Profile("f", 30, 1.70, 65, **{flag: True}), Goal())
    assert isinstance(made, Referral)
    assert "doctor or a dietitian" in made.text


def test_a_height_in_centimeters_is_caught():
    with pytest.raises(UsageError, match="height in meters"):
        Profile("m", 35, 178, 85)


def test_meals_hold_the_protein():
    made = plan(BEN, Goal())
    assert isinstance(made, NutritionPlan)
    meals = made.portions.meals * made.portions.protein_per_meal_g
    assert meals == pytest.approx(made.targets.protein_g.value)
