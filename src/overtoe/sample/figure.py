"""The mannequin's flesh: capsules between joints, in the order in which they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import Side, landmark
from overtoe.sample.body import data

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.body import Mannequin

    Floats = NDArray[np.float64]

KNEECAP_OVER_FOOT: Final = 0.18
"""Front of the kneecap ahead of the knee's center, over shoe length; as in real clips."""

FAR_SIDE_DARKER: Final = 0.80


@dataclass(frozen=True)
class Limb:
    """A capsule between two points (3,) in meters, with its radii and a color."""

    start: Floats
    end: Floats
    start_radius: float
    end_radius: float
    color: tuple[float, float, float]


def figure(body: Mannequin, joints: dict[str, Floats], near: Side) -> list[Limb]:
    """All capsules of one frame, the far ones first; ``joints`` are (3,) each."""
    scale = body.stature / 1.75
    far = near.other
    far_limbs = _arm(joints, far, scale) + _leg(body, joints, far, scale)
    return (
        [_darker(limb) for limb in far_limbs]
        + _torso(joints, scale)
        + _head(joints, near, scale)
        + _leg(body, joints, near, scale)
        + _arm(joints, near, scale)
    )


def kneecap_m(body: Mannequin) -> float:
    """How far the drawn kneecap's front lies ahead of the knee's center."""
    return KNEECAP_OVER_FOOT * body.shoe


def _color(name: str) -> tuple[float, float, float]:
    red, green, blue = data()["looks"][name]
    return float(red), float(green), float(blue)


def _darker(limb: Limb) -> Limb:
    red, green, blue = (FAR_SIDE_DARKER * value for value in limb.color)
    return Limb(limb.start, limb.end, limb.start_radius, limb.end_radius, (red, green, blue))


def _between(a: Floats, b: Floats, share: float) -> Floats:
    point: Floats = a + share * (b - a)
    return point


def _behind(a: Floats, b: Floats) -> Floats:
    """Unit vector square to the segment from ``a`` down to ``b``, toward the lifter's back."""
    along = (b - a) / np.linalg.norm(b - a)
    back = np.array([along[1], -along[0], 0.0])
    unit: Floats = back / np.linalg.norm(back)
    return unit


def _leg(body: Mannequin, joints: dict[str, Floats], side: Side, scale: float) -> list[Limb]:
    hip, knee, ankle = (joints[landmark(side, name)] for name in ("hip", "knee", "ankle"))
    skin, shorts = _color("skin"), _color("shorts")
    cap = kneecap_m(body)
    back = _behind(knee, ankle)
    calf = _between(knee, ankle, 0.27) + 0.018 * scale * back
    hem = _between(hip, knee, 0.58)
    seat = hip + _behind(hip, knee) * 0.014 * scale
    return [
        *_shoe(body, joints, side, scale),
        Limb(_between(knee, ankle, 0.55), ankle, 0.043 * scale, 0.037 * scale, skin),
        Limb(calf, _between(knee, ankle, 0.75), 0.054 * scale, 0.038 * scale, skin),
        Limb(knee, calf, cap, 0.053 * scale, skin),
        Limb(hip, knee, 0.080 * scale, cap, skin),
        Limb(seat, hem, 0.108 * scale, 0.079 * scale, shorts),
    ]


def _shoe(body: Mannequin, joints: dict[str, Floats], side: Side, scale: float) -> list[Limb]:
    heel, ball, toe, ankle = (
        joints[landmark(side, name)] for name in ("heel", "ball", "toe", "ankle")
    )
    along = (ball - heel) / np.linalg.norm(ball - heel)
    up = np.array([-along[1], along[0], 0.0])
    shoe, sole, thick = _color("shoe"), _color("sole"), body.sole / 2
    back = heel + 0.034 * scale * (along + up)
    front = toe + np.array([-0.028 * scale, 0.008 * scale, 0.0])
    ground = -thick * up
    rear = heel + thick * along
    tip = toe + np.array([-thick, -thick, 0.0])
    return [
        Limb(rear + ground, ball + ground, thick, thick, sole),
        Limb(ball + ground, tip, thick, thick, sole),
        Limb(back, ankle - 0.012 * scale * up, 0.034 * scale, 0.040 * scale, shoe),
        Limb(
            ankle - 0.03 * scale * up, ball + 0.022 * scale * up, 0.040 * scale, 0.030 * scale, shoe
        ),
        Limb(back, ball + 0.012 * scale * up, 0.034 * scale, 0.026 * scale, shoe),
        Limb(ball + 0.018 * scale * up, front, 0.032 * scale, 0.028 * scale, shoe),
    ]


