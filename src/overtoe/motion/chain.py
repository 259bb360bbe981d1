"""The whole body as one closed chain: feet on the floor, one hip, bones of constant length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.motion.foot import Foot, grounded
from overtoe.motion.movement import SPLIT_STEP
from overtoe.motion.skeleton import (
    SHANK,
    SHANK_R,
    THIGH,
    THIGH_R,
    TRUNK,
    TRUNK_R,
    TX,
)
from overtoe.motion.types import Leg

if TYPE_CHECKING:
    from overtoe.conventions import Side
    from overtoe.motion.fit import Fit
    from overtoe.motion.types import Floats

STRAIGHT: Final = 0.9999
"""Longest reach of a leg, as a share of its bones, so that a straight knee still bends forward."""


@dataclass(frozen=True, eq=False)
class Chain:
    """Legs that end in one hip, and the line from there to the middle of the shoulders."""

    legs: dict[Side, Leg]
    hip: Floats
    shoulder: Floats


def joined(times_s: Floats, fits: dict[Side, Fit], main: Side) -> Chain:
    """Close the chain.

    The measured leg stands on its foot and carries the hip by its own angles. The other leg has the
    same bones; its knee follows from its foot and that hip, because a half hidden knee is the least
    certain landmark of all. All in meters, each leg over its own floor.

    Parameters
    ----------
    fits
        Legs in meters.
    main
        The measured leg.
    """
    fit = fits[main]
    shank, thigh = bones(fit)
    feet = _feet(times_s, fits, main, shank + thigh)
    knee = feet[main].ankle + shank * leaning(fit.posture[:, SHANK])
    hip = knee + thigh * leaning(-fit.posture[:, THIGH])
    legs = {main: _leg(main, feet[main], knee, hip)}
    for side, foot in feet.items():
        if side is not main:
            legs[side] = _reaching(side, foot, hip, shank, thigh)
    return Chain({side: legs[side] for side in fits}, hip, hip + _trunk(fit))


def _feet(times_s: Floats, fits: dict[Side, Fit], main: Side, leg: float) -> dict[Side, Foot]:
    """Both feet; side by side the half hidden one does what the measured one does, in its place."""
    feet = {side: grounded(times_s, each) for side, each in fits.items()}
    for side, foot in feet.items():
        if side is not main:
            feet[side] = _kept(foot)
        apart = _apart(fits[side], fits[main])
        if side is not main and not abs(apart) > SPLIT_STEP * leg:
            feet[side] = moved(feet[main], np.array([np.nan_to_num(apart), 0.0]))
    return feet


def _kept(foot: Foot) -> Foot:
    """A foot that is hidden for a while is taken to stay between where it was and where it is."""
    seen = np.flatnonzero(np.isfinite(foot.ankle).all(axis=1))
    if not seen.size:
        return foot
    frames = np.arange(len(foot.ankle))
    inside = (frames >= seen[0]) & (frames <= seen[-1])
    filled = {}
    for name in ("toe", "heel", "ankle"):
        path = getattr(foot, name).copy()
        known = np.isfinite(path).all(axis=1)
        if known.any():
            for column in path.T:
                column[inside] = np.interp(frames[inside], frames[known], column[known])
        filled[name] = path
    return replace(foot, **filled)


def _apart(fit: Fit, main: Fit) -> float:
    """How far ahead of the measured foot the other one stands."""
    both = fit.planted & main.planted
    ahead = (fit.posture[:, TX] - main.posture[:, TX])[both]
    return float(np.nanmedian(ahead)) if np.isfinite(ahead).any() else float("nan")


def moved(foot: Foot, by: Floats) -> Foot:
    """The same foot elsewhere; ``by`` is (2,) or (frames, 2)."""
    return replace(foot, toe=foot.toe + by, heel=foot.heel + by, ankle=foot.ankle + by)


def bones(fit: Fit) -> tuple[float, float]:
    """Lengths of shank and thigh: the usual ones, since foreshortening comes and goes."""
    return (
        fit.body.shank * float(np.nanmedian(fit.posture[:, SHANK_R])),
        fit.body.thigh * float(np.nanmedian(fit.posture[:, THIGH_R])),
    )


def _trunk(fit: Fit) -> Floats:
    length = fit.body.trunk * float(np.nanmedian(fit.posture[:, TRUNK_R]))
    return length * leaning(fit.posture[:, TRUNK])


def _leg(side: Side, foot: Foot, knee: Floats, hip: Floats) -> Leg:
    return Leg(
        side=side,
        hip_m=hip,
        knee_m=knee,
        ankle_m=foot.ankle,
        heel_m=foot.heel,
        toe_m=foot.toe,
        foot_length_m=foot.length,
    )


def _reaching(side: Side, foot: Foot, hip: Floats, shank: float, thigh: float) -> Leg:
    """A leg between a known foot and a known hip."""
    knee, ankle = bent_knee(foot.ankle, hip, shank, thigh)
    return _leg(side, moved(foot, ankle - foot.ankle), knee, hip)


def bent_knee(ankle: Floats, hip: Floats, shank: float, thigh: float) -> tuple[Floats, Floats]:
    """Knee of a leg with given bones between ankle and hip, bent forward; and the ankle.

    Where the leg is too short, or the hip too near, the ankle moves along the line to the hip.

    >>> knee, ankle = bent_knee(np.zeros((1, 2)), np.array([[0.0, 0.6]]), 0.5, 0.5)
    >>> knee.round(3).tolist(), ankle.tolist()
    ([[0.4, 0.3]], [[0.0, 0.0]])
    """
    line = hip - ankle
    distance = np.linalg.norm(line, axis=1)
    reach = np.clip(distance, abs(shank - thigh) / STRAIGHT, STRAIGHT * (shank + thigh))
    along = line / np.where(distance > 0, distance, 1.0)[:, None]
    ankle = np.where((reach == distance)[:, None], ankle, hip - reach[:, None] * along)
    foot = (shank**2 - thigh**2 + reach**2) / (2 * reach)
    height = np.sqrt(np.maximum(shank**2 - foot**2, 0.0))
    forward = np.stack([along[:, 1], -along[:, 0]], axis=1)
    knee: Floats = ankle + foot[:, None] * along + height[:, None] * forward
    return knee, ankle


def leaning(angle: Floats) -> Floats:
    """Unit vectors that lean forward by ``angle`` from the vertical, (frames, 2)."""
    direction: Floats = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return direction
