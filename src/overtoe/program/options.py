"""What the builder may choose from: one option per ladder that is open to the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.amounts import set_seconds
from overtoe.program.climb import Route, Step, route
from overtoe.program.doors import Shut
from overtoe.program.groups import Group, goal_points, group_of, ladder_points
from overtoe.program.starts import TENDON_HOLDS, named_tendon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.movements.types import Catalogue, Ladder
    from overtoe.program.doors import Gate

PER_GROUP: Final = 5
"""Options kept per group, the most valuable first; more only slow the search."""

MOST_SETS: Final = 4
HEAVY: Final = 0.4
"""Relative stress from which a tissue needs its recovery hours; house rule."""

EVIDENCE_POINTS: Final = {"A": 4, "B": 3, "C": 1, "D": 0}
LIKED_POINTS: Final = 40
BASE_POINTS: Final = 4
ON_REQUEST: Final = frozenset({"life", "impact"})
"""Kinds that are chosen only where a goal, a wish or a professional asks for them."""

NOT_CHANGED: Final = frozenset({"floor-space", "wall", "mat", "timer", "path", "lane", "cushion"})
"""Items that cost nothing to change to."""


@dataclass(frozen=True)
class Option:
    """A ladder as the solver sees it.

    ``set_s`` is the longest set with its rest; ``setup_s`` the longest preparation;
    ``heavy`` the tissues that need ``recovery_h`` before they are loaded again.
    """

    route: Route
    group: Group
    value: int
    least_sets: int
    most_sets: int
    set_s: int
    setup_s: int
    recovery_h: float
    heavy: frozenset[str]
    items: frozenset[str]

    @property
    def ladder(self) -> Ladder:
        """The ladder behind the option."""
        return self.route.ladder

    @property
    def id(self) -> str:
        """Name of the ladder."""
        return self.route.ladder.id


def options(
    catalogue: Catalogue, gate: Gate, *, weeks: int
) -> tuple[tuple[Option, ...], dict[str, Shut]]:
    """Options in the order of their ids, and why every other ladder is closed."""
    found: list[Option] = []
    closed: dict[str, Shut] = {}
    for name in sorted(catalogue.ladders):
        way = route(catalogue.ladders[name], gate, weeks=weeks)
        if isinstance(way, Shut):
            closed[name] = way
        elif way.steps[0].rung.kind not in ON_REQUEST or _asked(way.ladder, gate):
            found.append(_option(way, gate))
    return tuple(_best(found, gate)), closed


def work_seconds(step: Step) -> int:
    """Length of one planned set, both sides included where they are trained one by one."""
    return set_seconds(step.rung, step.amount)


def _option(way: Route, gate: Gate) -> Option:
    rungs = [step.rung for step in way.steps]
    one_set = all(rung.dose.sets == 1 for rung in rungs)
    return Option(
        route=way,
        group=group_of(way.ladder.pattern),
        value=_value(way, gate),
        least_sets=1 if one_set else 2,
        most_sets=max(2, min(MOST_SETS, *(rung.dose.sets + 1 for rung in rungs))),
        set_s=max(work_seconds(s) + round(s.rung.dose.rest_s) for s in way.steps),
        setup_s=round(max(rung.setup_s for rung in rungs)),
        recovery_h=max(rung.recovery_h for rung in rungs),
        heavy=frozenset(t for rung in rungs for t, x in rung.tissues.items() if x >= HEAVY),
        items=frozenset(item for rung in rungs for item in rung.equipment - NOT_CHANGED),
    )


def _value(way: Route, gate: Gate) -> int:
    wishes, ladder = gate.intake.wishes, way.ladder
    holds = named_tendon(gate.intake) and ladder.id in TENDON_HOLDS
    wanted = holds or ladder.id in wishes.like or ladder.id in wishes.opt_in
    liked = LIKED_POINTS if wanted else 0
    grade = EVIDENCE_POINTS[way.steps[0].rung.evidence.grade]
    goals = goal_points(ladder.pattern, wishes.goals)
    if way.steps[0].rung.kind in ON_REQUEST:
        goals //= 2  # tasks are what training is for; training for them comes first
    return BASE_POINTS + ladder_points(ladder.id) + goals + liked + grade


def _asked(ladder: Ladder, gate: Gate) -> bool:
    required = {name for name, _ in gate.limits.weekly_sets} if gate.limits else set()
    wishes = gate.intake.wishes
    wanted = {*wishes.like, *wishes.opt_in, *required}
    return ladder.id in wanted or goal_points(ladder.pattern, wishes.goals) > 0


def _best(found: Iterable[Option], gate: Gate) -> list[Option]:
    required = {ladder for ladder, _ in gate.limits.weekly_sets} if gate.limits else set()
    kept: list[Option] = []
    by_worth = sorted(found, key=lambda o: (o.id not in required, -o.value, o.id))
    counts: dict[str, int] = {}
    for option in by_worth:
        counts[option.group.id] = counts.get(option.group.id, 0) + 1
        if counts[option.group.id] <= PER_GROUP:
            kept.append(option)
    return sorted(kept, key=lambda option: option.id)
