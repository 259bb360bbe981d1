"""What the lifter carries and where it sits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from overtoe.errors import UsageError

LoadPlace = Literal["back", "front", "hands", "goblet", "vest", "arm"]
LOAD_PLACES: Final[tuple[LoadPlace, ...]] = get_args(LoadPlace)

LOAD_RANGE_KG: Final = (0.0, 600.0)
"""From nothing to above the heaviest squats ever done."""


@dataclass(frozen=True)
class Seat:
    """Where a load's center of mass sits, on the trunk or in the hands.

    ``along`` runs from the lumbar joint (0) to C7/T1 (1); ``forward`` is ahead of that line, as a
    fraction of the lifter's stature. Both are ignored when ``in_hands`` is True.
    """

    along: float
    forward: float
    in_hands: bool = False


SEATS: Final[dict[LoadPlace, Seat]] = {
    # Assumed from anatomy, not measured: a bar on the trapezius lies behind C7/T1, one on the front
    # of the shoulders a hand's breadth ahead of it; a goblet or a child is held in front of the
    # breastbone.
    "back": Seat(along=0.97, forward=-0.035),
    "front": Seat(along=0.92, forward=0.075),
    "goblet": Seat(along=0.75, forward=0.14),
    "vest": Seat(along=0.65, forward=0.02),
    "arm": Seat(along=0.65, forward=0.13),
    "hands": Seat(along=0.0, forward=0.0, in_hands=True),
}


@dataclass(frozen=True)
class Load:
    """A carried load.

    Raises
    ------
    UsageError
        When the mass is negative, beyond 600 kg, or the place is unknown.

    >>> Load(60.0, at="front").seat.along
    0.92
    """

    mass_kg: float = 0.0
    at: LoadPlace = "back"

    def __post_init__(self) -> None:
        low, high = LOAD_RANGE_KG
        if not low <= self.mass_kg <= high:
            raise UsageError(
                "BAD_LOAD",
                f"A load of {self.mass_kg:g} kg was given. Nobody moves that. Give a load between "
                f"{low:g} and {high:g} kg.",
            )
        if self.at not in LOAD_PLACES:
            raise UsageError(
                "BAD_LOAD_PLACE",
                f"The load is said to be at “{self.at}”. Its place decides every moment. Choose "
                f"one of {', '.join(LOAD_PLACES)}.",
            )

    @property
    def seat(self) -> Seat:
        """Where the load sits."""
        return SEATS[self.at]


NO_LOAD: Final = Load()
"""Body weight only."""
