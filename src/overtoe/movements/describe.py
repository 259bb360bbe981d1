"""The catalogue in words and as plain tables: what doors print, and nothing about how."""

from __future__ import annotations

from dataclasses import asdict
from math import degrees
from typing import TYPE_CHECKING, Any, Final

from overtoe.movements.demands import demand
from overtoe.movements.loader import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.body import Lifter
    from overtoe.estimate import Estimate
    from overtoe.movements.demands import Demand
    from overtoe.movements.types import Ladder, Rung

GRADES: Final = {
    "A": "pooled trials of this kind of movement",
    "B": "one trial, or trials of programs that hold it",
    "C": "biomechanics or muscle activity only",
    "D": "coaching convention",
}

BASES: Final = {
    "paper": "from papers",
    "geometry": "computed from geometry",
    "convention": "a convention",
    "memory": "from memory, not checked against a source",
}

_SIDES: Final = {"both": "", "each": " each side", "alternate": " in all, sides in turn"}


def doable(ladders: Iterable[Ladder], owned: frozenset[str]) -> dict[str, tuple[Rung, ...]]:
    """Rungs of each ladder that need nothing but what is owned; floor, wall and chair are."""
    have = owned | ALWAYS
    found = {
        ladder.id: tuple(rung for rung in ladder.rungs if rung.equipment <= have)
        for ladder in ladders
    }
    return {name: rungs for name, rungs in found.items() if rungs}


ALWAYS: Final = frozenset({"floor-space", "wall", "chair", "mat", "towel", "timer", "path"})
"""Things that nearly everyone has; plans count them as owned."""


def dose_words(rung: Rung) -> str:
    """The dose in one token.

    >>> dose_words(catalogue().rungs["step-down.5"])
    '3 × 12–20 each side · 3-0-1 · rest 60 s'
    """
    dose = rung.dose
    low, high = dose.reps or dose.seconds or dose.meters or (0, 0)
    unit = "" if dose.reps else " s" if dose.seconds else " m"
    if unit == " s" and high >= 120:
        low, high, unit = low / 60, high / 60, " min"
    span = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    sides = "" if rung.sides == "alternate" and not dose.reps else _SIDES[rung.sides]
    parts = [f"{dose.sets} × {span}{unit}{sides}"]
    if dose.tempo and dose.reps:
        parts.append(dose.tempo)
    return " · ".join([*parts, f"rest {dose.rest_s:g} s"] if dose.rest_s else parts)


def load_words(rung: Rung) -> str:
    """What is added, in words.

    >>> load_words(catalogue().rungs["split-squat.6"])
    '10 to 25 % of body weight'
    """
    load = rung.load
    if load.kind == "none":
        return "body weight"
    unit = "% of body weight" if load.kind == "percent_bw" else "kg"
    return f"{load.start:g} to {load.maximum:g} {unit}"


def demand_document(found: Demand) -> dict[str, Any]:
    """A demand for JSON: SI and degrees with the unit in the name."""
    document = asdict(found)
    for name in ("dorsiflexion", "knee_flexion"):
        value = document.pop(f"{name}_rad")
        document[f"{name}_deg"] = None if value is None else round(degrees(value), 1)
    travel = found.knee_travel_m
    document.pop("knee_travel_m")
    document["knee_travel_cm"] = asdict(travel.scaled(100.0)) if travel else None
    return document


def rung_document(rung: Rung, lifter: Lifter) -> dict[str, Any]:
    """One rung with its demand, for JSON."""
    document = asdict(rung)
    document.pop("posture")
    document["equipment"] = sorted(rung.equipment)
    document["optional"] = sorted(rung.optional)
    needs = document.pop("needs")
    document["needs"] = {
        name.replace("_rad", "_deg"): None if value is None else round(degrees(value), 1)
        for name, value in needs.items()
    }
    document["demand"] = demand_document(demand(rung, lifter))
    return document


def ladder_document(ladder: Ladder, rungs: Iterable[Rung], lifter: Lifter) -> dict[str, Any]:
    """One ladder with these rungs, for JSON."""
    head = {key: getattr(ladder, key) for key in ("id", "name", "family", "pattern", "purpose")}
    return {**head, "rungs": [rung_document(rung, lifter) for rung in rungs]}


def ladder_line(ladder: Ladder, rungs: tuple[Rung, ...], lifter: Lifter) -> tuple[str, ...]:
    """Id, name, number of rungs and how the knee and hip moments climb."""
    found = [demand(rung, lifter, draws=0) for rung in rungs]
    return ladder.id, ladder.name, str(len(rungs)), _climb(found, "knee"), _climb(found, "hip")


