"""Net joint moments of a posture at rest: legs from the ground up, lumbar from the top down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import GRAVITY_MPS2

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Chain, Floats, Number
    from overtoe.loads.posture.solve import Posture


@dataclass(frozen=True, eq=False)
class Moments:
    """Internal moments, extensor (plantarflexor) positive: legs per leg, lumbar for the body."""

    ankle_Nm: Floats
    knee_Nm: Floats
    hip_Nm: Floats
    lumbar_Nm: Floats


def static_moments(
    chain: Chain,
    posture: Posture,
    *,
    leg_share: Number = 0.5,
    gravity_mps2: float = GRAVITY_MPS2,
) -> Moments:
    """Moments of the working leg, which carries ``leg_share`` of the ground's vertical force.

    NaN where the posture is not feasible. Shapes: everything broadcasts.
    """
    foot_N, shank_N, thigh_N = (
        0.5 * gravity_mps2 * mass for mass in (chain.foot_kg, chain.shank_kg, chain.thigh_kg)
    )
    shank_x = chain.shank_center_ahead_m(posture.shank_rad)
    thigh_x = posture.hip_m + chain.thigh_center_ahead_m(posture.thigh_rad)
    foot_x = chain.foot_center_m * np.cos(posture.foot_pitch_rad)
    ground_N = leg_share * gravity_mps2 * chain.total_kg
    at_knee_N = ground_N - foot_N - shank_N
    ankle = ground_N * posture.center_of_pressure_m - foot_N * foot_x
    shank = shank_N * shank_x
    knee = at_knee_N * posture.knee_m + shank - ankle
    hip = ankle - shank - thigh_N * thigh_x - (at_knee_N - thigh_N) * posture.hip_m
    lumbar = gravity_mps2 * chain.above_lumbar.moment_kgm(posture.trunk_rad)
    parts = np.broadcast_arrays(posture.feasible, ankle, knee, hip, lumbar)
    return Moments(*(np.where(parts[0], part, np.nan) for part in parts[1:]))
