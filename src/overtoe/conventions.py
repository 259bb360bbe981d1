"""Frames, signs and names that every room of the house shares.

Axes
    x points forward (the way the lifter faces, resolved once per recording), y up, z to the
    lifter's right. The sagittal plane is (x, y).
Units
    SI and radians inside. Degrees, cm, mm, kg and lb appear only at the doors, with the unit
    in the name (``knee_travel_cm``).
Angles
    Shank, thigh and trunk *inclination* are measured from the vertical, forward lean of the
    segment's upper end positive for shank and trunk; the thigh is positive when the hip is behind
    the knee (90 degrees = thigh level). So knee flexion = shank + thigh and hip flexion =
    thigh + trunk, both zero when standing straight; where the pelvis itself is measured
    (markers), hip flexion = thigh + pelvis, the angle of the joint. Dorsiflexion = shank - foot
    pitch, positive from a right angle between shank and sole; foot pitch is positive when the heel
    is higher than the toes.
Moments
    Net joint moments are internal. Extensor (plantarflexor at the ankle) is positive.
    Lower-limb moments are per leg, lumbar moments for the whole body.
Knee travel
    The knee joint center ahead of the toe tip (the shoe's tip when shod), positive past the toes.
Missing data
    Missing in, missing out: a gap stays NaN and is counted.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

GRAVITY_MPS2: Final = 9.80665
"""Standard acceleration of gravity (CGPM 1901, resolution 3)."""


class Side(StrEnum):
    """A side of the lifter's body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side.

        >>> Side.LEFT.other
        <Side.RIGHT: 'right'>
        """
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


SIDES: Final = (Side.LEFT, Side.RIGHT)

SIDED_LANDMARKS: Final = (
    "eye",
    "ear",
    "shoulder",
    "elbow",
    "wrist",
    "hip",
    "knee",
    "ankle",
    "heel",
    "toe",
)
"""Landmarks that exist once per side; named ``left_knee``, ``right_toe`` and so on.

Hip, knee and ankle are joint centers; the toe is the tip of the foot or shoe.
"""


def landmark(side: Side, name: str) -> str:
    """Return the full name of a sided landmark.

    >>> landmark(Side.LEFT, "knee")
    'left_knee'
    """
    return f"{side.value}_{name}"
