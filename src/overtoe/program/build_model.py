"""The choice of a program as a mixed-integer linear model.

Which ladder on which day and how many sets in a full week: the same all along, because routine
helps and growth comes from rungs, loads and repetitions. Minutes hold in every week, since each
set counts with the longest it will become. Hard: minutes, recovery hours, weekly minimum per
group, what a professional requires. Soft: goals, preferences, variety, few changes of equipment.
All weights are whole numbers but for tiny ones by rank, which settle ties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.groups import Group, goal_points, groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from overtoe.program.options import Option

SCALE: Final = 100
"""Weights are multiplied by this, so that ranks (below 100 in all) only settle ties."""

TARGET_POINTS: Final = 10
BEYOND_POINTS: Final = 3
VARIETY_POINTS: Final = 15
ROLE_POINTS: Final = 6
CHANGE_POINTS: Final = 3
HOURS_PER_DAY: Final = 24
DAYS_PER_WEEK: Final = 7
ROWS: Final = 6
"""Exercises on one sheet besides the warm-up; two more from 45 minutes on, or where there is only
one day."""


@dataclass(frozen=True)
class Day:
    """A training day as the solver sees it: seconds left after the warm-up."""

    weekday: int
    seconds: int
    rows: int = ROWS


@dataclass(frozen=True)
class Task:
    """Everything the model is made from.

    ``minimum`` and ``required`` are weekly sets by group and by ladder; ``given`` are weekly sets
    by group that replaced days bring along.
    """

    options: tuple[Option, ...]
    days: tuple[Day, ...]
    minimum: Mapping[str, int]
    required: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    goals: tuple[str, ...] = ()


@dataclass
class Model:
    """Columns and rows under construction; plain lists, turned into arrays at the end."""

    worth: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[list[tuple[int, float]]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def column(self, worth: float, most: float, *, whole: bool) -> int:
        """Add a variable from 0 to ``most``; its number."""
        self.worth.append(worth)
        self.most.append(most)
        self.whole.append(int(whole))
        return len(self.worth) - 1

    def row(
        self, terms: Iterable[tuple[int, float]], *, low: float = -np.inf, high: float = np.inf
    ) -> None:
        """Add a constraint."""
        self.rows.append(list(terms))
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True)
class Columns:
    """Numbers of the variables: ``used[day, option]``, ``sets[day, option]``."""

    used: Mapping[tuple[int, int], int]
    sets: Mapping[tuple[int, int], int]
    slack: Mapping[str, int]


SLACKS: Final = ("minutes", "sets")


def build_model(task: Task, *, elastic: str | None = None) -> tuple[Model, Columns]:
    """Write the model down.

    Parameters
    ----------
    elastic
        None for the real thing. ``"minutes"`` lets days be longer, ``"sets"`` lets weekly minimums
        be missed; the model then asks only for the least of that.
    """
    model = Model()
    used = {
        (d, o): model.column(_use_worth(task, d, o), 1, whole=True)
        for d in range(len(task.days))
        for o in range(len(task.options))
    }
    sets = {
        (d, o): model.column(SCALE * option.value // 4, option.most_sets, whole=True)
        for d in range(len(task.days))
        for o, option in enumerate(task.options)
    }
    columns = Columns(used, sets, _slacks(model, task, elastic))
    _sets_rows(model, task, columns)
    _time_rows(model, task, columns)
    _group_rows(model, task, columns)
    _recovery_rows(model, task, columns)
    _taste_rows(model, task, columns)
    if elastic:
        price = set(columns.slack.values())
        model.worth = [-1.0 if c in price else 0.0 for c in range(len(model.worth))]
    return model, columns


def _slacks(model: Model, task: Task, elastic: str | None) -> dict[str, int]:
    if elastic == "minutes":
        return {f"day {d}": model.column(0, 36, whole=True) for d in range(len(task.days))}
    if elastic == "sets":
        return {f"group {g}": model.column(0, n, whole=True) for g, n in task.minimum.items()}
    return {}


def _use_worth(task: Task, d: int, o: int) -> float:
    option = task.options[o]
    role = ROLE_POINTS if _index(option.group) % len(task.days) == d else 0
    rank = len(task.options) - o
    return SCALE * (option.value + role) + rank + (len(task.days) - d) / 8


def _sets_rows(model: Model, task: Task, columns: Columns) -> None:
    for (d, o), column in columns.sets.items():
        option, use = task.options[o], columns.used[d, o]
        model.row([(column, 1), (use, -option.least_sets)], low=0)
        model.row([(column, 1), (use, -option.most_sets)], high=0)


def _time_rows(model: Model, task: Task, columns: Columns) -> None:
    everything = range(len(task.options))
    for d, day in enumerate(task.days):
        more = [(columns.slack[f"day {d}"], -300.0)] if f"day {d}" in columns.slack else []
        work = [(columns.sets[d, o], float(task.options[o].set_s)) for o in everything]
        ready = [(columns.used[d, o], float(task.options[o].setup_s)) for o in everything]
        model.row([*work, *ready, *more], high=day.seconds)
        model.row([(columns.used[d, o], 1) for o in everything], high=day.rows)


def _group_rows(model: Model, task: Task, columns: Columns) -> None:
    for group in groups():
        least = task.minimum.get(group.id, 0) - task.given.get(group.id, 0)
        weight = group.weight + _goal_weight(group, task.goals)
        short = columns.slack.get(f"group {group.id}")
        terms = _weekly(task, columns, _in_group(group))
        if not terms and least <= 0:
            continue
        slack = [] if short is None else [(short, 1.0)]
        model.row([*terms, *slack], low=max(least, 0))
        full = model.column(SCALE * TARGET_POINTS * weight, group.target, whole=False)
        more = model.column(SCALE * BEYOND_POINTS * weight, group.upper - group.target, whole=False)
        model.row([*terms, (full, -1), (more, -1)], low=-task.given.get(group.id, 0))
    for ladder, least in task.required.items():
        model.row(_weekly(task, columns, _on_ladder(ladder)), low=least)


def _weekly(
    task: Task, columns: Columns, wanted: Callable[[Option], bool]
) -> list[tuple[int, float]]:
    return [(column, 1.0) for (_, o), column in columns.sets.items() if wanted(task.options[o])]


def _in_group(group: Group) -> Callable[[Option], bool]:
    return lambda option: option.group is group


def _on_ladder(ladder: str) -> Callable[[Option], bool]:
    return lambda option: option.id == ladder


def _goal_weight(group: Group, goals: tuple[str, ...]) -> int:
    return max(goal_points(pattern, goals) for pattern in group.patterns) // 2


def _recovery_rows(model: Model, task: Task, columns: Columns) -> None:
    tissues = sorted({tissue for option in task.options for tissue in option.heavy})
    for first, second, gap in _near(task.days):
        for o, option in enumerate(task.options):
            if gap < option.recovery_h:
                model.row([(columns.used[first, o], 1), (columns.used[second, o], 1)], high=1)
        for tissue in tissues:
            _tissue_rows(model, task, columns, near=(first, second, gap), tissue=tissue)


def _tissue_rows(
    model: Model,
    task: Task,
    columns: Columns,
    *,
    near: tuple[int, int, int],
    tissue: str,
) -> None:
    # One row per pair of movements would be many; a helper column per day says the same.
    first, second, gap = near
    loaded = [
        o
        for o, option in enumerate(task.options)
        if tissue in option.heavy and gap < option.recovery_h
    ]
    if len(loaded) < 2:
        return
    helpers = {day: model.column(0, 1, whole=False) for day in (first, second)}
    for day, helper in helpers.items():
        for o in loaded:
            model.row([(columns.used[day, o], 1), (helper, -1)], high=0)
    model.row([(helper, 1) for helper in helpers.values()], high=1)


def _near(days: tuple[Day, ...]) -> list[tuple[int, int, int]]:
    """Pairs of days with the hours between them, the week taken as a circle."""
    pairs = []
    for first in range(len(days)):
        for second in range(first + 1, len(days)):
            apart = days[second].weekday - days[first].weekday
            gap = min(apart, DAYS_PER_WEEK - apart) * HOURS_PER_DAY
            pairs.append((first, second, gap))
    return pairs


def _taste_rows(model: Model, task: Task, columns: Columns) -> None:
    everyday = range(len(task.days))
    for o in range(len(task.options)):
        seen = model.column(SCALE * VARIETY_POINTS, 1, whole=False)
        model.row([*((columns.used[d, o], 1) for d in everyday), (seen, -1)], low=0)
    for item in sorted({item for option in task.options for item in option.items}):
        for d in everyday:
            fetched = model.column(-SCALE * CHANGE_POINTS, 1, whole=False)
            for o, option in enumerate(task.options):
                if item in option.items:
                    model.row([(fetched, 1), (columns.used[d, o], -1)], low=0)


def _index(group: Group) -> int:
    return groups().index(group)
