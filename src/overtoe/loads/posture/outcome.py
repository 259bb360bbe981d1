"""Everything about a posture that a person may read, as named arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.loads.posture.bodies import chain_of
from overtoe.loads.posture.moments import static_moments
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE, solve_chain
from overtoe.loads.posture.tissue import MIDDLE, static_forces

if TYPE_CHECKING:
    from overtoe.body.load import Load
    from overtoe.body.segments import BodySegments
    from overtoe.loads.posture.bodies import Arms
    from overtoe.loads.posture.chain import Chain, Floats, Number
    from overtoe.loads.posture.moments import Moments
    from overtoe.loads.posture.solve import Posture
    from overtoe.loads.posture.tissue import Forces, Tissue

POSTURE_KEYS: Final = ("shank_rad", "thigh_rad", "trunk_rad", "knee_travel_m", "dorsiflexion_rad")
FORCE_KEYS: Final = (
    "patellofemoral_force_N",
    "patellofemoral_stress_MPa",
    "lumbar_compression_N",
    "lumbar_shear_N",
)


@dataclass(frozen=True, eq=False)
class Outcome:
    """A posture, its moments and joint forces; numbers of an infeasible posture are NaN."""

    posture: Posture
    moments: Moments
    forces: Forces

    def places(self) -> dict[str, Floats]:
        """Angles and knee travel by name; the trunk's lean is NaN where none balances."""
        return {key: getattr(self.posture, key) for key in POSTURE_KEYS}

    def joints(self) -> dict[str, Floats]:
        """Moments by joint: ``knee``, ``hip``, ``lumbar``, ``ankle``."""
        moments = self.moments
        return {
            "knee": moments.knee_Nm,
            "hip": moments.hip_Nm,
            "lumbar": moments.lumbar_Nm,
            "ankle": moments.ankle_Nm,
        }

    def loads(self) -> dict[str, Floats]:
        """Moments and forces by the names of the analysis document."""
        moments = {f"{joint}_moment_Nm": moment for joint, moment in self.joints().items()}
        return moments | {name: getattr(self.forces, name) for name in FORCE_KEYS}


def solve_posture(
    body: BodySegments,
    load: Load,
    *,
    shank_rad: Number,
    thigh_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number = CENTER_OF_PRESSURE,
    arms: Arms | None = None,
) -> Posture:
    """Balanced posture of a body under a load; the trunk's lean is solved for.

    >>> from overtoe.body import NO_LOAD, Lifter, segments
    >>> body = segments(Lifter(1.78, 80.0, "m"))
    >>> deep = solve_posture(body, NO_LOAD, shank_rad=0.1, thigh_rad=np.pi / 2, arms="hanging")
    >>> bool(deep.feasible)  # shins upright, thighs level, nothing in front: one falls backward
    False
    """
    return solve_chain(
        chain_of(body, load, arms=arms),
        shank_rad=shank_rad,
        thigh_rad=thigh_rad,
        foot_pitch_rad=foot_pitch_rad,
        cop_fraction=cop_fraction,
    )


def posture_loads(
    body: BodySegments, load: Load, posture: Posture, *, arms: Arms | None = None
) -> Outcome:
    """Moments and joint forces of a posture of this body, both feet sharing."""
    return stand(chain_of(body, load, arms=arms), posture)


def stand(chain: Chain, posture: Posture, tissue: Tissue = MIDDLE) -> Outcome:
    """A posture on both feet with its moments and joint forces."""
    moments = static_moments(chain, posture)
    return Outcome(posture, moments, static_forces(chain, posture, moments, tissue))


def change_pct(now: dict[str, Floats], held: dict[str, Floats]) -> dict[str, Floats]:
    """Percent by which each joint's moment differs from the held-back one's size."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return {joint: 100.0 * (now[joint] - held[joint]) / np.abs(held[joint]) for joint in now}
