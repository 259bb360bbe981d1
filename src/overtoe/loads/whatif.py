"""What a squat costs a body without a clip, and what it would cost with the knee held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.loads.cues import CUE_SOURCES, CUES
from overtoe.loads.limiter import limiter
from overtoe.loads.sweep_curve import Swept, trade_curve
from overtoe.loads.twin import Hold, Pair, compare, hold_back, rescue_of
from overtoe.loads.whatif_changes import changes, cue_change
from overtoe.loads.whatif_scene import estimates, scenes
from overtoe.loads.whatif_squat import squat
from overtoe.loads.whatif_words import comparison, trade_sentence

if TYPE_CHECKING:
    from overtoe.estimate import Estimate
    from overtoe.loads.limiter import Limiter
    from overtoe.loads.sweep import TradeCurve
    from overtoe.loads.twin import Twin
    from overtoe.loads.whatif_changes import Change
    from overtoe.loads.whatif_question import Question
    from overtoe.loads.whatif_scene import Scenes

MODEL_SOURCES: Final = ("ishida-2022", "van-eijden-1986", "whyte-2010", "cappozzo-1985")
"""Where people rest on their feet, both kneecap families, the back muscles' arm."""

LIMIT_SOURCES: Final = ("sarabon-2021", "house")
"""Strength norms; depth of the calf and the sizes of the changes."""


@dataclass(frozen=True)
class Answer:
    """One squat, its held-back twin, the cues, the limits and what would change them.

    Angles in radians, travel in meters; moments in N·m, per kilogram where the body's mass is
    unknown (``per_kg``). Without balance ``loads`` is empty and ``reason`` says why.
    """

    question: Question
    feasible: bool
    reason: str | None
    posture: dict[str, Estimate]
    loads: dict[str, Estimate]
    twin: Twin
    cues: tuple[Change, ...]
    limiter: Limiter
    changes: tuple[Change, ...]
    sentence: str
    sources: tuple[str, ...]
    balanced_share: float
    """Share of the drawn bodies that can stand like this; intervals are those of these bodies."""

    @property
    def per_kg(self) -> bool:
        """Whether loads are per kilogram of body mass."""
        return self.question.lifter.mass_kg is None


def whatif(question: Question, *, draws: int = 500, seed: int = 20) -> Answer:
    """Answer a question about a squat; the same question always gets the same numbers.

    >>> from overtoe.body import Lifter, Load
    >>> from overtoe.loads.whatif_question import Question
    >>> answer = whatif(Question(Lifter(1.78, 80.0, "m"), Load(80.0)))
    >>> answer.twin.delta_pct["knee"].low > 0 > answer.twin.delta_pct["hip"].high
    True
    """
    bodies = scenes(question, draws=draws, seed=seed)
    now = squat(question, bodies)
    feasible = bool(now.likely.posture.feasible)
    hold = Hold(question.knee_limit_m, question.cue)
    twin = compare(now, _held(bodies, now, hold), hold=hold, bodies=bodies)
    return Answer(
        question=question,
        feasible=feasible,
        reason=None if feasible else _reason(now, bodies),
        posture=_places(now),
        loads=estimates(now.likely.loads(), now.drawn.loads()) if feasible else {},
        twin=twin,
        cues=tuple(cue_change(cue, _held(bodies, now, Hold(cue=cue)), now) for cue in CUES),
        limiter=limiter(
            bodies,
            thigh_rad=question.thigh_rad,
            foot_pitch_rad=question.wedge_rad,
            dorsiflexion_rad=question.dorsiflexion_rad,
            sex=question.lifter.sex,
        ),
        changes=tuple(changes(question, now, draws=draws, seed=seed)) if feasible else (),
        sentence=_sentence(now, twin),
        sources=_sources(question, bodies),
        balanced_share=float(np.mean(now.drawn.posture.feasible)),
    )


def sweep(question: Question, *, draws: int = 500, seed: int = 20) -> TradeCurve | None:
    """The trade curve of a question's body, load and depth; None where nothing balances."""
    bodies = scenes(question, draws=draws, seed=seed)
    now = squat(question, bodies)
    swept = Swept(
        thigh_rad=question.thigh_rad,
        foot_pitch_rad=question.wedge_rad,
        today_m=float(now.likely.posture.knee_travel_m),
        hold=Hold(question.knee_limit_m),
        per_kg=question.lifter.mass_kg is None,
    )
    return trade_curve(bodies, swept)


def _held(bodies: Scenes, now: Pair, hold: Hold) -> Pair:
    likely, drawn = (
        hold_back(
            scene,
            hold,
            shank_rad=outcome.posture.shank_rad,
            thigh_rad=outcome.posture.thigh_rad,
            foot_pitch_rad=outcome.posture.foot_pitch_rad,
        )
        for scene, outcome in ((bodies.likely, now.likely), (bodies.drawn, now.drawn))
    )
    return Pair(likely, drawn)


def _places(now: Pair) -> dict[str, Estimate]:
    places = estimates(now.likely.places(), now.drawn.places())
    return {name: place for name, place in places.items() if np.isfinite(place.value)}


def _reason(now: Pair, bodies: Scenes) -> str:
    words = rescue_of(now, bodies).words
    return words[0].upper() + words[1:]


def _sentence(now: Pair, twin: Twin) -> str:
    if not bool(now.likely.posture.feasible):
        return "There is no balanced posture to compare."
    if not twin.feasible:
        return twin.reason or ""
    if twin.hold.cue == "heels":
        return comparison("Against the same squat with the weight in the heels", twin.delta_pct)
    further = float(now.likely.posture.knee_travel_m) - twin.posture["knee_travel_m"].value
    return trade_sentence(further, twin.delta_pct)


def _sources(question: Question, bodies: Scenes) -> tuple[str, ...]:
    cues = CUE_SOURCES[question.cue] if question.cue else ()
    return tuple(dict.fromkeys((*bodies.drawn.sources, *MODEL_SOURCES, *cues, *LIMIT_SOURCES)))
