"""From a posture template to the points of a drawn body.

The drawing has fixed proportions, because a pictogram shows a posture and not a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, pi, sin
from typing import TYPE_CHECKING, Final

from overtoe.movements.figure.arms import directions

if TYPE_CHECKING:
    from overtoe.movements.postures import Limb, Pose, Posture

Point = tuple[float, float]

# Meters for a drawn body of about 1.75 m; chosen for the eye, from the mean proportions of adults.
SHANK: Final = 0.43
THIGH: Final = 0.42
TRUNK: Final = 0.50
UPPER_ARM: Final = 0.29
FOREARM: Final = 0.29
ANKLE: Final = 0.07
HEEL: Final = 0.055
BALL: Final = 0.13
TOE: Final = 0.195
NECK: Final = 0.215
HIP_HALF: Final = 0.085
SHOULDER_HALF: Final = 0.17


@dataclass(frozen=True)
class DrawnLeg:
    """Joints and sole of one leg."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    ball: Point
    toe: Point


@dataclass(frozen=True)
class Skeleton:
    """Everything that is drawn of a body; ``near`` is the working side."""

    near: DrawnLeg
    far: DrawnLeg
    pelvis: Point
    middle: Point
    chest: Point
    head: Point
    near_arm: tuple[Point, Point, Point]
    far_arm: tuple[Point, Point, Point]
    front: bool

    def points(self) -> list[Point]:
        """All points, for bounds and for resting on the floor."""
        legs = [
            getattr(leg, name)
            for leg in (self.near, self.far)
            for name in ("hip", "knee", "ankle", "heel", "ball", "toe")
        ]
        return [*legs, self.middle, self.chest, self.head, *self.near_arm, *self.far_arm]

    def moved(self, dx: float, dy: float) -> Skeleton:
        """The same body elsewhere."""

        def leg(part: DrawnLeg) -> DrawnLeg:
            return DrawnLeg(*(_plus(getattr(part, name), dx, dy) for name in _LEG))

        return Skeleton(
            near=leg(self.near),
            far=leg(self.far),
            pelvis=_plus(self.pelvis, dx, dy),
            middle=_plus(self.middle, dx, dy),
            chest=_plus(self.chest, dx, dy),
            head=_plus(self.head, dx, dy),
            near_arm=_moved_arm(self.near_arm, dx, dy),
            far_arm=_moved_arm(self.far_arm, dx, dy),
            front=self.front,
        )


_LEG = ("hip", "knee", "ankle", "heel", "ball", "toe")


def skeletons(posture: Posture) -> tuple[Skeleton, Skeleton]:
    """Start and bottom in one picture: what carries the body stays where it is."""
    start = _rested(posture.start, posture)
    start = start.moved(-start.near.ankle[0], 0.0)
    bottom = _rested(posture.bottom, posture)
    stays = _anchor(start, posture)[0] - _anchor(bottom, posture)[0]
    pair = start, bottom.moved(stays, 0.0)
    return _held(pair[0], posture.start, posture), _held(pair[1], posture.bottom, posture)


def _rested(pose: Pose, posture: Posture) -> Skeleton:
    body = _free(pose, posture)
    return body.moved(0.0, posture.rest_m - _lowest(body, posture))


def _free(pose: Pose, posture: Posture) -> Skeleton:
    front = posture.view == "front"
    upright = front and posture.rest == "feet"
    half = HIP_HALF if upright else 0.0
    near = _leg((half, 0.0), pose.leg, 1.0, flat_toes=_bends(posture))
    far_limb = pose.other or pose.leg
    mirror = -1.0 if upright else 1.0
    far = _leg((-half, 0.0), far_limb, mirror, flat_toes=_bends(posture))
    up = pi / 2 - pose.trunk_rad
    middle = _toward((0.0, 0.0), up, TRUNK / 2)
    bent = up - pose.curl_rad
    chest = _toward(middle, bent, TRUNK / 2)
    looks = bent + (0.25 * pose.trunk_rad if posture.rest in ("feet", "toes") else 0.0)
    head = _toward(chest, looks, NECK)
    arms = [_arm(chest, pose, bent, side, front=upright) for side in (1.0, -1.0)]
    return Skeleton(near, far, (0.0, 0.0), middle, chest, head, arms[0], arms[1], upright)


