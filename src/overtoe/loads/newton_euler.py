"""Planar Newton–Euler: what it takes to move and hold bodies, and the moments at their joints.

Wrenches add when they refer to one point, so no recursion is needed: the moment at a joint is the
sum of what every body beyond it needs, less what the outside does to them, referred to the joint.
Everything broadcasts over leading axes (draws, repetitions, time).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.conventions import GRAVITY_MPS2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Number = float | Floats


@dataclass(frozen=True, eq=False)
class Wrench:
    """A force in the sagittal plane with its moment about the origin; (...) each, N and N·m.

    Moments are positive from x (forward) to y (up): they turn an upright body backward.
    """

    forward_N: Floats
    up_N: Floats
    moment_Nm: Floats

    def __add__(self, other: Wrench) -> Wrench:
        """Both together."""
        return Wrench(
            self.forward_N + other.forward_N,
            self.up_N + other.up_N,
            self.moment_Nm + other.moment_Nm,
        )

    def __sub__(self, other: Wrench) -> Wrench:
        """What is left without the other."""
        return Wrench(
            self.forward_N - other.forward_N,
            self.up_N - other.up_N,
            self.moment_Nm - other.moment_Nm,
        )

    def about(self, point_m: Floats) -> Floats:
        """Moment about a point, (..., 2)."""
        moment: Floats = (
            self.moment_Nm - point_m[..., 0] * self.up_N + point_m[..., 1] * self.forward_N
        )
        return moment

    def share(self, fraction: Number) -> Wrench:
        """A fraction of it."""
        return Wrench(
            np.asarray(self.forward_N * fraction),
            np.asarray(self.up_N * fraction),
            np.asarray(self.moment_Nm * fraction),
        )


def needed(
    mass_kg: Number,
    inertia_kgm2: Number,
    com_m: Floats,
    com_mps2: Floats,
    angular_radps2: Number,
    *,
    gravity_mps2: float = GRAVITY_MPS2,
) -> Wrench:
    """Wrench that holds a body up and moves it as it moves.

    Parameters
    ----------
    mass_kg, inertia_kgm2
        (...), inertia about the center of mass.
    com_m, com_mps2
        (..., 2) position and acceleration of the center of mass.
    angular_radps2
        (...) angular acceleration, positive from x to y.

    >>> at_rest = needed(2.0, 0.1, np.array([0.5, 1.0]), np.zeros(2), 0.0)
    >>> round(float(at_rest.up_N), 2), round(float(at_rest.moment_Nm), 2)
    (19.61, 9.81)
    """
    forward = np.asarray(mass_kg * com_mps2[..., 0])
    up = np.asarray(mass_kg * (com_mps2[..., 1] + gravity_mps2))
    spin = np.asarray(inertia_kgm2) * angular_radps2
    return Wrench(forward, up, spin + com_m[..., 0] * up - com_m[..., 1] * forward)


def planar_chain_moments(
    mass_kg: Floats,
    inertia_kgm2: Floats,
    com_m: Floats,
    joints_m: Floats,
    *,
    com_mps2: Number = 0.0,
    angular_radps2: Number = 0.0,
    outside: Wrench | None = None,
    gravity_mps2: float = GRAVITY_MPS2,
) -> Floats:
    """Net moment at each joint of an open chain, from the base to the free end.

    Body k turns about joint k. The moment is the one that the body before the joint exerts on the
    body after it, positive from x to y.

    Parameters
    ----------
    mass_kg, inertia_kgm2, angular_radps2
        (..., bodies).
    com_m, com_mps2, joints_m
        (..., bodies, 2). Without accelerations the chain is at rest.
    outside
        A force on the last body (a bar, the ground), with its moment about the origin; (...) each.

    Returns
    -------
    (..., bodies) N·m.

    >>> planar_chain_moments(np.array([2.0]), np.array([0.0]), np.array([[0.5, 0.0]]),
    ...                      np.zeros((1, 2))).round(3)
    array([9.807])
    """
    moved = np.broadcast_to(np.asarray(com_mps2, dtype=float), np.shape(com_m))
    each = needed(mass_kg, inertia_kgm2, com_m, moved, angular_radps2, gravity_mps2=gravity_mps2)
    beyond = Wrench(*(_from_end(part) for part in (each.forward_N, each.up_N, each.moment_Nm)))
    if outside is not None:
        parts = (outside.forward_N, outside.up_N, outside.moment_Nm)
        beyond = beyond - Wrench(*(np.asarray(part)[..., None] for part in parts))
    return beyond.about(joints_m)


def _from_end(values: Floats) -> Floats:
    """Sum from each body to the free end; a loop over the few bodies, not over frames."""
    total = np.empty_like(values)
    total[..., -1] = values[..., -1]
    for k in range(values.shape[-1] - 2, -1, -1):
        np.add(total[..., k + 1], values[..., k], out=total[..., k])
    return total
