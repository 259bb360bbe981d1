"""How the camera stood: turned away from the true side view (yaw), or not level (roll)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from overtoe.conventions import Side, landmark
from overtoe.motion.proportions import network
from overtoe.motion.types import View

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.types import Floats

ViewKind = Literal["side", "oblique", "front", "rear"]

YAW_SIGMA_RAD: Final = math.radians(6)
"""Standard deviation of the yaw that the network's own depth gives (docs/motion.md)."""

OBLIQUE_RAD: Final = math.radians(23)
"""From this yaw on no travel is given: at 20 degrees 5 cm of the knee's way outward leak 1.7 cm
into it; half of ``YAW_SIGMA_RAD`` on top, so that a true 15 degrees is seldom refused."""

KNOWN_YAW_DEG: Final = 32.0
"""Up to this seen yaw the gain of ``data/network.toml`` was measured."""

FRONT_RAD: Final = math.radians(68)
"""From this yaw on the picture is a front or rear view: the legs' bend can't be seen."""

LEVEL_PRIOR_SIGMA_RAD: Final = math.radians(2.0)
"""How level a phone on a shelf or in a hand is, before looking: assumed, not measured."""

STANDING_LEAN_RAD: Final = math.radians(2.0)
"""Lean of the line from ankle to shoulder in quiet standing: the body's center of mass is some
5 cm ahead of the ankles (from memory; the wide ``STANDING_SIGMA_RAD`` covers it)."""

STANDING_SIGMA_RAD: Final = math.radians(2.0)

FOOT_SLOPE_RAD: Final = math.radians(3.0)
"""How far the line from the heel's to the toe's landmark usually points downward on level floor:
the heel's landmark sits higher, and a foot turned outward is seen from above."""

FOOT_SIGMA_RAD: Final = math.radians(6.0)


@dataclass(frozen=True)
class Roll:
    """Lean of upright things in the picture, with its standard deviation and its source."""

    lean_rad: float
    sigma_rad: float
    source: Literal["picture", "posture", "assumed"]


def judge_yaw(recording: Recording, sign: float) -> float | None:
    """Angle between the lifter's sagittal plane and the picture plane, 0 for a true side view.

    From the network's three-dimensional guess: the line from left to right shoulder, and hip,
    points along the camera's axis in a true side view. Without that guess, from the distance of
    the shoulders in the picture against the trunk's length.

    Parameters
    ----------
    sign
        +1 when the lifter faces the picture's right, −1 for its left.

    Returns
    -------
    Radians, positive when the camera stands ahead of the lifter's side; π/2 is a front or rear
    view. None where neither is seen.
    """
    angles = [_world_yaw(recording, name) for name in ("shoulder", "hip")]
    known = [angle for angle in angles if angle is not None]
    if not known:
        return _width_yaw(recording)
    turned = float(np.angle(np.mean(np.exp(1j * np.array(known)))))
    seen = -sign * math.copysign(folded(turned), math.tan(turned))
    return _calibrated(seen - network("yaw_offset_rad").value)


def _calibrated(seen: float) -> float:
    """Undo the network's habit of turning people to the side; a front view stays a front view."""
    gain, known = network("yaw_gain").value, math.radians(KNOWN_YAW_DEG)
    if abs(seen) <= known:
        return seen / gain
    rest = (math.pi / 2 - known / gain) / (math.pi / 2 - known)
    true = known / gain + (abs(seen) - known) * rest
    return math.copysign(min(true, math.pi / 2), seen)


def view_kind(recording: Recording, yaw: float | None) -> ViewKind:
    """Name the view from the yaw and, for front and rear, from which way the hips point."""
    away = folded(yaw)
    if away < OBLIQUE_RAD:
        return "side"
    if away < FRONT_RAD:
        return "oblique"
    # Seen from the front, the right shoulder is on the picture's left.
    side = _median_gap(recording, "shoulder")
    return "front" if side <= 0 else "rear"


def folded(yaw: float | None) -> float:
    """Yaw as a distance from the nearest true side view, 0 to π/2.

    >>> round(math.degrees(folded(math.radians(170))), 6)
    10.0
    """
    if yaw is None:
        return 0.0
    return abs(math.atan(math.tan(yaw))) if abs(math.cos(yaw)) > 1e-9 else math.pi / 2


