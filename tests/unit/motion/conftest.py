"""Exact planar lifters in pixels: truth for every test of the motion room."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from overtoe.capture.recording import Recording, Scene
from overtoe.conventions import SIDED_LANDMARKS, SIDES, Side, landmark

# ANSUR II means of men over a stature of 1.78 m: shank, thigh, and acromial trunk less 2.5 %.
STATURE = 1.78
SHANK, THIGH, TRUNK = 0.424, 0.415, 0.503
SHOE, ANKLE_HEIGHT, ANKLE_FROM_HEEL = 0.30, 0.09, 0.06
TOE_INSIDE, HEEL_INSIDE, SOLE_BELOW = 0.18, 0.25, 0.25
ANKLE_UP, KNEE_LAG, LEAN_GAIN = 0.045, 0.018, 0.05
"""As the network places its landmarks (data/network.toml): toe and heel inside the shoe and above
its sole, the ankle up the shank, the knee behind when it bends, the trunk too far forward."""
NEAR_SIZE = 1.035
"""How much larger the near side looks than the body's middle."""


@dataclass(frozen=True)
class Squats:
    """What to draw; angles at the bottom in degrees."""

    shank: float = 35.0
    thigh: float = 85.0
    trunk: float = 40.0
    depths: tuple[float, ...] = (1.0, 1.0, 1.0)
    """Depth of each repetition as a share of the full angles."""
    move_s: float = 1.2
    rest_s: float = 1.0
    pause_s: float = 0.0
    lead_s: float = 1.0
    fps: float = 30.0
    noise_px: float = 0.0
    roll_deg: float = 0.0
    """Camera roll, clockwise positive."""
    facing: int = 1
    heel_lift_m: float = 0.0
    step_m: float = 0.0
    """How far the far foot stands behind the near one."""
    px_per_m: float = 300.0
    seed: int = 0


def phase(squats: Squats) -> tuple[np.ndarray, np.ndarray]:
    """Times, and depth of the movement from 0 (standing) to 1."""
    pieces = [np.zeros(round(squats.lead_s * squats.fps))]
    half = (1 - np.cos(np.linspace(0, math.pi, round(squats.move_s * squats.fps)))) / 2
    for depth in squats.depths:
        bottom = np.ones(round(squats.pause_s * squats.fps))
        rest = np.zeros(round(squats.rest_s * squats.fps))
        pieces.append(np.concatenate([depth * half, depth * bottom, depth * half[::-1], rest]))
    path = np.concatenate(pieces)
    return np.arange(len(path)) / squats.fps, path


def joints(squats: Squats, depth: np.ndarray, step_m: float = 0.0) -> dict[str, np.ndarray]:
    """Joint paths of one leg and the trunk in meters, x forward from the shoe's tip."""
    shank = np.deg2rad(2 + (squats.shank - 2) * depth)
    thigh = np.deg2rad(squats.thigh * depth)
    trunk = np.deg2rad(2 + (squats.trunk - 2) * depth)
    pitch = np.arcsin(squats.heel_lift_m * depth / SHOE)
    along = np.stack([np.cos(pitch), -np.sin(pitch)], axis=1)
    up = np.stack([np.sin(pitch), np.cos(pitch)], axis=1)
    tip = np.stack([np.full(len(depth), -step_m), np.zeros(len(depth))], axis=1)
    ankle = tip - (SHOE - ANKLE_FROM_HEEL) * along + ANKLE_HEIGHT * up
    knee = ankle + SHANK * np.stack([np.sin(shank), np.cos(shank)], axis=1)
    hip = knee + THIGH * np.stack([-np.sin(thigh), np.cos(thigh)], axis=1)
    lean = np.stack([np.sin(trunk), np.cos(trunk)], axis=1)
    return {
        "tip": tip,
        "toe": tip - TOE_INSIDE / 1.43 * SHOE * along,
        "heel": tip - (1 - HEEL_INSIDE / 1.43) * SHOE * along,
        "ankle": ankle,
        "knee": knee,
        "hip": hip,
        "shoulder": hip + TRUNK * lean,
        "ear": hip + (TRUNK + 0.17) * lean + [0.02, 0.0],
        "eye": hip + (TRUNK + 0.18) * lean + [0.09, 0.0],
        "elbow": hip + 0.6 * TRUNK * lean,
        "wrist": hip + 0.5 * TRUNK * lean + [0.15, 0.0],
    }


def record(squats: Squats) -> Recording:
    """The lifter as the pose network would see it, from the true side."""
    times, depth = phase(squats)
    near = Side.RIGHT if squats.facing > 0 else Side.LEFT
    legs = {
        near: _as_seen(joints(squats, depth)),
        near.other: _as_seen(_far_leg(squats, depth)),
    }
    names = ("nose", *(landmark(side, name) for side in SIDES for name in SIDED_LANDMARKS))
    nose = legs[near]["eye"] + [0.03, -0.03]
    paths = [nose] + [legs[side][name] for side in SIDES for name in SIDED_LANDMARKS]
    return Recording(
        name="drawn",
        kind="video",
        times_s=times,
        landmarks=names,
        positions=_picture(squats, np.stack(paths, axis=1), _sizes(names, near)),
        confidence=np.full((len(times), len(names)), 0.95),
        unit="px",
        frame_size_px=(720, 1280),
        world_m=_world(names, near, len(times), squats.facing),
        scene=Scene(np.full(len(times), 0.5), np.zeros((len(times), 2)), ()),
    )


