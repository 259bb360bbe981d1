"""Readiness for a task: what it asks for, against what log and tests show.

The answer is a judgement, written as dots: "in 20 days like today, 17 would go fine". Each need
that was shown counts by how far it lies above its limit, each that is missing pulls the number
down, and one that nobody measured keeps the word from becoming *likely*. The weights are house
rules and haven't been checked against what people could do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import erf, sqrt
from typing import TYPE_CHECKING, Final, Literal

from overtoe.movements.loader import catalogue
from overtoe.movements.task_list import UNITS, Need, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.estimate import Estimate

Word = Literal["likely", "even", "not yet"]

DOTS: Final = 20
LIKELY: Final = 0.75
EVEN: Final = 0.40
UNKNOWN: Final = 0.5
"""A need that nobody measured: it may or may not be there."""

PER_RUNG: Final = 0.45
"""What each missing rung leaves of the chance; a house rule."""

SHOWN: Final = 0.97
"""Chance left when a need was shown: days differ; a house rule."""

BASIS: Final = "A judgement by house rules from {known} of {all} facts; not checked in a study."


@dataclass(frozen=True)
class Evidence:
    """What log and tests show.

    Parameters
    ----------
    tolerated
        Highest rung number per ladder that was done at its exit and was calm next morning.
    tolerated_kg
        Heaviest added load per rung id that was tolerated.
    measures
        Test results and joint ranges by the names of :data:`overtoe.movements.task_list.UNITS`; an
        :class:`~overtoe.estimate.Estimate` brings its interval.
    pain
        Worst pain 0 to 10 by task id, or under ``any``, in the last two weeks.
    sex
        ``m``, ``f`` or None; only for strength standards.
    """

    tolerated: Mapping[str, int] = field(default_factory=dict)
    tolerated_kg: Mapping[str, float] = field(default_factory=dict)
    measures: Mapping[str, float | Estimate] = field(default_factory=dict)
    pain: Mapping[str, float] = field(default_factory=dict)
    sex: Literal["m", "f"] | None = None


@dataclass(frozen=True)
class Readiness:
    """How a task would go, in a word, as dots of 20, and what is missing or unknown."""

    task: str
    name: str
    word: Word
    dots: int
    probability: float
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    basis: str
    sources: tuple[str, ...]


def readiness(
    tasks: Iterable[Task], evidence: Evidence, *, mass_kg: float | None = None
) -> list[Readiness]:
    """Compare each task with the evidence.

    Parameters
    ----------
    tasks
        From :func:`overtoe.movements.task_list.tasks`.
    evidence
        What log and tests show.
    mass_kg
        Mass that the task moves (a child); the task's own by default.

    >>> from overtoe.movements.task_list import task
    >>> shown = Evidence({"step-up": 3}, {}, {"dorsiflexion_deg": 35.0}, {"any": 0.0})
    >>> [(found.word, found.dots) for found in readiness([task("stairs-up")], shown)]
    [('likely', 18)]
    """
    return [_one(task, evidence, mass_kg) for task in tasks]


def _one(task: Task, evidence: Evidence, mass_kg: float | None) -> Readiness:
    chances = [(need, _chance(need, task, evidence, mass_kg)) for need in task.needs]
    unknown = tuple(need.text for need, chance in chances if chance is None)
    probability = 1.0
    for _, chance in chances:
        probability *= UNKNOWN if chance is None else chance
    # Unknown facts are doubt, not failure: together they cost no more than one.
    probability /= UNKNOWN ** max(0, len(unknown) - 1)
    missing = tuple(need.text for need, chance in chances if chance is not None and chance < LIKELY)
    known = len(chances) - len(unknown)
    return Readiness(
        task=task.id,
        name=task.name,
        word=_word(probability),
        dots=round(DOTS * probability),
        probability=probability,
        missing=missing,
        unknown=unknown,
        basis=BASIS.format(known=known, all=len(chances)),
        sources=tuple(dict.fromkeys(name for need in task.needs for name in need.sources)),
    )


def _word(probability: float) -> Word:
    if probability >= LIKELY:
        return "likely"
    return "even" if probability >= EVEN else "not yet"


def _chance(need: Need, task: Task, evidence: Evidence, mass_kg: float | None) -> float | None:
    if need.kind == "pain":
        return _pain(need, task, evidence)
    if need.kind == "rung":
        return _rung(need, evidence)
    if need.kind == "load":
        return _load(need, evidence, task.mass_kg if mass_kg is None else mass_kg)
    return _measure(need, evidence)


def _pain(need: Need, task: Task, evidence: Evidence) -> float | None:
    pain = evidence.pain.get(task.id, evidence.pain.get("any"))
    if pain is None:
        return None
    over = pain - (need.at_most or 0.0)
    return SHOWN if over <= 0 else SHOWN * PER_RUNG**over


def _rung(need: Need, evidence: Evidence) -> float | None:
    """Best of the rungs that would do: how many steps of its ladder are still missing."""
    gaps = []
    for name in need.rungs:
        ladder, number = name.rsplit(".", 1)
        if ladder in evidence.tolerated:
            gaps.append(max(0, int(number) - evidence.tolerated[ladder]))
    return SHOWN * PER_RUNG ** min(gaps) if gaps else None


def _load(need: Need, evidence: Evidence, mass_kg: float | None) -> float | None:
    if mass_kg is None:
        return None
    rungs = catalogue().rungs
    ladders = {rungs[name].ladder: rungs[name].number for name in need.rungs}
    shown = [
        kilograms
        for name, kilograms in evidence.tolerated_kg.items()
        if name in rungs and rungs[name].number >= ladders.get(rungs[name].ladder, 99)
    ]
    if not shown:
        return None
    return SHOWN * min(1.0, (max(shown) / (need.times * mass_kg)) ** 2)


def _measure(need: Need, evidence: Evidence) -> float | None:
    """Chance that the true value passes a limit that itself differs between people."""
    found = evidence.measures.get(need.measure or "")
    if found is None:
        return None
    value, sigma = (float(found), 0.0) if isinstance(found, (int, float)) else _spread(found)
    women = need.at_least_women if evidence.sex == "f" else None
    limit = women if women is not None else need.at_least
    margin = value - limit if limit is not None else (need.at_most or 0.0) - value
    # Reaching the limit is what is asked for, so a margin of nothing is one spread above doubt.
    score = 1.0 + margin / sqrt(need.spread**2 + sigma**2)
    return SHOWN * 0.5 * (1.0 + erf(score / sqrt(2.0)))


def _spread(found: Estimate) -> tuple[float, float]:
    if found.low is None or found.high is None:
        return found.value, 0.0
    return found.value, (found.high - found.low) / (2 * 1.6448536269514722)


__all__ = ["DOTS", "UNITS", "Evidence", "Readiness", "readiness"]
