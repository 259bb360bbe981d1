"""The video road: landmark paths in pixels to legs and trunk in meters."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.motion import signals
from overtoe.motion.body_paths import Accuracy, BodyPaths
from overtoe.motion.fit import Fit, fit_leg, shifted
from overtoe.motion.proportions import Sex, network, proportion
from overtoe.motion.scale import Scale, scale_from_stature
from overtoe.motion.sides import leg_length, near_side
from overtoe.motion.skeleton import (
    ANKLE,
    HEEL,
    HIP,
    KNEE,
    POINTS,
    SHANK,
    SHOULDER,
    THIGH,
    TOE,
    TRUNK,
    positions,
)
from overtoe.motion.trunk import straight_trunk
from overtoe.motion.types import Arms, Leg
from overtoe.motion.view import Roll, judge_roll

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats, Trunk

BIAS_M: Final = 0.015
"""Error of the knee against the toe that stays the same over a repetition (docs/motion.md)."""

ANGLE_SIGMA_RAD: Final = math.radians(2.5)
"""Systematic error of one segment's inclination: a knee, two segments, then has 5 degrees, within
the 6.4 degrees that MediaPipe's knee shows in a true side view (design §5)."""

FOOT_SIGMA_RAD: Final = math.radians(3.5)
"""Systematic error of the foot's pitch, which its short line shows worst."""

HEEL_SIGMA_M: Final = 0.020
"""Systematic error of the heel's rise: shoe, hem and shadow move with the shank."""

JUMP: Final = 0.06
"""Leap of a landmark from its neighbors, in leg lengths, that no body makes in a few frames."""

STEP: Final = 0.25
"""Distance between the ankles, in leg lengths, over which a stance tells nothing about upright."""

LEAST_CONFIDENCE: Final = 0.1
"""Landmarks below are the network's guess, not something it saw."""


@dataclass(frozen=True, eq=False)
class Upright:
    """Landmarks turned upright: x forward, y up, pixels, camera shift and outliers taken out."""

    paths: dict[str, Floats]
    confidence: dict[str, Floats]
    sign: float
    roll: Roll
    shift_px: Floats


def upright(recording: Recording, sign: float) -> Upright:
    """Turn the picture so that the lifter faces +x and stands upright.

    Parameters
    ----------
    sign
        +1 when the lifter faces the picture's right, −1 for its left.
    """
    shift = camera_path(recording)
    jump = JUMP * leg_length(recording)
    paths, confidence = {}, {}
    for index, name in enumerate(recording.landmarks):
        path = (recording.positions[:, index] - shift) * [sign, 1.0]
        trust = np.nan_to_num(recording.confidence[:, index])
        path[(trust < LEAST_CONFIDENCE) | signals.outliers(path, least=jump)] = np.nan
        paths[name], confidence[name] = path, trust
    near = near_side(sign)
    standing = _standing(paths, near)
    roll = judge_roll(
        recording,
        sign,
        standing_line=_between(paths, near, "ankle", "shoulder")[standing],
        foot_line=_between(paths, near, "heel", "toe")[standing],
    )
    turned = {name: rotated(path, roll.lean_rad) for name, path in paths.items()}
    return Upright(turned, confidence, sign, roll, shift)


def body_from_video(
    recording: Recording, view: Upright, stature_m: float | None, sex: Sex | None
) -> BodyPaths | None:
    """Fit both legs, find the scale, and put the body into meters with the floor at y = 0.

    Returns
    -------
    The body, or None where the near leg is never seen.
    """
    near = near_side(view.sign)
    fits = {side: _fit(recording.times_s, view, side) for side in SIDES}
    main = fits[near]
    if main is None:
        return None
    scale = scale_from_stature(main.body, _standing_heights(view, near), stature_m, sex)
    known = {side: fit for side, fit in fits.items() if fit is not None}
    floor = _steadied(main)
    placed = {side: _placed(fit, floor, scale.m_per_px) for side, fit in known.items()}
    legs = {side: _leg(side, fit) for side, fit in placed.items()}
    return BodyPaths(
        times_s=recording.times_s,
        legs=legs,
        trunk=_trunk(view, placed[near], floor, scale, sex),
        arms=_arms(recording.times_s, view, near, floor, scale),
        # Without feet nothing tells standing from walking: then all frames count as standing.
        planted={s: f.planted if _feet_seen(f) else f.seen for s, f in known.items()},
        accuracy=_accuracy(main, scale),
        near_side=near,
        feet_seen=_feet_seen(main),
        fitted_px={side: _drawn(fit, view) for side, fit in known.items()},
        fit_rms_px=main.rms,
        meters_per_px=scale.m_per_px,
        stature_m=scale.stature_m,
        stature_known=scale.stature_known,
    )


