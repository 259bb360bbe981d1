"""Targets as ordinary meals: hands and plates instead of a food database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from overtoe.nutrition.targets import Targets

PALM_PROTEIN_G: Final = 25.0
"""A palm of fish, meat, tofu or a large cup of curd: about this much protein (convention)."""

FIST_CARBOHYDRATE_G: Final = 30.0
"""A fist of cooked rice, potato, oats or fruit (convention)."""

THUMB_FAT_G: Final = 10.0
"""A thumb of oil, nuts or butter (convention)."""

MEALS: Final = 4


@dataclass(frozen=True)
class Portions:
    """Hand portions per day, in halves, and protein per meal."""

    palms: float
    fists: float
    thumbs: float
    meals: int
    protein_per_meal_g: float


def portions(targets: Targets, *, meals: int = MEALS) -> Portions:
    """Turn daily grams into hand portions, rounded to halves.

    Palms and fists bring fat of their own, so a third of the fat is left to them.
    """
    return Portions(
        _halves(targets.protein_g.value * 0.8 / PALM_PROTEIN_G),
        _halves(targets.carbohydrate_g / FIST_CARBOHYDRATE_G),
        _halves(targets.fat_g.value * 2 / 3 / THUMB_FAT_G),
        meals,
        targets.protein_g.value / meals,
    )


def _halves(count: float) -> float:
    return round(count * 2) / 2
