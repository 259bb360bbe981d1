"""The trade curve of a measured repetition: its own body and draws, only the knee moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.estimate import Estimate
from overtoe.loads.cues import CUES
from overtoe.loads.sweep import JOINTS, Band, Mark, TradeCurve
from overtoe.loads.sweep_curve import (
    CUE_WORDS,
    FORWARD_M,
    GRID_M,
    curve_sentence,
    reference_of,
)
from overtoe.loads.twin import Hold
from overtoe.loads.twin_frame import shift
from overtoe.loads.twin_repetition import held_at, held_joints

if TYPE_CHECKING:
    from overtoe.loads.twin_instant import MeasuredInstant
    from overtoe.motion.types import Floats


def repetition_curve(at: MeasuredInstant, hold: Hold) -> TradeCurve | None:
    """Sweep the knee of one measured instant; None where fewer than two points balance.

    The curve refers to the knee at ``hold.limit_m`` or the nearest place that balances, and to
    today's knee where that stays behind the limit by itself. Its bands are for a knee exactly
    there; how sure today's travel is stands in the ends of its mark. Points that would need the
    trunk to lean backward are left out.
    """
    grid = np.union1d(GRID_M, np.clip(at.travel_m, GRID_M[0], GRID_M[-1]))
    trial = shift(at.instant, at.shank_at(grid), spine_rad=at.spine_rad)
    lean = at.trunk_rad + trial.turn_rad[0]
    travel = grid[np.nan_to_num(lean, nan=-1.0) >= 0.0]
    if travel.size < 2:
        return None
    reference = reference_of(at.travel_m, hold.limit_m, travel)
    moved = shift(at.instant, at.shank_at(travel), spine_rad=at.spine_rad)
    joints = held_joints(at, moved)
    held = _joints(at, reference)
    bands = {joint: _band(_percent(joints[joint], held[joint])) for joint in JOINTS}
    forward = _forward(at, travel)
    return TradeCurve(
        travel_m=travel,
        moment_Nm={joint: _band(joints[joint]) for joint in JOINTS},
        change_pct=bands,
        reference_m=reference,
        thigh_rad=at.instant.thigh_rad,
        shank_rad=moved.shank_rad[0],
        trunk_rad=at.trunk_rad + moved.turn_rad[0],
        marks=_marks(at, hold, reference, travel, joints["knee"][0]),
        sentence=curve_sentence(at.travel_m, travel, reference, bands, forward),
        per_kg=not at.weighed,
        forward_m=FORWARD_M if forward else 0.0,
        forward_pct=forward,
    )


def _joints(at: MeasuredInstant, travel_m: float) -> dict[str, Floats]:
    return held_joints(at, shift(at.instant, at.shank_at(np.array([travel_m]))))


def _percent(moment: Floats, held: Floats) -> Floats:
    return np.asarray(100.0 * (moment - held) / np.abs(held))


def _band(rows: Floats) -> Band:
    return Band.from_draws(rows[0], rows[1:])


def _forward(at: MeasuredInstant, travel_m: Floats) -> dict[str, Estimate]:
    """What five centimeters more would change; empty where they can't be balanced."""
    there = at.travel_m + FORWARD_M
    if not travel_m[0] <= there <= travel_m[-1]:
        return {}
    now, then = _joints(at, at.travel_m), _joints(at, there)
    rows = {joint: _percent(then[joint], now[joint])[:, 0] for joint in JOINTS}
    return {joint: Estimate.from_draws(float(row[0]), row[1:]) for joint, row in rows.items()}


def _marks(
    at: MeasuredInstant, hold: Hold, reference_m: float, travel_m: Floats, knee_Nm: Floats
) -> tuple[Mark, ...]:
    """Today, held back, and each cue where the curve asks as much of the knee as the cue does."""
    low, high = np.quantile(at.travel_m + at.travel_error_m, [0.05, 0.95])
    ends = (float(low), float(high)) if high > low else None
    marks = [Mark("you", "you today", at.travel_m, ends)]
    if at.travel_m > hold.limit_m:
        marks.append(Mark("held", "held back", reference_m))
    for cue in CUES:
        twin = held_at(at, Hold(cue=cue))
        if not twin.feasible:
            continue
        asked = twin.loads["knee_moment_Nm"].value
        if knee_Nm[0] <= asked <= knee_Nm[-1]:
            marks.append(Mark("cue", CUE_WORDS[cue], float(np.interp(asked, knee_Nm, travel_m))))
    return tuple(marks)
