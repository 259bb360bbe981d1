"""An answer as the document that ``overtoe whatif --json`` prints: degrees, centimeters, N·m."""

from __future__ import annotations

from math import degrees, isfinite
from typing import TYPE_CHECKING, Any, Final

from overtoe.conventions import GRAVITY_MPS2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.estimate import Estimate
    from overtoe.loads.limiter import Limiter
    from overtoe.loads.twin import Twin
    from overtoe.loads.whatif import Answer
    from overtoe.loads.whatif_changes import Change

Json = dict[str, Any]

SCHEMA_VERSION: Final = "1.0"
NOTES: Final = (
    "Static and sagittal: a slow squat, seen from the side. Speed adds to it.",
    "No co-contraction is modeled, so joint forces are lower bounds.",
)
CLEARLY_BALANCED: Final = 0.95

_MOMENTS: Final = ("knee_moment_Nm", "hip_moment_Nm", "ankle_moment_Nm", "lumbar_moment_Nm")
_FORCES: Final = ("patellofemoral_force_N", "lumbar_compression_N", "lumbar_shear_N")


def document(answer: Answer) -> Json:
    """Everything in an answer; missing numbers are null with a reason, NaN never appears."""
    mass = answer.question.lifter.mass_kg
    return {
        "schema_version": SCHEMA_VERSION,
        "feasible": answer.feasible,
        "reason": answer.reason,
        "posture": posture(answer.posture),
        "loads": _loads(answer.loads, mass),
        "loads_normalized": _normalized(answer.loads, mass),
        "twin": twin(answer.twin, mass),
        "cues": [_change(each) for each in answer.cues],
        "limiter": _limiter(answer.limiter),
        "changes": [_change(each) for each in answer.changes],
        "sentence": answer.sentence,
        "notes": [*_balance_notes(answer), *NOTES],
        "balanced_pct": 100.0 * answer.balanced_share,
        "sources": list(answer.sources),
    }


def _balance_notes(answer: Answer) -> list[str]:
    """A sentence for each squat that stands, but not with every body like this one."""
    shares = (
        ("This squat", answer.feasible, answer.balanced_share),
        ("The held-back squat", answer.twin.feasible, answer.twin.balanced_share),
    )
    return [
        f"{what} just balances: {100 * share:.0f} of 100 bodies of this height and mass can hold "
        "it. Intervals are theirs."
        for what, stands, share in shares
        if stands and share < CLEARLY_BALANCED
    ]


def measured(estimate: Estimate, factor: float = 1.0) -> Json:
    """Value with its interval in another unit; null with the reason where there is none."""
    if not isfinite(estimate.value):
        return {"value": None, "low": None, "high": None, "reason": estimate.reason}
    scaled = estimate.scaled(factor)
    numbers: Json = {"value": scaled.value, "low": scaled.low, "high": scaled.high}
    return numbers | ({"reason": scaled.reason} if scaled.reason else {})


def posture(places: Mapping[str, Estimate]) -> Json:
    """Inclinations in degrees, knee travel in centimeters."""
    factors = {"rad": ("deg", degrees(1.0)), "m": ("cm", 100.0)}
    shown = {}
    for name, place in places.items():
        stem, _, unit = name.rpartition("_")
        new, factor = factors[unit]
        shown[f"{stem}_{new}"] = measured(place, factor)
    return shown


def twin(found: Twin, mass_kg: float | None) -> Json:
    """The held-back squat: posture, loads and how far the asked squat lies above it."""
    rescue = found.rescue
    thigh = rescue.deepest_thigh_rad if rescue else None
    weight = rescue.counterweight_kg if rescue else None
    return {
        "feasible": found.feasible,
        "reason": found.reason,
        "knee_limit_cm": None if found.hold.cue else 100.0 * found.hold.limit_m,
        "cue": found.hold.cue,
        "posture": posture(found.posture),
        "loads": _loads(found.loads, mass_kg),
        "delta_pct": _each(found.delta_pct) if found.feasible else None,
        "balanced_pct": 100.0 * found.balanced_share,
        "deepest_thigh_deg": measured(thigh, degrees(1.0)) if thigh else None,
        "counterweight_kg": measured(weight) if weight and mass_kg else None,
    }


def _loads(loads: Mapping[str, Estimate], mass_kg: float | None) -> Json | None:
    if not loads or mass_kg is None:
        return None
    return _each(loads)


def _normalized(loads: Mapping[str, Estimate], mass_kg: float | None) -> Json | None:
    """Moments per kilogram and forces in body weights; what an unknown mass leaves."""
    if not loads:
        return None
    per_kg = 1.0 / (mass_kg or 1.0)
    moments = {f"{name}_per_kg": measured(loads[name], per_kg) for name in _MOMENTS}
    weight = per_kg / GRAVITY_MPS2
    return moments | {f"{name[:-2]}_bw": measured(loads[name], weight) for name in _FORCES}


def _each(estimates: Mapping[str, Estimate]) -> Json:
    return {name: measured(estimate) for name, estimate in estimates.items()}


def _limiter(found: Limiter) -> Json:
    stops = [
        {
            "name": stop.name,
            "shank_deg": degrees(stop.shank_rad),
            "knee_travel_cm": measured(stop.travel_m, 100.0),
        }
        for stop in found.stops
    ]
    return {"name": found.name, "sentence": found.sentence, "stops": stops}


def _change(change: Change) -> Json:
    return {
        "name": change.name,
        "text": change.text,
        "feasible": change.feasible,
        "knee_travel_cm": measured(change.knee_travel_m, 100.0),
        "trunk_deg": measured(change.trunk_rad, degrees(1.0)),
        "delta_pct": _each(change.delta_pct) if change.feasible else None,
    }
