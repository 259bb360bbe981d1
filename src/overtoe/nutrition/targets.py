"""Daily energy, protein, fat and carbohydrate for a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.estimate import Estimate
from overtoe.nutrition.bounds import least_energy_kcal
from overtoe.nutrition.energy import initial_fat_kg, maintenance_kcal

if TYPE_CHECKING:
    from overtoe.nutrition.goal import Goal
    from overtoe.nutrition.profile import Profile

DEFICIT_SHARE: Final = 0.19
"""Cut of the slow group of Garthe 2011 (19 ± 2 % of intake), which kept and gained lean mass;
doi:10.1123/ijsnem.21.2.97."""

FASTEST_LOSS_PER_WEEK: Final = 0.007
"""Aim of the same group: 0.7 % of body mass per week."""

LOSS_KCAL_PER_KG: Final = 7700.0
"""Energy per kg of body mass lost, about a seventh of it lean (Hall 2008, Int J Obes 32:573,
doi:10.1038/sj.ijo.0803720); only used to cap the first week's pace."""

SURPLUS_SHARE: Final = 0.05
"""A small surplus: gaining 0.25-0.5 % of body mass per week is what Iraki 2019 advises
(doi:10.3390/sports7070154); beginners need less, so this stays below it."""

PROTEIN_PER_KG: Final = (1.62, 1.03, 2.20)
"""Breakpoint and its 95 % interval, g per kg of body mass: Morton 2018,
doi:10.1136/bjsports-2017-097608."""

PROTEIN_DEFICIT_PER_KG_FFM: Final = (2.3, 3.1)
"""In a deficit, g per kg of fat-free mass: Helms 2014, doi:10.1123/ijsnem.2013-0054."""

FAT_PER_KG: Final = (0.5, 1.5)
"""g per kg of body mass: Iraki 2019."""

KCAL_PER_G: Final = {"protein": 4.0, "carbohydrate": 4.0, "fat": 9.0}
"""Atwater's general factors."""


@dataclass(frozen=True)
class Targets:
    """What to eat in a day; ``change_kcal`` is against what keeps the body mass."""

    energy_kcal: Estimate
    change_kcal: float
    protein_g: Estimate
    fat_g: Estimate
    carbohydrate_g: float
    notes: tuple[str, ...]


def energy_change_kcal(profile: Profile, goal: Goal) -> tuple[float, tuple[str, ...]]:
    """Daily change of energy for a goal, inside every bound, and what bounded it."""
    maintenance = maintenance_kcal(profile).value
    if goal.lose_fat_kg is None:
        surplus = SURPLUS_SHARE * maintenance if goal.gain_muscle_kg is not None else 0.0
        return surplus, ()
    wanted = DEFICIT_SHARE * maintenance
    pace = FASTEST_LOSS_PER_WEEK * profile.mass_kg * LOSS_KCAL_PER_KG / 7
    room = max(0.0, maintenance - least_energy_kcal(profile))
    deficit = min(wanted, pace, room)
    notes = []
    if deficit == room and room < wanted:
        notes.append(
            "The lowest safe energy for your body sets the pace. Moving more helps; eating less "
            "than this does not belong in a plan made alone."
        )
    return -deficit, tuple(notes)


def targets(profile: Profile, goal: Goal) -> Targets:
    """Daily targets for a goal; call :func:`overtoe.nutrition.bounds.referral` first.

    The energy's interval is that of resting energy: nobody's need is known better than to 10 %.
    """
    change, notes = energy_change_kcal(profile, goal)
    maintenance = maintenance_kcal(profile)
    least = least_energy_kcal(profile)
    value, low, high = (
        max(least, (end or 0.0) + change)
        for end in (maintenance.value, maintenance.low, maintenance.high)
    )
    energy = Estimate(value, low, high)
    protein = _protein(profile, deficit=change < 0)
    fat = _fat(profile, energy.value)
    rest = energy.value - protein.value * KCAL_PER_G["protein"] - fat.value * KCAL_PER_G["fat"]
    return Targets(energy, change, protein, fat, max(0.0, rest) / KCAL_PER_G["carbohydrate"], notes)


def _protein(profile: Profile, *, deficit: bool) -> Estimate:
    value, low, high = (per_kg * profile.mass_kg for per_kg in PROTEIN_PER_KG)
    if not deficit:
        return Estimate(value, low, high)
    fat_free = profile.mass_kg - initial_fat_kg(profile)
    low_deficit, high_deficit = (per_kg * fat_free for per_kg in PROTEIN_DEFICIT_PER_KG_FFM)
    # The lower end of Helms' range was set for lean lifters, so it is the aim here, not the floor.
    aim = min(max(value, low_deficit), high)
    return Estimate(aim, min(value, aim), max(aim, min(high_deficit, high)))


def _fat(profile: Profile, energy_kcal: float) -> Estimate:
    low, high = (per_kg * profile.mass_kg for per_kg in FAT_PER_KG)
    middle = 0.9 * profile.mass_kg
    affordable = 0.35 * energy_kcal / KCAL_PER_G["fat"]
    return Estimate(max(low, min(middle, affordable)), low, high)
