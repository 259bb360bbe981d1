"""Hall's model against a port of the published package, for ``overtoe validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.nutrition.energy import initial_fat_kg
from overtoe.nutrition.hall import extracellular_water_kg, simulate
from overtoe.nutrition.profile import Profile
from overtoe.validation.check import Check, close

if TYPE_CHECKING:
    from overtoe.validation.check import CheckFactory

SOURCE: Final = "hall-2010"
TOLERANCE_KG: Final = 0.05
REASON: Final = (
    "An independent port of the published package gave these masses. The package adds glycogen in "
    "kg where the paper adds energy, which alone moves a mass by up to 0.03 kg."
)

DAYS: Final = (28, 84, 182, 365)
EXAMPLE: Final = (
    Profile("m", 45, 1.30, 45),
    Profile("f", 23, 1.73, 67),
    Profile("f", 66, 1.77, 58),
    Profile("m", 44, 1.92, 92),
    Profile("m", 23, 1.73, 81),
)
"""The five people in the package's own example."""


def _course(name: str, profile: Profile, change: float, expected: list[float]) -> Check:
    course = simulate(profile, change, days=max(DAYS))
    return close(
        f"nutrition.{name}",
        f"{profile.mass_kg:g} kg, {change:+g} kcal a day: mass after 28, 84, 182 and 365 days",
        source=SOURCE,
        kind="engine",
        expected=expected,
        got=[float(course.mass_kg[day]) for day in DAYS],
        tolerance=TOLERANCE_KG,
        unit="kg",
        reason=REASON,
    )


def woman() -> Check:
    """80 kg, 1.80 m, 40 years, 250 kcal a day less."""
    return _course("woman", Profile("f", 40, 1.80, 80), -250, [79.010, 77.733, 75.830, 73.172])


def heavy_man() -> Check:
    """100 kg, 1.80 m, 30 years, 500 kcal a day less."""
    return _course("man", Profile("m", 30, 1.80, 100), -500, [98.144, 95.614, 91.800, 86.401])


def gaining_man() -> Check:
    """70 kg, 1.75 m, 22 years, 100 kcal a day more."""
    return _course("gain", Profile("m", 22, 1.75, 70), 100, [70.452, 71.029, 71.797, 72.697])


def active_man() -> Check:
    """90 kg, 1.80 m, 35 years, on his feet, 500 kcal a day less."""
    profile = Profile("m", 35, 1.80, 90, activity_factor=1.6)
    return _course("active", profile, -500, [88.084, 85.500, 81.749, 76.836])


def composition() -> Check:
    """Mean fat and water outside cells of the package's example."""
    fat = sum(initial_fat_kg(one) for one in EXAMPLE) / len(EXAMPLE)
    water = sum(extracellular_water_kg(one) for one in EXAMPLE) / len(EXAMPLE)
    return close(
        "nutrition.composition",
        "mean fat and extracellular water of five people at the start",
        source=SOURCE,
        kind="engine",
        expected=[16.11919, 17.68290],
        got=[fat, water],
        tolerance=1e-4,
        unit="kg",
        reason="The package's own example prints these means to five decimals.",
        places=5,
    )


CHECKS: list[CheckFactory] = [woman, heavy_man, gaining_man, active_man, composition]
