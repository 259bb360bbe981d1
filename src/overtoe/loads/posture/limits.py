"""Shank leans at which something stops the knee, each in closed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE, solve_chain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.loads.posture.chain import Chain, Number


def shank_at_travel(chain: Chain, travel_m: Number, *, foot_pitch_rad: Number = 0.0) -> Number:
    """Shank lean that brings the knee this far past the toe tip; NaN where no lean does.

    >>> from overtoe.loads.posture import winter_chain
    >>> float(np.degrees(shank_at_travel(winter_chain(80, 1.75), 0.0)).round())
    26.0
    """
    return _arcsine((travel_m + chain.sole_ahead_m(1.0, foot_pitch_rad)) / chain.shank_m)


def shank_at_trunk(
    chain: Chain,
    trunk_rad: Number,
    *,
    thigh_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
) -> Number:
    """Shank lean that leaves the trunk at this lean: at 0 more shank would need leaning back."""
    above = chain.above_hip
    cop = chain.total_kg * chain.sole_ahead_m(cop_fraction, foot_pitch_rad)
    foot = chain.foot_kg * chain.foot_center_m * np.cos(foot_pitch_rad)
    thigh = chain.thigh_kg * chain.thigh_center_ahead_m(thigh_rad)
    behind = (above.mass_kg + chain.thigh_kg) * chain.thigh_m * np.sin(thigh_rad)
    needed = cop - foot - thigh + behind - above.moment_kgm(trunk_rad)
    at_knee = (above.mass_kg + chain.thigh_kg) * chain.shank_m
    own = chain.shank_kg * (chain.shank_m - chain.shank_center_m)
    return _lean(needed, at_knee + own, chain.shank_kg * chain.shank_ahead_m)


def shank_at_knee_moment(
    chain: Chain,
    moment_Nm: Number,
    *,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
    leg_share: Number = 0.5,
) -> Number:
    """Shank lean at which the knee of one leg needs this extensor moment, at any depth."""
    foot_N, shank_N = (0.5 * GRAVITY_MPS2 * mass for mass in (chain.foot_kg, chain.shank_kg))
    ground_N = leg_share * GRAVITY_MPS2 * chain.total_kg
    ankle = ground_N * chain.sole_ahead_m(cop_fraction, foot_pitch_rad)
    ankle = ankle - foot_N * chain.foot_center_m * np.cos(foot_pitch_rad)
    at_knee = (ground_N - foot_N - shank_N) * chain.shank_m
    own = shank_N * (chain.shank_m - chain.shank_center_m)
    return _lean(moment_Nm + ankle, at_knee + own, shank_N * chain.shank_ahead_m)


def deepest_thigh(
    chain: Chain,
    *,
    shank_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
) -> Number:
    """Largest thigh inclination, up to level, that can be balanced with this shank lean.

    NaN where even straight legs can't be. Beyond level the hip comes forward again, so a body that
    balances at level balances at every depth.
    """
    above = chain.above_hip
    reach = np.hypot(above.along_kgm, above.ahead_kgm) + above.level_kgm
    carried = above.mass_kg + chain.thigh_kg
    foot = chain.foot_kg * chain.foot_center_m * np.cos(foot_pitch_rad)
    shank = chain.shank_kg * chain.shank_center_ahead_m(shank_rad)
    forward = reach + foot + shank + carried * chain.shank_m * np.sin(shank_rad)
    spare = forward - chain.total_kg * chain.sole_ahead_m(cop_fraction, foot_pitch_rad)
    along = carried * chain.thigh_m - chain.thigh_kg * chain.thigh_center_m
    ahead = chain.thigh_kg * chain.thigh_ahead_m
    phase = np.arctan2(-ahead, along)
    sine = spare / np.hypot(along, ahead)
    deepest = np.where(sine > 1.0, np.pi / 2, _arcsine(np.minimum(sine, 1.0)) - phase)
    return np.where(deepest >= 0.0, np.minimum(deepest, np.pi / 2), np.nan)


def counterweight_kg(
    chain: Chain,
    *,
    shank_rad: Number,
    thigh_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
    most_kg: float = 40.0,
) -> Number:
    """Smallest weight on straight arms in front that makes a posture balanced.

    NaN where ``most_kg`` isn't enough. Found by halving, to a gram.
    """
    given = {"shank_rad": shank_rad, "foot_pitch_rad": foot_pitch_rad, "cop_fraction": cop_fraction}
    low = np.zeros(np.broadcast(shank_rad, thigh_rad, cop_fraction, chain.total_kg).shape)
    high = np.full_like(low, most_kg)
    enough = _balances(chain.holding(high), thigh_rad, given)
    for _ in range(16):
        middle = 0.5 * (low + high)
        stands = _balances(chain.holding(middle), thigh_rad, given)
        low, high = np.where(stands, low, middle), np.where(stands, middle, high)
    return np.where(enough, high, np.nan)


def _balances(chain: Chain, thigh_rad: Number, given: dict[str, Number]) -> NDArray[np.bool_]:
    return solve_chain(chain, thigh_rad=thigh_rad, **given).feasible


def _lean(needed: Number, along: Number, ahead: Number) -> Number:
    """Solve along·sin x + ahead·cos x = needed for x."""
    return _arcsine(needed / np.hypot(along, ahead)) - np.arctan2(ahead, along)


def _arcsine(sine: Number) -> Number:
    return np.arcsin(np.where(np.abs(sine) <= 1.0, sine, np.nan))
