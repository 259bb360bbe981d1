"""Whose body it is, checked once at the door."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from overtoe.body.tables import Sex
from overtoe.errors import UsageError

STATURE_RANGE_M: Final = (0.9, 2.3)
"""Statures that the tables can stand for at all; beyond it a unit is likely wrong."""

MASS_RANGE_KG: Final = (25.0, 300.0)
"""Body masses that are taken as meant."""

MEASURABLE: Final = (
    "foot",
    "shank",
    "thigh",
    "hip_to_neck",
    "ankle_height",
    "upper_arm",
    "forearm",
)
"""Lengths that a lifter may have measured; the names of the proportions table."""

_LENGTH_RANGE: Final = (0.02, 0.45)


@dataclass(frozen=True)
class Lifter:
    """A person who lifts.

    Parameters
    ----------
    stature_m
        Standing height, 0.9 to 2.3 m.
    mass_kg
        Body mass, 25 to 300 kg; None when unknown, then loads come per kilogram.
    sex
        Which half of the tables holds; None takes the mean of both and widens intervals.
    measured_m
        Measured lengths by name (see ``MEASURABLE``), each 2 to 45 % of stature.

    Raises
    ------
    UsageError
        When a number can't belong to a person.

    >>> Lifter(1.78, 80.0, "m").mass_kg
    80.0
    """

    stature_m: float
    mass_kg: float | None = None
    sex: Sex | None = None
    measured_m: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_stature(self.stature_m)
        _check_mass(self.mass_kg)
        _check_sex(self.sex)
        for name, length_m in self.measured_m.items():
            _check_length(name, length_m, self.stature_m)
        object.__setattr__(self, "measured_m", MappingProxyType(dict(self.measured_m)))


def _check_stature(stature_m: float) -> None:
    low, high = STATURE_RANGE_M
    if not low <= stature_m <= high:
        raise UsageError(
            "BAD_STATURE",
            f"A height of {_said(stature_m)} m was given. Every length and load follows from "
            f"it, and no table covers it. Give a height between {low} and {high} m, like 178cm.",
        )


def _check_mass(mass_kg: float | None) -> None:
    low, high = MASS_RANGE_KG
    if mass_kg is not None and not low <= mass_kg <= high:
        raise UsageError(
            "BAD_MASS",
            f"A body mass of {_said(mass_kg)} kg was given. Every load scales with it. Give a mass "
            f"between {low:g} and {high:g} kg, or leave it out for loads per kilogram.",
        )


def _check_sex(sex: str | None) -> None:
    if sex not in ("m", "f", None):
        raise UsageError(
            "BAD_SEX",
            f"“{sex}” was given as sex. The tables know m and f. Give one of them, or leave it out "
            "to use both tables with a wider interval.",
        )


def _check_length(name: str, length_m: float, stature_m: float) -> None:
    if name not in MEASURABLE:
        raise UsageError(
            "UNKNOWN_LENGTH",
            f"A measured length “{name}” was given. No table has a place for it. Known lengths are "
            f"{', '.join(MEASURABLE)}.",
        )
    low, high = (share * stature_m for share in _LENGTH_RANGE)
    if not low <= length_m <= high:
        raise UsageError(
            "BAD_LENGTH",
            f"A {name.replace('_', ' ')} of {_said(length_m)} m was given for a height of "
            f"{stature_m:g} m. No body has that. Measure again, or leave it out; {low:.2f} to "
            f"{high:.2f} m is taken.",
        )


def _said(number: float) -> str:
    return f"{number:g}" if math.isfinite(number) else "nothing that is a number of"
