"""What a rung asks of this body: its posture template run through the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import radians
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.body import NO_LOAD, Lifter, LoadPlace, draw_bodies, segments
from overtoe.body import Load as Carried
from overtoe.errors import UsageError
from overtoe.estimate import Estimate
from overtoe.loads.joints import patellofemoral_stress_MPa
from overtoe.loads.posture import StaticDemand, static_demand
from overtoe.loads.posture.demand import BALL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.body import BodySegments
    from overtoe.loads.posture import Arms, Support
    from overtoe.movements.postures import Pose, Posture
    from overtoe.movements.types import Rung

    Floats = NDArray[np.float64]

DRAWS: Final = 200
"""Bodies and postures drawn for an interval."""

SEED: Final = 7
"""The same draws every time, so that the same question has the same answer."""

ANGLE_SIGMA_RAD: Final = radians(4.0)
"""How far people stray from a template's angles; a house assumption, not measured."""

SHARE_SIGMA: Final = 0.05
"""How far the front leg's share strays in split stance; a house assumption, not measured."""

LARGEST_STEP: Final = {"knee": 0.85, "hip": 0.95, "lumbar": 1.3}
"""Most that a rung may ask beyond all rungs before it at their heaviest, in N·m per kg; a house
rule that the catalogue is tested against."""

PLACES: Final[dict[str, LoadPlace]] = {
    "hands": "hands",
    "chest": "goblet",
    "back": "back",
    "shoulders": "front",
    "ankle": "hands",
}
_ARMS: Final[dict[str, Arms]] = {
    "forward": "forward",
    "hips": "chest",
    "crossed": "chest",
    "goblet": "chest",
    "cradle": "chest",
    "back-bar": "bar",
    "front-rack": "rack",
}
_SUPPORTS: Final[dict[str, Support]] = {
    "kneeling": "kneeling",
    "seated": "seated",
    "wall": "wall",
    "strap": "strap",
}
_MOMENTS: Final = ("ankle", "knee", "hip", "lumbar")


@dataclass(frozen=True)
class Demand:
    """What one rung asks of one body with one load, at its hardest posture.

    Moments as in :mod:`overtoe.conventions` (extensor positive, so a kneeling lean forward has a
    negative knee moment), in N·m and N·m per kg of body mass; None where the model knows nothing,
    with ``reason``. N·m is None for a body of unknown mass.
    """

    rung: str
    load_kg: float
    reason: str | None
    ankle_Nm: Estimate | None = None
    knee_Nm: Estimate | None = None
    hip_Nm: Estimate | None = None
    lumbar_Nm: Estimate | None = None
    ankle_Nm_per_kg: Estimate | None = None
    knee_Nm_per_kg: Estimate | None = None
    hip_Nm_per_kg: Estimate | None = None
    lumbar_Nm_per_kg: Estimate | None = None
    patellofemoral_stress_MPa: Estimate | None = None
    dorsiflexion_rad: float | None = None
    knee_flexion_rad: float | None = None
    knee_travel_m: Estimate | None = None

    @property
    def computed(self) -> bool:
        """Whether the engine could compute moments."""
        return self.reason is None


def demand(
    rung: Rung, lifter: Lifter, load_kg: float | None = None, *, draws: int = DRAWS
) -> Demand:
    """Joint moments, kneecap stress and knee travel of a rung for this body.

    Parameters
    ----------
    rung
        From :func:`overtoe.movements.catalogue`.
    lifter
        Whose body; without a mass, everything comes per kilogram.
    load_kg
        Added mass; by default the rung's start load.
    draws
        Bodies and postures to draw for the 90 % intervals; 0 for none, which is faster.

    Raises
    ------
    UsageError
        When a load in kilograms meets a body of unknown mass.

    Notes
    -----
    At rest and in the sagittal plane. Squats on two feet lean the trunk so that this body balances;
    all other templates keep their trunk. Intervals hold the spread of bodies, tables, leg share and
    posture, not the template's own basis. A hand on a rail isn't counted, so such rungs are upper
    bounds.

    >>> from overtoe.movements import catalogue
    >>> found = demand(catalogue().rungs["split-squat.5"], Lifter(1.75, 80.0, "m"))
    >>> 1.0 < found.knee_Nm_per_kg.value < 2.5
    True
    """
    mass = _load_mass(rung, lifter, load_kg)
    reason = why_not(rung)
    if reason is not None or rung.posture is None:
        return Demand(rung.id, mass, reason)
    load = _carried(rung, mass)
    middle = _measured(rung, rung.posture, _body(*_key(lifter)), load)
    spread = _drawn(rung, rung.posture, lifter, load, draws) if draws else {}
    return _demand(rung, mass, lifter, middle, spread)


