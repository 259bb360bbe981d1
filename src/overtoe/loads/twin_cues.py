"""What each cue would do to a measured repetition, and what stops its knee from going further."""

from __future__ import annotations

from math import radians
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.estimate import Estimate
from overtoe.loads.cues import CUES, shown_pattern
from overtoe.loads.limiter import (
    MOST_KNEE_FLEXION_RAD,
    Limiter,
    Stop,
    knee_strength_Nm_per_kg,
    limiter_from,
)
from overtoe.loads.twin import Hold
from overtoe.loads.twin_frame import shift
from overtoe.loads.twin_repetition import delta_estimates, held_at, held_joints, held_shift
from overtoe.loads.whatif_changes import CUE_WORDS, Change

if TYPE_CHECKING:
    from overtoe.body.tables import Sex
    from overtoe.loads.cues import Pattern
    from overtoe.loads.limiter import StopName
    from overtoe.loads.twin_instant import MeasuredInstant
    from overtoe.motion.types import Floats

MOST_SHANK_RAD: Final = radians(65)
"""As far as the search goes; no ankle on a flat floor comes near it."""


def cues_at(at: MeasuredInstant) -> tuple[Change, ...]:
    """What following each cue would change at this instant, in percent of what was measured."""
    return tuple(_cue(at, Hold(cue=cue)) for cue in CUES)


def pattern_at(at: MeasuredInstant) -> Pattern:
    """Which of the patterns this instant shows, from its knee travel and how sure that is."""
    sigma_m = max(0.01, float(np.std(at.travel_error_m)))
    return shown_pattern(at.travel_m, at.instant.foot_m, sigma_m=sigma_m)


def limiter_at(
    at: MeasuredInstant,
    *,
    mass_kg: float | None,
    dorsiflexion_rad: float | None = None,
    foot_pitch_rad: float = 0.0,
    sex: Sex | None = None,
) -> Limiter:
    """What stops more travel at this depth: ankle (where known), balance, depth or strength.

    Strength is left out where the body's mass is unknown.
    """
    shanks: dict[StopName, Floats] = {
        "depth": np.full(len(at.scale), MOST_KNEE_FLEXION_RAD - at.instant.thigh_rad)
    }
    if dorsiflexion_rad is not None:
        shanks["ankle"] = np.full(len(at.scale), dorsiflexion_rad + foot_pitch_rad)
    grid = np.linspace(at.instant.shank_rad, MOST_SHANK_RAD, 61)
    moved = shift(at.instant, grid, spine_rad=at.spine_rad)
    shanks["balance"] = _first(grid, -(at.trunk_rad + moved.turn_rad), np.zeros(len(at.scale)))
    if mass_kg is not None:
        norm = np.full(len(at.scale), knee_strength_Nm_per_kg(sex) * mass_kg)
        shanks["strength"] = _first(grid, held_joints(at, moved)["knee"], norm)
    stops = [
        Stop(name, float(rows[0]), _travel(at, rows))
        for name, rows in shanks.items()
        if np.isfinite(rows[0])
    ]
    return limiter_from(stops, ankle_known=dorsiflexion_rad is not None)


def _cue(at: MeasuredInstant, hold: Hold) -> Change:
    twin = held_at(at, hold)
    none = Estimate(float("nan"), reason="not balanced, so nothing is carried")
    delta = {}
    if twin.feasible:
        held = held_joints(at, held_shift(at, hold))
        now = {joint: rows[:, None] for joint, rows in at.measured.joints.items()}
        delta = delta_estimates({joint: rows[:, 0] for joint, rows in held.items()}, now)
    return Change(
        name=hold.cue or "knees-back",
        text=CUE_WORDS[hold.cue or "knees-back"],
        feasible=twin.feasible,
        knee_travel_m=twin.posture["knee_travel_m"],
        trunk_rad=twin.posture.get("trunk_rad", none),
        delta_pct=delta,
    )


def _first(grid: Floats, rising: Floats, level: Floats) -> Floats:
    """Where each row of a rising quantity first reaches its level; NaN where it never does."""
    result = np.full(len(rising), np.nan)
    for row, (values, wanted) in enumerate(zip(rising, level, strict=True)):
        known = np.isfinite(values)
        if known.any() and values[known][0] <= wanted <= values[known][-1]:
            result[row] = np.interp(wanted, values[known], grid[known])
    return result


def _travel(at: MeasuredInstant, shank_rad: Floats) -> Estimate:
    length = float(np.hypot(*at.instant.knee))
    travel = length * np.sin(shank_rad) - at.instant.toe[0] + at.ahead_m + at.travel_error_m[:, 0]
    return Estimate.from_draws(float(travel[0]), travel[1:])
