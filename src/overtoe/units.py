"""Conversions at the doors: what people type becomes SI and radians."""

from __future__ import annotations

import math
import re
from typing import Final

from overtoe.errors import UsageError

POUND_KG: Final = 0.45359237
"""International avoirdupois pound (1959 agreement), exact."""

INCH_M: Final = 0.0254
"""International inch (1959 agreement), exact."""

_NUMBER: Final = r"[-+]?\d+(?:[.,]\d+)?"
_FEET: Final = re.compile(
    rf"^\s*(?P<feet>\d+)\s*(?:ft|feet|foot|')\s*(?:(?P<inches>{_NUMBER})\s*(?:in|inches|\"|'')?)?\s*$",
    re.IGNORECASE,
)
_QUANTITY: Final = re.compile(rf"^\s*(?P<number>{_NUMBER})\s*(?P<unit>[a-zA-Z°\"]*)\s*$")
_METERS: Final = {"mm": 1e-3, "cm": 1e-2, "m": 1.0, "in": INCH_M, '"': INCH_M, "inch": INCH_M}
_KILOGRAMS: Final = {"kg": 1.0, "g": 1e-3, "lb": POUND_KG, "lbs": POUND_KG}
_RADIANS: Final = {"deg": math.pi / 180, "°": math.pi / 180, "rad": 1.0}


def parse_length_m(text: str) -> float:
    r"""Length in meters from ``178cm``, ``1.78 m``, ``5ft 10in`` or ``5'10"``.

    Raises
    ------
    UsageError
        When no unit is given or the text is no length.

    >>> parse_length_m("178cm")
    1.78
    >>> round(parse_length_m("5'10\""), 4)
    1.778
    """
    feet = _FEET.match(text)
    if feet:
        inches = float((feet["inches"] or "0").replace(",", "."))
        return (int(feet["feet"]) * 12 + inches) * INCH_M
    return _parse(text, _METERS, "a length", "178cm, 1.78m or 5ft10in")


def parse_mass_kg(text: str) -> float:
    """Mass in kilograms from ``80kg`` or ``176 lb``.

    >>> parse_mass_kg("80kg")
    80.0
    """
    return _parse(text, _KILOGRAMS, "a mass", "80kg or 176lb")


def parse_angle_rad(text: str) -> float:
    """Angle in radians from ``35deg``, ``35°`` or ``0.6rad``.

    >>> round(parse_angle_rad("180deg"), 6)
    3.141593
    """
    return _parse(text, _RADIANS, "an angle", "35deg")


def _parse(text: str, units: dict[str, float], what: str, example: str) -> float:
    match = _QUANTITY.match(text)
    unit = match["unit"].lower() if match else ""
    if match is None or unit not in units:
        raise UsageError(
            "BAD_QUANTITY",
            f"“{text}” isn't {what} with a unit. Without the unit the number could mean "
            f"anything. Write it like {example}.",
        )
    return round(float(match["number"].replace(",", ".")) * units[unit], 12)
