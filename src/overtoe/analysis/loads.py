"""The loads room's answers for one motion: every repetition, its twin, the curve, the sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.analysis import insight_parts, load_parts
from overtoe.analysis.document import Source
from overtoe.conventions import Side
from overtoe.errors import UsageError
from overtoe.loads.ground import plate_mass_kg
from overtoe.loads.repetition import RepetitionLoads, at_repetition
from overtoe.loads.series import measure
from overtoe.loads.table import load_columns
from overtoe.loads.twin import Hold
from overtoe.loads.twin_cues import pattern_at
from overtoe.loads.twin_curve import repetition_curve
from overtoe.loads.twin_instant import UNEVEN, instant_at, prepare
from overtoe.loads.twin_repetition import held_at
from overtoe.loads.whatif_words import NAMES, forward_sentence, trade_sentence
from overtoe.sources import citations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from overtoe.analysis.document import (
        CuesPart,
        Legs,
        LimiterPart,
        RepetitionPart,
        TradePart,
        Twin,
    )
    from overtoe.body import Lifter, Load
    from overtoe.estimate import Estimate
    from overtoe.loads.series import LoadSeries
    from overtoe.loads.sweep import TradeCurve
    from overtoe.loads.twin_instant import MeasuredInstant, Prepared
    from overtoe.motion.types import Motion, Repetition

    Floats = NDArray[np.float64]

STAYS_BEHIND: Final = (
    "The knee stays behind that limit by itself, so holding it back changes nothing."
)
SEATED: Final = ("sit_to_stand",)
SEATED_REASON: Final = (
    "The chair carries part of the body, so no held-back twin is worked out for this movement."
)


@dataclass(frozen=True, eq=False)
class MeasuredLoads:
    """Loads of a whole motion; ``reps`` and ``twins`` run along its repetitions."""

    reps: tuple[RepetitionLoads, ...]
    twins: tuple[Twin | None, ...]
    patterns: tuple[str | None, ...]
    legs: tuple[Legs | None, ...]
    trade: TradeCurve | None
    cues: CuesPart | None
    limiter: LimiterPart | None
    series: LoadSeries
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def columns(self) -> dict[str, Floats]:
        """The time course of every load."""
        return load_columns(self.series)

    @property
    def trade_part(self) -> TradePart | None:
        """The curve as the document writes it."""
        return load_parts.trade_part(self.trade) if self.trade else None

    def added_to(self, part: RepetitionPart, index: int) -> RepetitionPart:
        """A repetition of the document with its loads and its twin."""
        more = {"pattern": self.patterns[index], "legs": self.legs[index]}
        loaded = load_parts.with_loads(part, self.reps[index], self.twins[index])
        return loaded.model_copy(update=more)


def weighed(motion: Motion, lifter: Lifter, load: Load) -> Lifter:
    """The lifter with a body mass from the force plates, where none was said and they have one."""
    if lifter.mass_kg is not None:
        return lifter
    stood = plate_mass_kg(motion)
    try:
        return lifter if stood is None else replace(lifter, mass_kg=stood - load.mass_kg)
    except UsageError:  # not a body's mass, so the plates didn't carry one
        return lifter


def measured_loads(
    motion: Motion,
    lifter: Lifter,
    load: Load,
    *,
    draws: int,
    knee_limit_m: float,
    main: int | None,
    dorsiflexion_rad: float | None = None,
) -> MeasuredLoads:
    """Work out everything about a motion's loads.

    Parameters
    ----------
    main
        The repetition that the trade curve goes through; None draws no curve.
    """
    series = measure(motion, lifter, load, draws=draws)
    hold = Hold(knee_limit_m)
    reps = tuple(at_repetition(series, _working(series, rep)) for rep in motion.reps)
    instants = _instants(motion, reps, prepare(motion, lifter, load, series=series))
    through = instants[main] if main is not None else None
    main = main or 0
    return MeasuredLoads(
        reps=reps,
        twins=tuple(_twin(motion, at, hold) for at in instants),
        patterns=tuple(None if at is None else pattern_at(at) for at in instants),
        legs=tuple(_legs(series, rep) for rep in motion.reps),
        trade=_curve(through, hold) if through else None,
        cues=insight_parts.cues_part(through, main) if through else None,
        limiter=insight_parts.limiter_part(
            through,
            main,
            lifter=lifter,
            load=load,
            dorsiflexion_rad=dorsiflexion_rad,
            draws=draws,
        )
        if through
        else None,
        series=series,
        notes=_notes(series),
        sources=_sources(series),
    )


def _working(series: LoadSeries, rep: Repetition) -> Repetition:
    """The repetition without its side where both legs share evenly: its loads are their mean.

    The twin moves both legs alike then, so the loads beside it have to be of both too.
    """
    shares = [float(share[rep.bottom]) for share in series.leg_share.values()]
    even = len(shares) > 1 and all(abs(share - 0.5) <= UNEVEN for share in shares)
    return replace(rep, side=None) if even else rep


def _instants(
    motion: Motion, reps: Sequence[RepetitionLoads], prepared: Prepared | None
) -> list[MeasuredInstant | None]:
    """The greatest knee moment of each repetition: twins start where ``loads`` stand."""
    if prepared is None or motion.movement.name in SEATED:
        return [None for _ in reps]
    frames = [rep.peak_frame for rep in reps]
    found = [None if frame is None else instant_at(prepared, frame) for frame in frames]
    return [at and _in_repetition(at, rep) for at, rep in zip(found, motion.reps, strict=True)]


def _in_repetition(at: MeasuredInstant, rep: Repetition) -> MeasuredInstant:
    """The instant as part of a repetition whose knee travel is the number that people read."""
    travel = rep.measures.get("knee_travel_cm")
    other_leg = len(at.sides) == 1 and rep.side not in (None, *at.sides)
    return at if travel is None or other_leg else at.in_repetition(travel.value / 100)


def _legs(series: LoadSeries, rep: Repetition) -> Legs | None:
    """Each leg by itself, where each foot had its own plate."""
    if not series.plates or set(series.legs) != set(Side):
        return None
    return insight_parts.legs_part(
        {side: at_repetition(series, replace(rep, side=side)) for side in Side}
    )


def _twin(motion: Motion, at: MeasuredInstant | None, hold: Hold) -> Twin | None:
    if motion.movement.name in SEATED:
        return load_parts.no_twin(SEATED_REASON)
    if at is None:
        return None
    twin = load_parts.twin_part(held_at(at, hold), with_mass=at.weighed)
    stays = twin.feasible and at.travel_m <= hold.limit_m
    return twin.model_copy(update={"reason": STAYS_BEHIND}) if stays else twin


def _curve(at: MeasuredInstant, hold: Hold) -> TradeCurve | None:
    """The curve, saying what the twin says: its interval knows how sure the measured travel is."""
    curve, twin = repetition_curve(at, hold), held_at(at, hold)
    further_m = at.travel_m - hold.limit_m
    if curve is None or not twin.feasible or further_m <= 0:
        return curve
    if _unclear(twin.delta_pct) and curve.forward_pct:
        more = forward_sentence(curve.forward_m, curve.forward_pct)
        return replace(curve, sentence=f"{hold.words}, nothing would clearly change. {more}")
    return replace(curve, sentence=trade_sentence(further_m, twin.delta_pct))


def _unclear(changes: Mapping[str, Estimate]) -> bool:
    """Whether no change of knee, hip and low back is sure to have its sign."""
    ends = [(changes[joint].low or 0.0, changes[joint].high or 0.0) for joint in NAMES]
    return all(low <= 0 <= high for low, high in ends)


def _notes(series: LoadSeries) -> tuple[str, ...]:
    return (*series.notes, *((series.reason,) if series.reason else ()))


def _sources(series: LoadSeries) -> tuple[Source, ...]:
    return tuple(
        Source(key=f"S{number}", text=source.text, doi=source.doi)
        for number, source in enumerate(citations(series), start=1)
    )
