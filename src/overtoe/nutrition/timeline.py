"""An honest course of body composition toward a goal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.estimate import Estimate
from overtoe.nutrition.bounds import largest_fat_loss_kg
from overtoe.nutrition.hall import simulate
from overtoe.nutrition.recomposition import lean_gain_kg
from overtoe.nutrition.targets import energy_change_kcal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.nutrition.goal import Goal
    from overtoe.nutrition.profile import Profile

    Floats = NDArray[np.float64]

HORIZON_WEEKS: Final = 156
ADHERENCE: Final = (0.5, 0.8, 1.0)
"""House assumption: share of the planned deficit that happens, low, typical, all of it."""


@dataclass(frozen=True)
class Timeline:
    """Fat and lean change per week (each (weeks + 1,)), and when the goal may be reached.

    ``*_low`` and ``*_high`` bound what is plausible, not what is possible. A week is None where the
    goal isn't reached within three years.
    """

    weeks: Floats
    fat_kg: Floats
    fat_low_kg: Floats
    fat_high_kg: Floats
    lean_kg: Floats
    lean_low_kg: Floats
    lean_high_kg: Floats
    fat_goal_week: tuple[float | None, float | None, float | None]
    muscle_goal_week: tuple[float | None, float | None, float | None]
    would_have_to_be_true: tuple[str, ...]

    def at_week(self, week: int) -> tuple[Estimate, Estimate]:
        """Fat and lean mass change in a week, with their bands."""
        return (
            Estimate(
                float(self.fat_kg[week]),
                float(self.fat_low_kg[week]),
                float(self.fat_high_kg[week]),
            ),
            Estimate(
                float(self.lean_kg[week]),
                float(self.lean_low_kg[week]),
                float(self.lean_high_kg[week]),
            ),
        )


def timeline(profile: Profile, goal: Goal) -> Timeline:
    """Follow fat (energy balance model) and lean mass (training trials) week by week.

    Weeks in the goal tuples are (soonest, typical, latest).
    """
    change, _ = energy_change_kcal(profile, goal)
    free = replace(profile, energy_intake_kcal=None)
    courses = [simulate(free, change * share, days=HORIZON_WEEKS * 7) for share in ADHERENCE]
    late, typical, soon = (_held(course.fat_kg[::7] - course.fat_kg[0], goal) for course in courses)
    lean_start = profile.mass_kg - float(courses[0].fat_kg[0])
    weeks = np.arange(HORIZON_WEEKS + 1.0)
    gains = [_gain(profile, goal, lean_start, float(week), deficit=change < 0) for week in weeks]
    low, value, high = (
        np.array([getattr(gain, end) for gain in gains]) for end in ("low", "value", "high")
    )
    return Timeline(
        weeks,
        typical,
        np.minimum(soon, late),
        np.maximum(soon, late),
        value,
        low,
        high,
        _reached(goal.lose_fat_kg, weeks, -soon, -typical, -late),
        _reached(goal.gain_muscle_kg, weeks, high, value, low),
        _conditions(profile, goal),
    )


def _held(fat_change: Floats, goal: Goal) -> Floats:
    """Stop at the goal: the deficit ends when the wanted fat is gone."""
    if not goal.lose_fat_kg:
        return fat_change
    held: Floats = np.maximum(fat_change, -goal.lose_fat_kg)
    return held


def _gain(profile: Profile, goal: Goal, lean: float, week: float, *, deficit: bool) -> Estimate:
    if goal.gain_muscle_kg is None and goal.lose_fat_kg is None:
        return Estimate(0.0, 0.0, 0.0)
    return lean_gain_kg(
        lean,
        weeks=week,
        training_years=profile.training_years,
        sessions=profile.strength_sessions_per_week,
        deficit=deficit,
    )


def _reached(
    amount: float | None, weeks: Floats, *paths: Floats
) -> tuple[float | None, float | None, float | None]:
    if not amount:
        return (None, None, None)
    firsts = [np.flatnonzero(path >= amount - 1e-9) for path in paths]
    soonest, typical, latest = (float(weeks[f[0]]) if f.size else None for f in firsts)
    return (soonest, typical, latest)


def _conditions(profile: Profile, goal: Goal) -> tuple[str, ...]:
    said = []
    if goal.lose_fat_kg and goal.lose_fat_kg > largest_fat_loss_kg(profile):
        said.append(
            f"Losing {goal.lose_fat_kg:.1f} kg would take you below a body mass index of 18.5, so "
            "the plan stops before that."
        )
    if goal.lose_fat_kg is not None:
        said.append("You eat close to the target on most days, for the whole time.")
    if goal.gain_muscle_kg is not None or goal.lose_fat_kg is not None:
        said.append("You train hard enough, two to four times a week, and sleep enough to recover.")
    if goal.gain_muscle_kg and goal.lose_fat_kg:
        said.append(
            "Your body does both at once. A trial saw about 2 % more lean mass in two months of "
            "slow loss, and none with fast loss. Plan fat first, and count muscle in years."
        )
    return tuple(said)
