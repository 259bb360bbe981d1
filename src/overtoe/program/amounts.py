"""How much a set is, in the unit a person counts and in the unit a ladder counts.

Ladders count repetitions, seconds or meters. Long times are prescribed and logged in minutes; these
few functions are the only place where one becomes the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.movements.types import WALKING_MPS
from overtoe.program.types import Unit

if TYPE_CHECKING:
    from overtoe.movements.types import Dose, Rung

SWITCH_S: Final = 5
"""Changing sides within a set."""

MINUTES_FROM_S: Final = 120
"""From here on whole minutes are prescribed as minutes."""


def told_amount(dose: Dose, amount: float) -> tuple[int, Unit]:
    """A ladder's amount as it is prescribed.

    >>> from overtoe.movements.types import Dose
    >>> told_amount(Dose(1, None, (300, 600), None, None, 0), 360)
    (6, <Unit.MINUTES: 'min'>)
    """
    whole = max(1, round(amount))
    if dose.reps is not None:
        return whole, Unit.REPS
    if dose.meters is not None:
        return whole, Unit.METERS
    if whole >= MINUTES_FROM_S and whole % 60 == 0:
        return whole // 60, Unit.MINUTES
    return whole, Unit.SECONDS


def ladder_amount(amount: float, unit: str) -> float:
    """A logged amount in the unit in which ladders count.

    >>> ladder_amount(6, "min"), ladder_amount(12, "reps")
    (360, 12)
    """
    return amount * 60 if unit == Unit.MINUTES.value else amount


def unit_of(dose: Dose) -> Unit:
    """The unit in which a ladder counts a dose."""
    if dose.reps is not None:
        return Unit.REPS
    return Unit.SECONDS if dose.seconds is not None else Unit.METERS


def set_seconds(rung: Rung, amount: float) -> int:
    """Length of one set, both sides included where they are trained one by one.

    ``amount`` is in the ladder's unit.
    """
    dose = rung.dose
    if dose.reps is not None:
        one = amount * dose.tempo_s
    elif dose.seconds is not None:
        one = float(amount)
    else:
        one = amount / WALKING_MPS
    return round(2 * one + SWITCH_S if rung.sides == "each" else one)
