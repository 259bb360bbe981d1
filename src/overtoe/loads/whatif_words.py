"""The sentence that matters: what moved between a squat and its held-back twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.estimate import Estimate

NARROW: Final = "\u202f"
"""No line breaks between a number and its unit."""

NAMES: Final = {"knee": "knee", "hip": "hip", "lumbar": "low back"}


def trade_sentence(further_m: float, delta_pct: Mapping[str, Estimate]) -> str:
    """What letting the knee go forward by ``further_m`` does to knee, hip and low back.

    >>> from overtoe.estimate import Estimate
    >>> change = {"knee": Estimate(31.2, 25, 38), "hip": Estimate(-24.4, -30, -19)}
    >>> trade_sentence(0.08, change | {"lumbar": Estimate(-1, -4, 2)})[:44]
    '8 cm further forward: knee +31\u202f% (25 to 38),'
    """
    if abs(further_m) < 0.0005:
        return "The knee stays behind that limit by itself, so holding it back changes nothing."
    way = "forward" if further_m > 0 else "back"
    return comparison(f"{abs(100 * further_m):.0f} cm further {way}", delta_pct)


def forward_sentence(further_m: float, change_pct: Mapping[str, Estimate]) -> str:
    """What a knee that goes further forward than today would change.

    >>> from overtoe.estimate import Estimate
    >>> forward_sentence(0.05, dict.fromkeys(NAMES, Estimate(20.0, 15.0, 25.0)))[:52]
    'If the knee went 5 cm further forward: knee +20\u202f% (1'
    """
    return comparison(f"If the knee went {100 * further_m:.0f} cm further forward", change_pct)


def comparison(what: str, delta_pct: Mapping[str, Estimate]) -> str:
    """What was done, and how knee, hip and low back changed."""
    parts = [f"{NAMES[joint]} {change_words(delta_pct[joint])}" for joint in NAMES]
    return f"{what}: {', '.join(parts)}."


def change_words(change: Estimate) -> str:
    """A change in percent with its interval; honest where there is none."""
    if not np.isfinite(change.value):
        return "not comparable"
    if change.low is None or change.high is None:
        return f"{signed(change.value)}{NARROW}%"
    if change.low <= 0.0 <= change.high:
        return "no clear difference"
    low, high = (signed(end, plus=False) for end in (change.low, change.high))
    return f"{signed(change.value)}{NARROW}% ({low} to {high})"


def signed(number: float, *, plus: bool = True) -> str:
    """A whole number with a true minus sign.

    >>> signed(-3.6), signed(3.6), signed(0.2)
    ('−4', '+4', '0')
    """
    whole = round(number)
    sign = "−" if whole < 0 else "+" if whole > 0 and plus else ""
    return f"{sign}{abs(whole)}"
