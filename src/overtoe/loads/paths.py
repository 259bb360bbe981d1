"""A motion as points with accelerations, ready for dynamics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.interpolate import CubicSpline

from overtoe.conventions import Side, landmark
from overtoe.motion import signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.motion.types import Floats, Motion

VIDEO_CUTOFF_HZ: Final = 3.0
"""Extra smoothing of video before differentiating twice: squats hold little above about 1.5 Hz, and
a landmark's wander of 1 cm at 4 Hz would be an acceleration of 6 m/s²."""

STANDING_BAND: Final = 0.03
"""Frames whose hip is this close, in statures, to its highest count as standing."""

LEG_POINTS: Final = ("hip", "knee", "ankle", "heel", "toe")


@dataclass(frozen=True, eq=False)
class Points:
    """Paths of a body's points over time.

    ``position_m`` and ``acceleration_mps2`` hold (frames, 2) by point name: the conventions' names
    of the legs, and ``lumbar``, ``neck``, ``shoulder``, ``elbow``, ``wrist``, ``head``, ``hip``,
    and ``round``: the trunk's line turned backward times how far the spine has bent since standing.
    """

    times_s: Floats
    position_m: dict[str, Floats]
    acceleration_mps2: dict[str, Floats]
    pelvis_radps2: Floats
    sides: tuple[Side, ...]

    def angular_radps2(self, start: str, end: str) -> Floats:
        """Angular acceleration of the line between two points, positive from x to y; (frames,)."""
        line = self.position_m[end] - self.position_m[start]
        moving = self.acceleration_mps2[end] - self.acceleration_mps2[start]
        square = (line**2).sum(axis=1)
        across = line[:, 0] * moving[:, 1] - line[:, 1] * moving[:, 0]
        turned = np.unwrap(np.where(square > 0, np.arctan2(line[:, 1], line[:, 0]), 0.0))
        speed = np.gradient(turned, self.times_s)
        stretch = np.gradient(np.log(np.sqrt(np.maximum(square, 1e-12))), self.times_s)
        return np.asarray(across / np.maximum(square, 1e-12) - 2 * speed * stretch)


def points_of(motion: Motion) -> Points:
    """Points of a motion; gaps stay gaps."""
    cutoff = None if motion.view.kind == "markers" else VIDEO_CUTOFF_HZ
    position: dict[str, Floats] = {}
    for side, leg in motion.legs.items():
        for name in LEG_POINTS:
            position[landmark(side, name)] = getattr(leg, f"{name}_m")
    trunk = motion.trunk
    position |= {
        "hip": trunk.hip_m,
        "lumbar": trunk.lumbar_m,
        "neck": trunk.neck_m,
        "head": trunk.head_m,
        "shoulder": trunk.shoulder_m,
    }
    if motion.arms is not None and np.isfinite(motion.arms.wrist_m).any():
        position |= {
            "shoulder": motion.arms.shoulder_m,
            "elbow": motion.arms.elbow_m,
            "wrist": motion.arms.wrist_m,
        }
    position["round"] = _rounding(motion)
    return Points(
        times_s=motion.times_s,
        position_m=position,
        acceleration_mps2={
            name: second_derivative(motion.times_s, path, cutoff_hz=cutoff)
            for name, path in position.items()
        },
        pelvis_radps2=-second_derivative(motion.times_s, trunk.pelvis_rad, cutoff_hz=cutoff),
        sides=tuple(motion.legs),
    )


def standing_frames(motion: Motion) -> NDArray[np.intp]:
    """Indices of the frames in which the lifter stands tallest."""
    height = motion.trunk.hip_m[:, 1]
    if not np.isfinite(height).any():
        return np.array([], dtype=np.intp)
    top = np.nanquantile(height, 0.95)
    return np.flatnonzero(height >= top - STANDING_BAND * motion.stature_m)


def _rounding(motion: Motion) -> Floats:
    """Trunk's line, turned backward, times the angle by which it has out-leaned the pelvis.

    A pelvis that stays behind while the trunk leans means a bent spine: masses between its ends lie
    behind the straight line. With even curvature the spine lies angle·s·(1 - s)·length behind it.
    """
    line = motion.trunk.neck_m - motion.trunk.lumbar_m
    lean = np.arctan2(line[:, 0], line[:, 1])
    bend = lean - motion.trunk.pelvis_rad
    standing = bend[standing_frames(motion)]
    rest = np.nanmedian(standing) if np.isfinite(standing).any() else 0.0
    backward = np.stack([-line[:, 1], line[:, 0]], axis=1)
    return np.asarray((bend - rest)[:, None] * backward)


def second_derivative(times_s: Floats, values: Floats, *, cutoff_hz: float | None = None) -> Floats:
    """Second derivative over time, (frames, ...); NaN where a value is missing.

    A cubic spline runs through the present samples, smoothed without delay at ``cutoff_hz`` first
    where it is given. Fewer than four samples give NaN.
    """
    columns = values.reshape(len(values), -1)
    seen = np.isfinite(columns).all(axis=1)
    result = np.full(columns.shape, np.nan)
    if seen.sum() >= 4:
        calm = (
            columns if cutoff_hz is None else signals.smooth(times_s, columns, cutoff_hz=cutoff_hz)
        )
        known = np.isfinite(calm).all(axis=1)
        spline = CubicSpline(times_s[known], calm[known], bc_type="natural")
        result[seen] = spline(times_s[seen], 2)
    return result.reshape(values.shape)
