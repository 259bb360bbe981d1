"""Newton–Euler in motion: energy, and another engine on the same chain."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads.newton_euler import planar_chain_moments
from overtoe.validation.check import Check, agrees, not_run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LENGTH_M: Final = np.array([0.42, 0.43, 0.50])
CENTER_M: Final = np.array([0.24, 0.25, 0.31])
MASS_KG: Final = np.array([7.4, 16.0, 54.2])
INERTIA_KGM2: Final = np.array([0.1, 0.3, 2.1])
"""About a lifter's shanks, thighs and trunk; any numbers would do."""


@dataclass(frozen=True, eq=False)
class Swing:
    """Random smooth motion of the chain: absolute angles from x toward y, (frames, 3) each."""

    angle: Floats
    speed: Floats
    acceleration: Floats

    def path(self, at_m: Floats) -> tuple[Floats, Floats, Floats]:
        """Position, velocity and acceleration of a point this far along each body."""
        along = np.stack([np.cos(self.angle), np.sin(self.angle)], axis=-1)
        across = np.stack([-np.sin(self.angle), np.cos(self.angle)], axis=-1)
        speed, gain = self.speed[..., None], self.acceleration[..., None]
        parts = (along, across * speed, across * gain - along * speed**2)
        place, velocity, change = (
            _before(part * LENGTH_M[:, None]) + part * at_m[:, None] for part in parts
        )
        return place, velocity, change


def random_swing(frames: int = 400) -> Swing:
    """Sums of two waves per joint."""
    rng = np.random.default_rng(11)
    times = np.linspace(0.0, 4.0, frames)[:, None, None]
    shape = (1, 3, 2)
    size = rng.uniform(0.2, 0.6, shape)
    rate, phase = rng.uniform(1.0, 6.0, shape), rng.uniform(0.0, 6.0, shape)
    wave = rate * times + phase
    angle = np.array([1.2, 2.4, 1.1]) + (size * np.sin(wave)).sum(-1)
    speed = (size * rate * np.cos(wave)).sum(-1)
    return Swing(angle, speed, -(size * rate**2 * np.sin(wave)).sum(-1))


def moments(swing: Swing) -> Floats:
    """Joint moments of the swing by the project's own engine, (frames, 3)."""
    center, _, change = swing.path(CENTER_M)
    joints = swing.path(np.zeros(3))[0]
    return planar_chain_moments(
        MASS_KG,
        INERTIA_KGM2,
        center,
        joints,
        com_mps2=change,
        angular_radps2=swing.acceleration,
    )


def energy() -> Check:
    """Joint power equals the rate at which mechanical energy changes."""
    swing = random_swing()
    _, velocity, change = swing.path(CENTER_M)
    rate = MASS_KG * ((velocity * change).sum(-1) + GRAVITY_MPS2 * velocity[..., 1])
    rate = rate + INERTIA_KGM2 * swing.speed * swing.acceleration
    bend = np.diff(swing.speed, axis=-1, prepend=0.0)
    power = (moments(swing) * bend).sum(-1)
    return agrees(
        "dynamics.energy",
        "joint power against the change of energy, 400 frames of a random motion",
        source="physics",
        kind="exact",
        gap=power - rate.sum(-1),
        tolerance=1e-9,
        unit="W",
        reason="Energy is conserved: only the joints put it in or take it out.",
    )


def pinocchio() -> Check:
    """The same chain by Pinocchio's recursive Newton–Euler."""
    words = {
        "what": "joint moments against Pinocchio's, 400 frames of a random motion",
        "source": "pinocchio",
    }
    if importlib.util.find_spec("pinocchio") is None:
        return not_run(
            "dynamics.pinocchio",
            words["what"],
            source=words["source"],
            kind="engine",
            reason="Pinocchio isn't installed. It comes with the extra overtoe[oracle].",
        )
    swing = random_swing()
    theirs = _pinocchio_moments(swing)
    return agrees(
        "dynamics.pinocchio",
        words["what"],
        source=words["source"],
        kind="engine",
        gap=moments(swing) - theirs,
        tolerance=1e-9,
        unit="N·m",
        reason="Two independent implementations of the same mechanics; only rounding may differ.",
    )


def _pinocchio_moments(swing: Swing) -> Floats:
    import pinocchio as pin  # noqa: PLC0415  (an optional part)

    model = pin.Model()
    model.gravity.linear = np.array([0.0, -GRAVITY_MPS2, 0.0])
    parent, offset = 0, 0.0
    for index in range(3):
        place = pin.SE3(np.eye(3), np.array([offset, 0.0, 0.0]))
        parent = model.addJoint(parent, pin.JointModelRZ(), place, f"joint{index}")
        turning = np.diag([1e-9, 1e-9, INERTIA_KGM2[index]])
        inertia = pin.Inertia(MASS_KG[index], np.array([CENTER_M[index], 0.0, 0.0]), turning)
        model.appendBodyToJoint(parent, inertia, pin.SE3.Identity())
        offset = LENGTH_M[index]
    data = model.createData()
    relative = [np.diff(part, axis=-1, prepend=0.0) for part in vars(swing).values()]
    return np.array([pin.rnea(model, data, *frame) for frame in zip(*relative, strict=True)])


def _before(part: Floats) -> Floats:
    """Sum over the bodies before each one."""
    total: Floats = np.cumsum(part, axis=-2) - part
    return total


CHECKS: Final = [energy, pinocchio]
