"""What a cue, a heel wedge, a counterweight or a wider stance would each change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import radians
from typing import TYPE_CHECKING, Final, Literal

from overtoe.errors import UsageError
from overtoe.loads.twin import Pair, deltas
from overtoe.loads.whatif_scene import estimate, scenes
from overtoe.loads.whatif_squat import squat

if TYPE_CHECKING:
    from overtoe.estimate import Estimate
    from overtoe.loads.cues import CueName
    from overtoe.loads.whatif_question import Question

ChangeName = Literal["wedge", "counterweight", "stance"]
CUE_WORDS: Final[dict[CueName, str]] = {
    "sit-back": "sitting back, knees over the balls of the feet",
    "heels": "the weight in the heels",
    "knees-back": "the knees kept behind the toes",
}

WEDGE_RAD: Final = radians(15)
COUNTERWEIGHT_KG: Final = 5.0
STANCE_RAD: Final = radians(25)
"""Examples of the size that lifters use; house values."""


@dataclass(frozen=True)
class Change:
    """One change beside the squat as asked: posture and moments against it, in percent."""

    name: ChangeName | CueName
    text: str
    feasible: bool
    knee_travel_m: Estimate
    trunk_rad: Estimate
    delta_pct: dict[str, Estimate]


def changes(question: Question, now: Pair, *, draws: int = 500, seed: int = 20) -> list[Change]:
    """Each change alone, with the same bodies; the wedge lets the shank lean further.

    A change that would leave the range of squats that people do is left out.
    """
    shank = question.shank_rad
    asked: dict[ChangeName, tuple[str, dict[str, float | None]]] = {
        "wedge": (
            "a 15° heel wedge",
            {
                "wedge_rad": question.wedge_rad + WEDGE_RAD,
                "shank_rad": None if shank is None else shank + WEDGE_RAD,
            },
        ),
        "stance": ("thighs turned out by 25°", {"stance_rad": question.stance_rad + STANCE_RAD}),
    }
    if question.lifter.mass_kg is not None:
        weight = question.counterweight_kg + COUNTERWEIGHT_KG
        asked["counterweight"] = (
            "5 kg held in front on straight arms",
            {"counterweight_kg": weight},
        )
    tried = ((name, text, _tried(question, change)) for name, (text, change) in asked.items())
    return [
        _beside(name, text, squat(other, scenes(other, draws=draws, seed=seed)), now)
        for name, text, other in tried
        if other is not None
    ]


def _tried(question: Question, change: dict[str, float | None]) -> Question | None:
    try:
        return replace(question, **change)  # type: ignore[arg-type]
    except UsageError:
        return None


def cue_change(cue: CueName, then: Pair, now: Pair) -> Change:
    """What following a cue changes in this squat."""
    return _beside(cue, CUE_WORDS[cue], then, now)


def _beside(name: ChangeName | CueName, text: str, then: Pair, now: Pair) -> Change:
    posture, drawn = then.likely.posture, then.drawn.posture
    return Change(
        name,
        text,
        bool(posture.feasible),
        estimate(posture.knee_travel_m, drawn.knee_travel_m),
        estimate(posture.trunk_rad, drawn.trunk_rad),
        deltas(then, now),
    )
