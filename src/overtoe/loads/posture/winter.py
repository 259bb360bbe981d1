"""The textbook body: Winter's masses and Drillis and Contini's lengths, straight and planar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.loads.posture.chain import Carried, Chain

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Number

SOURCE: Final = "winter-2009"
FOOT: Final = 0.152
SHANK: Final = 0.246
THIGH: Final = 0.245
TRUNK: Final = 0.288
FOOT_MASS: Final = 0.029
SHANK_MASS: Final = 0.093
THIGH_MASS: Final = 0.200
ABOVE_MASS: Final = 0.678
LIMB_CENTER: Final = 0.433
ABOVE_CENTER: Final = 0.626
FOOT_CENTER_M: Final = 0.05
HEEL_TO_ANKLE: Final = 0.28
BAR_ALONG: Final = 0.95


def winter_chain(body_kg: Number, stature_m: Number, *, bar_kg: Number = 0.0) -> Chain:
    """A body whose exact cases are known: masses per pair of legs, bar at 0.95 of the trunk.

    It has no ankle height and its low back joint is the hip. Used as an oracle and where a table
    must be named; people are built by :mod:`overtoe.body`.
    """
    body, stature = np.asarray(body_kg, dtype=float), np.asarray(stature_m, dtype=float)
    trunk = TRUNK * stature
    above = Carried(0.0, 0.0, 0.0, 0.0).plus(ABOVE_MASS * body, along_m=ABOVE_CENTER * trunk)
    above = above.plus(bar_kg, along_m=BAR_ALONG * trunk)
    return Chain(
        foot_m=FOOT * stature,
        heel_to_ankle_m=HEEL_TO_ANKLE * FOOT * stature,
        ankle_height_m=0.0,
        shank_m=SHANK * stature,
        thigh_m=THIGH * stature,
        foot_kg=FOOT_MASS * body,
        foot_center_m=FOOT_CENTER_M,
        shank_kg=SHANK_MASS * body,
        shank_center_m=LIMB_CENTER * SHANK * stature,
        thigh_kg=THIGH_MASS * body,
        thigh_center_m=LIMB_CENTER * THIGH * stature,
        above_hip=above,
        above_lumbar=above,
        lumbar_m=0.0,
        shoulder_m=trunk,
        reach_m=0.4 * stature,
        body_kg=body,
    )
