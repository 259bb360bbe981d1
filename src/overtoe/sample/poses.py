"""Where every joint of the mannequin is, frame by frame, in balance.

Frame: x forward, y up with the floor at 0, z to the lifter's right; meters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.sample.body import data

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.body import Mannequin
    from overtoe.sample.options import SampleOptions

    Floats = NDArray[np.float64]

STANDING_SHANK: Final = np.radians(4.0)
STANDING_THIGH: Final = np.radians(-3.0)
CENTER_OVER_FOOT: Final = 0.46
"""Where the center of mass stays over the shoe, from its heel."""

ARM_RAISED: Final = (np.radians(8.0), np.radians(82.0))
ELBOW_BENT: Final = np.radians(14.0)
HEAD_FOLLOWS: Final = 0.35
"""Share of the trunk's lean that the head follows; the eyes stay on the horizon."""

_LEAN_LIMITS: Final = (np.radians(-30.0), np.radians(100.0))
_HALVINGS: Final = 50


@dataclass(frozen=True, eq=False)
class Poses:
    """Angles (frames,) in radians after the house's conventions, joints (frames, 3) in meters."""

    angles: dict[str, Floats]
    joints: dict[str, Floats]


def poses(body: Mannequin, options: SampleOptions, depth: Floats) -> Poses:
    """Joint angles and positions for each depth; the trunk leans so that the body is in balance."""
    shank = STANDING_SHANK + depth * (np.radians(options.shank_deg) - STANDING_SHANK)
    thigh = STANDING_THIGH + depth * (np.radians(options.thigh_deg) - STANDING_THIGH)
    pitch = np.arcsin(np.clip(depth, 0, None) * options.heel_lift_mm / 1000 / body.ball)
    arm = ARM_RAISED[0] + np.clip(depth, 0, 1) * (ARM_RAISED[1] - ARM_RAISED[0])
    legs = _legs(body, shank, thigh, pitch)
    trunk = _balanced_lean(body, legs, arm)
    plane = legs | _upper(body, legs["hip"], trunk, arm)
    angles = {
        "shank": shank,
        "thigh": thigh,
        "trunk": trunk,
        "foot_pitch": pitch,
        "knee_flexion": shank + thigh,
        "hip_flexion": thigh + trunk,
        "dorsiflexion": shank - pitch,
    }
    return Poses(angles, _both_sides(plane))


def _legs(body: Mannequin, shank: Floats, thigh: Floats, pitch: Floats) -> dict[str, Floats]:
    still = np.ones_like(shank)
    ball = np.column_stack([(body.ball - body.shoe / 2) * still, body.sole * still])
    heel = ball - body.ball * _direction(pitch, (1.0, -1.0), swap=True)
    along, height = body.heel_to_ankle, body.ankle_height
    forward = _direction(pitch, (1.0, -1.0), swap=True)
    upward = np.column_stack([np.sin(pitch), np.cos(pitch)])
    ankle = heel + along * forward + height * upward
    knee = ankle + body.shank * _direction(shank, (1.0, 1.0))
    hip = knee + body.thigh * _direction(thigh, (-1.0, 1.0))
    toe = np.column_stack([body.shoe / 2 * still, body.sole * still])
    return {"ball": ball, "heel": heel, "ankle": ankle, "knee": knee, "hip": hip, "toe": toe}


def _direction(angle: Floats, signs: tuple[float, float], *, swap: bool = False) -> Floats:
    first, second = (np.cos, np.sin) if swap else (np.sin, np.cos)
    direction: Floats = np.column_stack([signs[0] * first(angle), signs[1] * second(angle)])
    return direction


def _upper(body: Mannequin, hip: Floats, trunk: Floats, arm: Floats) -> dict[str, Floats]:
    shoulder = hip + body.trunk * _direction(trunk, (1.0, 1.0))
    rest = body.stature - body.ankle_height - body.shank - body.thigh - body.trunk
    head = shoulder + 0.62 * rest * _direction(HEAD_FOLLOWS * trunk, (1.0, 1.0))
    elbow = shoulder + body.upper_arm * _direction(arm, (1.0, -1.0))
    wrist = elbow + body.forearm * _direction(arm + ELBOW_BENT, (1.0, -1.0))
    return {"shoulder": shoulder, "head": head, "elbow": elbow, "wrist": wrist}


def _balanced_lean(body: Mannequin, legs: dict[str, Floats], arm: Floats) -> Floats:
    target = legs["toe"][:, 0] - (1 - CENTER_OVER_FOOT) * body.shoe
    low, high = (np.full(len(arm), limit) for limit in _LEAN_LIMITS)
    for _ in range(_HALVINGS):
        lean = (low + high) / 2
        behind = _center_x(legs | _upper(body, legs["hip"], lean, arm)) < target
        low, high = np.where(behind, lean, low), np.where(behind, high, lean)
    lean_angle: Floats = (low + high) / 2
    return lean_angle


def _center_x(plane: dict[str, Floats]) -> Floats:
    masses = data()["masses"]
    segments = (
        ("head", "head", "head", 1),
        ("trunk", "shoulder", "hip", 1),
        ("upper_arm", "shoulder", "elbow", 2),
        ("forearm", "elbow", "wrist", 2),
        ("thigh", "hip", "knee", 2),
        ("shank", "knee", "ankle", 2),
        ("foot", "heel", "toe", 2),
    )
    center = np.zeros(len(plane["hip"]))
    for name, upper, lower, count in segments:
        mass, share = masses[name]
        center += count * mass * ((1 - share) * plane[upper][:, 0] + share * plane[lower][:, 0])
    total: Floats = center / sum(count * masses[name][0] for name, *_, count in segments)
    return total


def _both_sides(plane: dict[str, Floats]) -> dict[str, Floats]:
    half = data()["widths_m"]
    joints = {"head": _at(plane["head"], 0.0), "neck": _at(plane["shoulder"], 0.0)}
    for side in SIDES:
        sign = 1.0 if side is Side.RIGHT else -1.0
        for name in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist"):
            joints[landmark(side, name)] = _at(plane[name], sign * half[name])
        for name in ("heel", "ball", "toe"):
            joints[landmark(side, name)] = _at(plane[name], sign * half["foot"])
    return joints


def _at(plane: Floats, z: float) -> Floats:
    return np.column_stack([plane, np.full(len(plane), z)])
