"""Hall's dynamic energy balance model for adults, vectorised over people.

Sources: Hall 2010, Am J Physiol Endocrinol Metab 298:E449, doi:10.1152/ajpendo.00559.2009; Hall et
al. 2011, Lancet 378:826, doi:10.1016/S0140-6736(11)60812-X; Chow & Hall 2008, PLoS Comput Biol
4:e1000045, doi:10.1371/journal.pcbi.1000045; lean against fat after Forbes.

Limits: adults; there is **no term for resistance training**, so in a deficit the model always loses
lean mass. What training keeps or adds stands beside it, in :mod:`overtoe.nutrition.recomposition`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.errors import UsageError
from overtoe.nutrition.energy import initial_fat_kg, mifflin_st_jeor_kcal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from overtoe.nutrition.profile import Profile

    Floats = NDArray[np.float64]

KCAL_PER_MJ: Final = 239.0057
RHO_FAT: Final = 39.5 * KCAL_PER_MJ  # kcal/kg, Hall 2010
RHO_LEAN: Final = 7.6 * KCAL_PER_MJ
RHO_GLYCOGEN: Final = 17.6 * KCAL_PER_MJ
GAMMA_FAT: Final = 3.107075  # kcal/kg/d, upkeep
GAMMA_LEAN: Final = 21.98853
ETA_FAT: Final = 179.2543  # kcal/kg, cost of building
ETA_LEAN: Final = 229.4455
THERMIC_EFFECT: Final = 0.1
ADAPTATION: Final = 0.14
ADAPTATION_D: Final = 14.0
FORBES_KG: Final = 10.4  # Forbes' constant: kg of fat per e-fold
GLYCOGEN_KG: Final = 0.5
GLYCOGEN_WATER: Final = 2.7  # kg of water bound per kg of glycogen
SODIUM_MG_PER_L: Final = 3220.0
SODIUM_RENAL: Final = 3000.0  # mg/L/d
SODIUM_CARBOHYDRATE: Final = 4000.0  # mg/d
CARBOHYDRATE_SHARE: Final = 0.5
INTAKE_MISMATCH: Final = 0.25
"""An intake further than this from the energy of the stated day contradicts it: resting energy and
activity are each known to about 10 %, so a quarter is more than both together."""


@dataclass(frozen=True)
class Course:
    """Body composition over days; every array is (days + 1,)."""

    days: Floats
    mass_kg: Floats
    fat_kg: Floats
    lean_kg: Floats


@dataclass(frozen=True)
class _Start:
    fat: float
    lean: float
    water: float
    intake: float
    activity: float
    constant: float


def baseline_intake_kcal(profile: Profile) -> float:
    """Energy per day that keeps the model's body as it is.

    Raises
    ------
    UsageError
        When a stated intake contradicts the stated activity: the model would turn the difference
        into a deficit that nobody has.
    """
    expected = mifflin_st_jeor_kcal(profile) * profile.activity_factor
    stated = profile.energy_intake_kcal
    if stated is not None and abs(stated - expected) > INTAKE_MISMATCH * expected:
        raise UsageError(
            "INTAKE_CONTRADICTS_ACTIVITY",
            f"You eat {stated:.0f} kcal a day, but this body with this activity uses about "
            f"{expected:.0f}. One of the two can't be right, and a plan from them would be wrong "
            "by the difference. Check the activity level, or leave the intake out.",
        )
    return expected


def extracellular_water_kg(profile: Profile) -> float:
    """Water outside the cells, from mass, stature, age and sex (Silva 2007, as used by Hall)."""
    if profile.sex == "m":
        return 0.025 * profile.age_y + 9.57 * profile.stature_m + 0.191 * profile.mass_kg - 12.4
    return 5.98 * profile.stature_m + 0.167 * profile.mass_kg - 4.0


def _start(profile: Profile) -> _Start:
    resting = mifflin_st_jeor_kcal(profile)
    intake = baseline_intake_kcal(profile)
    fat = initial_fat_kg(profile)
    water = extracellular_water_kg(profile)
    lean = profile.mass_kg - (water + fat + (1 + GLYCOGEN_WATER) * GLYCOGEN_KG)
    activity = resting * ((1 - THERMIC_EFFECT) * profile.activity_factor - 1) / profile.mass_kg
    constant = intake - GAMMA_LEAN * lean - GAMMA_FAT * fat - activity * profile.mass_kg
    return _Start(fat, lean, water, intake, activity, constant)


def simulate(profile: Profile, change_kcal: float, *, days: int) -> Course:
    """Follow the body for ``days`` days on a constant change of daily energy.

    Parameters
    ----------
    profile
        The person; a stated intake must agree with the activity.
    change_kcal
        Energy per day above (+) or below (−) what keeps the mass.
    days
        How long, in days; a step is one day (Runge–Kutta 4).

    >>> from overtoe.nutrition.profile import Profile
    >>> course = simulate(Profile("m", 30, 1.80, 100), -500.0, days=365)
    >>> round(float(course.mass_kg[-1]), 1)  # 86.4 by an independent port of the model
    86.4
    """
    start = _start(profile)
    slope = _slope(start, change_kcal)
    states = np.empty((days + 1, 4))
    states[0] = (start.lean, GLYCOGEN_KG, start.water, 0.0)
    for day in range(days):
        states[day + 1] = _runge_kutta(slope, states[day])
    lean, glycogen, water, _ = states.T
    fat = _fat(start, lean)
    mass = fat + lean + water + (1 + GLYCOGEN_WATER) * glycogen
    return Course(np.arange(days + 1.0), mass, fat, mass - fat)


def _runge_kutta(slope: Callable[[Floats], Floats], state: Floats) -> Floats:
    k1 = slope(state)
    k2 = slope(state + k1 / 2)
    k3 = slope(state + k2 / 2)
    k4 = slope(state + k3)
    return state + (k1 + 2 * k2 + 2 * k3 + k4) / 6


def _fat(start: _Start, lean: Floats) -> Floats:
    fat: Floats = start.fat * np.exp((lean - start.lean) / FORBES_KG)
    return fat


def _slope(start: _Start, change: float) -> Callable[[Floats], Floats]:
    intake = start.intake + change
    carbohydrate_ratio = intake / start.intake
    glycogen_loss = CARBOHYDRATE_SHARE * start.intake / GLYCOGEN_KG**2
    partition = FORBES_KG * RHO_LEAN / RHO_FAT

    def slope(state: Floats) -> Floats:
        lean, glycogen, water, adaptation = state
        fat = start.fat * math.exp((lean - start.lean) / FORBES_KG)
        mass = fat + lean + water + (1 + GLYCOGEN_WATER) * glycogen
        d_glycogen = (CARBOHYDRATE_SHARE * intake - glycogen_loss * glycogen**2) / RHO_GLYCOGEN
        d_water = (
            -SODIUM_RENAL * (water - start.water) - SODIUM_CARBOHYDRATE * (1 - carbohydrate_ratio)
        ) / SODIUM_MG_PER_L
        d_adaptation = (ADAPTATION * change - adaptation) / ADAPTATION_D
        spent = (
            start.constant
            + start.activity * mass
            + THERMIC_EFFECT * change
            + adaptation
            + GAMMA_LEAN * lean
            + GAMMA_FAT * fat
        )
        surplus = intake - spent - RHO_GLYCOGEN * d_glycogen
        building = (1 + ETA_LEAN / RHO_LEAN) * partition + (1 + ETA_FAT / RHO_FAT) * fat
        d_lean = (partition / RHO_LEAN) * surplus / building
        return np.array([d_lean, d_glycogen, d_water, d_adaptation])

    return slope