def _bends(posture: Posture) -> bool:
    on_wedge = any(prop.kind == "wedge" for prop in posture.props)
    return posture.rest in ("feet", "toes") and not on_wedge


def _leg(hip: Point, limb: Limb, mirror: float, *, flat_toes: bool) -> DrawnLeg:
    knee = _toward(hip, pi / 2 + mirror * limb.thigh_rad, -THIGH)
    ankle = _toward(knee, pi / 2 - mirror * limb.shank_rad, -SHANK)
    return _with_foot(hip, knee, ankle, limb.pitch_rad, mirror, flat_toes=flat_toes)


def _with_foot(
    hip: Point, knee: Point, ankle: Point, pitch: float, mirror: float, *, flat_toes: bool
) -> DrawnLeg:
    along = -pitch if mirror > 0 else pi + pitch
    below = _toward(ankle, along - mirror * pi / 2, ANKLE)
    ball = _toward(below, along, BALL)
    rolls = flat_toes and pitch > 0.2
    toe = _toward(ball, (0.0 if mirror > 0 else pi) if rolls else along, TOE - BALL)
    return DrawnLeg(hip, knee, ankle, _toward(below, along, -HEEL), ball, toe)


def _arm(
    chest: Point, pose: Pose, up: float, side: float, *, front: bool
) -> tuple[Point, Point, Point]:
    shoulder = (chest[0] + side * SHOULDER_HALF, chest[1] - 0.02) if front else chest
    upper, fore = directions(pose.arms, up, near=side > 0, front=front)
    elbow = _toward(shoulder, upper, UPPER_ARM)
    return shoulder, elbow, _toward(elbow, fore, FOREARM)


def _lowest(body: Skeleton, posture: Posture) -> float:
    """Height of the part that carries the body, as drawn."""
    soles = [min(leg.heel[1], leg.ball[1]) for leg in (body.near, body.far)]
    heights = {
        "feet": min(soles) if body.front else soles[0],
        "toes": min(body.near.ball[1], body.near.toe[1]),
        "knees": body.near.knee[1] - 0.055,
        "seat": body.pelvis[1] - 0.09,
        "hands": body.near_arm[2][1],
        "grip": body.near_arm[2][1],
    }
    if posture.rest in heights:
        return heights[posture.rest]
    lying = [body.pelvis[1] - 0.085, body.chest[1] - 0.085, body.head[1] - 0.1]
    legs = [point[1] - 0.05 for leg in (body.near, body.far) for point in (leg.knee, leg.ankle)]
    return min(*lying, *legs, body.near_arm[1][1] - 0.04)


def _anchor(body: Skeleton, posture: Posture) -> Point:
    anchors = {
        "feet": body.near.ankle,
        "toes": body.near.ball,
        "knees": body.near.knee,
        "hands": body.near_arm[2],
        "grip": body.near_arm[2],
    }
    return anchors.get(posture.rest, body.pelvis)


def _held(body: Skeleton, pose: Pose, posture: Posture) -> Skeleton:
    """Put the planted foot and the gripping hands where the template wants them."""
    if posture.plant_m is not None and _reaches(body, pose, posture.plant_m):
        body = replace(body, far=_planted(body, pose, posture.plant_m))
    elif posture.rest in ("feet", "toes") and pose.other is not None and not body.front:
        body = replace(body, far=_lifted(body.far, pose.other.pitch_rad))
    if posture.grip_m is not None:
        grip = posture.grip_m
        body = replace(
            body, near_arm=_reach(body.near_arm, grip), far_arm=_reach(body.far_arm, grip)
        )
    if pose.arms == "knee":
        knee = _plus(body.near.knee, 0.0, 0.05)
        body = replace(
            body, near_arm=_reach(body.near_arm, knee), far_arm=_reach(body.far_arm, knee)
        )
    return body


