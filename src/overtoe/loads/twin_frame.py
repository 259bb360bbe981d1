"""One instant of a measured repetition, and what its knee and trunk would do elsewhere.

The thigh's inclination, the feet, the shape of back and arms and the whole body's center of mass
over the feet stay as measured; the shank leans differently and the upper body turns as one piece
about the hips until the balance is the same. Differences of moments then follow at rest and in
closed form, and the measured repetition keeps its own inertia: the same tempo.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import landmark
from overtoe.loads.pieces import needs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.body import BodySegments, Load
    from overtoe.conventions import Side
    from overtoe.loads.newton_euler import Wrench
    from overtoe.loads.paths import Points
    from overtoe.loads.pieces import Errors
    from overtoe.motion.types import Floats


@dataclass(frozen=True, eq=False)
class Instant:
    """The working leg (the mean of both in a squat) and what it carries; weights (draws, 1) in N.

    Positions are meters, forward and up: ``knee`` and ``toe`` from the ankle, ``hip`` from the
    knee; centers of mass: ``shank`` from the ankle, ``thigh`` from the knee, ``upper`` from the
    hip, ``spine`` (all above L5/S1) from L5/S1, ``body_m`` ahead of the ankle. ``legs`` is how many
    legs move together, ``ground_N`` the weight under the working foot.
    """

    foot_m: float
    knee: tuple[float, float]
    toe: tuple[float, float]
    hip: tuple[float, float]
    shank: tuple[Floats, Floats]
    thigh: tuple[Floats, Floats]
    upper: tuple[Floats, Floats]
    spine: tuple[Floats, Floats]
    foot_N: Floats
    shank_N: Floats
    thigh_N: Floats
    upper_N: Floats
    spine_N: Floats
    ground_N: Floats
    total_N: Floats
    body_m: Floats
    legs: int

    @property
    def shank_rad(self) -> float:
        """Shank lean as measured."""
        return float(np.arctan2(*self.knee))

    @property
    def thigh_rad(self) -> float:
        """Thigh inclination as measured."""
        return float(np.arctan2(-self.hip[0], self.hip[1]))

    @property
    def travel_m(self) -> float:
        """Knee ahead of the toe tip as measured."""
        return self.knee[0] - self.toe[0]

    def shank_at(self, travel_m: Floats | float) -> Floats:
        """Shank lean that brings the knee this far past the toes; NaN where none does."""
        sine = (np.asarray(travel_m) + self.toe[0]) / np.hypot(*self.knee)
        return np.asarray(np.arcsin(np.where(np.abs(sine) <= 1.0, sine, np.nan)))


@dataclass(frozen=True, eq=False)
class Shift:
    """What changes against the measured instant, (draws, points); NaN where nothing balances."""

    shank_rad: Floats
    turn_rad: Floats
    """How much further forward the upper body leans."""
    ankle_Nm: Floats
    knee_Nm: Floats
    hip_Nm: Floats
    lumbar_Nm: Floats
    along_N: Floats
    """Weight above L5/S1 along the spine, against the measured instant."""
    across_N: Floats

    @property
    def feasible(self) -> NDArray[np.bool_]:
        """Whether a balanced posture exists."""
        return np.isfinite(self.turn_rad)


def shift(
    instant: Instant, shank_rad: Floats, *, spine_rad: float = 0.0, pressure_m: float = 0.0
) -> Shift:
    """Lean the shank differently and turn the upper body until the center of mass is back.

    ``shank_rad`` (points,); ``spine_rad`` is the lean of the line from L5/S1 to the neck.
    ``pressure_m`` moves the center of pressure, and with it the center of mass, forward.
    """
    moved, shank, needed = _needed(instant, shank_rad, pressure_m)
    reach = np.hypot(*instant.upper)
    sine = needed / reach
    phase = np.arctan2(*instant.upper)
    turn = np.arcsin(np.where(np.abs(sine) <= 1.0, sine, np.nan)) - phase
    at_knee = instant.ground_N - instant.foot_N - instant.shank_N
    lean = spine_rad + turn
    known = turn * 0.0
    ankle = instant.ground_N * pressure_m + known
    leg = at_knee * moved + instant.shank_N * shank
    return Shift(
        shank_rad=shank_rad + known,
        turn_rad=turn,
        ankle_Nm=ankle,
        knee_Nm=leg - ankle,
        hip_Nm=ankle - leg,
        lumbar_Nm=instant.spine_N * (_turned(instant.spine, turn)[0] - instant.spine[0]),
        along_N=instant.spine_N * (np.cos(lean) - np.cos(spine_rad)),
        across_N=instant.spine_N * (np.sin(lean) - np.sin(spine_rad)),
    )


def deepest_thigh(instant: Instant, shank_rad: Floats, *, pressure_m: float = 0.0) -> Floats:
    """Largest thigh inclination, up to level, that balances with this shank; NaN where none."""
    moved, _, needed = _needed(instant, shank_rad, pressure_m)
    missing = needed - np.hypot(*instant.upper) + 0.0 * moved
    sine, cosine = np.sin(instant.thigh_rad), np.cos(instant.thigh_rad)
    forward, up = instant.thigh
    weight = instant.legs * instant.thigh_N / instant.upper_N
    along = np.hypot(*instant.hip) + weight * (up * cosine - forward * sine)
    ahead = -weight * (forward * cosine + up * sine)
    wanted = (along * sine + ahead * cosine - missing) / np.hypot(along, ahead)
    deepest = np.arcsin(np.clip(wanted, -1.0, 1.0)) - np.arctan2(ahead, along)
    return np.where(deepest >= 0.0, np.minimum(deepest, np.pi / 2), np.nan)


def counterweight_N(
    instant: Instant, shank_rad: Floats, *, reach_m: float, pressure_m: float = 0.0
) -> Floats:
    """Smallest weight ``reach_m`` ahead of the hips that balances this shank; NaN where none."""
    moved, _, needed = _needed(instant, shank_rad, pressure_m)
    missing = instant.upper_N * (needed - np.hypot(*instant.upper))
    hip = instant.knee[0] + moved + instant.hip[0]
    lever = hip + reach_m - instant.body_m - pressure_m
    return np.where(lever > 0.0, np.maximum(missing, 0.0) / np.maximum(lever, 1e-9), np.nan)


def _needed(
    instant: Instant, shank_rad: Floats, pressure_m: float
) -> tuple[Floats, Floats, Floats]:
    """How far knee and shank's mass move, and how far ahead of the hip the upper body must be."""
    moved = np.hypot(*instant.knee) * np.sin(shank_rad) - instant.knee[0]
    shank = _turned(instant.shank, shank_rad - instant.shank_rad)[0] - instant.shank[0]
    legs = instant.legs * (instant.shank_N * shank + instant.thigh_N * moved)
    whole = instant.total_N * pressure_m
    return moved, shank, instant.upper[0] - moved - (legs - whole) / instant.upper_N


