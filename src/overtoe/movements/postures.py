"""Posture templates: how the body stands, kneels, lies or hangs at the start and at the bottom.

One convention serves every posture (:mod:`overtoe.conventions`): shank, thigh and trunk
inclination. Standing is 0/0/0, kneeling has the shank at 90 degrees, lying on the back is
-90/90/-90, lying on the front 90/-90/90, a seat 0/90/0. Seen from the front the same three angles
are read to the side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["side", "front"]
Rest = Literal["feet", "toes", "knees", "seat", "body", "hands", "grip"]
Support = Literal["none", "hands-light", "hands", "wall", "strap", "seat"]
Model = Literal["standing", "kneeling", "seated", "wall", "strap", "none"]


@dataclass(frozen=True)
class Limb:
    """One leg: shank and thigh inclination and foot pitch, radians."""

    shank_rad: float
    thigh_rad: float
    pitch_rad: float

    @property
    def knee_flexion_rad(self) -> float:
        """Knee flexion, shank plus thigh."""
        return self.shank_rad + self.thigh_rad


@dataclass(frozen=True)
class Pose:
    """One instant: the working leg, the other leg, the trunk and the arms.

    ``other`` is None when both legs do the same. ``arms`` is the name of an arm position, or the
    directions of upper arm and forearm in radians (0 forward, pi/2 up). ``curl_rad`` bends the
    upper half of the trunk further forward than the lower half.
    """

    leg: Limb
    trunk_rad: float
    other: Limb | None = None
    arms: str | tuple[float, float] = "sides"
    curl_rad: float = 0.0

    @property
    def hip_flexion_rad(self) -> float:
        """Hip flexion of the working leg, thigh plus trunk."""
        return self.leg.thigh_rad + self.trunk_rad


@dataclass(frozen=True)
class Prop:
    """Something in the picture besides the body: a step, a wall, a bench, a band.

    Meters; ``x_m`` and ``y_m`` are measured from the working foot's ankle on the floor line.
    """

    kind: str
    x_m: float = 0.0
    y_m: float = 0.0
    width_m: float = 0.0


@dataclass(frozen=True)
class Posture:
    """Start and bottom of a rung, what carries the body, and how the engine may read it.

    ``rest`` is the part that carries the body and ``rest_m`` its height above the floor;
    ``plant_m`` keeps the other foot's toe, ``grip_m`` the hands, at a fixed point (x, y) measured
    from the working foot. ``share`` is the part of the body's weight on the working leg.
    ``basis`` says where the angles come from.
    """

    start: Pose
    bottom: Pose
    view: View
    rest: Rest
    rest_m: float
    share: float
    support: Support
    model: Model
    basis: str
    plant_m: tuple[float, float] | None = None
    grip_m: tuple[float, float] | None = None
    props: tuple[Prop, ...] = ()
