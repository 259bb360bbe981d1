"""When no plan is made, and how low energy may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.nutrition.energy import initial_fat_kg

if TYPE_CHECKING:
    from overtoe.nutrition.goal import Goal
    from overtoe.nutrition.profile import Profile

LEAST_ENERGY_KCAL: Final = {"f": 1200.0, "m": 1500.0}
"""Below this only with a professional (common clinical convention)."""

ENERGY_AVAILABILITY_KCAL_PER_KG: Final = 30.0
"""Energy left per kg of fat-free mass after exercise; less is called low (Loucks 2011, J Sports Sci
29 Suppl 1:S7, doi:10.1080/02640414.2011.588958)."""

LEAST_BMI: Final = 18.5
"""Lower end of the usual range (WHO 2000, Technical Report 894)."""

TRAINING_KCAL_PER_KG: Final = 2.5
"""Energy of one strength session per kg of body mass: half an hour at about 5 metabolic equivalents
(2011 Compendium of Physical Activities, doi:10.1249/MSS.0b013e31821ece12)."""


@dataclass(frozen=True)
class Referral:
    """No plan, and why: a professional should plan this with the person."""

    code: str
    text: str


_ASK: Final = "Please plan your food with a doctor or a dietitian."

_REASONS: Final = (
    ("pregnant", "PREGNANT", "In pregnancy your body and your child need their own plan."),
    ("breastfeeding", "BREASTFEEDING", "Breastfeeding changes how much energy you need."),
    (
        "eating_disorder",
        "EATING_DISORDER",
        "You told us that eating is or was hard for you. Numbers can make that worse.",
    ),
    ("kidney_disease", "KIDNEY_DISEASE", "With kidney disease, protein needs a personal limit."),
    ("insulin", "INSULIN", "With insulin, a change of food needs a change of dose."),
)


def referral(profile: Profile, goal: Goal) -> Referral | None:
    """Return the reason why a professional should plan instead, or None."""
    if profile.age_y < 18:
        return Referral(
            "UNDER_18", f"Under 18 the body still grows, so no energy target is set here. {_ASK}"
        )
    for attribute, code, text in _REASONS:
        if getattr(profile, attribute):
            return Referral(code, f"{text} {_ASK}")
    if profile.bmi < LEAST_BMI and goal.lose_fat_kg is not None:
        return Referral(
            "LOW_BMI",
            f"Your body mass index is {profile.bmi:.1f}, below {LEAST_BMI}. Losing more isn't "
            f"something to plan alone. {_ASK}",
        )
    return None


def training_kcal(profile: Profile) -> float:
    """Energy of strength training per day, averaged over the week."""
    return TRAINING_KCAL_PER_KG * profile.mass_kg * profile.strength_sessions_per_week / 7


def least_energy_kcal(profile: Profile) -> float:
    """Lowest energy per day that a plan here may ask for.

    The highest of the two bounds: the usual floor, and an energy availability of 30 kcal per kg of
    fat-free mass on top of what training uses.
    """
    fat_free_kg = profile.mass_kg - initial_fat_kg(profile)
    available = ENERGY_AVAILABILITY_KCAL_PER_KG * fat_free_kg + training_kcal(profile)
    return max(LEAST_ENERGY_KCAL[profile.sex], available)


def largest_fat_loss_kg(profile: Profile) -> float:
    """Fat that can go before the body mass index would fall below 18.5."""
    return max(0.0, profile.mass_kg - LEAST_BMI * profile.stature_m**2)
