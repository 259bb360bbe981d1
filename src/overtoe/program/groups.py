"""The parts of a whole-body week, and what each goal asks for; read from ``data/groups.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Group:
    """Patterns that count together; weekly sets: least, target, and where more adds nothing."""

    id: str
    name: str
    patterns: tuple[str, ...]
    minimum: int
    target: int
    upper: int
    weight: int


@cache
def _data() -> dict[str, Any]:
    text = files("overtoe.program").joinpath("data/groups.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def groups() -> tuple[Group, ...]:
    """All groups.

    >>> [group.id for group in groups() if group.minimum > 0]
    ['knee', 'hinge', 'calf', 'shin', 'push', 'pull', 'core']
    """
    return tuple(
        Group(**(entry | {"patterns": tuple(entry["patterns"])})) for entry in _data()["group"]
    )


@cache
def group_of(pattern: str) -> Group:
    """The group that a movement pattern counts for.

    >>> group_of("hinge").id
    'hinge'
    """
    return next(group for group in groups() if pattern in group.patterns)


def goal_points(pattern: str, goals: Iterable[str]) -> int:
    """What a pattern is worth for these goals; the first goal counts double.

    >>> goal_points("squat", ["squat", "stairs"])
    20
    """
    return sum(
        _data()["goal"][goal].get(pattern, 0) * (2 if rank == 0 else 1)
        for rank, goal in enumerate(goals)
    )


def ladder_points(ladder: str) -> int:
    """What a ladder is worth by itself.

    >>> ladder_points("split-squat")
    14
    """
    return int(_data()["ladder"].get(ladder, 0))