def _lifted(leg: DrawnLeg, pitch: float) -> DrawnLeg:
    """The free leg with its foot on the floor where its angles would put it below."""
    below = min(leg.heel[1], leg.ball[1], leg.toe[1])
    if below >= 0.0:
        return leg
    knee, ankle = two_links(leg.hip, _plus(leg.ankle, 0.0, -below), THIGH, SHANK, forward=True)
    return _with_foot(leg.hip, knee, ankle, pitch, 1.0, flat_toes=True)


def _reaches(body: Skeleton, pose: Pose, place: Point) -> bool:
    """Whether the free leg gets to its place; else it hangs as the template's angles say."""
    if pose.other is None or pose.other.shank_rad == pose.other.thigh_rad == 0.0:
        return True
    away = hypot(place[0] - body.pelvis[0], place[1] + 2 * ANKLE - body.pelvis[1])
    return away < 1.06 * (THIGH + SHANK)


def _planted(body: Skeleton, pose: Pose, place: Point) -> DrawnLeg:
    pitch = pose.other.pitch_rad if pose.other else 0.0
    rise = (BALL if pitch > 0 else -HEEL) * sin(pitch) + ANKLE * cos(pitch)
    knee, ankle = two_links(body.pelvis, (place[0], place[1] + rise), THIGH, SHANK, forward=True)
    return _with_foot(body.pelvis, knee, ankle, pitch, 1.0, flat_toes=True)


def _reach(arm: tuple[Point, Point, Point], hand: Point) -> tuple[Point, Point, Point]:
    elbow, wrist = two_links(arm[0], hand, UPPER_ARM, FOREARM, forward=False)
    return arm[0], elbow, wrist


def two_links(
    root: Point, target: Point, first: float, second: float, *, forward: bool
) -> tuple[Point, Point]:
    """Middle joint and end of two links that reach for a point.

    The middle joint bends forward (a knee) or down and back (an elbow). A point out of reach is
    pointed at.

    >>> middle, end = two_links((0.0, 0.0), (0.0, -1.0), 0.5, 0.5, forward=True)
    >>> round(middle[1], 3), round(end[1], 3)
    (-0.5, -1.0)
    """
    dx, dy = target[0] - root[0], target[1] - root[1]
    far = hypot(dx, dy) or 1e-9
    reach = min(far, first + second)
    end = (root[0] + dx / far * reach, root[1] + dy / far * reach)
    cosine = (first**2 + reach**2 - second**2) / (2 * first * reach)
    across = first * (max(0.0, 1 - cosine**2)) ** 0.5
    along = first * max(-1.0, min(1.0, cosine))
    foot = (root[0] + dx / far * along, root[1] + dy / far * along)
    options = [(foot[0] + k * across * dy / far, foot[1] - k * across * dx / far) for k in (1, -1)]
    if forward:
        return max(options, key=lambda point: point[0]), end
    return min(options, key=lambda point: point[1] + 0.2 * point[0]), end


def angle_deg(start: Point, end: Point) -> float:
    """Direction from one point to another, degrees above forward."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def _toward(start: Point, direction: float, length: float) -> Point:
    return start[0] + length * cos(direction), start[1] + length * sin(direction)


def _plus(point: Point, dx: float, dy: float) -> Point:
    return point[0] + dx, point[1] + dy


def _moved_arm(arm: tuple[Point, Point, Point], dx: float, dy: float) -> tuple[Point, Point, Point]:
    first, second, third = (_plus(point, dx, dy) for point in arm)
    return first, second, third
