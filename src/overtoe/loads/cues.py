"""Three things coaches say about the knee, as what they ask of a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from overtoe.loads.posture.demand import BALL
from overtoe.loads.posture.limits import shank_at_travel

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Chain, Number

CueName = Literal["sit-back", "heels", "knees-back"]
CUES: Final[tuple[CueName, ...]] = get_args(CueName)

HEELS_SHIFT: Final = 0.091
"""How far weight moves back with feedback: from 53.5 to 44.4 % of the foot, Ishida 2022
(doi:10.52082/jssm.2022.341)."""

CUE_SOURCES: Final[dict[CueName, tuple[str, ...]]] = {
    "sit-back": ("house", "ansur2"),
    "heels": ("ishida-2022",),
    "knees-back": ("hirata-2007",),
}

Pattern = Literal["knees past the toes", "knees at the toes", "knees back", "sitting back"]


@dataclass(frozen=True, eq=False)
class Asked:
    """What a cue asks for: the shank's lean and where the weight goes, heel (0) to toe (1)."""

    shank_rad: Number
    cop_fraction: Number


def follow(
    cue: CueName,
    chain: Chain,
    *,
    shank_rad: Number,
    foot_pitch_rad: Number = 0.0,
    cop_fraction: Number,
) -> Asked:
    """Shank and center of pressure of someone who does what the cue says.

    ``knees-back`` keeps the knee behind the toes (Hirata and Duarte's restricted squat).
    ``heels`` moves the weight back by what sixteen men managed (Ishida 2022).
    ``sit-back`` keeps the knee over the ball of the foot: a house definition, no study gives one.
    A knee that is further back already stays where it is.
    """
    if cue == "heels":
        return Asked(shank_rad, cop_fraction - HEELS_SHIFT)
    travel = 0.0 if cue == "knees-back" else (BALL - 1.0) * chain.foot_m
    limit = shank_at_travel(chain, travel, foot_pitch_rad=foot_pitch_rad)
    return Asked(np.minimum(shank_rad, limit), cop_fraction)


def shown_pattern(knee_travel_m: float, foot_length_m: float, *, sigma_m: float = 0.01) -> Pattern:
    """Which of the patterns a measured knee travel shows.

    Within ``sigma_m`` of the toe line counts as at the toes; behind the ball of the foot is
    sitting back.

    >>> shown_pattern(0.06, 0.27), shown_pattern(-0.09, 0.27)
    ('knees past the toes', 'sitting back')
    """
    if knee_travel_m > sigma_m:
        return "knees past the toes"
    if knee_travel_m >= -sigma_m:
        return "knees at the toes"
    behind_ball = knee_travel_m < (BALL - 1.0) * foot_length_m
    return "sitting back" if behind_ball else "knees back"
