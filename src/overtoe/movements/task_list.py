"""Tasks of daily life and sport: what each asks for, read from data and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from overtoe.errors import UnreadableError, UsageError
from overtoe.movements.loader import read_toml
from overtoe.movements.schema import RungId, Sentence, Slug, Strict
from overtoe.movements.types import Basis

NeedKind = Literal["rung", "load", "test", "range", "pain"]

UNITS = {
    "dorsiflexion_deg": "°",
    "knee_flexion_deg": "°",
    "one_leg_stance_s": "s",
    "five_stands_s": "s",
    "sitting_rising_score": "of 10",
    "heel_raises": "repetitions",
    "hop_symmetry_percent": "%",
    "squat_percent_bw": "% of body weight",
    "deadlift_percent_bw": "% of body weight",
}
"""Measures that a task may ask for, with their units."""


@dataclass(frozen=True)
class Need:
    """One thing that a task asks for.

    ``rung`` and ``load`` needs are met by any of ``rungs`` or a higher rung of the same ladder; a
    load also needs ``times`` the mass that the task moves. ``test`` and ``range`` compare a measure
    with ``at_least`` or ``at_most``; ``spread`` is how far people differ around that limit.
    """

    kind: NeedKind
    text: str
    rungs: tuple[str, ...]
    measure: str | None
    at_least: float | None
    at_most: float | None
    at_least_women: float | None
    times: float
    spread: float
    sources: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class Task:
    """Something people want to do; ``rung`` is the rung of the catalogue that resembles it most."""

    id: str
    name: str
    group: Literal["life", "sport"]
    rung: str
    mass_kg: float | None
    needs: tuple[Need, ...]


class _NeedIn(Strict):
    kind: NeedKind
    text: Sentence
    rung: RungId | None = None
    others: tuple[RungId, ...] = Field(default=(), alias="or")
    measure: Literal[tuple(UNITS)] | None = None  # type: ignore[valid-type]
    at_least: float | None = None
    at_most: float | None = None
    at_least_women: float | None = None
    times: Annotated[float, Field(gt=0)] = 1.0
    spread: Annotated[float, Field(gt=0)] = 1.0
    sources: tuple[Slug, ...] = Field(min_length=1)
    basis: Basis


class _TaskIn(Strict):
    id: Slug
    name: str
    group: Literal["life", "sport"]
    rung: RungId
    mass_kg: float | None = None
    need: tuple[_NeedIn, ...] = Field(min_length=1)


@cache
def tasks() -> dict[str, Task]:
    """All tasks by id.

    Raises
    ------
    UnreadableError
        When the data file doesn't hold what the schema asks for.

    >>> tasks()["stairs-down"].needs[0].rungs
    ('step-down.7', 'stairs.6', 'single-leg-squat.4')
    """
    raw = read_toml(files("overtoe.movements").joinpath("data", "tasks.toml"))["task"]
    try:
        checked = [_TaskIn.model_validate(entry) for entry in raw]
    except ValidationError as error:
        raise UnreadableError(
            "TASKS_INVALID",
            f"tasks.toml isn't complete: {error}. Correct the file and load it again.",
        ) from error
    return {entry.id: _frozen(entry) for entry in checked}


def task(name: str) -> Task:
    """One task by id.

    Raises
    ------
    UsageError
        When there is no such task.
    """
    found = tasks().get(name)
    if found is None:
        raise UsageError(
            "UNKNOWN_TASK",
            f"“{name}” isn't a task that Overtoe knows. Readiness needs to know what a task asks "
            f"for. Choose one of {', '.join(tasks())}.",
        )
    return found


def _frozen(entry: _TaskIn) -> Task:
    needs = tuple(
        Need(
            kind=need.kind,
            text=need.text,
            rungs=(need.rung, *need.others) if need.rung else (),
            measure=need.measure,
            at_least=need.at_least,
            at_most=need.at_most,
            at_least_women=need.at_least_women,
            times=need.times,
            spread=need.spread,
            sources=need.sources,
            basis=need.basis,
        )
        for need in entry.need
    )
    return Task(entry.id, entry.name, entry.group, entry.rung, entry.mass_kg, needs)
