"""Body tables and the geometry of the foot and the wall."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from overtoe.body import PAIRED_SEGMENTS, SEGMENTS, TABLES
from overtoe.body.tables import inertia
from overtoe.loads.posture import winter_chain
from overtoe.loads.posture.limits import shank_at_travel
from overtoe.validation.check import Check, agrees, close

DISTANCES_M: Final = np.array([0.0, 0.05, 0.08, 0.10, 0.12, 0.15])
STATURES_M: Final = np.array([[1.63], [1.75], [1.90]])
WALL_DEG: Final = [
    [19.0, 27.0, 32.0, 35.6, 39.3, 45.3],
    [19.5, 27.0, 31.8, 35.0, 38.5, 43.9],
    [20.2, 27.1, 31.4, 34.4, 37.6, 42.5],
]
KNEE_DEPTH_M: Final = 0.055
SHANK: Final = 0.2384
FOOT: Final = 0.1544
TOE_SHARE: Final = 0.72
"""ANSUR II ratios of men, ankle at 28 % of the foot."""


def tables_sum() -> Check:
    """Masses of all segments make one body, in every table as printed."""
    sums = [
        sum(
            inertia(table, sex)[name].mass * (2 if name in PAIRED_SEGMENTS else 1)
            for name in SEGMENTS
        )
        for table in TABLES
        for sex in ("m", "f")
    ]
    return close(
        "body.sum",
        f"sum of segment masses, {', '.join(TABLES)}, men and women",
        source="physics",
        kind="exact",
        expected=np.ones(len(sums)),
        got=sums,
        tolerance=0.006,
        unit="of body mass",
        reason="Printed tables round each of 16 segments; bodies are rescaled to 1.",
        places=4,
    )


def knee_to_wall() -> Check:
    """Degrees that a knee-to-wall distance stands for, from geometry alone."""
    chain = winter_chain(80.0, STATURES_M)
    foot, shank = FOOT * STATURES_M, SHANK * STATURES_M
    ahead = DISTANCES_M + TOE_SHARE * foot - KNEE_DEPTH_M
    known = np.degrees(np.arcsin(ahead / shank))
    # The engine gets there through knee travel: the kneecap at the wall is travel plus its depth.
    heel = (1.0 - TOE_SHARE) * foot
    scaled = replace(chain, foot_m=foot, heel_to_ankle_m=heel, shank_m=shank)
    got = np.degrees(shank_at_travel(scaled, DISTANCES_M - KNEE_DEPTH_M))
    return agrees(
        "body.wall",
        "shank lean in the knee-to-wall test, 3 statures by 6 distances",
        source="ansur2",
        kind="exact",
        gap=np.stack([known - WALL_DEG, got - WALL_DEG]),
        tolerance=0.1,
        unit="°",
        reason="Hand calculation with ANSUR II ratios, rounded to 0.1°; never 3.6° per centimeter.",
    )


def knee_over_toe() -> Check:
    """With average proportions the knee stands over the toe tip at 27° of shank lean."""
    got = float(np.degrees(shank_at_travel(winter_chain(80.0, 1.75), 0.0)))
    return close(
        "body.over",
        "shank lean with the knee over the toe tip",
        source="winter-2009",
        kind="exact",
        expected=27.0,
        got=got,
        tolerance=0.6,
        unit="°",
        reason="By hand; the known value is a whole number of degrees.",
        places=1,
    )


CHECKS: Final = [tables_sum, knee_to_wall, knee_over_toe]
