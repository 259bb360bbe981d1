"""Cues, limiter and legs apart, as parts of the document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from overtoe.analysis.document import (
    CuesPart,
    Delta,
    Effect,
    Leg,
    LegLoads,
    Legs,
    LimiterPart,
    Stop,
)
from overtoe.analysis.parts import measured
from overtoe.conventions import Side
from overtoe.errors import UsageError
from overtoe.loads.twin_cues import cues_at, limiter_at, pattern_at
from overtoe.loads.whatif_changes import changes
from overtoe.loads.whatif_question import Question
from overtoe.loads.whatif_scene import scenes
from overtoe.loads.whatif_squat import squat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.body import Lifter, Load
    from overtoe.estimate import Estimate
    from overtoe.loads.cues import Pattern
    from overtoe.loads.repetition import RepetitionLoads
    from overtoe.loads.twin_instant import MeasuredInstant
    from overtoe.loads.whatif_changes import Change

SHOWS: Final[dict[Pattern, str]] = {
    "knees past the toes": "This clip shows the knees let past the toes.",
    "knees at the toes": "This clip shows the knees at about the toes.",
    "knees back": "This clip shows the knees kept behind the toes.",
    "sitting back": "This clip shows sitting back: the knees stay behind the balls of the feet.",
}


def cues_part(at: MeasuredInstant, rep: int) -> CuesPart:
    """What each cue would change in a repetition, and which pattern it shows."""
    pattern = pattern_at(at)
    effects = tuple(effect(change) for change in cues_at(at))
    return CuesPart(rep=rep, pattern=pattern, sentence=SHOWS[pattern], effects=effects)


def limiter_part(
    at: MeasuredInstant,
    rep: int,
    *,
    lifter: Lifter,
    load: Load,
    dorsiflexion_rad: float | None,
    draws: int,
) -> LimiterPart:
    """What would stop the knee of a repetition, and what would change that."""
    found = limiter_at(
        at, mass_kg=lifter.mass_kg, dorsiflexion_rad=dorsiflexion_rad, sex=lifter.sex
    )
    return LimiterPart(
        rep=rep,
        name=found.name,
        sentence=found.sentence,
        stops=tuple(
            Stop(
                name=stop.name,
                shank_deg=round(math.degrees(stop.shank_rad), 2),
                knee_travel_cm=measured(stop.travel_m.scaled(100)),
            )
            for stop in found.stops
        ),
        changes=tuple(effect(change) for change in _changes(at, lifter, load, draws)),
    )


def effect(change: Change) -> Effect:
    """One cue or change as the document writes it."""
    deltas = {name: measured(change.delta_pct.get(name)) for name in Delta.model_fields}
    return Effect(
        name=change.name,
        text=change.text,
        feasible=change.feasible,
        knee_travel_cm=measured(change.knee_travel_m.scaled(100)),
        trunk_deg=measured(change.trunk_rad.scaled(math.degrees(1.0))),
        delta_pct=Delta(**deltas) if change.feasible else None,
    )


def legs_part(legs: Mapping[Side, RepetitionLoads]) -> Legs:
    """Left and right apart."""
    left, right = (_leg(legs[side]) for side in (Side.LEFT, Side.RIGHT))
    return Legs(left=left, right=right)


def _leg(found: RepetitionLoads) -> Leg:
    return Leg(loads=_leg_loads(found.at_peak), loads_peak=_leg_loads(found.peaks))


def _leg_loads(loads: Mapping[str, Estimate]) -> LegLoads:
    return LegLoads(**{name: measured(loads.get(name)) for name in LegLoads.model_fields})


def _changes(at: MeasuredInstant, lifter: Lifter, load: Load, draws: int) -> list[Change]:
    """Wedge, counterweight and stance for a body of these tables in the measured posture.

    None where that body can't stand like this, or the posture isn't one of a squat.
    """
    if at.instant.legs == 1:
        return []
    shank = math.asin(min(1.0, (at.travel_m + at.instant.toe[0]) / math.hypot(*at.instant.knee)))
    try:
        question = Question(lifter, load, thigh_rad=at.instant.thigh_rad, shank_rad=shank)
    except UsageError:
        return []
    now = squat(question, scenes(question, draws=draws))
    return changes(question, now, draws=draws) if bool(now.likely.posture.feasible) else []
