"""One rigid leg and trunk in the picture plane: forward model and its derivatives.

A *posture* is a row of eleven numbers per frame (``PARAMETERS``); with the constant lengths of
``Segments`` it gives the positions of six points (``POINTS``). A thigh that opens outward, or a
trunk that rounds, looks shorter from the side than it is, so shank, thigh and trunk carry a
*ratio* of seen to true length, held near one by the fit. The network's ankle wanders in the foot
as the shank leans; without a small *offset* of its own, held near zero, it would drag the heel up.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from overtoe.motion.types import Floats

POINTS: Final = ("toe", "heel", "ankle", "knee", "hip", "shoulder")
PARAMETERS: Final = (
    "toe_x",
    "toe_y",
    "foot_pitch",
    "shank",
    "thigh",
    "trunk",
    "shank_ratio",
    "thigh_ratio",
    "trunk_ratio",
    "ankle_x",
    "ankle_y",
)
TOE, HEEL, ANKLE, KNEE, HIP, SHOULDER = range(6)
TX, TY, PITCH, SHANK, THIGH, TRUNK, SHANK_R, THIGH_R, TRUNK_R, ANKLE_X, ANKLE_Y = range(11)


@dataclass(frozen=True)
class Segments:
    """Constant lengths, in the unit of the positions.

    ``ankle_back`` and ``ankle_up`` place the ankle in the foot: behind the toe tip along the line
    from heel to toe, and above that line.
    """

    foot: float
    ankle_back: float
    ankle_up: float
    shank: float
    thigh: float
    trunk: float

    def scaled(self, factor: float) -> Segments:
        """The same body in another unit."""
        return Segments(*(length * factor for length in astuple(self)))


def positions(posture: Floats, body: Segments) -> Floats:
    """Place the points of every frame.

    Parameters
    ----------
    posture
        (frames, 11), columns as in ``PARAMETERS``, angles after :mod:`overtoe.conventions`.

    Returns
    -------
    (frames, 6, 2), rows as in ``POINTS``.

    >>> straight = np.array([[0.0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0]])
    >>> body = Segments(0.25, 0.19, 0.08, 0.43, 0.42, 0.5)
    >>> positions(straight, body)[0, HIP].round(2).tolist()
    [-0.19, 0.93]
    """
    toe = posture[:, [TX, TY]]
    along, up = _foot_axes(posture[:, PITCH])
    heel = toe - body.foot * along
    ankle = toe - body.ankle_back * along + body.ankle_up * up + posture[:, [ANKLE_X, ANKLE_Y]]
    knee = ankle + (body.shank * posture[:, SHANK_R])[:, None] * _lean(posture[:, SHANK])
    hip = knee + (body.thigh * posture[:, THIGH_R])[:, None] * _lean(-posture[:, THIGH])
    shoulder = hip + (body.trunk * posture[:, TRUNK_R])[:, None] * _lean(posture[:, TRUNK])
    return np.stack([toe, heel, ankle, knee, hip, shoulder], axis=1)


def derivatives(posture: Floats, body: Segments) -> Floats:
    """Derivatives of ``positions`` by the posture, (frames, 6, 2, 11)."""
    result = np.zeros((len(posture), len(POINTS), 2, len(PARAMETERS)))
    result[:, :, 0, TX] = 1.0
    result[:, :, 1, TY] = 1.0
    result[:, ANKLE:, 0, ANKLE_X] = 1.0
    result[:, ANKLE:, 1, ANKLE_Y] = 1.0
    along, up = _foot_axes(posture[:, PITCH])
    # d(along)/d(pitch) = -up and d(up)/d(pitch) = along
    result[:, HEEL, :, PITCH] = body.foot * up
    result[:, ANKLE:, :, PITCH] = (body.ankle_back * up + body.ankle_up * along)[:, None]
    links = (
        (KNEE, SHANK, SHANK_R, body.shank, 1.0),
        (HIP, THIGH, THIGH_R, body.thigh, -1.0),
        (SHOULDER, TRUNK, TRUNK_R, body.trunk, 1.0),
    )
    for first, angle, ratio, length, sign in links:
        direction = _lean(sign * posture[:, angle])
        turned = sign * np.stack([direction[:, 1], -direction[:, 0]], axis=1)
        result[:, first:, :, angle] = (length * posture[:, ratio, None] * turned)[:, None]
        result[:, first:, :, ratio] = (length * direction)[:, None]
    return result


def posture_from(points: Floats, body: Segments) -> Floats:
    """Posture whose segments point the way the landmarks do; a start for the fit.

    Frames with missing points get NaN where these points are needed.
    """
    posture = np.ones((len(points), len(PARAMETERS)))
    posture[:, [TX, TY]] = points[:, TOE]
    posture[:, [ANKLE_X, ANKLE_Y]] = 0.0
    foot = points[:, TOE] - points[:, HEEL]
    posture[:, PITCH] = np.arctan2(-foot[:, 1], foot[:, 0])
    posture[:, SHANK] = inclination(points[:, KNEE] - points[:, ANKLE])
    posture[:, THIGH] = -inclination(points[:, HIP] - points[:, KNEE])
    posture[:, TRUNK] = inclination(points[:, SHOULDER] - points[:, HIP])
    return posture


def inclination(upward: Floats) -> Floats:
    """Lean of an upward vector from the vertical, forward positive, (…, 2) to (…).

    >>> float(np.rad2deg(inclination(np.array([1.0, 1.0]))))
    45.0
    """
    angle: Floats = np.arctan2(upward[..., 0], upward[..., 1])
    return angle


def measured_segments(points: Floats, weights: Floats) -> Segments:
    """Constant lengths as weighted medians over the frames that show both ends."""
    foot = points[:, TOE] - points[:, HEEL]
    length = np.linalg.norm(foot, axis=1)
    along = foot / np.where(length > 0, length, np.nan)[:, None]
    back = points[:, TOE] - points[:, ANKLE]
    up = -(back[:, 0] * -along[:, 1] + back[:, 1] * along[:, 0])
    both = np.minimum(weights[:, TOE], weights[:, HEEL])
    return Segments(
        _median(length, both),
        _median((back * along).sum(axis=1), np.minimum(both, weights[:, ANKLE])),
        _median(up, np.minimum(both, weights[:, ANKLE])),
        *(
            _median(
                np.linalg.norm(points[:, top] - points[:, low], axis=1),
                np.minimum(weights[:, top], weights[:, low]),
            )
            for low, top in ((ANKLE, KNEE), (KNEE, HIP), (HIP, SHOULDER))
        ),
    )


def _median(values: Floats, weights: Floats) -> float:
    good = np.isfinite(values) & (weights > 0)
    if not good.any():
        return float("nan")
    order = np.argsort(values[good], kind="stable")
    total = np.cumsum(weights[good][order])
    return float(values[good][order][np.searchsorted(total, total[-1] / 2)])


def _foot_axes(pitch: Floats) -> tuple[Floats, Floats]:
    sine, cosine = np.sin(pitch), np.cos(pitch)
    return np.stack([cosine, -sine], axis=1), np.stack([sine, cosine], axis=1)


def _lean(angle: Floats) -> Floats:
    direction: Floats = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return direction