def _feet_seen(fit: Fit) -> bool:
    return bool(np.isfinite(fit.points[:, [TOE, HEEL]]).any())


def camera_path(recording: Recording) -> Floats:
    """Path of the background in pixels; zero where the picture doesn't say."""
    if recording.scene is None:
        return np.zeros((len(recording.times_s), 2))
    return np.nan_to_num(recording.scene.camera_shift_px)


def rotated(path: Floats, lean: float) -> Floats:
    """Turn what leans forward by ``lean`` upright, about the origin."""
    sine, cosine = math.sin(lean), math.cos(lean)
    x, y = path[..., 0], path[..., 1]
    return np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1)


def _between(paths: dict[str, Floats], side: Side, low: str, high: str) -> Floats:
    names = landmark(side, low), landmark(side, high)
    if not all(name in paths for name in names):
        return np.full(next(iter(paths.values())).shape, np.nan)
    return paths[names[1]] - paths[names[0]]


def _standing(paths: dict[str, Floats], side: Side) -> Bools:
    """Frames in which the leg is straight and the trunk upright."""
    shank, thigh = _between(paths, side, "ankle", "knee"), _between(paths, side, "knee", "hip")
    trunk = _between(paths, side, "hip", "shoulder")
    leg = np.linalg.norm(shank + thigh, axis=1)
    straight = leg >= 0.985 * (np.linalg.norm(shank, axis=1) + np.linalg.norm(thigh, axis=1))
    lean = np.abs(np.arctan2(trunk[:, 0], trunk[:, 1]))
    apart = (
        _between(paths, side, "ankle", "hip")[:, 0]
        - _between(paths, side.other, "ankle", "hip")[:, 0]
    )
    together = ~(np.abs(apart) > STEP * leg)
    return np.asarray(straight & together & (np.nan_to_num(lean) < math.radians(15)))


def _standing_heights(view: Upright, side: Side) -> dict[str, float]:
    standing = _standing(view.paths, side)
    if standing.sum() < 5:
        return {}
    heights = {"ankle_to_shoulder": _between(view.paths, side, "ankle", "shoulder")[standing, 1]}
    ear = _between(view.paths, side, "ankle", "ear")[standing, 1]
    heights["ankle_to_ear"] = ear
    return {n: float(np.nanmedian(h)) for n, h in heights.items() if np.isfinite(h).any()}


def _fit(times_s: Floats, view: Upright, side: Side) -> Fit | None:
    names = [landmark(side, name) for name in POINTS]
    missing = np.full((len(times_s), 2), np.nan)
    points = np.stack([view.paths.get(name, missing) for name in names], axis=1)
    nothing = np.zeros(len(times_s))
    trust = np.stack([view.confidence.get(name, nothing) for name in names], axis=1)
    fit = fit_leg(times_s, points, trust)
    return None if fit is None else unbiased(fit)


def unbiased(fit: Fit) -> Fit:
    """Take out how the network leans shank and trunk on average (``data/network.toml``)."""
    posture = fit.posture.copy()
    flexion = np.clip(posture[:, SHANK] + posture[:, THIGH], 0.0, None)
    posture[:, SHANK] += network("shank_per_flexion").value * flexion
    posture[:, TRUNK] -= network("trunk_lean_rad").value
    # An unseen foot or trunk has no angle; its own points stay missing whatever stands in for it.
    before, after = (np.nan_to_num(rows) for rows in (fit.posture, posture))
    moved = positions(after, fit.body) - positions(before, fit.body)
    return replace(fit, posture=posture, points=fit.points + moved)


def _steadied(main: Fit) -> Floats:
    """(frames, 2) where the picture's floor lies under the near toe.

    A standing foot is the best fixed point that a clip has: while it stands, the floor moves with
    it, so that a camera that drifts leaves no trace. In between the floor is interpolated.
    """
    toe = main.points[:, TOE]
    known: Bools = np.asarray(main.planted & np.isfinite(toe).all(axis=1))
    if not known.any():
        known = np.asarray(np.isfinite(toe).all(axis=1))
    if not known.any():
        ankle = main.points[:, ANKLE]
        known = np.asarray(np.isfinite(ankle).all(axis=1))
        toe = np.broadcast_to([np.nanmedian(ankle[:, 0]), np.nanmin(ankle[:, 1])], ankle.shape)
    frames = np.arange(len(toe))
    return np.stack([np.interp(frames, frames[known], column[known]) for column in toe.T], axis=1)


