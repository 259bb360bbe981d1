"""The loads of a whole recording over time, each with its 90 % interval."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.body import NO_LOAD, Lifter, Load, draw_bodies, segments
from overtoe.body.tables import source
from overtoe.conventions import Side
from overtoe.estimate import COVERAGE
from overtoe.loads import joints
from overtoe.loads.errors_drawn import draw_errors, no_errors
from overtoe.loads.ground import has_plates
from overtoe.loads.net import LegLoads, Loads, knee_flexion_rad, net_loads
from overtoe.loads.paths import points_of

if TYPE_CHECKING:
    from overtoe.motion.types import Floats, Motion

DRAWS: Final = 500
SEED: Final = 20260101

LEG_QUANTITIES: Final = (
    "knee_moment_Nm",
    "hip_moment_Nm",
    "ankle_moment_Nm",
    "patellofemoral_force_N",
    "patellofemoral_stress_MPa",
    "quadriceps_force_N",
    "achilles_force_N",
)
BODY_QUANTITIES: Final = ("lumbar_moment_Nm", "lumbar_compression_N", "lumbar_shear_N")

MASS_WOULD_ADD: Final = (
    "Body mass wasn't given, so loads come per kilogram of body mass and in body weights. With the "
    "mass they come in N·m and N, and the stress under the kneecap in MPa."
)
LOAD_NEEDS_MASS: Final = (
    "A carried load was given but no body mass. What the load adds depends on how heavy the lifter "
    "is. Give the body mass for loads."
)


@dataclass(frozen=True, eq=False)
class Band:
    """One quantity over time: most likely value and 90 % interval, (frames,) each."""

    value: Floats
    low: Floats
    high: Floats
    draws: Floats
    """(draws, frames), for differences and for values at an instant."""

    def mean_with(self, other: Band) -> Band:
        """Mean of two bands draw by draw, as for a quantity of both legs."""
        return _band((self.value + other.value)[None] / 2, (self.draws + other.draws) / 2)


@dataclass(frozen=True, eq=False)
class LoadSeries:
    """Loads over time.

    ``legs`` and ``body`` hold a band by the names of ``LEG_QUANTITIES`` and ``BODY_QUANTITIES``.
    When body mass is unknown, moments and forces are per kilogram of body mass, ``mass_kg`` is
    None, stress is left out and ``reason`` says what mass would add.
    """

    times_s: Floats
    legs: dict[Side, dict[str, Band]]
    body: dict[str, Band]
    knee_flexion_rad: dict[Side, Floats]
    mass_kg: float | None
    plates: bool
    reason: str | None
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    leg_share: dict[Side, Floats] = field(default_factory=dict)
    """Share of the vertical ground force under each foot, (frames,)."""


def measure(
    motion: Motion,
    lifter: Lifter,
    load: Load = NO_LOAD,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    use_plates: bool = True,
) -> LoadSeries:
    """Joint moments and forces of a recording, with intervals.

    Parameters
    ----------
    motion
        From the motion room; measured plates in it are used unless ``use_plates`` is False or
        the body's mass is unknown.
    lifter, load
        Whose body it is, and what it carries.
    draws
        Size of the random sample behind the intervals: landmarks, scale, body tables and muscle
        arms are drawn together.
    seed
        The same seed gives the same intervals.

    Returns
    -------
    LoadSeries
        Without bands, and with a reason, when a load is carried but the body mass is unknown.

    Notes
    -----
    Planar rigid bodies. Legs are per leg, internal, extensor positive. Values use the
    mean of the body tables; intervals run over all of them. Joint forces are lower bounds.
    """
    # Plates measure newtons; per kilogram there is nothing to divide them by.
    plates = use_plates and lifter.mass_kg is not None and has_plates(motion)
    if lifter.mass_kg is None and load.mass_kg > 0:
        return _without(motion, plates)
    mass_kg = lifter.mass_kg or 1.0
    points = points_of(motion)
    rng = np.random.default_rng(seed)
    bodies = draw_bodies(lifter, rng, draws)
    drawn = draw_errors(motion.uncertainty, rng, draws)
    middle = net_loads(
        motion, points, segments(lifter), load, no_errors(), mass_kg=mass_kg, use_plates=plates
    )
    many = net_loads(motion, points, bodies, load, drawn, mass_kg=mass_kg, use_plates=plates)
    return _assembled(motion, lifter, middle, many, plates=plates, tables=bodies.sources)


def _assembled(
    motion: Motion,
    lifter: Lifter,
    middle: Loads,
    many: Loads,
    *,
    plates: bool,
    tables: tuple[str, ...],
) -> LoadSeries:
    known = lifter.mass_kg is not None
    flexion = {side: knee_flexion_rad(leg) for side, leg in motion.legs.items()}
    deep = any(bool(joints.is_extrapolated(angle).any()) for angle in flexion.values())
    return LoadSeries(
        times_s=motion.times_s,
        legs={
            side: _leg_bands(middle.legs[side], many.legs[side], with_stress=known)
            for side in middle.legs
        },
        body={name: _band(getattr(middle, name), getattr(many, name)) for name in BODY_QUANTITIES},
        knee_flexion_rad=flexion,
        mass_kg=lifter.mass_kg,
        plates=plates,
        reason=None if known else MASS_WOULD_ADD,
        notes=(joints.LOWER_BOUND, *((joints.EXTRAPOLATED,) if deep else ())),
        sources=_sources(tables),
        leg_share={side: leg.share[0] for side, leg in middle.legs.items()},
    )


def _leg_bands(middle: LegLoads, many: LegLoads, *, with_stress: bool) -> dict[str, Band]:
    names = [n for n in LEG_QUANTITIES if with_stress or not n.endswith("_MPa")]
    return {name: _band(getattr(middle, name), getattr(many, name)) for name in names}


def _band(middle: Floats, many: Floats) -> Band:
    value = middle[0]
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(many, [tail, 1 - tail], axis=0)
    return Band(value, np.minimum(low, value), np.maximum(high, value), many)


def _without(motion: Motion, plates: bool) -> LoadSeries:
    return LoadSeries(
        times_s=motion.times_s,
        legs={},
        body={},
        knee_flexion_rad={side: knee_flexion_rad(leg) for side, leg in motion.legs.items()},
        mass_kg=None,
        plates=plates,
        reason=LOAD_NEEDS_MASS,
        notes=(),
        sources=(),
    )


def _sources(tables: tuple[str, ...]) -> tuple[str, ...]:
    papers = [source(name).paper for name in tables]
    constants = joints.constants()
    kneecap = constants["patellofemoral"]
    papers += [kneecap[family]["source"] for family in ("curved", "piecewise", "contact")]
    papers += [constants[name]["source"] for name in ("achilles", "lumbar")]
    return tuple(papers)
