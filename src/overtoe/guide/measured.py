"""The trade curve that an analysis document holds, in the form that the figure draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.loads.sweep import Band, Mark, TradeCurve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.analysis.document import Measured, RepetitionPart, TradePart
    from overtoe.loads.sweep import Joint


def measured_curve(trade: TradePart, rep: RepetitionPart | None) -> TradeCurve:
    """Bring a document's points back into a curve; what it doesn't hold stays empty.

    The document has the 90 % band only, so the middle band is the line itself.
    """
    nothing = np.full(len(trade.points), np.nan)
    change: dict[Joint, Band] = {
        "knee": _band([point.knee_pct for point in trade.points]),
        "hip": _band([point.hip_pct for point in trade.points]),
        "lumbar": _band([point.lumbar_pct for point in trade.points]),
    }
    return TradeCurve(
        travel_m=np.array([point.knee_travel_cm for point in trade.points]) / 100,
        moment_Nm={},
        change_pct=change,
        reference_m=trade.reference_cm / 100,
        thigh_rad=float("nan"),
        shank_rad=nothing,
        trunk_rad=nothing,
        marks=tuple(_marks(trade, rep)),
        sentence=trade.sentence,
    )


def _band(points: Sequence[Measured]) -> Band:
    value, low, high = (
        np.array([getattr(point, end) for point in points], dtype=float)
        for end in ("value", "low", "high")
    )
    return Band(value, value, value, low, high)


def _marks(trade: TradePart, rep: RepetitionPart | None) -> list[Mark]:
    marks = [Mark("held", "held back", trade.reference_cm / 100)]
    if rep is not None and rep.knee_travel_cm.value is not None:
        marks.append(Mark("you", "you", rep.knee_travel_cm.value / 100))
    return marks
