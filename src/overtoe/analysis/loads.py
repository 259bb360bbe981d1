"""The loads room's answers for one motion: every repetition, its twin, the curve, the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overtoe.analysis import load_parts
from overtoe.analysis.document import Source
from overtoe.loads.repetition import RepetitionLoads, at_repetition
from overtoe.loads.series import measure
from overtoe.loads.table import load_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from overtoe.analysis.document import RepetitionPart, TradePart, Twin
    from overtoe.body import Lifter, Load
    from overtoe.loads.series import LoadSeries
    from overtoe.loads.sweep import TradeCurve
    from overtoe.motion.types import Motion

    Floats = NDArray[np.float64]


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
    series = measure(motion, lifter, load, draws=draws)
    return MeasuredLoads(
        reps=tuple(at_repetition(series, rep) for rep in motion.reps),
        twins=tuple(None for _ in motion.reps),
        trade=None,
        series=series,
        notes=_notes(series),
        sources=_sources(series),
    )


def _notes(series: LoadSeries) -> tuple[str, ...]:
    return (*series.notes, *((series.reason,) if series.reason else ()))


def _sources(series: LoadSeries) -> tuple[Source, ...]:
    return tuple(
        Source(key=f"S{number}", text=text)
        for number, text in enumerate(dict.fromkeys(series.sources), start=1)
    )