def judge_roll(
    recording: Recording, sign: float, *, standing_line: Floats, foot_line: Floats
) -> Roll:
    """Combine what tells how level the camera was, each weighted by its doubt.

    Parameters
    ----------
    sign
        +1 when the lifter faces the picture's right, −1 for its left.
    standing_line
        (frames, 2) from ankle to shoulder in quiet standing, x forward in the picture.
    foot_line
        (frames, 2) from heel to toe in quiet standing, x forward.

    Returns
    -------
    How far upright things seem to lean toward the lifter's front, which is the camera's roll
    counterclockwise for a lifter who faces right.
    """
    clues = [(0.0, LEVEL_PRIOR_SIGMA_RAD)]
    source: Literal["picture", "posture", "assumed"] = "assumed"
    lean = _median_angle(standing_line[:, 0], standing_line[:, 1])
    if lean is not None:
        clues.append((lean - STANDING_LEAN_RAD, STANDING_SIGMA_RAD))
        source = "posture"
    sole = _median_angle(-foot_line[:, 1], foot_line[:, 0])
    if sole is not None:
        clues.append((sole - FOOT_SLOPE_RAD, FOOT_SIGMA_RAD))
    scene = recording.scene
    if scene is not None and scene.roll_rad is not None:
        clues.append((-sign * scene.roll_rad, max(scene.roll_sigma_rad or 0.0, math.radians(0.3))))
        source = "picture"
    weights = np.array([sigma**-2 for _, sigma in clues])
    mean = float((weights * [value for value, _ in clues]).sum() / weights.sum())
    return Roll(mean, float(weights.sum() ** -0.5), source)


def as_view(kind: ViewKind, yaw: float | None, sign: float, roll: Roll) -> View:
    """Put yaw and roll into the motion's type, roll as the camera's, clockwise positive."""
    sigma = YAW_SIGMA_RAD if yaw is not None else math.radians(12)
    return View(kind, folded(yaw), sigma, -sign * roll.lean_rad, roll.sigma_rad)


def _world_yaw(recording: Recording, name: str) -> float | None:
    names = [landmark(side, name) for side in (Side.LEFT, Side.RIGHT)]
    if recording.world_m is None or not all(n in recording.landmarks for n in names):
        return None
    left, right = (recording.world_m[:, recording.landmarks.index(n)] for n in names)
    across = right - left
    across = across[np.isfinite(across).all(axis=1)]
    if len(across) == 0:
        return None
    middle = np.median(across, axis=0)
    return math.atan2(middle[0], middle[2])


def _width_yaw(recording: Recording) -> float | None:
    gaps = []
    for name, share in (("shoulder", 0.70), ("hip", 0.36)):
        gap = _gap(recording, name)
        trunk = _trunk_length(recording)
        if np.isfinite(gap).any() and math.isfinite(trunk):
            gaps.append(min(1.0, abs(float(np.nanmedian(gap))) / (share * trunk)))
    return math.asin(float(np.mean(gaps))) if gaps else None


def _gap(recording: Recording, name: str) -> Floats:
    names = [landmark(side, name) for side in (Side.LEFT, Side.RIGHT)]
    if not all(n in recording.landmarks for n in names):
        return np.full(len(recording.times_s), np.nan)
    gap: Floats = (recording.path(names[1]) - recording.path(names[0]))[:, 0]
    return gap


def _median_gap(recording: Recording, name: str) -> float:
    gap = _gap(recording, name)
    return float(np.nanmedian(gap)) if np.isfinite(gap).any() else 0.0


def _trunk_length(recording: Recording) -> float:
    lengths = []
    for side in Side:
        names = landmark(side, "shoulder"), landmark(side, "hip")
        if all(n in recording.landmarks for n in names):
            gap = np.linalg.norm(recording.path(names[0]) - recording.path(names[1]), axis=1)
            if np.isfinite(gap).any():
                lengths.append(float(np.nanmedian(gap)))
    return max(lengths) if lengths else float("nan")


def _median_angle(across: Floats, along: Floats) -> float | None:
    good = np.isfinite(across) & np.isfinite(along)
    if good.sum() < 3:
        return None
    return math.atan2(float(np.median(across[good])), float(np.median(along[good])))
