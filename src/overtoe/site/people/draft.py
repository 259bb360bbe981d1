"""Answers on their way to an intake: plain values in the shape of the intake file."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any, Final

from overtoe.program.intake import IntakeFile, checked
from overtoe.program.intake_text import format_intake

if TYPE_CHECKING:
    from overtoe.site.people.models import Person

Draft = dict[str, Any]
SOURCE: Final = "Your answers"


def empty(today: dt.date) -> Draft:
    """Answers of someone who hasn't answered anything yet."""
    return {"time": {"start": today.isoformat()}, "health": {"yes": []}}


def draft_of(person: Person | None, today: dt.date) -> Draft:
    """Answers given before, as they can be changed."""
    if person is None or not person.intake:
        return empty(today)
    found = tomllib.loads(person.intake)
    found["time"]["start"] = today.isoformat()
    return found


def intake_text(draft: Draft) -> str:
    """Text of the intake file.

    Raises
    ------
    UsageError
        With one sentence for each answer that is missing or makes no sense.
    """
    return format_intake(checked(IntakeFile.model_validate, draft, SOURCE))


def masses(text: str) -> dict[str, int]:
    """Weights as they are typed: ``5x2 10`` are two of 5 kg and one of 10 kg.

    >>> masses("5x2, 10 12,5x4")
    {'5': 2, '10': 1, '12.5': 4}
    """
    words = text.lower().replace("×", "x").replace("kg", "").replace(", ", " ").split()
    parts = [word.strip(",").replace(",", ".").partition("x") for word in words]
    return {f"{float(kg):g}": int(number or 1) for kg, _, number in parts}


def masses_text(found: dict[str, int]) -> str:
    """Weights as they can be typed.

    >>> masses_text({"5": 2})
    '5x2'
    """
    return " ".join(f"{kg}x{number}" for kg, number in found.items())


def numbers(text: str) -> list[float]:
    """Several numbers in one field.

    >>> numbers("10, 20 45cm")
    [10.0, 20.0, 45.0]
    """
    return [
        float(word.replace(",", ".")) for word in text.replace("cm", "").replace(", ", " ").split()
    ]