def _climb(found: list[Demand], joint: str) -> str:
    moments = [getattr(each, f"{joint}_Nm_per_kg") for each in found]
    values = [moment.value for moment in moments if moment is not None]
    if not values:
        return "–"
    # The whole climb, from the least to the most.
    return f"{_signed(min(values))} to {_signed(max(values))}"


def rung_line(rung: Rung, lifter: Lifter) -> tuple[str, ...]:
    """Id, name, dose, load, and computed demand with its 90 % interval."""
    found = demand(rung, lifter)
    return (
        rung.id,
        rung.name,
        dose_words(rung).split(" · rest")[0],
        load_words(rung),
        _token(found.knee_Nm_per_kg, 1),
        _token(found.hip_Nm_per_kg, 1),
        _token(found.lumbar_Nm_per_kg, 1),
        _token(found.patellofemoral_stress_MPa, 0),
        _token(found.knee_travel_m.scaled(100) if found.knee_travel_m else None, 0),
    )


def _token(found: Estimate | None, digits: int) -> str:
    """Value and interval in one token; a dash where nothing is computed."""
    if found is None:
        return "–"
    if found.low is None or found.high is None:
        return _signed(found.value, digits)
    low, high = (_signed(end, digits) for end in (found.low, found.high))
    dash = " to " if "−" in low + high else "–"
    return f"{_signed(found.value, digits)} ({low}{dash}{high})"


def _signed(value: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}"
    text = text.lstrip("-") if float(text) == 0 else text
    return text.replace("-", "−")


def summary(rung: Rung, lifter: Lifter) -> list[str]:
    """A rung in plain sentences: how, how much, what it asks, when to wait, and how sure."""
    lines = [
        f"{rung.id}  {rung.name}",
        f"Do: {dose_words(rung)}, {load_words(rung)}.",
        f"Needs: {_needed(rung)}.",
        *(f"  {cue}" for cue in rung.cues),
        "Watch: " + " ".join(fault.text for fault in rung.faults),
        f"Film: {rung.film.view}. {rung.film.tip}",
        *_asks(demand(rung, lifter)),
        f"Start when: {rung.entry}",
        f"Climb when: {exit_words(rung)}",
        _waits(rung),
        *_evidence(rung),
    ]
    return [line for line in lines if line]


def _needed(rung: Rung) -> str:
    words = catalogue().equipment
    needed = ", ".join(words[name] for name in sorted(rung.equipment)) or "nothing"
    if rung.height_cm is not None:
        needed += f" ({rung.height_cm[0]:g} to {rung.height_cm[1]:g} cm)"
    return needed


def exit_words(rung: Rung) -> str:
    """When to climb, in one sentence."""
    goal = rung.exit
    amount = f"{goal.reps} reps" if goal.reps else f"{goal.seconds or goal.meters:g}"
    amount += "" if goal.reps else " s" if goal.seconds else " m"
    note = f" {goal.note}" if goal.note else ""
    return f"{goal.sets} × {amount} in two sessions running, calm next morning.{note}"


def _asks(found: Demand) -> list[str]:
    if not found.computed:
        return [f"Asks: not computed. {found.reason}"]
    parts = [
        f"{name} {_token(getattr(found, f'{key}_Nm_per_kg'), 1)}"
        for name, key in (("knee", "knee"), ("hip", "hip"), ("low back", "lumbar"))
        if getattr(found, f"{key}_Nm_per_kg") is not None
    ]
    lines = [f"Asks, in N·m per kg: {', '.join(parts)} (90 % interval)."]
    if found.dorsiflexion_rad is not None:
        lines.append(f"Ankle bend: {degrees(found.dorsiflexion_rad):.0f}°.")
    if found.knee_travel_m is not None:
        token = _token(found.knee_travel_m.scaled(100), 0)
        lines.append(f"Knee joint center ahead of the toe tip: {token} cm.")
    return lines


def _waits(rung: Rung) -> str:
    words = catalogue().contraindications
    reasons = " ".join(words[name] for name in rung.contraindications)
    return f"Wait and ask a professional with: {reasons}" if reasons else ""


def _evidence(rung: Rung) -> list[str]:
    found = rung.evidence
    angles = rung.posture.basis if rung.posture else found.basis
    note = f" {found.note}" if found.note else ""
    return [
        f"Evidence {found.grade}: {GRADES[found.grade]}.{note}",
        f"Angles: {BASES[angles]}. Order, dose and limits: coaching convention unless a source "
        "names them.",
        f"Sources: {', '.join(found.sources)}.",
    ]
