"""From a lifter's segments, a load and the way the arms are held to a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from overtoe.body.tables import PAIRED
from overtoe.loads.posture.chain import Carried, Chain

if TYPE_CHECKING:
    from overtoe.body.load import Load, LoadPlace
    from overtoe.body.segments import BodySegments
    from overtoe.body.tables import SegmentName
    from overtoe.loads.posture.chain import Number

Arms = Literal["forward", "hanging", "bar", "rack", "chest"]

ARMS_FOR: Final[dict[LoadPlace, Arms]] = {
    "back": "bar",
    "front": "rack",
    "goblet": "chest",
    "arm": "chest",
    "vest": "forward",
    "hands": "hanging",
}
"""How arms are held with each load; without a load they reach forward, as in a free squat."""

Point = tuple["Number", "Number", "Number"]
"""(along the trunk, ahead of it, level ahead), meters from the hip."""


def chain_of(body: BodySegments, load: Load, *, arms: Arms | None = None) -> Chain:
    """Chain of a body and its load; of many bodies at once when ``body`` holds draws.

    A body of unknown mass counts as 1 kg, so that moments come in N·m per kilogram; the load is
    then in body masses. The trunk turns as one piece from upright standing.
    """
    hold = arms or (ARMS_FOR[load.at] if load.mass_kg > 0 else "forward")
    mass = 1.0 if body.mass_kg is None else body.mass_kg
    above_lumbar, pelvis = _above(body, load, hold, mass)
    above_hip = above_lumbar.plus(pelvis[0], along_m=pelvis[1][0], ahead_m=pelvis[1][1])
    foot, shank, thigh = (body[name] for name in ("foot", "shank", "thigh"))
    ankle = body.ankle_forward * foot.length_m
    return Chain(
        foot_m=foot.length_m,
        heel_to_ankle_m=ankle,
        ankle_height_m=body.ankle_height_m,
        shank_m=shank.length_m,
        thigh_m=thigh.length_m,
        foot_kg=_mass(body, "foot", mass),
        foot_center_m=foot.com * foot.length_m - ankle,
        shank_kg=_mass(body, "shank", mass),
        shank_center_m=shank.com * shank.length_m,
        thigh_kg=_mass(body, "thigh", mass),
        thigh_center_m=thigh.com * thigh.length_m,
        above_hip=above_hip,
        above_lumbar=_from(above_lumbar, body.lumbar_above_hip_m, -body.lumbar_behind_hip_m),
        lumbar_m=body.lumbar_above_hip_m,
        shoulder_m=_shoulder_m(body),
        reach_m=body["upper_arm"].length_m + body["forearm"].length_m,
        body_kg=mass,
        shank_ahead_m=shank.com_forward * shank.length_m,
        thigh_ahead_m=thigh.com_forward * thigh.length_m,
    )


def _above(
    body: BodySegments, load: Load, arms: Arms, mass_kg: float
) -> tuple[Carried, tuple[Number, Point]]:
    """Everything above the lumbar joint, and the pelvis; first moments from the hip."""
    up, behind = body.lumbar_above_hip_m, body.lumbar_behind_hip_m
    carried = Carried(0.0, 0.0, 0.0, 0.0)
    for name in ("abdomen", "thorax"):
        part = body[name]
        place = up + part.com * part.length_m, part.com_forward * part.length_m - behind
        carried = carried.plus(_mass(body, name, mass_kg), along_m=place[0], ahead_m=place[1])
    head = body["head"]
    neck = up + body.trunk_length_m
    carried = carried.plus(
        _mass(body, "head", mass_kg),
        along_m=neck + (1.0 - head.com) * head.length_m,
        ahead_m=head.com_forward * head.length_m - behind,
    )
    carried = _with_arms(carried, body, load, arms, mass_kg)
    return carried, (_mass(body, "pelvis", mass_kg), _pelvis_center(body))


def _pelvis_center(body: BodySegments) -> Point:
    """From the lumbar joint toward the hips, and ahead of that line."""
    pelvis = body["pelvis"]
    up, behind = body.lumbar_above_hip_m, body.lumbar_behind_hip_m
    rest = 1.0 - pelvis.com
    return rest * up + pelvis.com_forward * behind, pelvis.com_forward * up - rest * behind, 0.0


def _with_arms(
    carried: Carried, body: BodySegments, load: Load, arms: Arms, mass_kg: float
) -> Carried:
    seat = _seat(body, load)
    shoulder = (_shoulder_m(body), -body.lumbar_behind_hip_m, 0.0)
    elbow, wrist = _elbow_and_wrist(body, arms, shoulder, seat)
    ends: dict[SegmentName, tuple[Point, Point]] = {
        "upper_arm": (shoulder, elbow),
        "forearm": (elbow, wrist),
        "hand": (wrist, wrist),
    }
    for name, (upper, lower) in ends.items():
        along, ahead, level = _between(upper, lower, body[name].com)
        mass = _mass(body, name, mass_kg)
        carried = carried.plus(mass, along_m=along, ahead_m=ahead, level_m=level)
    place = wrist if load.seat.in_hands else seat
    return carried.plus(load.mass_kg, along_m=place[0], ahead_m=place[1], level_m=place[2])


def _elbow_and_wrist(
    body: BodySegments, arms: Arms, shoulder: Point, seat: Point
) -> tuple[Point, Point]:
    upper, fore = body["upper_arm"].length_m, body["forearm"].length_m
    along, ahead, _ = shoulder
    if arms == "forward":
        return (along, ahead, upper), (along, ahead, upper + fore)
    if arms == "hanging":
        # Arms that hang straight down stay below the shoulder, whatever the trunk does.
        return shoulder, shoulder
    if arms == "rack":
        return (along, ahead + upper, 0.0), seat
    return (along - upper, ahead, 0.0), seat


def _seat(body: BodySegments, load: Load) -> Point:
    along = body.lumbar_above_hip_m + load.seat.along * body.trunk_length_m
    return along, load.seat.forward * body.stature_m - body.lumbar_behind_hip_m, 0.0


def _shoulder_m(body: BodySegments) -> Number:
    return body.lumbar_above_hip_m + body.shoulder_along * body.trunk_length_m


def _mass(body: BodySegments, name: SegmentName, mass_kg: float) -> Number:
    return body[name].mass_fraction * mass_kg * (2.0 if name in PAIRED else 1.0)


def _between(upper: Point, lower: Point, share: Number) -> Point:
    along, ahead, level = (
        start + share * (end - start) for start, end in zip(upper, lower, strict=True)
    )
    return along, ahead, level


def _from(carried: Carried, along_m: Number, ahead_m: Number) -> Carried:
    """The same first moments, taken from another point of the trunk."""
    return Carried(
        carried.mass_kg,
        carried.along_kgm - carried.mass_kg * along_m,
        carried.ahead_kgm - carried.mass_kg * ahead_m,
        carried.level_kgm,
    )