def why_not(rung: Rung) -> str | None:
    """Why the engine computes no demand for this rung; None where it does."""
    if rung.not_computed:
        return rung.not_computed
    if rung.posture is None or rung.posture.model == "none" or rung.posture.view != "side":
        return "No posture that the engine can compute stands for this movement."
    if rung.load.kind != "none" and rung.load.held not in PLACES:
        return "The load sits where the model has no place for it."
    return None


def hard_pose(posture: Posture) -> Pose:
    """The posture's instant with the greater bend of knee and hip; the end of leans and lifts."""
    if posture.model in ("kneeling", "seated"):
        return posture.bottom
    bends = [pose.leg.knee_flexion_rad + pose.hip_flexion_rad for pose in _ends(posture)]
    return posture.start if bends[0] > bends[1] else posture.bottom


def _carried(rung: Rung, mass: float) -> Carried:
    if mass == 0:
        return NO_LOAD
    # The engine hangs a seated load on both ankles; here one ankle carries all of it.
    seated = rung.posture is not None and rung.posture.model == "seated"
    doubled = 2.0 if seated and rung.sides == "each" else 1.0
    return Carried(doubled * mass, PLACES[rung.load.held or "hands"])


def _ends(posture: Posture) -> tuple[Pose, Pose]:
    return posture.start, posture.bottom


def _load_mass(rung: Rung, lifter: Lifter, load_kg: float | None) -> float:
    if lifter.mass_kg is not None:
        return rung.load.kilograms(lifter.mass_kg) if load_kg is None else load_kg
    if load_kg or rung.load.kind == "kg":
        raise UsageError(
            "MASS_NEEDED",
            "A load in kilograms was asked for and the body's mass isn't known. Loads compare with "
            "the body, so the answer depends on it. Give the body mass.",
        )
    return rung.load.kilograms(1.0)


def _key(lifter: Lifter) -> tuple[float, float | None, str | None, tuple[tuple[str, float], ...]]:
    return lifter.stature_m, lifter.mass_kg, lifter.sex, tuple(sorted(lifter.measured_m.items()))


@lru_cache(maxsize=64)
def _body(
    stature_m: float, mass_kg: float | None, sex: Any, measured: tuple[tuple[str, float], ...]
) -> BodySegments:
    return segments(Lifter(stature_m, mass_kg, sex, dict(measured)))


@lru_cache(maxsize=16)
def _bodies(
    key: tuple[float, float | None, Any, tuple[tuple[str, float], ...]], draws: int
) -> BodySegments:
    lifter = Lifter(key[0], key[1], key[2], dict(key[3]))
    return draw_bodies(lifter, np.random.default_rng(SEED), draws)


def _drawn(
    rung: Rung, posture: Posture, lifter: Lifter, load: Carried, draws: int
) -> dict[str, Floats]:
    rng = np.random.default_rng(SEED + 1)
    noise = rng.normal(0.0, ANGLE_SIGMA_RAD, (3, draws))
    share = rng.normal(0.0, SHARE_SIGMA, draws) if 0.5 < posture.share < 1.0 else 0.0
    bodies = _bodies(_key(lifter), draws)
    mix = rng.uniform(0.0, 1.0, draws)
    return _measured(rung, posture, bodies, load, noise=noise, share=share, mix=mix)


