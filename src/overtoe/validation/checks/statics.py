"""Balance at rest: what needs no paper, and tables worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.loads.posture import (
    Carried,
    Chain,
    pose_chain,
    solve_chain,
    static_moments,
    winter_chain,
)
from overtoe.loads.posture.support import kneeling_moments, pushed_moments, wall_push
from overtoe.validation.check import Check, agrees, close, holds

if TYPE_CHECKING:
    from overtoe.loads.posture import Moments, Posture

G_MPS2: Final = 9.81
"""The tables were worked out with this rounded value."""

EXACT: Final = np.array(
    [
        # shank, trunk lean (degrees), hip, knee (N·m, both legs)
        [20.0, 60.4, 472.7, 130.1],
        [25.0, 50.6, 420.1, 182.6],
        [30.0, 42.8, 369.7, 233.1],
        [35.0, 36.3, 321.7, 281.1],
        [40.0, 30.6, 276.5, 326.3],
    ]
)
"""80 kg, 1.75 m, bar 80 kg, thigh level, center of mass 6 cm ahead of the ankle."""

KNEEL: Final = {10: 0.47, 20: 0.93, 30: 1.36, 40: 1.74, 45: 1.92, 60: 2.35, 75: 2.62, 90: 2.71}
WALL: Final = {30: 0.34, 45: 0.51, 60: 0.69, 75: 0.87, 90: 1.05}


def moment_sum() -> Check:
    """A level thigh makes knee and hip moment add up to the weight above times its length."""
    rng = np.random.default_rng(3)
    n = 2000
    chain = winter_chain(
        rng.uniform(45, 120, n), rng.uniform(1.5, 2.0, n), bar_kg=rng.uniform(0, 150, n)
    )
    posture = solve_chain(
        chain,
        shank_rad=rng.uniform(0.35, 0.75, n),
        thigh_rad=np.pi / 2,
        cop_fraction=rng.uniform(0.35, 0.65, n),
    )
    moments = static_moments(chain, posture, gravity_mps2=G_MPS2)
    share = 1.0 - chain.thigh_center_m / chain.thigh_m
    above = chain.above_hip.mass_kg + share * chain.thigh_kg
    known = G_MPS2 * chain.thigh_m * above
    gap = (2 * (moments.knee_Nm + moments.hip_Nm) - known)[posture.feasible]
    return agrees(
        "statics.sum",
        f"knee + hip with level thighs, {gap.size} random balanced squats",
        source="physics",
        kind="exact",
        gap=gap,
        tolerance=1e-9,
        unit="N·m",
        reason="Static balance of the thigh alone: knees forward move load, they don't add any.",
    )


def exact_table() -> Check:
    """Five squats of one body, hip and knee of both legs."""
    _, moments = _example(80.0, EXACT[:, 0])
    return close(
        "statics.table",
        "hip and knee moment, shank 20 to 40°, bar 80 kg",
        source="physics",
        kind="exact",
        expected=np.stack([EXACT[:, 2], EXACT[:, 3]], axis=1),
        got=np.stack([2 * moments.hip_Nm, 2 * moments.knee_Nm], axis=1),
        tolerance=0.06,
        unit="N·m",
        reason="Worked out by hand with Winter's body; the table is rounded to 0.1.",
        places=1,
    )


def exact_lean() -> Check:
    """The trunk lean that goes with the exact table."""
    posture, _ = _example(80.0, EXACT[:, 0])
    return close(
        "statics.lean",
        "trunk lean, shank 20 to 40°, bar 80 kg",
        source="physics",
        kind="exact",
        expected=EXACT[:, 1],
        got=np.degrees(posture.trunk_rad),
        tolerance=0.06,
        unit="°",
        reason="The same hand calculation, rounded to 0.1.",
        places=1,
    )


def ankle_constant() -> Check:
    """The ankle's moment doesn't care where the knee is."""
    _, moments = _example(80.0, EXACT[:, 0])
    return close(
        "statics.ankle",
        "ankle moment in every row of the table",
        source="physics",
        kind="exact",
        expected=np.full(5, 93.0),
        got=2 * moments.ankle_Nm,
        tolerance=0.06,
        unit="N·m",
        reason="It is the weight times its distance, which balance fixes.",
        places=1,
    )


def no_balance() -> Check:
    """Upright shins have no balanced parallel squat; bodyweight none at 25° either."""
    loaded, _ = _example(80.0, np.array([13.0, 14.0]))
    free, _ = _example(0.0, np.array([25.0, 40.0]))
    got = (*loaded.feasible.tolist(), *free.feasible.tolist())
    return holds(
        "statics.none",
        "balance at shank 13°, 14° with a bar; 25°, 40° without",
        source="physics",
        kind="exact",
        expected="no, yes; no, yes",
        got="{}, {}; {}, {}".format(*("yes" if each else "no" for each in got)),
        passed=got == (False, True, False, True),
        reason="The lean's sine passes 1 near 13.5° with a bar of body weight, above 25° without.",
    )


def bodyweight_row() -> Check:
    """The same body without a bar."""
    posture, moments = _example(0.0, np.array([40.0]))
    got = [2 * moments.hip_Nm[0], 2 * moments.knee_Nm[0], np.degrees(posture.trunk_rad[0])]
    return close(
        "statics.free",
        "hip, knee and lean without a bar at shank 40°",
        source="physics",
        kind="exact",
        expected=[110.1, 156.2, 41.0],
        got=got,
        tolerance=0.06,
        unit="N·m, N·m, °",
        reason="The same hand calculation without the bar.",
        places=1,
    )


def double_bar() -> Check:
    """Doubling the bar adds its weight times the thigh's length, nothing else."""
    sums = []
    for bar in (80.0, 160.0):
        _, moments = _example(bar, np.array([35.0]))
        sums.append(float(2 * (moments.knee_Nm + moments.hip_Nm)[0]))
    return close(
        "statics.double",
        "knee + hip gained by 80 kg more on the bar",
        source="physics",
        kind="exact",
        expected=G_MPS2 * 0.245 * 1.75 * 80.0,
        got=sums[1] - sums[0],
        tolerance=1e-9,
        unit="N·m",
        reason="The moment-sum identity, subtracted from itself.",
    )


