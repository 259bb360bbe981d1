"""Net moments of an open planar chain from its joint angles, all frames at once.

Every joint and every center of mass is a sum of turned arms. Time is the fastest axis everywhere,
so that every operation runs along memory, and loops run over the few bodies only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BLOCK: Final = 1000
"""Frames worked on at once, so that everything between stays in the processor's cache."""


@dataclass(frozen=True, eq=False)
class PlanarChain:
    """Bodies one after the other; body k turns about joint k, joint 0 is fixed.

    Parameters
    ----------
    mass_kg, inertia_kgm2, length_m
        (bodies,); inertia about the center of mass, length from joint to joint.
    com_m
        (bodies, 2) center of mass from the body's joint, along the body and across it.
    """

    mass_kg: Floats
    inertia_kgm2: Floats
    length_m: Floats
    com_m: Floats

    def moments(
        self,
        angle_rad: Floats,
        speed_radps: Floats,
        acceleration_radps2: Floats,
        *,
        gravity_mps2: float = GRAVITY_MPS2,
    ) -> Floats:
        """Moment at each joint that moves the chain so, positive from x to y.

        Parameters
        ----------
        angle_rad, speed_radps, acceleration_radps2
            (frames, bodies), each body against the one before it.

        Returns
        -------
        (frames, bodies) N·m.

        >>> one = PlanarChain(*(np.array([x]) for x in (2.0, 0.0, 1.0)), np.array([[0.5, 0.0]]))
        >>> one.moments(*np.zeros((3, 1, 1))).round(3)
        array([[9.807]])
        """
        result = np.empty(np.shape(angle_rad))
        for first in range(0, len(result), BLOCK):
            part = slice(first, first + BLOCK)
            result[part] = self._moments(
                angle_rad[part], speed_radps[part], acceleration_radps2[part], gravity_mps2
            )
        return result

    def _moments(
        self,
        angle_rad: Floats,
        speed_radps: Floats,
        acceleration_radps2: Floats,
        gravity_mps2: float,
    ) -> Floats:
        turned, speed, rate = (
            _along(part.T.copy(order="C")) for part in (angle_rad, speed_radps, acceleration_radps2)
        )
        cosine, sine = np.cos(turned), np.sin(turned)
        speed *= speed
        # How a unit arm along each body accelerates.
        forward = rate * sine
        forward += speed * cosine
        np.negative(forward, out=forward)
        up = rate * cosine
        up -= speed * sine
        return self._summed((cosine, sine), (forward, up), rate, gravity_mps2)

    def _summed(
        self,
        arms: tuple[Floats, Floats],
        moving: tuple[Floats, Floats],
        rate: Floats,
        gravity_mps2: float,
    ) -> Floats:
        """Moments from unit arms (bodies, frames), forward and up, and their accelerations."""
        joint_x, joint_y, x, y = self._places(*arms)
        _, _, push, lift = self._places(*moving)
        mass = self.mass_kg[:, None]
        push *= mass
        lift += gravity_mps2
        lift *= mass
        x *= lift
        y *= push
        x -= y
        rate *= self.inertia_kgm2[:, None]
        x += rate
        for each in (x, lift, push):
            _from_end(each)
        joint_x *= lift
        joint_y *= push
        x -= joint_x
        x += joint_y
        result: Floats = x.T
        return result

    def _places(self, forward: Floats, up: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Joints and centers of mass from unit arms, forward and up; (bodies, frames) each."""
        joints, centers = [], []
        # An arm turned by a right angle is (-up, forward).
        for arm, turned, sign in ((forward, up, -1.0), (up, forward, 1.0)):
            joint = np.zeros_like(arm)
            for k, length in enumerate(self.length_m[:-1]):
                np.multiply(arm[k], length, out=joint[k + 1])
                joint[k + 1] += joint[k]
            center = self.com_m[:, :1] * arm
            center += sign * self.com_m[:, 1:] * turned
            center += joint
            joints.append(joint)
            centers.append(center)
        return joints[0], joints[1], centers[0], centers[1]


def _along(values: Floats) -> Floats:
    """Sum in place from the first body to each; the same array."""
    for k in range(1, len(values)):
        values[k] += values[k - 1]
    return values


def _from_end(values: Floats) -> None:
    """Sum in place from each body to the free end."""
    for k in range(len(values) - 2, -1, -1):
        values[k] += values[k + 1]
