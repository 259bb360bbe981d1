"""What an intake says about food and the rest of the day, for the nutrition room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.nutrition.profile import Profile

if TYPE_CHECKING:
    from overtoe.program.person import Intake

ACTIVITY: Final = {"sitting": 1.45, "mixed": 1.6, "standing": 1.75, "heavy": 1.95}
"""Total over resting energy by how the day is spent, training left out: middle of the sedentary
(1.40-1.69), the border, active (1.70-1.99) and upper active lifestyles of FAO/WHO/UNU 2004, Human
energy requirements, table 5.1."""


@dataclass(frozen=True)
class Food:
    """``[food]`` of the intake; everything may be left out."""

    day: str = "sitting"
    goal: str = "maintain"
    fat_percent: float | None = None
    eats_kcal: float | None = None
    breastfeeding: bool = False
    kidney_disease: bool = False
    insulin: bool = False


def profile_of(intake: Intake) -> Profile:
    """Return the person as the nutrition room sees them.

    Kidney disease counts as told, too, when the intake names a heart, lung or kidney condition:
    which of them it is isn't asked, and protein is the wrong thing to guess about.
    """
    food, yes = intake.food, intake.health.yes
    return Profile(
        sex="m" if intake.body.sex.value == "male" else "f",
        age_y=max(intake.age_years, 10),
        stature_m=intake.body.stature_m,
        mass_kg=intake.body.mass_kg,
        activity_factor=ACTIVITY[food.day],
        fat_fraction=None if food.fat_percent is None else food.fat_percent / 100,
        energy_intake_kcal=food.eats_kcal,
        training_years=intake.training_years,
        strength_sessions_per_week=len(intake.minutes),
        pregnant="pregnant" in yes,
        breastfeeding=food.breastfeeding,
        eating_disorder="eating" in yes,
        kidney_disease=food.kidney_disease or "heart" in yes,
        insulin=food.insulin,
    )
