"""Inverse dynamics against an independent engine, energy balance and exact pendulums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads.chain_moments import PlanarChain
from overtoe.loads.newton_euler import Wrench, planar_chain_moments
from overtoe.loads.posture import solve_chain, static_moments, winter_chain

BODIES = 6


@dataclass(frozen=True)
class Chain:
    """A planar chain whose body k turns about its lower end by the sum of angles 0..k."""

    mass_kg: np.ndarray
    inertia_kgm2: np.ndarray
    length_m: np.ndarray
    com_m: np.ndarray
    """(bodies, 2) in the body's own frame, x along the body."""


@dataclass(frozen=True)
class Moving:
    joints_m: np.ndarray
    com_m: np.ndarray
    com_mps: np.ndarray
    com_mps2: np.ndarray
    absolute_radps: np.ndarray
    absolute_radps2: np.ndarray


def _chain(rng):
    return Chain(
        mass_kg=rng.uniform(1, 30, BODIES),
        inertia_kgm2=rng.uniform(0.01, 1, BODIES),
        length_m=rng.uniform(0.1, 0.6, BODIES),
        com_m=rng.uniform(-0.2, 0.3, (BODIES, 2)),
    )


def _turn(angle, vector):
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = vector[..., 0], vector[..., 1]
    return np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1)


def _kinematics(chain, q, v, a):
    """Exact positions, velocities and accelerations; angles are (..., bodies)."""
    angle, speed, rate = (np.cumsum(part, axis=-1) for part in (q, v, a))

    def of(vector):
        place = _turn(angle, np.broadcast_to(vector, (*angle.shape, 2)))
        side = np.stack([-place[..., 1], place[..., 0]], axis=-1)
        velocity = speed[..., None] * side
        return place, velocity, rate[..., None] * side - speed[..., None] ** 2 * place

    along = np.stack([chain.length_m, np.zeros(BODIES)], axis=-1)
    ends = [np.cumsum(part, axis=-2) for part in of(along)]
    joints = [np.concatenate([np.zeros_like(e[..., :1, :]), e[..., :-1, :]], axis=-2) for e in ends]
    inner = of(chain.com_m)
    com, com_v, com_a = (joint + part for joint, part in zip(joints, inner, strict=True))
    return Moving(joints[0], com, com_v, com_a, speed, rate)


def _moments(chain, moving, outside=None):
    return planar_chain_moments(
        chain.mass_kg,
        chain.inertia_kgm2,
        moving.com_m,
        moving.joints_m,
        com_mps2=moving.com_mps2,
        angular_radps2=moving.absolute_radps2,
        outside=outside,
    )


def test_moments_agree_with_pinocchio_on_random_motions():
    pin = pytest.importorskip("pinocchio", reason="the oracle extra isn't installed")
    rng = np.random.default_rng(11)
    for _ in range(5):
        chain = _chain(rng)
        model = pin.Model()
        model.gravity = pin.Motion(np.array([0, -GRAVITY_MPS2, 0]), np.zeros(3))
        parent, place = 0, pin.SE3.Identity()
        for k in range(BODIES):
            parent = model.addJoint(parent, pin.JointModelRZ(), place, f"j{k}")
            com = np.array([*chain.com_m[k], 0.0])
            inertia = pin.Inertia(
                float(chain.mass_kg[k]), com, np.diag([0.1, 0.1, chain.inertia_kgm2[k]])
            )
            model.appendBodyToJoint(parent, inertia, pin.SE3.Identity())
            place = pin.SE3(np.eye(3), np.array([chain.length_m[k], 0, 0]))
        data = model.createData()
        q, v, a = rng.uniform(-3, 3, (3, 100, BODIES))
        expected = np.array([pin.rnea(model, data, *row) for row in zip(q, v, a, strict=True)])
        got = _moments(chain, _kinematics(chain, q, v, a))
        np.testing.assert_allclose(got, expected, atol=1e-9, rtol=0)


def test_joint_powers_feed_the_energy_exactly():
    # Power of all joint moments = rate of change of kinetic and potential energy.
    rng = np.random.default_rng(12)
    chain = _chain(rng)
    q, v, a = rng.uniform(-2, 2, (3, 200, BODIES))
    moving = _kinematics(chain, q, v, a)
    power = (_moments(chain, moving) * v).sum(axis=-1)
    lifted = moving.com_mps2 + np.array([0.0, GRAVITY_MPS2])
    shift = (chain.mass_kg[:, None] * moving.com_mps * lifted).sum(axis=(-1, -2))
    spin = (chain.inertia_kgm2 * moving.absolute_radps * moving.absolute_radps2).sum(axis=-1)
    np.testing.assert_allclose(power, shift + spin, atol=1e-9)


