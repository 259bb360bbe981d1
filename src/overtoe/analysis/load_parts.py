"""Loads, twin and trade curve of an analysis, as parts of the document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from overtoe.analysis.document import (
    Delta,
    Loads,
    NormalizedLoads,
    Posture,
    TradePart,
    TradePoint,
    Twin,
)
from overtoe.analysis.parts import finite, measured
from overtoe.estimate import Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.analysis.document import RepetitionPart
    from overtoe.loads.repetition import RepetitionLoads
    from overtoe.loads.sweep import Joint, TradeCurve
    from overtoe.loads.twin import Twin as FoundTwin

NO_MASS: Final = "needs body mass"


def with_loads(rep: RepetitionPart, found: RepetitionLoads, twin: Twin | None) -> RepetitionPart:
    """The repetition with its loads and its held-back twin."""
    return rep.model_copy(
        update={
            "loads": loads_part(found.at_peak),
            "loads_peak": loads_part(found.peaks),
            "loads_at_bottom": loads_part(found.at_bottom),
            "loads_normalized": normalized_part(found.per_body),
            "twin": twin,
        }
    )


def loads_part(loads: Mapping[str, Estimate]) -> Loads:
    """Loads by the document's keys."""
    return Loads(**{name: measured(loads.get(name)) for name in Loads.model_fields})


def normalized_part(loads: Mapping[str, Estimate]) -> NormalizedLoads | None:
    """Loads per body mass and weight; None where nothing was seen."""
    if not loads:
        return None
    names = NormalizedLoads.model_fields
    return NormalizedLoads(**{name: measured(loads.get(name)) for name in names})


def twin_part(found: FoundTwin, *, with_mass: bool) -> Twin:
    """The held-back twin, or the sentence why nobody could stand like that."""
    limit_cm = None if found.hold.cue else finite(100 * found.hold.limit_m)
    nothing = dict.fromkeys(Loads.model_fields, Estimate(math.nan, reason=NO_MASS))
    deltas = {name: measured(found.delta_pct.get(name)) for name in Delta.model_fields}
    stands = found.feasible
    return Twin(
        feasible=stands,
        reason=found.reason,
        knee_limit_cm=limit_cm,
        posture=_posture(found.posture) if stands else None,
        loads=loads_part(found.loads if with_mass else nothing) if stands else None,
        delta_pct=Delta(**deltas) if stands else None,
    )


def no_twin(reason: str) -> Twin:
    """A repetition that has no twin, and why."""
    return Twin(
        feasible=False, reason=reason, knee_limit_cm=None, posture=None, loads=None, delta_pct=None
    )


def trade_part(curve: TradeCurve) -> TradePart:
    """The curve as the document writes it."""
    points = tuple(
        TradePoint(
            knee_travel_cm=round(float(travel) * 100, 2),
            knee_pct=measured(_at(curve, "knee", point)),
            hip_pct=measured(_at(curve, "hip", point)),
            lumbar_pct=measured(_at(curve, "lumbar", point)),
        )
        for point, travel in enumerate(curve.travel_m)
    )
    reference_cm = round(100 * curve.reference_m, 2)
    return TradePart(sentence=curve.sentence, reference_cm=reference_cm, points=points)


def _posture(places: Mapping[str, Estimate]) -> Posture | None:
    angles = {
        f"{name}_deg": finite(math.degrees(places[f"{name}_rad"].value))
        for name in ("shank", "thigh", "trunk")
    }
    travel = finite(100 * places["knee_travel_m"].value)
    values = {**angles, "knee_travel_cm": travel}
    if any(value is None for value in values.values()):
        return None
    return Posture.model_validate(values)


def _at(curve: TradeCurve, joint: Joint, point: int) -> Estimate:
    band = curve.change_pct[joint]
    value, low, high = (float(row[point]) for row in (band.value, band.low90, band.high90))
    return Estimate(value, low, high)
