"""Bodies that something besides their feet holds: a wall, a strap, a rail, the floor, a seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads.posture.moments import Moments, static_moments
from overtoe.loads.posture.solve import legs_kgm

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Chain, Number
    from overtoe.loads.posture.solve import Posture


@dataclass(frozen=True, eq=False)
class Push:
    """A level force on the body that the floor's friction answers; forward positive.

    ``height_m`` is above the ankle. ``on_shank`` says that it acts below the knee (a strap behind
    the calf); otherwise it acts above the joint between L5 and the sacrum (a wall, a rail).
    """

    force_N: Number
    height_m: Number
    on_shank: bool


def wall_push(chain: Chain, posture: Posture) -> Push:
    """Frictionless wall at the middle of the trunk, just strong enough to keep the balance."""
    return _balancing(chain, posture, _trunk_height_m(chain, posture, 0.5), on_shank=False)


def rail_push(chain: Chain, posture: Posture) -> Push:
    """Level pull of both hands at the height of the shoulders."""
    return _balancing(chain, posture, _trunk_height_m(chain, posture, 1.0), on_shank=False)


def strap_push(chain: Chain, posture: Posture) -> Push:
    """Level pull of a strap behind the upper calf, at nine tenths of the shank."""
    height = 0.9 * chain.shank_m * np.cos(posture.shank_rad)
    return _balancing(chain, posture, height, on_shank=True)


def pushed_moments(
    chain: Chain, posture: Posture, push: Push, *, leg_share: Number = 0.5
) -> Moments:
    """Moments at rest when a level force and the floor's friction act besides weight."""
    free = static_moments(chain, posture, leg_share=leg_share)
    floor = floor_height_m(chain, posture)
    knee = chain.shank_m * np.cos(posture.shank_rad)
    hip = knee + chain.thigh_m * np.cos(posture.thigh_rad)
    lumbar = hip + chain.lumbar_m * np.cos(posture.trunk_rad)
    force = leg_share * push.force_N
    strap = 1.0 if push.on_shank else 0.0
    above = push.force_N * (1.0 - strap)
    return Moments(
        free.ankle_Nm + force * floor,
        free.knee_Nm + force * (knee - floor - strap * (knee - push.height_m)),
        free.hip_Nm - force * (hip - floor - strap * (hip - push.height_m)),
        free.lumbar_Nm + above * (push.height_m - lumbar),
    )


def kneeling_moments(chain: Chain, posture: Posture) -> Moments:
    """Both shanks flat on the floor, everything above held by the knees; ankles carry nothing.

    The foot and shank rest, so moments come from the top down and ``posture`` needs no balance
    over the feet: Nordic and reverse Nordic leans. Extensor positive, so a Nordic's knee moment is
    negative.
    """
    above = chain.above_hip.moment_kgm(posture.trunk_rad)
    hip_behind = chain.thigh_m * np.sin(posture.thigh_rad)
    thigh = chain.thigh_kg * (chain.thigh_center_ahead_m(posture.thigh_rad) - hip_behind)
    knee = -0.5 * GRAVITY_MPS2 * (above - chain.above_hip.mass_kg * hip_behind + thigh)
    hip = 0.5 * GRAVITY_MPS2 * above
    lumbar = GRAVITY_MPS2 * chain.above_lumbar.moment_kgm(posture.trunk_rad)
    return Moments(*np.broadcast_arrays(np.zeros_like(knee), knee, hip, lumbar))


def seated_moments(chain: Chain, posture: Posture, *, at_ankle_kg: Number = 0.0) -> Moments:
    """Thighs on a seat, shanks hanging or held out: a leg extension, per leg at half of each mass.

    ``at_ankle_kg`` is the weight on both ankles together; hips and back rest on the seat and
    carry no leg moment, so both are NaN.
    """
    out = -np.sin(posture.shank_rad)
    foot = chain.foot_kg * (chain.shank_m * out + chain.foot_center_m)
    first = chain.shank_kg * chain.shank_center_m * out + foot + at_ankle_kg * chain.shank_m * out
    knee = 0.5 * GRAVITY_MPS2 * first
    rest = np.full_like(knee, np.nan)
    return Moments(np.zeros_like(knee), knee, rest, rest)


def floor_height_m(chain: Chain, posture: Posture) -> Number:
    """Height of the sole under the center of pressure; negative, the ankle is at 0."""
    sine, cosine = np.sin(posture.foot_pitch_rad), np.cos(posture.foot_pitch_rad)
    along = (posture.center_of_pressure_m + chain.ankle_height_m * sine) / cosine
    return -(along * sine + chain.ankle_height_m * cosine)


def _trunk_height_m(chain: Chain, posture: Posture, fraction: float) -> Number:
    leg = chain.shank_m * np.cos(posture.shank_rad) + chain.thigh_m * np.cos(posture.thigh_rad)
    return leg + fraction * chain.shoulder_m * np.cos(posture.trunk_rad)


def _balancing(chain: Chain, posture: Posture, height_m: Number, *, on_shank: bool) -> Push:
    above = chain.above_hip.moment_kgm(posture.trunk_rad)
    legs = legs_kgm(chain, posture.shank_rad, posture.thigh_rad, posture.foot_pitch_rad)
    first = legs + chain.above_hip.mass_kg * posture.hip_m + above
    missing = chain.total_kg * posture.center_of_pressure_m - first
    force = GRAVITY_MPS2 * missing / (height_m - floor_height_m(chain, posture))
    return Push(force, height_m, on_shank)
