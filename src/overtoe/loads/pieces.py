"""A moving body as pieces with mass: where each mass is, and what it needs to be held and moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import GRAVITY_MPS2, Side, landmark
from overtoe.loads.newton_euler import Wrench

if TYPE_CHECKING:
    from overtoe.body import BodySegments, Load, Segment
    from overtoe.loads.paths import Points
    from overtoe.motion.types import Floats


@dataclass(frozen=True, eq=False)
class Errors:
    """What is unsure beyond the body tables; one number per draw, (draws,) or (draws, 2).

    ``shift_m`` moves a point by a constant, by joint name without side; ``rounding`` scales how far
    the spine's curve lies behind its straight line; ``flexion_rad`` is added to knee flexion;
    ``scale`` multiplies every length; ``mix`` chooses between the kneecap's formula families;
    ``trunk_forward`` moves the trunk's mass ahead, as a fraction of the trunk's length;
    ``pressure_m`` is added to a center of pressure that follows from the motion, and ``share`` to
    the first foot's share of the ground's force where both feet carry.
    """

    shift_m: dict[str, Floats]
    rounding: Floats
    trunk_forward: Floats
    flexion_rad: Floats
    scale: Floats
    mix: Floats
    erector_arm_m: Floats
    achilles_arm_m: Floats
    pressure_m: Floats
    share: Floats


@dataclass(frozen=True, eq=False)
class Piece:
    """A mass whose center is a fixed mix of points, turned or not; weights are (draws,).

    The center lies at the sum of weight·point plus the sum of turned·(point turned by a right
    angle from x to y).
    """

    mass_kg: Floats
    inertia_kgm2: Floats
    weights: dict[str, Floats]
    turned: dict[str, Floats]
    angular_radps2: Floats


@dataclass(frozen=True, eq=False)
class Needs:
    """What the parts of the body need, as wrenches of shape (draws, frames)."""

    upper: Wrench
    """Everything above L5/S1, with a load on the trunk or in the hands."""
    pelvis: Wrench
    legs: dict[Side, dict[str, Wrench]]
    """Foot, shank and thigh of each side."""

    def whole(self) -> Wrench:
        """Everything that the ground carries."""
        total = self.upper + self.pelvis
        for leg in self.legs.values():
            for part in leg.values():
                total = total + part
        return total


def needs_of(
    points: Points, body: BodySegments, load: Load, errors: Errors, *, mass_kg: float
) -> Needs:
    """Wrenches that every part of the body needs.

    Where only one leg was seen, the other is taken to move alike.
    """
    upper = [*_trunk(points, body, errors, mass_kg), *_arms(points, body, mass_kg)]
    if load.mass_kg > 0:
        upper.append(_carried(points, body, load))
    legs = {
        side: {
            name: _wrench([piece], points, errors)
            for name, piece in _leg(points, body, side, mass_kg).items()
        }
        for side in points.sides
    }
    if len(legs) == 1:
        ((side, seen),) = legs.items()
        legs[side.other] = seen
    return Needs(
        upper=_wrench(upper, points, errors),
        pelvis=_wrench([_pelvis(points, body, mass_kg)], points, errors),
        legs=legs,
    )


def _wrench(pieces: list[Piece], points: Points, errors: Errors) -> Wrench:
    """Wrench that pieces need together, for all draws and frames by three matrix products.

    Force and moment are sums of products of a draw's weights with paths and with cross products
    of paths, so that drawing bodies costs no loop over frames.
    """
    forward, up, moment = _Terms(), _Terms(), _Terms()
    ones = np.ones(len(points.times_s))
    for piece in pieces:
        shares, place, moving = _mixed(piece, points)
        pushed = piece.mass_kg[:, None] * shares
        weight = piece.mass_kg[:, None] * GRAVITY_MPS2
        forward.add(pushed, moving[..., 0])
        up.add(pushed, moving[..., 1])
        up.add(weight, ones[None])
        moment.add(piece.inertia_kgm2[:, None], piece.angular_radps2[None])
        moment.add(weight * shares, place[..., 0])
        cross = place[:, None, :, 0] * moving[None, :, :, 1]
        cross = cross - place[:, None, :, 1] * moving[None, :, :, 0]
        pairs = pushed[:, :, None] * shares[:, None, :]
        moment.add(pairs.reshape(len(pairs), -1), cross.reshape(-1, len(ones)))
        shift = _shift(piece, errors)
        moment.add(shift[:, :1] * pushed, moving[..., 1])
        moment.add(shift[:, :1] * weight, ones[None])
        moment.add(-shift[:, 1:] * pushed, moving[..., 0])
    return Wrench(forward.total(), up.total(), moment.total())


class _Terms:
    """A sum of products of weights (draws, terms) with paths (terms, frames), gathered first."""

    def __init__(self) -> None:
        self._weights: list[Floats] = []
        self._paths: list[Floats] = []

    def add(self, weights: Floats, paths: Floats) -> None:
        self._weights.append(weights)
        self._paths.append(paths)

    def total(self) -> Floats:
        draws = max(len(weights) for weights in self._weights)
        wide = [np.broadcast_to(each, (draws, each.shape[1])) for each in self._weights]
        return np.asarray(np.concatenate(wide, axis=1) @ np.concatenate(self._paths))


def _mixed(piece: Piece, points: Points) -> tuple[Floats, Floats, Floats]:
    """Weights (draws, points) of a piece's center, and the paths and accelerations they mix."""
    shares = np.stack([*piece.weights.values(), *piece.turned.values()], axis=1)
    place = [points.position_m[name] for name in piece.weights]
    place += [_turn(points.position_m[name]) for name in piece.turned]
    moving = [points.acceleration_mps2[name] for name in piece.weights]
    moving += [_turn(points.acceleration_mps2[name]) for name in piece.turned]
    return shares, np.stack(place), np.stack(moving)


