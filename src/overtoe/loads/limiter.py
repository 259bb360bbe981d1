"""What stops the knee from traveling further: the ankle, balance, depth or strength."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, radians
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from overtoe.estimate import Estimate
from overtoe.loads.posture.limits import shank_at_knee_moment, shank_at_trunk

if TYPE_CHECKING:
    from overtoe.body.tables import Sex
    from overtoe.loads.posture.chain import Number
    from overtoe.loads.whatif_scene import Scene, Scenes

StopName = Literal["ankle", "balance", "depth", "strength"]

KNEE_STRENGTH_NM_PER_KG: Final[dict[Sex, tuple[float, float]]] = {
    "m": (2.92, 3.45),
    "f": (2.08, 2.74),
}
"""Isometric knee extension in mid range, 95 % confidence limits of the *mean* of adults, one leg
(Šarabon 2021, doi:10.3389/fphys.2021.767941). No range for individuals."""

MOST_KNEE_FLEXION_RAD: Final = radians(150)
"""Where calf meets thigh in deep kneeling; a house value, no measured range was found."""

UNKNOWN_ANKLE: Final = " Your ankle's range isn't known; it may stop the knee sooner."

_WORDS: Final[dict[StopName, str]] = {
    "ankle": "Your ankle stops the knee first, at {travel}.",
    "balance": "Balance stops the knee first, at {travel}: beyond it you would lean backward.",
    "depth": "Calf meets thigh first, at {travel}.",
    "strength": "Knee strength stops the knee first, at {travel}: beyond it the average tested "
    "adult's quadriceps would not hold the weight.",
}


@dataclass(frozen=True)
class Stop:
    """One of the limits: where it would stop the knee. Missing where it never does."""

    name: StopName
    shank_rad: float
    travel_m: Estimate


@dataclass(frozen=True)
class Limiter:
    """The first of all limits, the others after it, and the sentence about the first."""

    name: StopName | None
    stops: tuple[Stop, ...]
    sentence: str


def limiter(
    bodies: Scenes,
    *,
    thigh_rad: float,
    foot_pitch_rad: float = 0.0,
    dorsiflexion_rad: float | None = None,
    sex: Sex | None = None,
) -> Limiter:
    """Find what stops more travel at this depth and load.

    ``ankle`` only where its range is known. ``strength`` compares with norms of averages; pain
    isn't part of it.
    """
    likely, drawn = (
        stop_shanks(
            scene,
            thigh_rad=thigh_rad,
            foot_pitch_rad=foot_pitch_rad,
            dorsiflexion_rad=dorsiflexion_rad,
            sex=sex,
        )
        for scene in (bodies.likely, bodies.drawn)
    )
    stops = [
        Stop(name, float(shank), _travel(bodies, shank, drawn[name], foot_pitch_rad))
        for name, shank in likely.items()
        if np.isfinite(shank)
    ]
    return limiter_from(stops, ankle_known=dorsiflexion_rad is not None)


def limiter_from(stops: list[Stop], *, ankle_known: bool) -> Limiter:
    """The limiter among stops: the one that comes first."""
    if not stops:
        return Limiter(None, (), "Nothing that this model knows stops the knee here.")
    ranked = sorted(stops, key=lambda stop: stop.shank_rad)
    unknown = "" if ankle_known else UNKNOWN_ANKLE
    return Limiter(ranked[0].name, tuple(ranked), _sentence(ranked[0]) + unknown)


def stop_shanks(
    scene: Scene,
    *,
    thigh_rad: float,
    foot_pitch_rad: float = 0.0,
    dorsiflexion_rad: float | None = None,
    sex: Sex | None = None,
) -> dict[StopName, Number]:
    """Shank lean at which each limit stops the knee; NaN where one never does."""
    chain, cop = scene.chain, scene.cop_fraction
    strength = knee_strength_Nm_per_kg(sex) * chain.body_kg
    return {
        "ankle": np.nan if dorsiflexion_rad is None else dorsiflexion_rad + foot_pitch_rad,
        "balance": shank_at_trunk(
            chain, 0.0, thigh_rad=thigh_rad, foot_pitch_rad=foot_pitch_rad, cop_fraction=cop
        ),
        "depth": MOST_KNEE_FLEXION_RAD - thigh_rad,
        "strength": shank_at_knee_moment(
            chain, strength, foot_pitch_rad=foot_pitch_rad, cop_fraction=cop
        ),
    }


def knee_strength_Nm_per_kg(sex: Sex | None) -> float:
    """Middle of the norm for one leg; of both sexes' norms when sex is unknown.

    >>> round(knee_strength_Nm_per_kg("f"), 2)
    2.41
    """
    rows = [KNEE_STRENGTH_NM_PER_KG[sex]] if sex else list(KNEE_STRENGTH_NM_PER_KG.values())
    return float(np.mean(rows))


def travel_words(travel_m: float) -> str:
    """Knee travel as people say it.

    >>> travel_words(0.052), travel_words(-0.02), travel_words(0.001)
    ('5 cm past the toes', '2 cm behind the toes', 'the toes')
    """
    centimeters = round(100 * travel_m)
    if centimeters == 0:
        return "the toes"
    return f"{abs(centimeters)} cm {'past' if centimeters > 0 else 'behind'} the toes"


def _travel(bodies: Scenes, likely: Number, drawn: Number, pitch: float) -> Estimate:
    pairs = ((bodies.likely, likely), (bodies.drawn, drawn))
    value, draws = (
        scene.chain.shank_m * np.sin(shank) - scene.chain.sole_ahead_m(1.0, pitch)
        for scene, shank in pairs
    )
    return Estimate.from_draws(float(value), draws)


def _sentence(stop: Stop) -> str:
    shank = f"{degrees(stop.shank_rad):.0f}° of shank lean"
    return _WORDS[stop.name].format(travel=f"{travel_words(stop.travel_m.value)} ({shank})")
