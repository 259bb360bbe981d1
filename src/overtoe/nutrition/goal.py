"""What the person wants to change, read from a short text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from overtoe.errors import UsageError
from overtoe.units import POUND_KG

_PART: Final = re.compile(
    r"^(?P<verb>lose|gain)(?:-(?P<amount>\d+(?:\.\d+)?)(?P<unit>kg|lb))?-(?P<tissue>fat|muscle)$"
)
_LARGEST_KG: Final = 100.0


@dataclass(frozen=True)
class Goal:
    """Fat to lose and muscle to gain, in kilograms.

    ``None`` leaves that tissue alone; ``0.0`` means "some", without an amount.
    """

    lose_fat_kg: float | None = None
    gain_muscle_kg: float | None = None

    @property
    def text(self) -> str:
        """The goal in words.

        >>> Goal(lose_fat_kg=4.0, gain_muscle_kg=0.0).text
        'lose 4.0 kg of fat and gain muscle'
        """
        parts = [
            _words("lose", self.lose_fat_kg, "fat"),
            _words("gain", self.gain_muscle_kg, "muscle"),
        ]
        return " and ".join(part for part in parts if part) or "keep body mass"


def _words(verb: str, amount_kg: float | None, tissue: str) -> str:
    if amount_kg is None:
        return ""
    return f"{verb} {amount_kg:.1f} kg of {tissue}" if amount_kg else f"{verb} {tissue}"


def parse_goal(text: str) -> Goal:
    """Read ``lose-4kg-fat,gain-muscle``, ``lose-10lb-fat,gain-10lb-muscle`` or ``maintain``.

    Raises
    ------
    UsageError
        When a part can't be read, or is the wrong way round.

    >>> parse_goal("lose-4kg-fat,gain-muscle")
    Goal(lose_fat_kg=4.0, gain_muscle_kg=0.0)
    """
    if text.strip().lower() == "maintain":
        return Goal()
    amounts: dict[str, float] = {}
    for part in text.lower().replace(" ", "").split(","):
        verb, tissue, amount = _parse_part(part)
        if (verb, tissue) not in {("lose", "fat"), ("gain", "muscle")} or tissue in amounts:
            raise _unreadable(part)
        amounts[tissue] = amount
    return Goal(amounts.get("fat"), amounts.get("muscle"))


def _parse_part(part: str) -> tuple[str, str, float]:
    match = _PART.match(part)
    if match is None:
        raise _unreadable(part)
    factor = POUND_KG if match["unit"] == "lb" else 1.0
    amount = float(match["amount"] or 0.0) * factor
    if amount > _LARGEST_KG:
        raise _unreadable(part)
    return match["verb"], match["tissue"], amount


def _unreadable(part: str) -> UsageError:
    return UsageError(
        "GOAL_UNREADABLE",
        f"“{part}” isn't a goal that can be planned. Write lose-4kg-fat, gain-muscle, "
        "gain-2kg-muscle or maintain; join two with a comma.",
    )