def _far_leg(squats: Squats, depth: np.ndarray) -> dict[str, np.ndarray]:
    far = joints(squats, depth)
    if squats.step_m:
        moved = joints(squats, depth, squats.step_m)
        far = far | {name: moved[name] for name in ("tip", "toe", "heel", "ankle")}
        far["knee"] = (far["ankle"] + far["hip"]) / 2 + [0.05, -0.05]
    return far


def _as_seen(true: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Where the network puts its landmarks on such a leg and trunk."""
    shank, thigh, trunk = (
        true[top] - true[low]
        for low, top in (("ankle", "knee"), ("knee", "hip"), ("hip", "shoulder"))
    )
    bent = np.arctan2(shank[:, 0], shank[:, 1]) - np.arctan2(thigh[:, 0], thigh[:, 1])
    lean = np.arctan2(trunk[:, 0], trunk[:, 1])
    raised = SOLE_BELOW * np.linalg.norm(true["toe"] - true["heel"], axis=1)[:, None] * [0.0, 1.0]
    seen = {
        name: true["hip"] + _turned(path - true["hip"], LEAN_GAIN * lean)
        for name, path in true.items()
        if name in ("shoulder", "ear", "eye")
    }
    return (
        true
        | seen
        | {
            "toe": true["toe"] + raised,
            "heel": true["heel"] + raised,
            "ankle": true["ankle"] + ANKLE_UP * shank / SHANK,
            "knee": true["ankle"] + _turned(shank, -KNEE_LAG * bent),
        }
    )


def _turned(line: np.ndarray, forward: np.ndarray) -> np.ndarray:
    sine, cosine = np.sin(forward), np.cos(forward)
    x, y = line.T
    return np.stack([x * cosine + y * sine, y * cosine - x * sine], axis=1)


def _sizes(names: tuple[str, ...], near: Side) -> np.ndarray:
    sides = [name.split("_")[0] for name in names]
    size = {near.value: NEAR_SIZE, near.other.value: 1 / NEAR_SIZE}
    return np.array([size.get(side, 1.0) for side in sides])[:, None]


def _picture(squats: Squats, meters: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    turn = math.radians(squats.roll_deg)
    x, y = meters[..., 0] * squats.facing, meters[..., 1]
    # A camera turned clockwise sees the world turned counterclockwise.
    turned = np.stack(
        [x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)], axis=-1
    )
    noise = np.random.default_rng(squats.seed).normal(0, 1, meters.shape)
    flat = turned * squats.px_per_m + [360, 200]
    center = np.array([360, 640])
    return center + (flat - center) * sizes + squats.noise_px * noise


def _world(names: tuple[str, ...], near: Side, frames: int, facing: int) -> np.ndarray:
    depth = [0.15 if name.startswith(near.value) else -0.15 for name in names]
    world = np.zeros((frames, len(names), 3))
    world[:, :, 2] = depth
    return world


def markers(squats: Squats, heading_deg: float = 0.0) -> Recording:
    """The same lifter as both legs' markers in a laboratory, facing any way."""
    times, depth = phase(squats)
    body = joints(squats, depth)
    names = ("hip", "knee", "ankle", "heel", "toe", "shoulder", "ear")
    ends = body | {"toe": body["tip"], "heel": body["tip"] + _back(body)}
    labels = tuple(landmark(side, name) for side in SIDES for name in names)
    turn = math.radians(heading_deg)
    paths = []
    for side in SIDES:
        across = 0.1 if side is Side.RIGHT else -0.1
        for name in names:
            x, y = ends[name].T
            paths.append(
                np.stack(
                    [
                        x * math.cos(turn) - across * math.sin(turn),
                        y,
                        x * math.sin(turn) + across * math.cos(turn),
                    ],
                    axis=1,
                )
            )
    return Recording(
        name="drawn markers",
        kind="markers",
        times_s=times,
        landmarks=labels,
        positions=np.stack(paths, axis=1),
        confidence=np.ones((len(times), len(labels))),
        unit="m",
    )


def _back(body: dict[str, np.ndarray]) -> np.ndarray:
    foot = body["toe"] - body["heel"]
    return -SHOE * foot / np.linalg.norm(foot, axis=1)[:, None]


def true_travel_m(squats: Squats) -> float:
    """Knee ahead of the shoe's tip at full depth."""
    at = joints(squats, np.ones(1))
    return float((at["knee"] - at["tip"])[0, 0])


@pytest.fixture(scope="session")
def draw() -> Callable[..., Recording]:
    """Draw a clip from the fields of ``Squats``."""
    return lambda **changes: record(Squats(**changes))


@pytest.fixture(scope="session")
def travel_m() -> Callable[..., float]:
    """True knee travel of such a clip."""
    return lambda **changes: true_travel_m(Squats(**changes))


@pytest.fixture(scope="session")
def draw_markers() -> Callable[..., Recording]:
    """Draw markers from the fields of ``Squats`` and a ``heading_deg``."""
    return lambda heading_deg=0.0, **changes: markers(Squats(**changes), heading_deg)
