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
    from collections.abc import Callable

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
    nowhere = np.zeros((1, 2))
    joint = {
        name: (points.position_m[landmark(leg.side, name)], errors.shift_m.get(name, nowhere))
        for name in ("ankle", "knee", "hip")
    }
    ankle = -_moment(below, *joint["ankle"])
    below += parts["shank"]
    knee = _moment(below, *joint["knee"])
    below += parts["thigh"]
    hip = -_moment(below, *joint["hip"])
    scale = errors.scale[:, None]
    ankle, knee, hip = scale * ankle, scale * knee, scale * hip
    flexion = knee_flexion_rad(leg)
    extensor = np.maximum(knee, 0.0)
    kneecap = extensor * _drawn_factor(joints.patellofemoral_factors, flexion, errors)
    return LegLoads(
        ankle_moment_Nm=ankle,
        knee_moment_Nm=knee,
        hip_moment_Nm=hip,
        quadriceps_force_N=extensor * _drawn_factor(joints.quadriceps_factors, flexion, errors),
        patellofemoral_force_N=kneecap,
        patellofemoral_stress_MPa=kneecap / joints.contact_area_m2(flexion) / 1e6,
        achilles_force_N=joints.achilles_force_N(ankle, arm_m=errors.achilles_arm_m[:, None]),
        share=np.broadcast_to(share, knee.shape),
    )


def knee_flexion_rad(leg: Leg) -> Floats:
    """Knee flexion in the sagittal plane, zero when straight; (frames,)."""
    thigh, shank = leg.hip_m - leg.knee_m, leg.knee_m - leg.ankle_m
    return np.asarray(np.arctan2(shank[:, 0], shank[:, 1]) - np.arctan2(thigh[:, 0], thigh[:, 1]))


def _moment(wrench: Wrench, joint_m: Floats, shift_m: Floats) -> Floats:
    """Moment about a joint's path (frames, 2) that is shifted by a constant per draw (draws, 2)."""
    shifted = shift_m[:, :1] * wrench.up_N - shift_m[:, 1:] * wrench.forward_N
    return wrench.about(joint_m) - shifted


def _drawn_factor(
    families: Callable[[Floats], tuple[Floats, Floats]], flexion_rad: Floats, errors: Errors
) -> Floats:
    """Mix of two formula families at a drawn flexion, (draws, frames).

    The families are evaluated once per frame; a drawn error of flexion enters by their slope.
    """
    step = 0.01
    middle = families(flexion_rad)
    above, below = families(flexion_rad + step), families(flexion_rad - step)
    slopes = [(a - b) / (2 * step) for a, b in zip(above, below, strict=True)]
    share = np.stack([1 - errors.mix, errors.mix], axis=1)
    weights = np.concatenate([share, share * errors.flexion_rad[:, None]], axis=1)
    return np.asarray(np.maximum(weights @ np.stack([*middle, *slopes]), 0.0))


def _lumbar(points: Points, upper: Wrench, errors: Errors) -> tuple[Floats, Floats, Floats]:
    joint = points.position_m["lumbar"]
    line = points.position_m["neck"] - joint
    up = line / np.linalg.norm(line, axis=1)[:, None]
    shift = errors.shift_m.get("lumbar", np.zeros((1, 2)))
    moment = errors.scale[:, None] * _moment(upper, joint, shift)
    along = upper.forward_N * up[:, 0] + upper.up_N * up[:, 1]
    shear = upper.up_N * up[:, 0] - upper.forward_N * up[:, 1]
    compression = joints.lumbar_compression_N(moment, along, arm_m=errors.erector_arm_m[:, None])
    return moment, compression, shear