def _above_floor(fit: Fit) -> float:
    """How far the middle of a resting foot's line lies above its toe, in the fit's unit."""
    rise = (fit.points[:, HEEL, 1] - fit.points[:, TOE, 1])[fit.planted | ~fit.planted.any()]
    return float(np.nanmedian(rise)) / 2 if np.isfinite(rise).any() else 0.0


def _placed(fit: Fit, floor: Floats, m_per_px: float) -> Fit:
    """Move to meters: x from the near toe, y from the leg's own floor.

    The far foot stands higher in the picture because the camera looks down on it.
    """
    own = _steadied(fit)[:, 1] + _above_floor(fit)
    return shifted(fit, np.stack([floor[:, 0], own], axis=1), m_per_px)


def shod(fit: Fit) -> tuple[Floats, Floats]:
    """Ends of the shoe, heel and tip, from where the network puts heel and toe inside it."""
    heel, toe = fit.points[:, HEEL], fit.points[:, TOE]
    foot = toe - heel
    return heel - network("heel_inside").value * foot, toe + network("toe_inside").value * foot


def _leg(side: Side, fit: Fit) -> Leg:
    heel, tip = shod(fit)
    inside = network("heel_inside").value + network("toe_inside").value
    return Leg(
        side=side,
        hip_m=fit.points[:, HIP],
        knee_m=fit.points[:, KNEE],
        ankle_m=fit.points[:, ANKLE],
        heel_m=heel,
        toe_m=tip,
        foot_length_m=(1 + inside) * fit.body.foot,
    )


def _trunk(view: Upright, placed: Fit, floor: Floats, scale: Scale, sex: Sex | None) -> Trunk:
    ears = [view.paths[n] for n in (landmark(s, "ear") for s in SIDES) if n in view.paths]
    head = _mean(ears) if ears else np.full(floor.shape, np.nan)
    return straight_trunk(
        placed.points[:, HIP],
        placed.points[:, SHOULDER],
        (head - floor) * scale.m_per_px,
        scale.stature_m,
        sex,
    )


def _mean(paths: list[Floats]) -> Floats:
    """Mean of the paths that are seen in each frame."""
    stack = np.stack(paths)
    seen = np.isfinite(stack)
    total: Floats = np.where(seen, stack, 0.0).sum(axis=0)
    count = seen.sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _arms(times_s: Floats, view: Upright, near: Side, floor: Floats, scale: Scale) -> Arms | None:
    joints = []
    for name in ("shoulder", "elbow", "wrist"):
        path = view.paths.get(landmark(near, name))
        if path is None:
            return None
        smooth = signals.smooth(times_s, path, cutoff_hz=4.0)
        joints.append((smooth - floor) * scale.m_per_px)
    return Arms(*joints)


def _accuracy(fit: Fit, scale: Scale) -> Accuracy:
    # Errors of neighboring frames go together, so smoothing removes less than it would of noise.
    noise = fit.rms * scale.m_per_px * 0.5
    return Accuracy(
        noise_m=noise,
        bias_m=BIAS_M,
        angle_rad=math.hypot(ANGLE_SIGMA_RAD, 0.5 * noise / 0.4),
        foot_rad=FOOT_SIGMA_RAD,
        heel_m=math.hypot(HEEL_SIGMA_M, 0.5 * noise),
        scale=scale.sigma,
    )


def _drawn(fit: Fit, view: Upright) -> dict[str, Floats]:
    """Fitted points where they lie in the picture."""
    heel, tip = shod(fit)
    foot = np.nanmedian(np.linalg.norm(tip - heel, axis=1)) if np.isfinite(tip).any() else np.nan
    cap = fit.points[:, KNEE] + [proportion("kneecap_of_foot").value * foot, 0.0]
    paths = {name: fit.points[:, index] for index, name in enumerate(POINTS)}
    paths |= {"heel": heel, "toe": tip, "kneecap": cap}
    back = -view.roll.lean_rad
    return {n: rotated(p, back) * [view.sign, 1.0] + view.shift_px for n, p in paths.items()}
