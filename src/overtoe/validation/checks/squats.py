"""What published squats do when knees, trunk or weight go forward, done again by the engine.

Postures are ours, chosen once from the words of the papers; abstracts give no joint angles. So
tolerances are the papers' own spread between people, or only the direction counts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from overtoe.body import NO_LOAD, Lifter, Load, segments
from overtoe.loads.joints import quadriceps_force_N
from overtoe.loads.posture import StaticDemand, static_demand
from overtoe.loads.posture.bodies import chain_of
from overtoe.loads.posture.limits import shank_at_travel
from overtoe.validation.check import Check, holds, within

PARALLEL: Final = np.pi / 2
STATURE_M: Final = 1.75
MASS_KG: Final = 75.0
BODY: Final = segments(Lifter(STATURE_M, MASS_KG))
BAR: Final = Load(20.0)
PAST_M: Final = 0.05


def hirata() -> list[StaticDemand]:
    """The same squat with the knee behind and past the toes."""
    chain = chain_of(BODY, BAR)
    return [
        static_demand(BODY, BAR, shank_rad=shank_at_travel(chain, travel), thigh_rad=PARALLEL)
        for travel in (0.0, PAST_M)
    ]


def hirata_knee() -> Check:
    """Peak knee torque past the toes against behind them."""
    held, past = hirata()
    return within(
        "squat.hirata-knee",
        "knee moment, knee 5 cm past the toes against at them",
        source="hirata-2007",
        low=38.0 - 31.0,
        high=38.0 + 31.0,
        got=_percent(past.moments.knee_Nm, held.moments.knee_Nm),
        unit="%",
        reason="Ten adults, mean and standard deviation; travel isn't given, 5 cm is assumed.",
        places=0,
    )


def hirata_kneecap() -> Check:
    """Kneecap force past the toes against behind them."""
    held, past = hirata()
    got = _percent(past.forces.patellofemoral_force_N, held.forces.patellofemoral_force_N)
    return within(
        "squat.hirata-kneecap",
        "kneecap force, knee 5 cm past the toes against at them",
        source="hirata-2007",
        low=28.0 - 27.0,
        high=28.0 + 27.0,
        got=got,
        unit="%",
        reason="As the row before.",
        places=0,
    )


def fry() -> Check:
    """A barrier at the toes lowers the knee's torque and raises the hip's."""
    held, past = hirata()
    knee = float(past.moments.knee_Nm - held.moments.knee_Nm)
    hip = float(past.moments.hip_Nm - held.moments.hip_Nm)
    return holds(
        "squat.fry",
        "held at the toes: knee moment lower, hip moment higher",
        source="fry-2003",
        expected="lower, higher",
        got=f"{-knee:+.0f} and {-hip:+.0f} N·m per leg",
        passed=knee > 0 > hip,
        reason="The paper's two rows can't come from one balanced squat, so its sizes aren't used.",
    )


def ishida() -> Check:
    """Weight further forward asks less of the knee."""
    demands = [
        static_demand(BODY, NO_LOAD, shank_rad=0.5, thigh_rad=1.1, cop_fraction=cop)
        for cop in (0.444, 0.535)
    ]
    change = float(demands[1].moments.knee_Nm - demands[0].moments.knee_Nm)
    return within(
        "squat.ishida",
        "knee moment when weight moves from 44.4 to 53.5 % of the foot",
        source="ishida-2022",
        low=-0.087,
        high=-0.021,
        got=change / MASS_KG / STATURE_M,
        unit="N·m/kg/m",
        reason="The 95 % interval of the mean of 16 men; normalized per body mass and stature, "
        "one leg.",
        places=3,
    )


def graber() -> Check:
    """Hip-to-knee ratio rises with trunk lean and falls with shank lean."""
    shank = np.radians([20.0, 25.0, 30.0, 35.0, 40.0])
    demand = static_demand(BODY, BAR, shank_rad=shank, thigh_rad=1.2)
    ratio = demand.moments.hip_Nm / demand.moments.knee_Nm
    falls = bool(np.all(np.diff(ratio) < 0) and np.all(np.diff(demand.posture.trunk_rad) < 0))
    return holds(
        "squat.graber",
        "hip-to-knee ratio: rises with trunk lean, falls with shank lean",
        source="graber-2023",
        expected="falls as the shank leans and the trunk rises",
        got=f"{ratio[0]:.1f} at shank 20° to {ratio[-1]:.1f} at 40°",
        passed=falls,
        reason="100 people, six depths; regression coefficients aren't in the abstract.",
    )


def escamilla_depth() -> Check:
    """Kneecap force rises with flexion until 85–95°."""
    flexion = np.radians([30.0, 45.0, 60.0, 75.0, 90.0])
    demand = static_demand(BODY, Load(60.0), shank_rad=0.36 * flexion, thigh_rad=0.64 * flexion)
    force = demand.forces.patellofemoral_force_N
    return holds(
        "squat.escamilla-depth",
        "kneecap force in a squat rises with knee flexion to 90°",
        source="escamilla-1998",
        expected="rises",
        got=", ".join(f"{value:.0f}" for value in force) + " N",
        passed=bool(np.all(np.diff(force) > 0)),
        reason="Ten lifters; only the shape is in the abstract.",
    )


def escamilla_step() -> Check:
    """A short lunge step loads the kneecap more than a long one at 70–90°."""
    flexion = np.radians([70.0, 80.0, 90.0])
    short, long = (
        static_demand(
            BODY,
            NO_LOAD,
            shank_rad=shank,
            thigh_rad=flexion - shank,
            trunk_rad=0.1,
            leg_share=0.8,
        ).forces.patellofemoral_stress_MPa
        for shank in (np.radians(30.0), np.radians(15.0))
    )
    return holds(
        "squat.escamilla-step",
        "kneecap stress in a lunge at 70 to 90°: short step above long step",
        source="escamilla-2008",
        expected="short > long",
        got=f"{short[0]:.1f} > {long[0]:.1f} MPa at 70°",
        passed=bool(np.all(short > long)),
        reason="A short step leans the shank forward at the same flexion; shapes only.",
    )


def kutzner() -> Check:
    """Contact force at the knee in a knee bend."""
    demand = static_demand(BODY, NO_LOAD, shank_rad=np.radians(30), thigh_rad=np.radians(55))
    posture = demand.posture
    muscle = quadriceps_force_N(demand.moments.knee_Nm, posture.knee_flexion_rad)
    weight = MASS_KG * 9.80665
    return within(
        "squat.kutzner",
        "knee contact force in a bodyweight knee bend",
        source="kutzner-2010",
        low=0.5 * 253.0,
        high=1.5 * 253.0,
        got=float(100.0 * (muscle + 0.5 * weight) / weight),
        unit="% body weight",
        reason="Five older patients with instrumented implants, depth not given: a ballpark of "
        "half to one and a half times.",
        places=0,
    )


def reid() -> Check:
    """Knee moment on the way up stairs."""
    demand = static_demand(
        BODY,
        NO_LOAD,
        shank_rad=np.radians(22),
        thigh_rad=np.radians(38),
        leg_share=1.0,
        arms="hanging",
    )
    return within(
        "squat.reid",
        "knee moment on one leg, 60° of flexion as on a stair",
        source="reid-2007",
        low=0.5 * 0.96,
        high=1.5 * 0.96,
        got=float(demand.moments.knee_Nm / MASS_KG),
        unit="N·m/kg",
        reason="Seventeen adults walked up, 0.96 N·m/kg; ours stands still: a ballpark of half to "
        "one and a half times.",
    )


def _percent(more: np.ndarray, less: np.ndarray) -> float:
    return float(100.0 * (more - less) / less)


CHECKS: Final = [
    hirata_knee,
    hirata_kneecap,
    fry,
    ishida,
    graber,
    escamilla_depth,
    escamilla_step,
    kutzner,
    reid,
]
