"""Net joint moments and joint forces over time, for one body or many drawn ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import Side, landmark
from overtoe.loads import joints
from overtoe.loads.ground import ground_reactions
from overtoe.loads.pieces import Errors, needs_of

if TYPE_CHECKING:
    from overtoe.body import BodySegments, Load
    from overtoe.loads.newton_euler import Wrench
    from overtoe.loads.paths import Points
    from overtoe.motion.types import Floats, Leg, Motion


@dataclass(frozen=True, eq=False)
class LegLoads:
    """Loads of one leg, (draws, frames): extensor (plantarflexor) moments positive."""

    ankle_moment_Nm: Floats
    knee_moment_Nm: Floats
    hip_moment_Nm: Floats
    quadriceps_force_N: Floats
    patellofemoral_force_N: Floats
    patellofemoral_stress_MPa: Floats
    achilles_force_N: Floats
    share: Floats
    """Share of the ground's vertical force under this foot."""


@dataclass(frozen=True, eq=False)
class Loads:
    """Loads of the whole body, (draws, frames)."""

    legs: dict[Side, LegLoads]
    lumbar_moment_Nm: Floats
    lumbar_compression_N: Floats
    lumbar_shear_N: Floats
    """Positive when the upper body would slide forward on the sacrum."""


def net_loads(
    motion: Motion,
    points: Points,
    body: BodySegments,
    load: Load,
    errors: Errors,
    *,
    mass_kg: float,
    use_plates: bool = True,
) -> Loads:
    """Run inverse dynamics and the joint models once for every drawn body.

    Legs are worked out from the ground up, with measured plates where the motion has them; the low
    back from the hands and the bar down.
    """
    needs = needs_of(points, body, load, errors, mass_kg=mass_kg)
    ground, shares = ground_reactions(motion, needs.whole(), errors, use_plates=use_plates)
    legs = {
        side: _leg_loads(
            leg, points, errors, parts=needs.legs[side], ground=ground[side], share=shares[side]
        )
        for side, leg in motion.legs.items()
    }
    moment, compression, shear = _lumbar(points, needs.upper, errors)
    return Loads(legs, moment, compression, shear)


def _leg_loads(
    leg: Leg,
    points: Points,
    errors: Errors,
    *,
    parts: dict[str, Wrench],
    ground: Wrench,
    share: Floats,
) -> LegLoads:
    below = parts["foot"] - ground
    ankle = -below.about(_joint(points, leg.side, "ankle", errors))
    below += parts["shank"]
    knee = below.about(_joint(points, leg.side, "knee", errors))
    below += parts["thigh"]
    hip = -below.about(_joint(points, leg.side, "hip", errors))
    scale = errors.scale[:, None]
    ankle, knee, hip = scale * ankle, scale * knee, scale * hip
    flexion = knee_flexion_rad(leg)[None, :] + errors.flexion_rad[:, None]
    mix = errors.mix[:, None]
    return LegLoads(
        ankle_moment_Nm=ankle,
        knee_moment_Nm=knee,
        hip_moment_Nm=hip,
        quadriceps_force_N=joints.quadriceps_force_N(knee, flexion, mix=mix),
        patellofemoral_force_N=joints.patellofemoral_force_N(knee, flexion, mix=mix),
        patellofemoral_stress_MPa=joints.patellofemoral_stress_MPa(knee, flexion, mix=mix),
        achilles_force_N=joints.achilles_force_N(ankle, arm_m=errors.achilles_arm_m[:, None]),
        share=np.broadcast_to(share, knee.shape),
    )


def knee_flexion_rad(leg: Leg) -> Floats:
    """Knee flexion in the sagittal plane, zero when straight; (frames,)."""
    thigh, shank = leg.hip_m - leg.knee_m, leg.knee_m - leg.ankle_m
    return np.asarray(np.arctan2(shank[:, 0], shank[:, 1]) - np.arctan2(thigh[:, 0], thigh[:, 1]))


def _joint(points: Points, side: Side, name: str, errors: Errors) -> Floats:
    path = points.position_m[landmark(side, name)]
    return path + errors.shift_m.get(name, np.zeros((1, 2)))[:, None, :]


def _lumbar(points: Points, upper: Wrench, errors: Errors) -> tuple[Floats, Floats, Floats]:
    joint = points.position_m["lumbar"]
    line = points.position_m["neck"] - joint
    up = line / np.linalg.norm(line, axis=1)[:, None]
    shifted = joint + errors.shift_m.get("lumbar", np.zeros((1, 2)))[:, None, :]
    moment = errors.scale[:, None] * upper.about(shifted)
    along = upper.forward_N * up[:, 0] + upper.up_N * up[:, 1]
    shear = upper.up_N * up[:, 0] - upper.forward_N * up[:, 1]
    compression = joints.lumbar_compression_N(moment, along, arm_m=errors.erector_arm_m[:, None])
    return moment, compression, shear
