"""The held-back twin of a measured repetition, drawn jointly with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.estimate import Estimate
from overtoe.loads import joints
from overtoe.loads.cues import HEELS_SHIFT
from overtoe.loads.posture.demand import BALL
from overtoe.loads.twin import SMALL_SHARE, Hold, Rescue, Twin
from overtoe.loads.twin_frame import (
    Shift,
    counterweight_N,
    deepest_thigh,
    shift,
)

if TYPE_CHECKING:
    from overtoe.loads.twin_instant import MeasuredInstant
    from overtoe.motion.types import Floats

MOST_COUNTERWEIGHT_KG: Final = 40.0


def held_at(at: MeasuredInstant, hold: Hold) -> Twin:
    """The twin of one instant, its knee held at a limit ahead of the toes or following a cue.

    The knee's whole path moves back by the same distance, until its furthest point is at the limit.
    A knee behind the limit by itself isn't moved.
    """
    moved = held_shift(at, hold)
    places = _places(at, moved)
    share = float(np.mean(moved.feasible[1:]))
    if not bool(moved.feasible[0, 0]):
        rescue = _rescue(at, *_asked(at, hold))
        known = {name: place for name, place in places.items() if name != "trunk_rad"}
        reason = f"{hold.words}, {rescue.words}"
        return Twin(False, reason, hold, known, {}, {}, rescue, share)
    held = held_joints(at, moved)
    loads = _loads(at, moved, held)
    change = delta_estimates(at.measured.joints, held)
    return Twin(True, None, hold, places, loads, change, balanced_share=share)


def held_shift(at: MeasuredInstant, hold: Hold) -> Shift:
    """What changes when the knee is held back or a cue is followed."""
    shank, pressure_m = _asked(at, hold)
    return shift(at.instant, shank, spine_rad=at.spine_rad, pressure_m=pressure_m)


def held_joints(at: MeasuredInstant, moved: Shift) -> dict[str, Floats]:
    """Moments of a moved instant by joint, (1 + draws, points): measured plus what moved."""
    scale = at.scale[:, None]
    changes = {
        "knee": moved.knee_Nm,
        "hip": moved.hip_Nm,
        "lumbar": moved.lumbar_Nm,
        "ankle": moved.ankle_Nm,
    }
    now = at.measured.joints
    return {joint: now[joint][:, None] + scale * change for joint, change in changes.items()}


def delta_estimates(now: dict[str, Floats], held: dict[str, Floats]) -> dict[str, Estimate]:
    """How far measured moments lie above held-back ones, in percent, draw by draw."""
    both = sum(abs(float(held[joint][0, 0])) for joint in ("knee", "hip"))
    return {
        joint: Estimate(float("nan"), reason="held back, it carries too little to compare with")
        if abs(float(held[joint][0, 0])) < SMALL_SHARE * both
        else _estimate(100.0 * (now[joint] - held[joint][:, 0]) / np.abs(held[joint][:, 0]))
        for joint in now
    }


def _asked(at: MeasuredInstant, hold: Hold) -> tuple[Floats, float]:
    """Shank lean per draw, and shift of the center of pressure, that a hold asks for."""
    instant = at.instant
    measured = np.full_like(at.travel_error_m, instant.shank_rad)
    if hold.cue == "heels":
        return measured, -HEELS_SHIFT * instant.foot_m
    limit = (BALL - 1.0) * instant.foot_m if hold.cue == "sit-back" else hold.limit_m
    # The knee that was measured too far forward has less far to go back.
    return np.fmin(measured, at.shank_at(limit - at.travel_error_m)), 0.0


def _rescue(at: MeasuredInstant, shank_rad: Floats, pressure_m: float) -> Rescue:
    thigh = deepest_thigh(at.instant, shank_rad, pressure_m=pressure_m)[:, 0]
    weight = counterweight_N(at.instant, shank_rad, reach_m=at.reach_m, pressure_m=pressure_m)[:, 0]
    mass = weight / GRAVITY_MPS2
    return Rescue(
        _estimate(thigh) if np.isfinite(thigh[0]) else None,
        _estimate(mass) if at.weighed and mass[0] <= MOST_COUNTERWEIGHT_KG else None,
    )


def _places(at: MeasuredInstant, moved: Shift) -> dict[str, Estimate]:
    instant = at.instant
    shank = float(np.ravel(moved.shank_rad)[0])
    shank = shank if np.isfinite(shank) else instant.shank_rad
    length = float(np.hypot(*instant.knee))
    return {
        "shank_rad": Estimate(shank),
        "thigh_rad": Estimate(instant.thigh_rad),
        "trunk_rad": _estimate(at.trunk_rad + moved.turn_rad[:, 0]),
        "knee_travel_m": Estimate(length * float(np.sin(shank)) - instant.toe[0] + at.ahead_m),
    }


def _loads(at: MeasuredInstant, moved: Shift, held: dict[str, Floats]) -> dict[str, Estimate]:
    now = at.measured
    arm = at.erector_arm_m
    flexion = now.flexion_rad + float(moved.shank_rad[0, 0]) - at.instant.shank_rad
    lumbar = held["lumbar"][:, 0]
    muscle = (np.abs(lumbar) - np.abs(now.joints["lumbar"])) / arm
    loads = {f"{joint}_moment_Nm": moment[:, 0] for joint, moment in held.items()}
    knee = held["knee"][:, 0]
    loads["patellofemoral_force_N"] = joints.patellofemoral_force_N(knee, flexion, mix=at.mix)
    loads["patellofemoral_stress_MPa"] = joints.patellofemoral_stress_MPa(knee, flexion, mix=at.mix)
    loads["lumbar_compression_N"] = now.compression_N + muscle + moved.along_N[:, 0]
    loads["lumbar_shear_N"] = now.shear_N + moved.across_N[:, 0]
    return {name: _estimate(rows) for name, rows in loads.items()}


def _estimate(rows: Floats) -> Estimate:
    if not np.isfinite(rows[0]):
        return Estimate(float("nan"), reason="not balanced, so nothing is carried")
    return Estimate.from_draws(float(rows[0]), rows[1:])
