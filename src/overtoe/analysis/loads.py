"""The loads room's answers for one motion: every repetition, its twin, the curve, the sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.analysis import load_parts
from overtoe.analysis.document import Source
from overtoe.loads.repetition import RepetitionLoads, at_repetition
from overtoe.loads.series import measure
from overtoe.loads.table import load_columns
from overtoe.loads.twin import Hold
from overtoe.loads.twin_curve import repetition_curve
from overtoe.loads.twin_instant import UNEVEN, instant_at, prepare
from overtoe.loads.twin_repetition import held_at
from overtoe.loads.whatif_words import trade_sentence
from overtoe.sources import citations

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from overtoe.analysis.document import RepetitionPart, TradePart, Twin
    from overtoe.body import Lifter, Load
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
    trade: TradeCurve | None
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
        return load_parts.with_loads(part, self.reps[index], self.twins[index])


def measured_loads(
    motion: Motion,
    lifter: Lifter,
    load: Load,
    *,
    draws: int,
    knee_limit_m: float,
    main: int | None,
) -> MeasuredLoads:
    """Work out everything about a motion's loads.

    Parameters
    ----------
    main
        The repetition that the trade curve goes through; None draws no curve.
    """
    # Plates measure newtons; per kilogram there is nothing to divide them by.
    plates = lifter.mass_kg is not None
    series = measure(motion, lifter, load, draws=draws, use_plates=plates)
    hold = Hold(knee_limit_m)
    reps = tuple(at_repetition(series, _working(series, rep)) for rep in motion.reps)
    instants = _instants(motion, reps, prepare(motion, lifter, load, series=series))
    through = instants[main] if main is not None else None
    return MeasuredLoads(
        reps=reps,
        twins=tuple(_twin(motion, at, hold) for at in instants),
        trade=_curve(through, hold) if through else None,
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
    return [None if frame is None else instant_at(prepared, frame) for frame in frames]


def _twin(motion: Motion, at: MeasuredInstant | None, hold: Hold) -> Twin | None:
    if motion.movement.name in SEATED:
        return load_parts.no_twin(SEATED_REASON)
    if at is None:
        return None
    twin = load_parts.twin_part(held_at(at, hold), with_mass=at.weighed)
    stays = twin.feasible and at.instant.travel_m <= hold.limit_m
    return twin.model_copy(update={"reason": STAYS_BEHIND}) if stays else twin


def _curve(at: MeasuredInstant, hold: Hold) -> TradeCurve | None:
    """The curve, saying what the twin says: its interval knows how sure the measured travel is."""
    curve, twin = repetition_curve(at, hold), held_at(at, hold)
    further_m = at.instant.travel_m - hold.limit_m
    if curve is None or not twin.feasible or further_m <= 0:
        return curve
    return replace(curve, sentence=trade_sentence(further_m, twin.delta_pct))


def _notes(series: LoadSeries) -> tuple[str, ...]:
    return (*series.notes, *((series.reason,) if series.reason else ()))


def _sources(series: LoadSeries) -> tuple[Source, ...]:
    return tuple(
        Source(key=f"S{number}", text=source.text, doi=source.doi)
        for number, source in enumerate(citations(series), start=1)
    )