def _torso(joints: dict[str, Floats], scale: float) -> list[Limb]:
    hips = (joints["left_hip"] + joints["right_hip"]) / 2
    neck = joints["neck"]
    shirt, shorts = _color("shirt"), _color("shorts")
    back = _behind(neck, hips)
    waist = _between(hips, neck, 0.30) - 0.004 * back
    chest = _between(hips, neck, 0.72)
    return [
        Limb(hips, hips + 0.012 * scale * back, 0.118 * scale, 0.112 * scale, shorts),
        Limb(_between(hips, neck, 0.10), waist, 0.116 * scale, 0.108 * scale, shirt),
        Limb(waist, chest, 0.108 * scale, 0.116 * scale, shirt),
        Limb(chest, _between(hips, neck, 0.98), 0.116 * scale, 0.062 * scale, shirt),
    ]


def _head(joints: dict[str, Floats], near: Side, scale: float) -> list[Limb]:
    head, neck = joints["head"], joints["neck"]
    up = (head - neck) / np.linalg.norm(head - neck)
    forward = np.array([up[1], -up[0], 0.0])
    aside = np.array([0.0, 0.0, 1.0 if near is Side.RIGHT else -1.0])
    skin, hair, dark = _color("skin"), _color("hair"), (40.0, 32.0, 30.0)

    def at(f: float, u: float, a: float = 0.0) -> Floats:
        point: Floats = head + scale * (f * forward + u * up + a * aside)
        return point

    return [
        Limb(neck - 0.01 * up, at(-0.012, -0.05), 0.056 * scale, 0.052 * scale, skin),
        Limb(at(-0.022, 0.022), at(0.006, 0.030), 0.096 * scale, 0.090 * scale, hair),
        Limb(at(0.014, 0.008), at(0.046, -0.078), 0.080 * scale, 0.036 * scale, skin),
        Limb(at(0.030, 0.020), at(0.034, -0.040), 0.066 * scale, 0.052 * scale, skin),
        Limb(at(0.094, -0.004), at(0.108, -0.030), 0.010 * scale, 0.014 * scale, skin),
        Limb(at(0.076, -0.064), at(0.092, -0.062), 0.006 * scale, 0.006 * scale, (170, 96, 88)),
        Limb(
            at(0.070, 0.006, 0.03),
            at(0.082, 0.006, 0.03),
            0.008 * scale,
            0.007 * scale,
            (245, 242, 238),
        ),
        Limb(at(0.080, 0.006, 0.03), at(0.083, 0.005, 0.03), 0.006 * scale, 0.006 * scale, dark),
        Limb(at(0.066, 0.024, 0.03), at(0.090, 0.022, 0.03), 0.004 * scale, 0.004 * scale, hair),
        Limb(at(-0.018, 0.004, 0.07), at(-0.010, -0.026, 0.07), 0.017 * scale, 0.010 * scale, skin),
        Limb(at(-0.004, 0.052), at(0.050, 0.066), 0.055 * scale, 0.036 * scale, hair),
    ]


def _arm(joints: dict[str, Floats], side: Side, scale: float) -> list[Limb]:
    shoulder, elbow, wrist = (joints[landmark(side, n)] for n in ("shoulder", "elbow", "wrist"))
    skin, shirt = _color("skin"), _color("shirt")
    along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    knuckles = wrist + 0.085 * scale * along
    tips = wrist + 0.165 * scale * along
    thumb = wrist + 0.080 * scale * along + np.array([0.0, 0.035 * scale, 0.0])
    return [
        Limb(elbow, wrist, 0.041 * scale, 0.028 * scale, skin),
        Limb(wrist, knuckles, 0.027 * scale, 0.032 * scale, skin),
        Limb(knuckles, tips, 0.030 * scale, 0.013 * scale, skin),
        Limb(wrist + 0.02 * scale * along, thumb, 0.016 * scale, 0.012 * scale, skin),
        Limb(shoulder, elbow, 0.052 * scale, 0.040 * scale, skin),
        Limb(shoulder, _between(shoulder, elbow, 0.55), 0.064 * scale, 0.056 * scale, shirt),
    ]
