"""The video road: landmark paths in pixels to legs and trunk in meters."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.motion import signals
from overtoe.motion.body_paths import Accuracy, BodyPaths
from overtoe.motion.chain import Chain, joined
from overtoe.motion.fit import Fit, fit_leg, shifted
from overtoe.motion.foot import floor_below
from overtoe.motion.movement import SPLIT_STEP
from overtoe.motion.proportions import Sex, network, proportion
from overtoe.motion.scale import Scale, scale_from_stature
from overtoe.motion.sides import near_side
from overtoe.motion.skeleton import (
    ANKLE,
    HEEL,
    POINTS,
    SHANK,
    THIGH,
    TOE,
    TRUNK,
    TX,
    positions,
)
from overtoe.motion.trunk import straight_trunk
from overtoe.motion.types import Arms
from overtoe.motion.upright import Upright, mean_seen, standing_heights

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats, Leg, Trunk

BIAS_M: Final = 0.015
"""Error of the knee against the toe that stays the same over a repetition (docs/motion.md)."""

ANGLE_SIGMA_RAD: Final = math.radians(2.0)
"""Systematic error of one segment's inclination, above the 0.7 to 1.6 degrees of mannequins because
people wear clothes (docs/motion.md)."""

FOOT_SIGMA_RAD: Final = math.radians(3.5)
"""Systematic error of the foot's pitch, which its short line shows worst."""

HEEL_SIGMA_M: Final = 0.020
"""Systematic error of the heel's rise: shoe, hem and shadow move with the shank."""

ARM_CUTOFF_HZ: Final = 4.0


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
    known = {side: fit for side, fit in fits.items() if fit is not None}
    scale = scale_from_stature(main.body, _standing_heights(view, main), stature_m, sex)
    origin = {side: _origin(fit, main) for side, fit in known.items()}
    placed = {side: shifted(fit, origin[side], scale.m_per_px) for side, fit in known.items()}
    chain = joined(recording.times_s, placed, _measured(placed, near))
    trunk = _trunk(recording.times_s, view, chain, scale, sex)
    return BodyPaths(
        times_s=recording.times_s,
        legs=chain.legs,
        trunk=trunk,
        arms=_arms(recording.times_s, view, chain, scale),
        # Without feet nothing tells standing from walking: then all frames count as standing.
        planted={s: f.planted if _feet_seen(f) else f.seen for s, f in known.items()},
        accuracy=_accuracy(main, scale),
        near_side=near,
        feet_seen=_feet_seen(main),
        fitted_px={
            side: _drawn(leg, trunk, origin[side], scale, view) for side, leg in chain.legs.items()
        },
        fit_rms_px=main.rms,
        meters_per_px=scale.m_per_px,
        stature_m=scale.stature_m,
        stature_known=scale.stature_known,
    )


def _feet_seen(fit: Fit) -> bool:
    return bool(np.isfinite(fit.points[:, [TOE, HEEL]]).any())


def _fit(times_s: Floats, view: Upright, side: Side) -> Fit | None:
    names = [landmark(side, name) for name in POINTS]
    missing = np.full((len(times_s), 2), np.nan)
    nothing = np.zeros(len(times_s))
    paths = {name: view.paths.get(name, missing) for name in names}
    hip, knee, ankle = (paths[landmark(side, name)] for name in ("hip", "knee", "ankle"))
    # A camera a little ahead of the side sees one shoulder ahead of the other: the trunk's line
    # runs between the middles of both pairs, drawn from this leg's hip.
    paths[landmark(side, "shoulder")] = hip + view.middle("shoulder") - view.middle("hip")
    paths[landmark(side, "ankle")] = _joint_below(hip, knee, ankle)
    points = np.stack([paths[name] for name in names], axis=1)
    trust = np.stack([view.confidence.get(name, nothing) for name in names], axis=1)
    fit = fit_leg(times_s, points, trust)
    return None if fit is None else unbiased(fit)


def _joint_below(hip: Floats, knee: Floats, ankle: Floats) -> Floats:
    """The ankle's center, which lies further down the shank than the network's landmark."""
    shank = ankle - knee
    length = np.linalg.norm(shank, axis=1)
    leg = (
        np.nanmedian(length + np.linalg.norm(hip - knee, axis=1))
        if np.isfinite(length).any()
        else np.nan
    )
    down: Floats = shank / np.where(length > 0, length, np.nan)[:, None]
    return ankle + network("ankle_up_shank").value * leg * down


