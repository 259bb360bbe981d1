"""What isn't known about a measurement, drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.loads import joints
from overtoe.loads.pieces import Errors

if TYPE_CHECKING:
    from overtoe.motion.types import Uncertainty

ROUNDING_SIGMA: Final = 0.5
"""Even curvature of the spine is a simplification: the true curve may lie half as far behind the
straight line or half as far again."""

TRUNK_FORWARD_SIGMA: Final = 0.03
"""Spread of the trunk's center of mass ahead of the spine between people, as a fraction of trunk
length (about 15 mm); the tables themselves differ by more."""

PRESSURE_SIGMA_M: Final = 0.010
"""What is wrong with a center of pressure from the motion beyond the tables' disagreement; its
RMS error was 15 to 25 mm on the recordings with plates (docs/loads.md)."""

SHARE_SIGMA: Final = 0.03
"""Healthy people load one leg by some 3 % of body weight more than half in squats (from memory of
studies with two plates)."""

AXIS_SIGMA_M: Final = {"knee": 0.010}
"""Distance of a joint's momentary axis from the point that stands for it, by joint: the knee's axis
travels by about a centimeter as it bends (from memory of fluoroscopy). Set among round values so
that intervals cover on the recordings of docs/loads.md, as are the next one and the pressure's."""

OTHER_AXIS_SIGMA_M: Final = 0.006
"""The same for hip and ankle, which turn about nearly fixed axes that lie deeper than markers."""

LUMBAR_SIGMA_M: Final = 0.015
"""Error of the lumbar joint's place in the pelvis (regression error of Dumas and Wojtusch 2018,
from memory)."""


def no_errors() -> Errors:
    """Everything as most likely: one draw of the middle."""
    one = np.ones(1)
    return Errors(
        shift_m={},
        rounding=one,
        trunk_forward=0 * one,
        flexion_rad=0 * one,
        scale=one,
        mix=0.5 * one,
        pressure_m=0 * one,
        share=0 * one,
        erector_arm_m=np.array([np.mean(joints.erector_arm_m())]),
        achilles_arm_m=np.array([np.mean(joints.constants()["achilles"]["arm_mm"]) / 1e3]),
    )


def draw_errors(uncertainty: Uncertainty, rng: np.random.Generator, n: int) -> Errors:
    """Draw ``n`` sets of errors: landmarks, scale, the spine's curve and muscle arms."""
    shifts = {
        name.rpartition("_")[2]: _with_axis(name, sigma) * rng.standard_normal((n, 2))
        for name, sigma in sorted(uncertainty.joint_sigma_m.items())
    }
    shifts["lumbar"] = shifts.get("hip", np.zeros((n, 2))) + LUMBAR_SIGMA_M * rng.standard_normal(
        (n, 2)
    )
    angles = uncertainty.angle_sigma_rad
    flexion = np.hypot(angles.get("shank", 0.0), angles.get("thigh", 0.0))
    achilles = np.array(joints.constants()["achilles"]["arm_mm"]) / 1e3
    return Errors(
        shift_m=shifts,
        rounding=1 + ROUNDING_SIGMA * rng.standard_normal(n),
        trunk_forward=TRUNK_FORWARD_SIGMA * rng.standard_normal(n),
        flexion_rad=flexion * rng.standard_normal(n),
        scale=1 + uncertainty.scale_sigma * rng.standard_normal(n),
        mix=rng.uniform(0, 1, n),
        pressure_m=PRESSURE_SIGMA_M * rng.standard_normal(n),
        share=SHARE_SIGMA * rng.standard_normal(n),
        erector_arm_m=rng.uniform(*joints.erector_arm_m(), n),
        achilles_arm_m=rng.uniform(achilles[0], achilles[1], n),
    )


def _with_axis(name: str, sigma_m: float) -> float:
    axis = AXIS_SIGMA_M.get(name.rpartition("_")[2], OTHER_AXIS_SIGMA_M)
    return float(np.hypot(sigma_m, axis))
