"""Where the trunk must lean so that a body stands balanced over its feet, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.loads.posture.chain import Chain, Floats, Number

CENTER_OF_PRESSURE: Final = 0.49
"""Where people rest on their feet, heel (0) to toe (1), wherever nothing measured it: midway
between the 53.5 % and 44.4 % that Ishida 2022 (doi:10.52082/jssm.2022.341) had sixteen men hold by
feedback. Neither of the two was a free squat, so neither alone stands for one."""


@dataclass(frozen=True, eq=False)
class Posture:
    """One sagittal posture per entry; angles after :mod:`overtoe.conventions`.

    ``feasible`` is False where no trunk lean balances the body; its ``trunk_rad`` is NaN there.
    Positions are meters ahead of the ankle.
    """

    shank_rad: Floats
    thigh_rad: Floats
    trunk_rad: Floats
    foot_pitch_rad: Floats
    feasible: NDArray[np.bool_]
    center_of_pressure_m: Floats
    knee_m: Floats
    hip_m: Floats
    toe_m: Floats

    @property
    def knee_travel_m(self) -> Floats:
        """Knee joint center ahead of the toe tip."""
        return self.knee_m - self.toe_m

    @property
    def dorsiflexion_rad(self) -> Floats:
        """Shank against sole, from a right angle."""
        return self.shank_rad - self.foot_pitch_rad

    @property
    def knee_flexion_rad(self) -> Floats:
        """Zero when straight."""
        return self.shank_rad + self.thigh_rad

    @property
    def hip_flexion_rad(self) -> Floats:
        """Zero when straight; the trunk's lean counts as a whole, pelvis and spine."""
        return self.thigh_rad + self.trunk_rad


def solve_chain(
    chain: Chain,
    *,
    shank_rad: Number,
    thigh_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
) -> Posture:
    """Balance the body over a point of its foot by leaning the trunk.

    The body's center of mass must lie above ``cop_fraction`` of the foot, heel to toe. What lies
    above the hip moves forward by R·sin(k + phase), so the lean k is an arcsine, or there is none.

    Shapes: everything broadcasts.
    """
    hip = leg_m(chain, shank_rad, thigh_rad)[1]
    cop = chain.sole_ahead_m(cop_fraction, foot_pitch_rad)
    needed = chain.total_kg * cop - legs_kgm(chain, shank_rad, thigh_rad, foot_pitch_rad)
    trunk, feasible = lean(chain, needed - chain.above_hip.mass_kg * hip)
    angles = (shank_rad, thigh_rad, trunk, foot_pitch_rad)
    return _posture(chain, angles, feasible, cop)


def pose_chain(
    chain: Chain,
    *,
    shank_rad: Number,
    thigh_rad: Number,
    trunk_rad: Number,
    foot_pitch_rad: Number = 0.0,
) -> Posture:
    """A posture with a given trunk lean; feasible where its center of mass lies above the foot."""
    hip = leg_m(chain, shank_rad, thigh_rad)[1]
    first = legs_kgm(chain, shank_rad, thigh_rad, foot_pitch_rad)
    first = first + chain.above_hip.mass_kg * hip + chain.above_hip.moment_kgm(trunk_rad)
    cop = first / chain.total_kg
    heel, toe = (chain.sole_ahead_m(end, foot_pitch_rad) for end in (0.0, 1.0))
    feasible = (heel <= cop) & (cop <= toe)
    angles = (shank_rad, thigh_rad, trunk_rad, foot_pitch_rad)
    return _posture(chain, angles, feasible, cop)


def leg_m(chain: Chain, shank_rad: Number, thigh_rad: Number) -> tuple[Number, Number]:
    """Knee and hip, meters ahead of the ankle."""
    knee = chain.shank_m * np.sin(shank_rad)
    return knee, knee - chain.thigh_m * np.sin(thigh_rad)


def legs_kgm(
    chain: Chain, shank_rad: Number, thigh_rad: Number, foot_pitch_rad: Number = 0.0
) -> Number:
    """First moment of the legs' mass ahead of the ankle."""
    hip = leg_m(chain, shank_rad, thigh_rad)[1]
    foot = chain.foot_kg * chain.foot_center_m * np.cos(foot_pitch_rad)
    shank = chain.shank_kg * chain.shank_center_ahead_m(shank_rad)
    return foot + shank + chain.thigh_kg * (hip + chain.thigh_center_ahead_m(thigh_rad))


def lean(chain: Chain, needed_kgm: Number) -> tuple[Number, NDArray[np.bool_]]:
    """Trunk lean that puts this first moment of mass ahead of the hip, and whether there is one."""
    above = chain.above_hip
    length = np.hypot(above.along_kgm, above.ahead_kgm)
    sine = (needed_kgm - above.level_kgm) / length
    feasible = np.abs(sine) <= 1.0
    phase = np.arctan2(above.ahead_kgm, above.along_kgm)
    return np.arcsin(np.where(feasible, sine, np.nan)) - phase, feasible


def _posture(
    chain: Chain,
    angles: tuple[Number, Number, Number, Number],
    feasible: bool | NDArray[np.bool_],
    cop: Number,
) -> Posture:
    knee, hip = leg_m(chain, angles[0], angles[1])
    toe = chain.sole_ahead_m(1.0, angles[3])
    numbers = (*angles, cop, knee, hip, toe)
    *shared, possible = np.broadcast_arrays(*numbers, feasible)
    shank, thigh, trunk, pitch, *places = (np.asarray(part, dtype=float) for part in shared)
    return Posture(shank, thigh, trunk, pitch, possible, *places)
