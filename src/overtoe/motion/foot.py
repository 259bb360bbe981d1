"""A foot that stands: flat on the floor unless its heel clearly rises, and never below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.motion.body_paths import nearby, resting
from overtoe.motion.proportions import network
from overtoe.motion.skeleton import ANKLE, HEEL, HIP, PITCH, TOE, TX, TY

if TYPE_CHECKING:
    from overtoe.motion.fit import Fit
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

FLAT: Final = (0.03, 0.09)
"""Rise of the heel, in shoe lengths, under which a standing foot counts as flat, and from which on
the rise is taken as seen; in between it grows smoothly. The heel's landmark of a foot that stays
flat strays by up to 2 cm as the shank leans (docs/motion.md)."""

STANDING_RISE: Final = 0.04
"""Height of a toe, in shoe lengths, up to which it counts as on the floor while it doesn't move."""


@dataclass(frozen=True, eq=False)
class Foot:
    """A shoe as a rigid line with the ankle above it; paths (frames, 2) over its own floor."""

    toe: Floats
    heel: Floats
    ankle: Floats
    length: float


def shoe_length(fit: Fit) -> float:
    """Length of the shoe around the network's heel and toe."""
    inside = network("heel_inside").value + network("toe_inside").value
    return (1 + inside) * fit.body.foot


def floor_below(fit: Fit) -> float:
    """How far the floor lies under the toe's landmark while the foot rests, in the fit's unit."""
    rise = (fit.points[:, HEEL, 1] - fit.points[:, TOE, 1])[fit.planted | ~fit.planted.any()]
    middle = float(np.nanmedian(rise)) / 2 if np.isfinite(rise).any() else 0.0
    return network("sole_below").value * fit.body.foot - middle


def grounded(times_s: Floats, fit: Fit) -> Foot:
    """Foot of a leg whose own floor is at y = 0.

    A foot that isn't seen keeps its ankle and has no ends.
    """
    rest = resting(_hip_height(fit), fit.planted)
    pitch = fit.posture[:, PITCH]
    length = shoe_length(fit)
    tilt = _tilt(times_s, pitch, rest, fit.planted, length)
    toe = fit.posture[:, [TX, TY]] + [network("toe_inside").value * fit.body.foot, 0.0]
    rise = toe[:, 1] - nearby(times_s, toe[:, 1], rest)
    low = np.abs(rise) < STANDING_RISE * length
    toe[:, 1] = np.where(fit.planted | low, 0.0, np.maximum(rise, 0.0))
    along = np.stack([np.cos(tilt), -np.sin(tilt)], axis=1)
    up = np.stack([np.sin(tilt), np.cos(tilt)], axis=1)
    ankle = fit.points[:, ANKLE]
    back, height = _ankle_in_foot(toe, ankle, fit.planted, rest)
    inside = toe - back * along + height * up
    unseen = ~np.isfinite(pitch)
    heel = toe - length * along
    toe, heel = (np.where(unseen[:, None], np.nan, path) for path in (toe, heel))
    return Foot(toe, heel, np.where(unseen[:, None], ankle, inside), length)


def _hip_height(fit: Fit) -> Floats:
    height: Floats = (fit.points[:, HIP, 1] - fit.points[:, ANKLE, 1]) / (
        fit.body.shank + fit.body.thigh
    )
    return height


def _tilt(times_s: Floats, pitch: Floats, rest: Bools, planted: Bools, length: float) -> Floats:
    """Pitch against the foot at rest; a standing foot is flat unless it clearly isn't."""
    tilt = pitch - nearby(times_s, pitch, rest)
    start, full = FLAT
    share = np.clip((np.sin(tilt) - start) / (full - start), 0.0, 1.0)
    clear = share * share * (3 - 2 * share)
    standing: Floats = np.where(planted, clear * tilt, tilt)
    return standing


def _ankle_in_foot(toe: Floats, ankle: Floats, planted: Bools, rest: Bools) -> tuple[float, float]:
    """Distance of the ankle behind the toe tip and above the sole, both constant."""
    for frames in (planted & rest, planted, np.ones(len(toe), dtype=bool)):
        apart = (toe - ankle)[frames]
        if np.isfinite(apart).any():
            back = float(np.nanmedian(apart[:, 0]))
            return back, float(np.nanmedian(ankle[frames, 1]))
    return float("nan"), float("nan")
