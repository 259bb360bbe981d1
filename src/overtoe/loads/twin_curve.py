"""The trade curve of a measured repetition: its own body and draws, only the knee moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.loads.cues import CUES
from overtoe.loads.sweep import JOINTS, Band, Mark, TradeCurve
from overtoe.loads.sweep_curve import CUE_WORDS, GRID_M, curve_sentence
from overtoe.loads.twin import Hold
from overtoe.loads.twin_frame import shift
from overtoe.loads.twin_repetition import held_at, held_joints

if TYPE_CHECKING:
    from overtoe.loads.twin_instant import MeasuredInstant
    from overtoe.motion.types import Floats


def repetition_curve(at: MeasuredInstant, hold: Hold) -> TradeCurve | None:
    """Sweep the knee of one measured instant; None where fewer than two points balance.

    The curve refers to the knee at ``hold.limit_m``, or to the nearest place that balances.
    Points that would need the trunk to lean backward are left out.
    """
    instant = at.instant
    grid = np.union1d(GRID_M, np.clip(instant.travel_m, GRID_M[0], GRID_M[-1]))
    trial = shift(instant, instant.shank_at(grid), spine_rad=at.spine_rad)
    lean = at.trunk_rad + trial.turn_rad[0]
    travel = grid[np.nan_to_num(lean, nan=-1.0) >= 0.0]
    if travel.size < 2:
        return None
    reference = float(np.clip(hold.limit_m, travel[0], travel[-1]))
    moved = shift(instant, instant.shank_at(travel), spine_rad=at.spine_rad)
    joints = held_joints(at, moved)
    held = held_joints(at, shift(instant, instant.shank_at(np.array([reference]))))
    bands = {
        joint: _band(100.0 * (joints[joint] - held[joint]) / np.abs(held[joint]))
        for joint in JOINTS
    }
    return TradeCurve(
        travel_m=travel,
        moment_Nm={joint: _band(joints[joint]) for joint in JOINTS},
        change_pct=bands,
        reference_m=reference,
        thigh_rad=instant.thigh_rad,
        shank_rad=moved.shank_rad[0],
        trunk_rad=at.trunk_rad + moved.turn_rad[0],
        marks=_marks(at, reference, travel, joints["knee"][0]),
        sentence=curve_sentence(instant.travel_m, travel, reference, bands),
        per_kg=not at.weighed,
    )


def _band(rows: Floats) -> Band:
    return Band.from_draws(rows[0], rows[1:])


def _marks(
    at: MeasuredInstant, reference_m: float, travel_m: Floats, knee_Nm: Floats
) -> tuple[Mark, ...]:
    """Today, held back, and each cue where the curve asks as much of the knee as the cue does."""
    marks = [Mark("you", "you today", at.instant.travel_m), Mark("held", "held back", reference_m)]
    for cue in CUES:
        twin = held_at(at, Hold(cue=cue))
        if not twin.feasible:
            continue
        asked = twin.loads["knee_moment_Nm"].value
        if knee_Nm[0] <= asked <= knee_Nm[-1]:
            marks.append(Mark("cue", CUE_WORDS[cue], float(np.interp(asked, knee_Nm, travel_m))))
    return tuple(marks)