def _shift(piece: Piece, errors: Errors) -> Floats:
    total = np.zeros((len(piece.mass_kg), 2))
    for name, weight in piece.weights.items():
        total += weight[:, None] * _shift_of(name, errors)
    return total


def _shift_of(name: str, errors: Errors) -> Floats:
    """Error of a point's position; left and right share it, because their causes are shared."""
    return errors.shift_m.get(name.rpartition("_")[2], np.zeros(2))


def _turn(path: Floats) -> Floats:
    return np.stack([-path[..., 1], path[..., 0]], axis=-1)


def _between(
    start: str, end: str, segment: Segment, points: Points, mass_kg: float, *, count: int = 1
) -> Piece:
    """A segment whose line runs from its proximal to its distal point."""
    mass = np.atleast_1d(segment.mass_fraction * mass_kg * count)
    along, ahead = np.atleast_1d(segment.com), np.atleast_1d(segment.com_forward)
    return Piece(
        mass_kg=mass,
        inertia_kgm2=mass * np.atleast_1d(segment.gyration * segment.length_m) ** 2,
        weights={start: 1 - along, end: along},
        turned={start: -ahead, end: ahead},
        angular_radps2=points.angular_radps2(start, end),
    )


def _leg(points: Points, body: BodySegments, side: Side, mass_kg: float) -> dict[str, Piece]:
    ends = {"foot": ("heel", "toe"), "shank": ("knee", "ankle"), "thigh": ("hip", "knee")}
    return {
        name: _between(landmark(side, a), landmark(side, b), body[name], points, mass_kg)  # type: ignore[index]
        for name, (a, b) in ends.items()
    }


def _pelvis(points: Points, body: BodySegments, mass_kg: float) -> Piece:
    piece = _between("lumbar", "hip", body["pelvis"], points, mass_kg)
    return Piece(
        piece.mass_kg, piece.inertia_kgm2, piece.weights, piece.turned, points.pelvis_radps2
    )


def _trunk(points: Points, body: BodySegments, errors: Errors, mass_kg: float) -> list[Piece]:
    spin = points.angular_radps2("lumbar", "neck")
    pieces = []
    for name in ("abdomen", "thorax"):
        segment = body[name]
        mass = np.atleast_1d(segment.mass_fraction * mass_kg)
        along = np.atleast_1d(segment.com)
        # The line points upward, so that forward is clockwise.
        ahead = np.atleast_1d(segment.com_forward) + errors.trunk_forward
        ones = np.ones_like(ahead)
        pieces.append(
            Piece(
                mass_kg=mass * ones,
                inertia_kgm2=mass * np.atleast_1d(segment.gyration * segment.length_m) ** 2 * ones,
                weights={
                    "lumbar": (1 - along) * ones,
                    "neck": along * ones,
                    "round": along * (1 - along) * errors.rounding * ones,
                },
                turned={"lumbar": ahead, "neck": -ahead},
                angular_radps2=spin,
            )
        )
    head = np.atleast_1d(body["head"].mass_fraction * mass_kg)
    reach = np.atleast_1d(body["head"].gyration * body["head"].length_m)
    pieces.append(Piece(head, head * reach**2, {"head": np.ones_like(head)}, {}, spin))
    return pieces


def _arms(points: Points, body: BodySegments, mass_kg: float) -> list[Piece]:
    """Both arms; unseen arms are taken as folded, with their mass at the shoulders."""
    if "wrist" not in points.position_m:
        mass = np.atleast_1d(
            2 * mass_kg * sum(body[n].mass_fraction for n in ("upper_arm", "forearm", "hand"))
        )
        return [_point_mass(mass, {"shoulder": np.ones_like(mass)}, points)]
    hand = body["hand"]
    mass = np.atleast_1d(2 * mass_kg * hand.mass_fraction)
    return [
        _between("shoulder", "elbow", body["upper_arm"], points, mass_kg, count=2),
        _between("elbow", "wrist", body["forearm"], points, mass_kg, count=2),
        _point_mass(mass, _in_hand(body, np.atleast_1d(hand.com)), points),
    ]


def _in_hand(body: BodySegments, along: Floats) -> dict[str, Floats]:
    """A point of the hand, which is taken to continue the forearm."""
    beyond = along * np.atleast_1d(body["hand"].length_m / body["forearm"].length_m)
    return {"wrist": 1 + beyond, "elbow": -beyond}


def _point_mass(mass_kg: Floats, weights: dict[str, Floats], points: Points) -> Piece:
    return Piece(mass_kg, np.zeros_like(mass_kg), weights, {}, np.zeros(len(points.times_s)))


def _carried(points: Points, body: BodySegments, load: Load) -> Piece:
    ones = np.ones(np.shape(np.atleast_1d(body.trunk_length_m)))
    mass = load.mass_kg * ones
    if load.seat.in_hands:
        if "wrist" not in points.position_m:
            return _point_mass(mass, {"shoulder": ones}, points)
        return _point_mass(mass, _in_hand(body, ones), points)
    ahead = load.seat.forward * body.stature_m / np.atleast_1d(body.trunk_length_m)
    return Piece(
        mass_kg=mass,
        inertia_kgm2=0 * mass,
        weights={"lumbar": (1 - load.seat.along) * ones, "neck": load.seat.along * ones},
        turned={"lumbar": ahead, "neck": -ahead},
        angular_radps2=np.zeros(len(points.times_s)),
    )
