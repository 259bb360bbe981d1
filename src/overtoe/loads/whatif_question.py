"""What is asked about a body without a clip."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, radians
from typing import TYPE_CHECKING, Final

from overtoe.body.load import NO_LOAD, Load
from overtoe.errors import UsageError
from overtoe.loads.cues import CUES

if TYPE_CHECKING:
    from overtoe.body.lifter import Lifter
    from overtoe.loads.cues import CueName
    from overtoe.loads.posture.bodies import Arms

DEPTHS_RAD: Final = {"half": radians(60), "parallel": radians(90), "full": radians(107)}
"""Thigh inclination. Parallel is a level thigh; full is the back squat of the movement ladders;
half bends the knee about 90 degrees."""

FREE_SHANK_RAD: Final = radians(35)
"""How far shanks lean when nothing is said: the usual coaching threshold of 35 degrees."""

_RANGES: Final = {
    "thigh_rad": ("depth", radians(10), radians(125), "°"),
    "shank_rad": ("shank lean", radians(-10), radians(60), "°"),
    "dorsiflexion_rad": ("ankle range", radians(0), radians(60), "°"),
    "wedge_rad": ("heel wedge", radians(0), radians(40), "°"),
    "stance_rad": ("thigh turn-out", radians(0), radians(60), "°"),
    "counterweight_kg": ("counterweight", 0.0, 40.0, " kg"),
    "knee_limit_m": ("knee limit", -0.30, 0.40, " m"),
}


@dataclass(frozen=True)
class Question:
    """One squat to look at, and how its knee is held back in the twin.

    Parameters
    ----------
    lifter, load
        Whose body and what it carries.
    thigh_rad
        Depth; a level thigh is π/2.
    shank_rad
        Shank lean; None lets it lean as far as the ankle allows, 35° where that is unknown.
    knee_limit_m
        Where the twin's knee is held, ahead of the toe tip; 0 is at the toes.
    cue
        The twin follows this cue instead of the limit.
    dorsiflexion_rad
        The ankle's range; caps the shank of squat and twin.
    wedge_rad, counterweight_kg, stance_rad
        Slope under the whole foot, weight on straight arms in front, thighs turned out. They
        apply to squat and twin.

    Raises
    ------
    UsageError
        When a number is beyond what a body does.
    """

    lifter: Lifter
    load: Load = NO_LOAD
    thigh_rad: float = DEPTHS_RAD["parallel"]
    shank_rad: float | None = None
    knee_limit_m: float = 0.0
    cue: CueName | None = None
    dorsiflexion_rad: float | None = None
    wedge_rad: float = 0.0
    counterweight_kg: float = 0.0
    stance_rad: float = 0.0
    arms: Arms | None = None

    def __post_init__(self) -> None:
        for name, (words, low, high, unit) in _RANGES.items():
            number = getattr(self, name)
            if number is not None and not low <= number <= high:
                raise _out_of_range(words, number, low, high, unit)
        if self.cue is not None and self.cue not in CUES:
            raise UsageError(
                "BAD_CUE",
                f"The cue “{self.cue}” isn't known. Each cue stands for a computed pattern. "
                f"Choose one of {', '.join(CUES)}.",
            )
        if self.lifter.mass_kg is None and (self.load.mass_kg or self.counterweight_kg):
            raise UsageError(
                "MASS_NEEDED",
                "A load was given but no body mass. What a load does depends on how heavy the body "
                "is. Give the body mass too, for example --mass 80kg, or leave out the load.",
            )


def _out_of_range(words: str, number: float, low: float, high: float, unit: str) -> UsageError:
    said = [degrees(value) if unit == "°" else value for value in (number, low, high)]
    number, low, high = (round(value, 2) for value in said)
    return UsageError(
        "OUT_OF_RANGE",
        f"A {words} of {number:g}{unit} was given. No squat looks like that, so no number would "
        f"mean anything. Give one between {low:g}{unit} and {high:g}{unit}.",
    )
