"""Ground reaction under each foot: measured where plates are, from the motion where they aren't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads.newton_euler import Wrench
from overtoe.loads.paths import standing_frames
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE
from overtoe.motion import signals

if TYPE_CHECKING:
    from overtoe.conventions import Side
    from overtoe.loads.pieces import Errors
    from overtoe.motion.types import Floats, FootForce, Leg, Motion

EDGES: Final = (0.1, 0.9)
"""The center of pressure stays between these fractions of the foot, heel to toe: heel and toes are
round, and people can't use more of the foot than its middle 60 to 80 % (King 1994, from memory)."""

BALL: Final = 0.74
"""Ball of the foot from the heel (ANSUR II: .741 men, .739 women)."""

SPLIT: Final = 0.5
"""Feet further apart than this share of a foot, front to back, share the weight as in a lunge."""

LIFTED: Final = 0.25
"""A foot whose lowest point is this share of a foot above the other's carries nothing."""

FLIGHT: Final = 0.05
"""Below this share of body weight the body flies, and a center of pressure means nothing."""

PLATE_CUTOFF_HZ: Final = 6.0
"""Plates are smoothed like the markers, otherwise impacts tear the two apart (Kristianslund 2012,
Journal of Biomechanics 45:666, from memory)."""


def ground_reactions(
    motion: Motion, whole: Wrench, errors: Errors, *, use_plates: bool = True
) -> tuple[dict[Side, Wrench], dict[Side, Floats]]:
    """Ground reaction under both feet and each foot's share of the vertical force.

    Parameters
    ----------
    motion
        Feet, and plates where the recording has them.
    whole
        What the whole body needs, (draws, frames).
    errors
        Drawn errors of the center of pressure and of the legs' shares.
    use_plates
        False ignores measured forces.

    Returns
    -------
    Wrenches on the body, (draws, frames), and shares (draws, frames), by side. A side that was
    not seen mirrors the other.
    """
    if use_plates and len(motion.forces) == 2:
        measured = {force.side: _measured(motion, force) for force in motion.forces}
        total = sum(wrench.up_N for wrench in measured.values())
        safe = np.where(total > 0, total, np.nan)
        shares = {side: np.asarray(wrench.up_N / safe) for side, wrench in measured.items()}
        return measured, shares
    return _from_motion(motion, whole, errors)


def plate_mass_kg(motion: Motion) -> float | None:
    """What stood on the plates, in kilograms: the median while the lifter stands tallest.

    None without two plates, or where nobody was seen standing.
    """
    if not has_plates(motion):
        return None
    up = np.sum([force.force_N[:, 1] for force in motion.forces], axis=0)[standing_frames(motion)]
    up = up[np.isfinite(up)]
    return float(np.median(up)) / GRAVITY_MPS2 if up.size else None


def has_plates(motion: Motion) -> bool:
    """Whether the recording holds the ground reaction of both feet."""
    return len(motion.forces) == 2


def _measured(motion: Motion, force: FootForce) -> Wrench:
    moment = force.center_of_pressure_m * force.force_N[:, 1]
    moment = np.where(np.isfinite(moment), moment, 0.0)
    columns = np.column_stack([np.nan_to_num(force.force_N), moment])
    calm = signals.smooth(motion.times_s, columns, cutoff_hz=PLATE_CUTOFF_HZ)
    calm[~np.isfinite(force.force_N).all(axis=1)] = np.nan
    return Wrench(*(column[None, :] for column in calm.T))


def _from_motion(
    motion: Motion, whole: Wrench, errors: Errors
) -> tuple[dict[Side, Wrench], dict[Side, Floats]]:
    feet = dict(motion.legs)
    mirrored = len(feet) == 1
    if mirrored:
        ((side, leg),) = feet.items()
        feet[side.other] = leg
    seen = whole.up_N[np.isfinite(whole.up_N)]
    flying = whole.up_N < FLIGHT * (np.median(seen) if seen.size else np.nan)
    up = np.where(flying, np.nan, whole.up_N)
    pressure = whole.moment_Nm / up + errors.pressure_m[:, None]
    shares, centers = _split(
        feet, pressure, errors.share[:, None], one_leg=mirrored and _one_legged(motion)
    )
    reactions = {}
    for side in feet:
        share = np.where(flying, 0.0, shares[side])
        moment = np.where(flying, 0.0, share * whole.up_N * centers[side])
        reactions[side] = Wrench(share * whole.forward_N, share * whole.up_N, moment)
    return reactions, shares


def _one_legged(motion: Motion) -> bool:
    return "single_leg" in motion.movement.name


def _split(
    feet: dict[Side, Leg], pressure: Floats, uneven: Floats, *, one_leg: bool
) -> tuple[dict[Side, Floats], dict[Side, Floats]]:
    """Share of the weight and center of pressure of each foot, (draws, frames)."""
    first, second = feet
    if one_leg:
        whole = np.ones_like(pressure)
        center = _inside(feet[first], pressure)
        return {first: whole, second: 0 * whole}, {first: center, second: center}
    length = np.mean([leg.foot_length_m for leg in feet.values()])
    apart = feet[first].ankle_m[:, 0] - feet[second].ankle_m[:, 0]
    higher = _lowest(feet[first]) - _lowest(feet[second])
    lunging = np.abs(apart) > SPLIT * length
    rests = {side: _resting_point(leg) for side, leg in feet.items()}
    gap = np.where(lunging, rests[first] - rests[second], np.nan)
    by_lever = np.clip((pressure - rests[second]) / gap, 0.0, 1.0)
    share = np.where(lunging, by_lever, 0.5 + uneven)
    share = np.where(higher > LIFTED * length, 0.0, share)
    share = np.where(higher < -LIFTED * length, 1.0, share)
    share = np.where(np.isfinite(pressure), share, np.nan)
    middle = np.mean([_at(leg, 0.5) for leg in feet.values()], axis=0)
    centers = {}
    for side, leg in feet.items():
        alone = share == (1.0 if side is first else 0.0)
        together = pressure + np.where(alone & ~lunging, 0.0, _at(leg, 0.5) - middle)
        centers[side] = np.where(lunging & ~alone, rests[side], _inside(leg, together))
    return {first: share, second: 1 - share}, centers


def _at(leg: Leg, fraction: float) -> Floats:
    return np.asarray(leg.heel_m[:, 0] + fraction * (leg.toe_m[:, 0] - leg.heel_m[:, 0]))


def _inside(leg: Leg, pressure: Floats) -> Floats:
    ends = np.stack([_at(leg, edge) for edge in EDGES])
    return np.clip(pressure, ends.min(axis=0), ends.max(axis=0))


def _lowest(leg: Leg) -> Floats:
    return np.minimum(leg.heel_m[:, 1], leg.toe_m[:, 1])


def _resting_point(leg: Leg) -> Floats:
    """Where a foot of a split stance carries: its middle when flat, its ball with the heel up."""
    lift = leg.heel_m[:, 1] - leg.toe_m[:, 1]
    raised = np.clip(lift / (LIFTED * leg.foot_length_m), 0.0, 1.0)
    return np.asarray((1 - raised) * _at(leg, CENTER_OF_PRESSURE) + raised * _at(leg, BALL))
