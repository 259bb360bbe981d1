"""The person as the nutrition room sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from overtoe.errors import UsageError

Sex = Literal["m", "f"]

_RANGES: Final = {
    "age_y": (10.0, 100.0, "An age in years"),
    "stature_m": (1.2, 2.3, "A height in meters"),
    "mass_kg": (30.0, 250.0, "A body mass in kg"),
    "activity_factor": (1.2, 2.5, "An activity factor"),
    "fat_fraction": (0.03, 0.65, "A fat fraction"),
    "energy_intake_kcal": (500.0, 8000.0, "An energy intake in kcal"),
    "training_years": (0.0, 80.0, "Training years"),
    "strength_sessions_per_week": (0, 14, "Strength sessions per week"),
}
"""Wider than any adult seen in ANSUR II; activity from FAO/WHO/UNU 2004 (1.2 bed rest, 2.4 the most
that lasts)."""


@dataclass(frozen=True)
class Profile:
    """Body, day and circumstances.

    Parameters
    ----------
    sex
        ``m`` or ``f``: the energy equations were fitted per sex.
    age_y, stature_m, mass_kg
        Age in years, stature in meters, body mass in kilograms.
    activity_factor
        Total energy over resting energy (physical activity level), 1.2 to 2.5.
    fat_fraction
        Fat mass over body mass if it was measured; None to estimate it.
    energy_intake_kcal
        What the person eats now, per day, if they track it.
    training_years
        Years of regular strength training.
    strength_sessions_per_week
        How many of them a week now or in the plan.
    pregnant, breastfeeding, eating_disorder, kidney_disease, insulin
        Answers of the intake that change who should plan the food.
    """

    sex: Sex
    age_y: float
    stature_m: float
    mass_kg: float
    activity_factor: float = 1.5
    fat_fraction: float | None = None
    energy_intake_kcal: float | None = None
    training_years: float = 0.0
    strength_sessions_per_week: int = 2
    pregnant: bool = False
    breastfeeding: bool = False
    eating_disorder: bool = False
    kidney_disease: bool = False
    insulin: bool = False

    def __post_init__(self) -> None:
        """Refuse a body that no adult or adolescent has."""
        for name, (low, high, words) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise UsageError(
                    f"{name.upper()}_OUT_OF_RANGE",
                    f"{words} of {value:g} is outside {low:g} to {high:g}. A plan from it would "
                    "be wrong. Check the number and its unit.",
                )

    @property
    def bmi(self) -> float:
        """Body mass over stature squared, kg/m²."""
        return self.mass_kg / self.stature_m**2
