"""The whole nutrition plan behind one function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overtoe.nutrition.bounds import Referral, least_energy_kcal, referral
from overtoe.nutrition.energy import maintenance_kcal, resting_kcal
from overtoe.nutrition.hall import baseline_intake_kcal
from overtoe.nutrition.portions import Portions, portions
from overtoe.nutrition.targets import Targets, targets
from overtoe.nutrition.timeline import Timeline, timeline

if TYPE_CHECKING:
    from overtoe.estimate import Estimate
    from overtoe.nutrition.goal import Goal
    from overtoe.nutrition.profile import Profile


@dataclass(frozen=True)
class NutritionPlan:
    """Numbers, meals and the course ahead."""

    profile: Profile
    goal: Goal
    resting_kcal: Estimate
    maintenance_kcal: Estimate
    least_kcal: float
    targets: Targets
    portions: Portions
    timeline: Timeline


def plan(profile: Profile, goal: Goal) -> NutritionPlan | Referral:
    """Plan food for a goal, or say why a professional should.

    Raises
    ------
    UsageError
        When the stated intake contradicts the stated activity.
    """
    stop = referral(profile, goal)
    if stop is not None:
        return stop
    baseline_intake_kcal(profile)
    daily = targets(profile, goal)
    return NutritionPlan(
        profile,
        goal,
        resting_kcal(profile),
        maintenance_kcal(profile),
        least_energy_kcal(profile),
        daily,
        portions(daily),
        timeline(profile, goal),
    )