def kneeling() -> Check:
    """Kneeling leans with straight hips."""
    lean = np.radians(list(KNEEL))
    chain = winter_chain(80.0, 1.75)
    posture = pose_chain(chain, shank_rad=np.pi / 2, thigh_rad=lean, trunk_rad=-lean)
    return close(
        "statics.kneel",
        "knee moment of kneeling leans, 10 to 90°",
        source="physics",
        kind="exact",
        expected=list(KNEEL.values()),
        got=kneeling_moments(chain, posture).knee_Nm / 80.0,
        tolerance=0.01,
        unit="N·m/kg",
        reason="2.71·sin(lean) by hand; the table is rounded to 0.01 and used 9.81.",
    )


def wall_sit() -> Check:
    """Wall sits with a frictionless wall."""
    thigh = np.radians(list(WALL))
    chain = winter_chain(80.0, 1.75)
    posture = pose_chain(chain, shank_rad=0.0, thigh_rad=thigh, trunk_rad=0.0)
    seated = replace(posture, feasible=thigh > 0, center_of_pressure_m=np.zeros(thigh.size))
    moments = pushed_moments(chain, seated, wall_push(chain, seated))
    return close(
        "statics.wall",
        "knee moment of wall sits, thigh 30 to 90°",
        source="physics",
        kind="exact",
        expected=list(WALL.values()),
        got=moments.knee_Nm / 80.0,
        tolerance=0.01,
        unit="N·m/kg",
        reason="By hand: wall at mid trunk, feet under the knees; the table is cut to 0.01.",
    )


def moved_bar() -> Check:
    """Moments don't depend on how the trunk's mass is split into pieces."""
    whole = winter_chain(80.0, 1.75, bar_kg=40.0)
    pieces = Carried(0.0, 0.0, 0.0, 0.0)
    for share, along in ((0.5, 0.3), (0.5, 0.0)):
        rest = whole.above_hip.along_kgm / whole.above_hip.mass_kg
        pieces = pieces.plus(
            share * whole.above_hip.mass_kg, along_m=rest + (along if along else -0.3)
        )
    split = replace(whole, above_hip=pieces, above_lumbar=pieces)
    hips = [_hip(chain) for chain in (whole, split)]
    return close(
        "statics.split",
        "hip moment of one trunk and of the same trunk in two pieces",
        source="physics",
        kind="exact",
        expected=hips[0],
        got=hips[1],
        tolerance=1e-9,
        unit="N·m",
        reason="Two halves 30 cm above and below the center weigh the same as the whole.",
    )


def _hip(chain: Chain) -> float:
    posture = solve_chain(chain, shank_rad=0.6, thigh_rad=1.4)
    return float(static_moments(chain, posture).hip_Nm)


def _example(bar_kg: float, shank_deg: np.ndarray) -> tuple[Posture, Moments]:
    chain = winter_chain(80.0, 1.75, bar_kg=bar_kg)
    posture = solve_chain(
        chain,
        shank_rad=np.radians(shank_deg),
        thigh_rad=np.pi / 2,
        cop_fraction=chain.sole_fraction(0.06),
    )
    return posture, static_moments(chain, posture, gravity_mps2=G_MPS2)


CHECKS: Final = [
    moment_sum,
    exact_table,
    exact_lean,
    ankle_constant,
    no_balance,
    bodyweight_row,
    double_bar,
    kneeling,
    wall_sit,
    moved_bar,
]