def instant_of(
    points: Points,
    frame: int,
    body: BodySegments,
    load: Load,
    errors: Errors,
    *,
    mass_kg: float,
    shares: dict[Side, float],
) -> Instant:
    """One frame of a measured motion at rest, for one body or many drawn ones.

    ``shares`` are the working legs' shares of the ground's force: both legs of a squat, the front
    one of a split stance. Where only one leg was seen the other moves alike.
    """
    still = _still(points, frame)
    errors = replace(errors, shift_m={})
    level = needs_of(still, body, load, errors, mass_kg=mass_kg)
    upright = needs_of(_on_its_side(still), body, load, errors, mass_kg=mass_kg)
    place = {name: path[0] for name, path in still.position_m.items()}
    sides = [side for side in shares if side in points.sides] or list(points.sides)
    joints = {name: _mean_joint(place, sides, name) for name in ("ankle", "knee", "hip", "toe")}
    parts = [(level.legs[side], upright.legs[side]) for side in sides]
    upper = level.upper + level.pelvis, upright.upper + upright.pelvis
    weight = {
        name: _mean([leg[name].up_N for leg, _ in parts]) for name in ("foot", "shank", "thigh")
    }
    ankle, whole = joints["ankle"], level.whole()
    heel = _mean_joint(place, sides, "heel")
    return Instant(
        foot_m=float(np.hypot(*(joints["toe"] - heel))),
        knee=_from(joints["knee"], ankle),
        toe=_from(joints["toe"], ankle),
        hip=_from(joints["hip"], joints["knee"]),
        shank=_centers([(leg["shank"], tipped["shank"]) for leg, tipped in parts], ankle),
        thigh=_centers([(leg["thigh"], tipped["thigh"]) for leg, tipped in parts], joints["knee"]),
        upper=_centers([upper], joints["hip"]),
        spine=_centers([(level.upper, upright.upper)], place["lumbar"]),
        foot_N=weight["foot"],
        shank_N=weight["shank"],
        thigh_N=weight["thigh"],
        upper_N=upper[0].up_N[:, :1],
        spine_N=level.upper.up_N[:, :1],
        ground_N=float(np.mean(list(shares.values()))) * whole.up_N[:, :1],
        total_N=whole.up_N[:, :1],
        body_m=(whole.moment_Nm / whole.up_N)[:, :1] - ankle[0],
        legs=len(shares),
    )


def _turned(vector: tuple[Floats, Floats], by_rad: Floats) -> tuple[Floats, Floats]:
    """A vector leaned forward by an angle."""
    forward, up = vector
    sine, cosine = np.sin(by_rad), np.cos(by_rad)
    return forward * cosine + up * sine, up * cosine - forward * sine


def _still(points: Points, frame: int) -> Points:
    """One frame without accelerations."""
    rest = {name: path[frame : frame + 1] for name, path in points.position_m.items()}
    # Two equal frames, because an angular acceleration is a derivative over time.
    pair = {name: np.repeat(path, 2, axis=0) for name, path in rest.items()}
    return replace(
        points,
        times_s=np.array([0.0, 1.0]),
        position_m=pair,
        acceleration_mps2={name: np.zeros((2, 2)) for name in pair},
        pelvis_radps2=np.zeros(2),
    )


def _on_its_side(points: Points) -> Points:
    """The same body tipped forward by a right angle, so that heights become distances."""
    turned = {
        name: np.stack([path[:, 1], -path[:, 0]], axis=1)
        for name, path in points.position_m.items()
    }
    return replace(points, position_m=turned)


def _mean_joint(place: dict[str, Floats], sides: list[Side], name: str) -> Floats:
    return np.asarray(np.mean([place[landmark(side, name)] for side in sides], axis=0))


def _from(point: Floats, origin: Floats) -> tuple[float, float]:
    return float(point[0] - origin[0]), float(point[1] - origin[1])


def _centers(pairs: list[tuple[Wrench, Wrench]], origin: Floats) -> tuple[Floats, Floats]:
    """Mean center of mass from a point: level wrenches give forward, tipped ones give up."""
    forward = _mean([level.moment_Nm / level.up_N for level, _ in pairs])
    up = _mean([tipped.moment_Nm / tipped.up_N for _, tipped in pairs])
    return forward - origin[0], up - origin[1]


def _mean(parts: list[Floats]) -> Floats:
    return np.asarray(np.mean([part[:, :1] for part in parts], axis=0))
