"""Exposure: how much of its kind of work each tissue got (range x load x repetitions)."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING, Final

from overtoe.estimate import Estimate
from overtoe.movements.demands import demand, hard_pose, why_not

if TYPE_CHECKING:
    from overtoe.body import Lifter
    from overtoe.movements.demands import Demand
    from overtoe.movements.types import Rung

HOLD_S: Final = 3.0
"""Seconds of a hold that count as one repetition; a house rule."""

STEPS_S: Final = {"run": 2.0, "walk": 10.0, "backward-walk": 10.0, "carry": 10.0}
"""Seconds of moving that count as one repetition of the pattern; a house rule."""

STEPS_M: Final = 5.0
"""Meters of dragging, carrying or lunging that count as one repetition; a house rule."""

_DRIVERS: Final = {
    "patellar-tendon": "knee_Nm_per_kg",
    "patellofemoral": "patellofemoral_stress_MPa",
    "achilles": "ankle_Nm_per_kg",
    "hamstring": "hip_Nm_per_kg",
    "low-back": "lumbar_Nm_per_kg",
    "hip": "hip_Nm_per_kg",
}
"""The computed moment that drives each tissue when the load changes."""

_RANGES: Final = {
    "patellar-tendon": "knee",
    "patellofemoral": "knee",
    "hamstring": "hip",
    "low-back": "hip",
    "hip": "hip",
}


@dataclass(frozen=True)
class TissueDose:
    """One set's or session's exposure of a tissue: the hardest repetition and the sum."""

    peak: float
    total: float


def repetitions(
    rung: Rung, *, reps: float = 0.0, seconds: float = 0.0, meters: float = 0.0
) -> float:
    """Repetitions that a set stands for, whatever it was counted in.

    >>> from overtoe.movements import catalogue
    >>> repetitions(catalogue().rungs["wall-sit.2"], seconds=45)
    15.0
    """
    per = STEPS_S.get(rung.pattern, HOLD_S)
    if rung.kind in ("conditioning", "life", "impact") and rung.stance == "moving":
        per = STEPS_S.get(rung.pattern, 10.0)
    return reps + seconds / per + meters / STEPS_M


def tissue_dose(
    rung: Rung, lifter: Lifter, load_kg: float | None, reps: float
) -> dict[str, TissueDose]:
    """Exposure of each tissue from ``reps`` repetitions (see :func:`repetitions`).

    The peak is the rung's relative stress, scaled by how the computed moment (or the mass moved)
    grows with the load; the total multiplies it by range, as a fraction of a right angle, and by
    repetitions. Numbers compare within a tissue and a person only; they aren't forces.

    >>> from overtoe.body import Lifter
    >>> from overtoe.movements import catalogue
    >>> rung, ana = catalogue().rungs["split-squat.6"], Lifter(1.68, 62.0, "f")
    >>> light, heavy = (tissue_dose(rung, ana, kg, 10)["patellar-tendon"] for kg in (6.0, 15.0))
    >>> light.peak < heavy.peak and light.total < heavy.total
    True
    """
    computed = why_not(rung) is None and rung.load.kind != "none"
    start = demand(rung, lifter, draws=0) if computed else None
    now = demand(rung, lifter, load_kg, draws=0) if computed else None
    mass = _mass_factor(rung, lifter, load_kg)
    doses = {}
    for tissue, stress in rung.tissues.items():
        factor = _driven(tissue, start, now) or mass
        doses[tissue] = TissueDose(
            stress * factor, stress * factor * range_share(rung, tissue) * reps
        )
    return doses


def range_share(rung: Rung, tissue: str) -> float:
    """Range of the tissue's joint as a fraction of a right angle, between 0.1 and 1.7.

    >>> from overtoe.movements import catalogue
    >>> round(range_share(catalogue().rungs["squat.4"], "patellar-tendon"), 2)
    1.5
    """
    joint = _RANGES.get(tissue)
    if joint is None or rung.posture is None:
        return 1.0
    pose = hard_pose(rung.posture)
    if rung.posture.model == "kneeling":
        # A kneeling lean is measured by the lean itself; the knee starts bent.
        angle = abs(pose.trunk_rad)
    else:
        angle = pose.leg.knee_flexion_rad if joint == "knee" else pose.hip_flexion_rad
    return min(1.7, max(0.1, angle / (pi / 2)))


def _driven(tissue: str, start: Demand | None, now: Demand | None) -> float | None:
    name = _DRIVERS.get(tissue)
    if name is None or start is None or now is None:
        return None
    pair = [getattr(found, name) for found in (start, now)]
    values = [abs(found.value) for found in pair if isinstance(found, Estimate)]
    # A moment near zero says nothing about how the load grows.
    return values[1] / values[0] if len(values) == 2 and values[0] > 0.1 else None


def _mass_factor(rung: Rung, lifter: Lifter, load_kg: float | None) -> float:
    """How much heavier than at the start load; the body's own mass counts where it is moved."""
    if load_kg is None or rung.load.kind == "none":
        return 1.0
    body = lifter.mass_kg or 1.0
    start = rung.load.kilograms(body)
    moved = 0.0 if rung.load.held in ("foot", "ankle", "knees", "dragged") else body
    if rung.stance in ("seated", "supine") or rung.pattern in ("arm", "shoulder", "push-vertical"):
        moved = 0.0
    return (moved + load_kg) / (moved + start) if moved + start > 0 else 1.0