def unbiased(fit: Fit) -> Fit:
    """Take out how the network leans shank and trunk on average (``data/network.toml``)."""
    posture = fit.posture.copy()
    flexion = np.clip(posture[:, SHANK] + posture[:, THIGH], 0.0, None)
    posture[:, SHANK] += network("shank_per_flexion").value * flexion
    posture[:, TRUNK] *= 1 - network("trunk_per_lean").value
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


def _origin(fit: Fit, near: Fit) -> Floats:
    """(frames, 2) zero of a leg's meters: x from the near toe tip, y from the leg's own floor.

    The far foot stands higher in the picture because the camera looks down on it.
    """
    tip = _steadied(near)[:, 0] + network("toe_inside").value * near.body.foot
    floor = _steadied(fit)[:, 1] - (floor_below(fit) if _feet_seen(fit) else _ankle_height(fit))
    return np.stack([tip, floor], axis=1)


def _ankle_height(fit: Fit) -> float:
    """Usual height of the ankle over the floor where no foot is seen, in the fit's unit."""
    usual = proportion("ankle_height").value / proportion("leg").value
    return usual * (fit.body.shank + fit.body.thigh)


def _measured(placed: dict[Side, Fit], near: Side) -> Side:
    """The leg that the chain is built on: the near one, but the front one of a split stance."""
    if len(placed) < 2:
        return near
    toe = {side: fit.posture[fit.planted, TX] for side, fit in placed.items()}
    if not all(np.isfinite(path).any() for path in toe.values()):
        return near
    ahead = float(np.nanmedian(toe[near.other]) - np.nanmedian(toe[near]))
    leg = placed[near].body.shank + placed[near].body.thigh
    return near.other if ahead > SPLIT_STEP * leg else near


def _standing_heights(view: Upright, fit: Fit) -> dict[str, float]:
    """Heights over the ankles' centers, which lie below their landmarks."""
    down = network("ankle_up_shank").value * (fit.body.shank + fit.body.thigh)
    heights = standing_heights(view, near_side(view.sign))
    return {name: height + down for name, height in heights.items()}


def _trunk(times_s: Floats, view: Upright, chain: Chain, scale: Scale, sex: Sex | None) -> Trunk:
    above = (view.middle("ear") - view.middle("hip")) * scale.m_per_px
    head = chain.hip + signals.smooth(times_s, above, cutoff_hz=ARM_CUTOFF_HZ)
    return straight_trunk(chain.hip, chain.shoulder, head, scale.stature_m, sex)


def _arms(times_s: Floats, view: Upright, chain: Chain, scale: Scale) -> Arms | None:
    """Both arms' mean, hung on the middle of the shoulders."""
    joints = [chain.shoulder]
    for name in ("elbow", "wrist"):
        reach = []
        for side in SIDES:
            ends = view.paths.get(landmark(side, "shoulder")), view.paths.get(landmark(side, name))
            if ends[0] is not None and ends[1] is not None:
                reach.append(ends[1] - ends[0])
        if not reach:
            return None
        path = signals.smooth(times_s, mean_seen(reach), cutoff_hz=ARM_CUTOFF_HZ)
        joints.append(chain.shoulder + path * scale.m_per_px)
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


def _drawn(
    leg: Leg, trunk: Trunk, origin: Floats, scale: Scale, view: Upright
) -> dict[str, Floats]:
    """Fitted points where they lie in the picture."""
    forward = proportion("kneecap_of_foot").value * leg.foot_length_m
    paths = {
        "toe": leg.toe_m,
        "heel": leg.heel_m,
        "ankle": leg.ankle_m,
        "knee": leg.knee_m,
        "kneecap": leg.knee_m + np.array([forward, 0.0]),
        "hip": leg.hip_m,
        "shoulder": trunk.shoulder_m,
        "head": trunk.head_m,
    }
    return {
        name: view.in_picture(origin + path / scale.m_per_px, leg.side)
        for name, path in paths.items()
    }
