"""Energy at rest and over the day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from overtoe.estimate import Estimate

if TYPE_CHECKING:
    from overtoe.nutrition.profile import Profile


def mifflin_st_jeor_kcal(profile: Profile) -> float:
    """Resting energy per day from mass, stature, age and sex.

    Source: Mifflin, St Jeor et al. 1990, Am J Clin Nutr 51:241, doi:10.1093/ajcn/51.2.241.

    >>> from overtoe.nutrition.profile import Profile
    >>> round(mifflin_st_jeor_kcal(Profile("m", 30, 1.80, 80)))  # 799.2 + 1125 - 147.6 + 5
    1782
    """
    sex_term = 5.0 if profile.sex == "m" else -161.0
    return 9.99 * profile.mass_kg + 625.0 * profile.stature_m - 4.92 * profile.age_y + sex_term


def katch_mcardle_kcal(lean_kg: float) -> float:
    """Resting energy per day from lean mass alone.

    Source: McArdle, Katch & Katch, Exercise Physiology: 370 + 21.6 kcal per kg of lean mass.

    >>> katch_mcardle_kcal(60)
    1666.0
    """
    return 370.0 + 21.6 * lean_kg


def initial_fat_kg(profile: Profile) -> float:
    """Fat mass: measured if given, else from mass, stature, age and sex.

    Source of the estimate: Jackson et al. 2002, Int J Obes 26:789, as used by Hall 2011 (Lancet
    378:826): percent fat from age and the logarithm of the body mass index. It is never taken
    below 3 % (m) or 10 % (f) of body mass, about what the body can't do without.
    """
    if profile.fat_fraction is not None:
        return profile.fat_fraction * profile.mass_kg
    slope, offset, least = (37.31, -103.94, 0.03) if profile.sex == "m" else (39.96, -102.01, 0.10)
    percent = 0.14 * profile.age_y + slope * math.log(profile.bmi) + offset
    return max(percent / 100.0, least) * profile.mass_kg


def resting_kcal(profile: Profile) -> Estimate:
    """Resting energy per day with a 90 % interval.

    Where fat was measured, the value is the mean of both equations. The spread is 10 %: the
    equation is that close to a measured value for most, not all, adults (Frankenfield 2005, J Am
    Diet Assoc 105:775, doi:10.1016/j.jada.2005.02.005).
    """
    value = mifflin_st_jeor_kcal(profile)
    if profile.fat_fraction is not None:
        lean = profile.mass_kg - initial_fat_kg(profile)
        value = (value + katch_mcardle_kcal(lean)) / 2
    return Estimate(value, 0.9 * value, 1.1 * value)


def maintenance_kcal(profile: Profile) -> Estimate:
    """Energy per day that keeps body mass as it is."""
    return resting_kcal(profile).scaled(profile.activity_factor)
