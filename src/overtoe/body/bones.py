"""Bones keep their length and joints lie inside the leg: what skin markers don't know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HALF_BREADTH: Final = {"knee": 0.205, "ankle": 0.14}
"""Lateral marker to joint center as a fraction of foot length: half the breadth over the
epicondyles (about 95 mm) or malleoli (about 60 mm) and the marker's own radius of 7 mm, for an
adult's foot of 265 mm (breadths from memory)."""

TURNED_IN: Final = {"knee": 0.12, "ankle": 0.0}
"""How far a joint's axis is turned inward against the foot's, radians: the shin is twisted, so that
a foot points some 7 degrees further out than the knee above it bends (5 to 15 degrees in adults,
from memory). Without it a knee over a foot that points out seems to stand too far forward. Chosen
inside that range with the recordings of docs/loads.md in view, so they don't check it."""

KNEE_SHARE: Final = 0.75
"""Share of the thigh's correction that the knee's marker takes: skin slides most over the joint
that bends most; set among round values with the recordings of docs/loads.md in view."""

SWEEPS: Final = 30
"""Sweeps of mutual correction; the lengths are right to 0.1 mm after about ten."""


def joint_center(
    lateral_m: Floats, heel_m: Floats, toe_m: Floats, *, joint: str, right: bool
) -> Floats:
    """Joint center from a marker on the outside of a knee or ankle.

    The joint's axis is taken as level and, for the ankle, across the foot's mean direction, because
    a planted foot sets the direction in which the leg bends; the knee's is turned inward against it
    by the shin's twist (``TURNED_IN``). A lateral marker on a leg whose toes point out
    lies behind the joint center when seen from the side; this puts it where it belongs.

    Parameters
    ----------
    lateral_m, heel_m, toe_m
        (frames, 3), y up.
    joint
        ``knee`` or ``ankle``.
    right
        True for a right leg.

    Returns
    -------
    (frames, 3); the marker itself where the foot is never seen.

    >>> marker, heel, toe = np.zeros((1, 3)), np.zeros((1, 3)), np.array([[0.25, 0.0, 0.0]])
    >>> joint_center(marker, heel, toe, joint="ankle", right=True).round(4).tolist()
    [[0.0, 0.0, -0.035]]
    """
    foot = toe_m - heel_m
    if not np.isfinite(foot).all(axis=1).any():
        return lateral_m
    half_breadth_m = HALF_BREADTH[joint] * float(np.nanmedian(_length(foot)))
    along = np.nanmean(foot[:, [0, 2]], axis=0)
    along = along / np.linalg.norm(along)
    side = 1.0 if right else -1.0
    sine, cosine = np.sin(side * TURNED_IN[joint]), np.cos(TURNED_IN[joint])
    along = np.array([cosine * along[0] + sine * along[1], cosine * along[1] - sine * along[0]])
    outward = np.array([-along[1], 0.0, along[0]]) * side
    return np.asarray(lateral_m - half_breadth_m * outward)


def rigid_leg(hip_m: Floats, knee_m: Floats, ankle_m: Floats) -> tuple[Floats, Floats]:
    """Hip and knee centers moved so that thigh and shank keep the length they have when straight.

    Skin slides over a bent knee and pelvis markers ride up on a bent hip: by the bottom of a squat
    the marked thigh has lost a tenth of its length. No bone does that. The ankle, which moves least
    under the skin, stays; of the thigh's correction the knee takes ``KNEE_SHARE``, the hip the
    rest.

    Parameters
    ----------
    hip_m, knee_m, ankle_m
        (frames, 3) or (frames, 2); NaN where missing.

    Returns
    -------
    The corrected hip and knee. Unchanged where the leg is never nearly straight (the hip's height
    never comes within 10 % of the leg's length), because then the bones' lengths aren't seen.
    """
    straight = _straight(hip_m, knee_m, ankle_m)
    if not straight.any():
        return hip_m, knee_m
    thigh = float(np.median(_length(hip_m - knee_m)[straight]))
    shank = float(np.median(_length(knee_m - ankle_m)[straight]))
    hip, knee = hip_m, knee_m
    for _ in range(SWEEPS):
        change = _excess(hip - knee, thigh)
        hip, knee = hip - (1 - KNEE_SHARE) * change, knee + KNEE_SHARE * change
        knee = knee - _excess(knee - ankle_m, shank)
    return hip, knee


def _straight(hip_m: Floats, knee_m: Floats, ankle_m: Floats) -> NDArray[np.bool_]:
    reach = _length(hip_m - ankle_m)
    path = _length(hip_m - knee_m) + _length(knee_m - ankle_m)
    if not np.isfinite(reach).any():
        return np.zeros(len(reach), dtype=bool)
    near = np.nan_to_num(reach / path) > 0.97
    top = np.nanquantile(reach, 0.95)
    return np.asarray(near & (np.nan_to_num(reach) > 0.97 * top))


def _length(line: Floats) -> Floats:
    return np.asarray(np.linalg.norm(line, axis=-1))


def _excess(line: Floats, wanted: float) -> Floats:
    length = np.maximum(_length(line), 1e-9)[..., None]
    return np.asarray((1 - wanted / length) * line)