def _measured(
    rung: Rung,
    posture: Posture,
    body: BodySegments,
    load: Carried,
    *,
    noise: Floats | None = None,
    share: Floats | float = 0.0,
    mix: Floats | float = 0.5,
) -> dict[str, Floats]:
    pose = hard_pose(posture)
    shank, thigh, trunk = np.zeros(3) if noise is None else noise
    if posture.model == "kneeling":
        # Kneeling leans keep the shank on the floor and the hip straight; only the lean varies.
        shank, trunk = 0.0 * shank, -thigh
    angles = {
        "shank_rad": pose.leg.shank_rad + shank,
        "thigh_rad": pose.leg.thigh_rad + thigh,
        "foot_pitch_rad": pose.leg.pitch_rad,
        "leg_share": np.clip(posture.share + share, 0.5, 1.0),
        "arms": _ARMS.get(pose.arms, "hanging") if isinstance(pose.arms, str) else "hanging",
    }
    found = _solve(rung, posture, body, load, angles=angles, trunk_rad=pose.trunk_rad + trunk)
    flexion = found.posture.knee_flexion_rad
    numbers = {name: getattr(found.moments, f"{name}_Nm") for name in _MOMENTS}
    stress = patellofemoral_stress_MPa(numbers["knee"], flexion, mix=mix)
    numbers["stress"] = stress * (1.0 if body.mass_kg is not None else np.nan)
    numbers["travel"] = found.posture.knee_travel_m
    return numbers


def _solve(
    rung: Rung,
    posture: Posture,
    body: BodySegments,
    load: Carried,
    *,
    angles: dict[str, Any],
    trunk_rad: Floats,
) -> StaticDemand:
    """Lean the trunk for balance in two-leg squats; else keep the template's trunk."""
    support = _SUPPORTS.get(posture.model)
    if support is not None:
        return static_demand(body, load, **angles, trunk_rad=trunk_rad, support=support)
    if _on_ball(rung, posture):
        return static_demand(body, load, **angles, trunk_rad=trunk_rad, cop_fraction=BALL)
    kept = static_demand(body, load, **angles, trunk_rad=trunk_rad, cop_fraction=0.49)
    if not _balances(rung, posture):
        return kept
    leaned = static_demand(body, load, **angles)
    if np.ndim(leaned.feasible) == 0:
        return leaned if bool(leaned.feasible) else kept
    return replace(leaned, moments=_filled(leaned, kept))


def _filled(leaned: StaticDemand, kept: StaticDemand) -> Any:
    names = [f"{name}_Nm" for name in _MOMENTS]
    pairs = {name: (getattr(leaned.moments, name), getattr(kept.moments, name)) for name in names}
    return replace(
        leaned.moments,
        **{name: np.where(leaned.feasible, one, two) for name, (one, two) in pairs.items()},
    )


def _balances(rung: Rung, posture: Posture) -> bool:
    free = posture.support == "none" and posture.rest == "feet"
    trained = rung.pattern == "squat" and rung.kind != "life"
    return trained and rung.stance == "both-feet" and free


def _on_ball(rung: Rung, posture: Posture) -> bool:
    lifted = rung.heel == "lifts" and hard_pose(posture).leg.pitch_rad > 0
    return posture.rest == "toes" or lifted


def _demand(
    rung: Rung, mass: float, lifter: Lifter, middle: dict[str, Floats], spread: dict[str, Floats]
) -> Demand:
    estimates = {name: _estimate(value, spread.get(name)) for name, value in middle.items()}
    body_kg = lifter.mass_kg
    moments = {name: estimates[name] for name in _MOMENTS}
    per_kg = {
        f"{name}_Nm_per_kg": found.scaled(1 / body_kg) if body_kg and found else found
        for name, found in moments.items()
    }
    absolute = {f"{name}_Nm": found if body_kg else None for name, found in moments.items()}
    posture = rung.posture
    leg = hard_pose(posture).leg if posture else None
    standing = posture is not None and posture.model in ("standing", "wall", "strap")
    return Demand(
        rung.id,
        mass,
        None,
        **absolute,
        **per_kg,
        patellofemoral_stress_MPa=estimates["stress"],
        dorsiflexion_rad=leg.shank_rad - leg.pitch_rad if leg and standing else None,
        knee_flexion_rad=leg.knee_flexion_rad if leg else None,
        knee_travel_m=estimates["travel"] if standing else None,
    )


def _estimate(value: Floats, draws: Floats | None) -> Estimate | None:
    number = float(np.asarray(value))
    if not np.isfinite(number):
        return None
    if draws is None:
        return Estimate(number, reason="one template posture; no spread was drawn")
    return Estimate.from_draws(number, draws)