def test_a_pendulum_that_swings_freely_needs_no_moment():
    # Compound pendulum: angular acceleration = -m g d sin(angle) / (I + m d^2).
    mass, inertia, arm, angle, speed = 2.0, 0.3, 0.4, 0.7, 1.9
    rate = -mass * GRAVITY_MPS2 * arm * np.sin(angle) / (inertia + mass * arm**2)
    com = arm * np.array([[np.sin(angle), -np.cos(angle)]])
    side = np.array([[-com[0, 1], com[0, 0]]])
    moment = planar_chain_moments(
        np.array([mass]),
        np.array([inertia]),
        com,
        np.zeros((1, 2)),
        com_mps2=rate * side - speed**2 * com,
        angular_radps2=np.array([rate]),
    )
    np.testing.assert_allclose(moment, 0.0, atol=1e-12)


def test_a_ground_force_under_the_center_of_mass_leaves_nothing_for_the_base():
    # Free body at rest: weight carried by the ground right below needs no moment from its base.
    mass = np.array([10.0, 20.0])
    com = np.array([[0.1, 0.5], [0.3, 1.2]])
    total, place = mass.sum() * GRAVITY_MPS2, (mass * com[:, 0]).sum() / mass.sum()
    ground = Wrench(np.array(0.0), np.array(total), np.array(total * place))
    joints = np.array([[0.7, 0.2], [0.2, 0.9]])
    moment = planar_chain_moments(mass, np.ones(2), com, joints, outside=ground)
    np.testing.assert_allclose(moment[0], 0.0, atol=1e-9)


def test_leading_axes_broadcast():
    rng = np.random.default_rng(13)
    chain = _chain(rng)
    q, v, a = rng.uniform(-1, 1, (3, 4, 5, BODIES))
    moving = _kinematics(chain, q, v, a)
    whole = _moments(chain, moving)
    one = _moments(chain, _kinematics(chain, q[2, 3], v[2, 3], a[2, 3]))
    assert whole.shape == (4, 5, BODIES)
    np.testing.assert_allclose(whole[2, 3], one, atol=1e-12)


@pytest.mark.parametrize("shank_deg", [20, 25, 30, 35, 40])
def test_the_closed_form_of_postures_is_the_chain_at_rest(shank_deg):
    # The posture engine's closed form and the chain must be one physics.
    chain = winter_chain(80.0, 1.75, bar_kg=80.0)
    posture = solve_chain(
        chain, shank_rad=np.radians(shank_deg), thigh_rad=np.pi / 2, foot_pitch_rad=0.0
    )
    closed = static_moments(chain, posture)
    knee, hip = float(posture.knee_m), float(posture.hip_m)
    com = [
        hip + float(chain.thigh_center_ahead_m(np.pi / 2)),
        float(chain.shank_center_ahead_m(np.radians(shank_deg))),
        chain.foot_center_m,
    ]
    up = 0.5 * GRAVITY_MPS2 * chain.total_kg
    ground = Wrench(np.array(0.0), np.array(up), np.array(up * posture.center_of_pressure_m))
    moments = planar_chain_moments(
        0.5 * np.array([chain.thigh_kg, chain.shank_kg, chain.foot_kg]),
        np.ones(3),
        np.stack([np.array(com, dtype=float), np.zeros(3)], axis=-1),
        np.array([[hip, 0.0], [knee, 0.0], [0.0, 0.0]]),
        outside=ground,
    )
    expected = [-float(closed.hip_Nm), float(closed.knee_Nm), -float(closed.ankle_Nm)]
    np.testing.assert_allclose(moments, expected, atol=1e-9)


def test_a_chain_from_angles_gives_what_its_paths_give():
    rng = np.random.default_rng(7)
    chain = _chain(rng)
    # More frames than one block holds, and not a whole number of blocks.
    q, v, a = rng.uniform(-2, 2, (3, 1234, BODIES))
    found = PlanarChain(**vars(chain)).moments(q, v, a)
    np.testing.assert_allclose(found, _moments(chain, _kinematics(chain, q, v, a)), atol=1e-9)
