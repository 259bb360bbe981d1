"""Two people, one clock, one set of equipment: interleave their sets in the least time.

Each person does straight sets with at least their own rests, warm-up first; within a part of the
session the order of exercises may change. For every pair of orders the least time is found exactly
(``overtoe.program.pair_path``). No order can beat the bound: nobody is done before their own sets
and rests are, nor before what both need of one single item is. Where the bound is met the answer
is proven the best of all orders.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.pair_around import MOST_ITEMS, best_order, blocked
from overtoe.program.pair_path import Op, Path, obstacles, shortest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from overtoe.program.person import Equipment
    from overtoe.program.types import Prescribed, Session

CHANGE_S: Final = 15
"""Getting shared equipment ready between two people's sets; house rule."""

TRY_ALL: Final = 600
"""Up to this many pairs of orders are all tried, which proves the best of them."""

AROUND: Final = 40
"""So many orders of the longer session are tried with the other fitted around each exactly."""

TRIES: Final = 40
"""After that, neighbors of the best order are tried this often."""

NOT_SHARED: Final = frozenset({"floor-space", "wall", "timer", "path", "lane", "stairs", "hill"})
"""Room for two."""

PARTNER: Final = "partner"


@dataclass(frozen=True)
class Turn:
    """One set on the common clock; seconds from the start."""

    person: str
    item: Prescribed
    number: int
    begin_s: int
    end_s: int


@dataclass(frozen=True)
class Paired:
    """A session for two.

    ``bound_s`` is a time that no order can beat; ``proven`` says that none beats this one.
    ``alone_s`` are the times of the two sessions done alone.
    """

    people: tuple[str, str]
    turns: tuple[Turn, ...]
    seconds: int
    bound_s: int
    proven: bool
    alone_s: tuple[int, int]

    @property
    def saved_s(self) -> int:
        """Seconds saved against training one after the other."""
        return sum(self.alone_s) - self.seconds


def pair(first: tuple[str, Session], second: tuple[str, Session], equipment: Equipment) -> Paired:
    """Interleave two sessions, each given with the person's name, in the least time."""
    single = single_items((first[1], second[1]), equipment)
    return pair_items((first[0], _parts(first[1])), (second[0], _parts(second[1])), single=single)


def pair_items(
    first: tuple[str, tuple[tuple[Prescribed, ...], ...]],
    second: tuple[str, tuple[tuple[Prescribed, ...], ...]],
    *,
    single: frozenset[str],
) -> Paired:
    """Interleave two people's parts; only the order within a part may change."""
    best = _search(first[1], second[1], single)
    one, two, path = best
    alone = (chain_seconds(one), chain_seconds(two))
    bound = lower_bound(one, two, single=single)
    turns = [*_turns(first[0], one, path, 0), *_turns(second[0], two, path, 1)]
    tried_all = _number_of_orders(first[1]) * _number_of_orders(second[1]) <= TRY_ALL
    return Paired(
        people=(first[0], second[0]),
        turns=tuple(sorted(turns, key=lambda t: (t.begin_s, t.end_s, t.person))),
        seconds=path.seconds,
        bound_s=path.seconds if tried_all else bound,
        proven=tried_all or path.seconds == bound,
        alone_s=alone,
    )


def single_items(sessions: Sequence[Session], equipment: Equipment) -> frozenset[str]:
    """Items of which there is only one, so that two people can't use them at once."""
    used = {name for session in sessions for name in session.equipment}
    return frozenset(n for n in used - NOT_SHARED if equipment.count(n) < 2)


def chain(items: Sequence[Prescribed]) -> tuple[Op, ...]:
    """Sets in order on the person's own clock."""
    ops: list[Op] = []
    clock = 0
    for item in items:
        for number in range(item.sets):
            ready = item.setup_s if number == 0 else 0
            hold = ready if number == 0 else min(CHANGE_S, item.rest_s)
            begin = clock + ready
            held = max(ops[-1].end if ops else 0, begin - hold)
            ops.append(
                Op(begin, begin + item.work_s, held, frozenset(item.equipment), _helped(item))
            )
            clock = begin + item.work_s + item.rest_s
    return tuple(ops)


def chain_seconds(items: Sequence[Prescribed]) -> int:
    """Time of one person alone; the rest after the last set counts too, as time to tidy up."""
    return sum(item.seconds for item in items)


def lower_bound(
    first: Sequence[Prescribed], second: Sequence[Prescribed], *, single: frozenset[str]
) -> int:
    """A time that no order beats.

    The longer of the two chains, which is the same in whatever order, and for every single item
    how long both hold it together, with the rest after its last set.
    """
    alone = max(chain_seconds(first), chain_seconds(second))
    both = [*first, *second]
    shared = ([item for item in both if name in item.equipment] for name in sorted(single))
    held = [sum(map(_held_s, items)) + min(i.rest_s for i in items) for items in shared if items]
    return max([alone, *held])


def _held_s(item: Prescribed) -> int:
    """Seconds for which an exercise holds its equipment."""
    change = min(CHANGE_S, item.rest_s)
    return item.setup_s + item.work_s + (item.sets - 1) * (change + item.work_s)


def _helped(item: Prescribed) -> bool:
    return PARTNER in item.equipment


def _parts(session: Session) -> tuple[tuple[Prescribed, ...], ...]:
    return tuple(block.items for block in session.blocks)


def _number_of_orders(parts: Sequence[Sequence[Prescribed]]) -> int:
    return math.prod(math.factorial(len(part)) for part in parts)


Best = tuple[tuple["Prescribed", ...], tuple["Prescribed", ...], Path]


def _search(
    first: Sequence[Sequence[Prescribed]],
    second: Sequence[Sequence[Prescribed]],
    single: frozenset[str],
) -> Best:
    best = _timed(_flat(first), _flat(second), single)
    if not _met(best, single):
        best = _try_around(best, first, second, single)
    if _met(best, single):
        return best
    if _number_of_orders(first) * _number_of_orders(second) <= TRY_ALL:
        return _try_all(best, first, second, single)
    return _try_neighbors(best, first, second, single)


def _try_around(
    best: Best,
    first: Sequence[Sequence[Prescribed]],
    second: Sequence[Sequence[Prescribed]],
    single: frozenset[str],
) -> Best:
    """Let the longer session run without a wait, in many orders, and fit the other around it."""
    if max(len(part) for part in (*first, *second)) > MOST_ITEMS:
        return best
    swap = chain_seconds(_flat(first)) < chain_seconds(_flat(second))
    steady, other = (second, first) if swap else (first, second)
    draw = random.Random(1)  # noqa: S311  (the same orders every time, nothing secret)
    for number in range(AROUND):
        order = _flat(steady if number == 0 else [_shuffled(part, draw) for part in steady])
        ops = chain(order)
        fitted = best_order(
            other,
            blocks=lambda item, ops=ops: blocked(item, ops, single, partner=PARTNER),  # type: ignore[misc]
            change_s=CHANGE_S,
            most=best[2].seconds - 1,
        )
        if fitted is None:
            continue
        one, two = (fitted[1], order) if swap else (order, fitted[1])
        best = min(best, _timed(one, two, single), key=lambda trial: trial[2].seconds)
        if _met(best, single):
            break
    return best


def _shuffled(part: Sequence[Prescribed], draw: random.Random) -> tuple[Prescribed, ...]:
    return tuple(draw.sample(part, len(part)))


def _try_all(
    best: Best,
    first: Sequence[Sequence[Prescribed]],
    second: Sequence[Sequence[Prescribed]],
    single: frozenset[str],
) -> Best:
    for one in _orders(first):
        for two in _orders(second):
            trial = _timed(one, two, single)
            if trial[2].seconds < best[2].seconds:
                best = trial
            if _met(best, single):
                return best
    return best


def _try_neighbors(
    best: Best,
    first: Sequence[Sequence[Prescribed]],
    second: Sequence[Sequence[Prescribed]],
    single: frozenset[str],
) -> Best:
    tries, current = 0, (_in_parts(best[0], first), _in_parts(best[1], second))
    improved = True
    while improved and tries < TRIES and not _met(best, single):
        improved = False
        for one, two in _moves(*current):
            tries += 1
            trial = _timed(_flat(one), _flat(two), single)
            if trial[2].seconds < best[2].seconds:
                best, current, improved = trial, (one, two), True
                break
            if tries >= TRIES:
                break
    return best


def _in_parts(
    order: tuple[Prescribed, ...], parts: Sequence[Sequence[Prescribed]]
) -> list[Sequence[Prescribed]]:
    """An order cut into the parts it was made of."""
    rest = iter(order)
    return [tuple(itertools.islice(rest, len(part))) for part in parts]


def _moves(
    first: list[Sequence[Prescribed]], second: list[Sequence[Prescribed]]
) -> Iterator[tuple[list[Sequence[Prescribed]], list[Sequence[Prescribed]]]]:
    yield from ((first, changed) for changed in _changed(second))
    yield from ((changed, second) for changed in _changed(first))


def _changed(parts: list[Sequence[Prescribed]]) -> Iterator[list[Sequence[Prescribed]]]:
    """Every order that takes one exercise and puts it somewhere else in its part."""
    for p, part in enumerate(parts):
        for source, target in itertools.permutations(range(len(part)), 2):
            moved = list(part)
            moved.insert(target, moved.pop(source))
            yield [*parts[:p], tuple(moved), *parts[p + 1 :]]


def _orders(parts: Sequence[Sequence[Prescribed]]) -> Iterator[tuple[Prescribed, ...]]:
    for choice in itertools.product(*(itertools.permutations(part) for part in parts)):
        yield tuple(itertools.chain.from_iterable(choice))


def _flat(parts: Sequence[Sequence[Prescribed]]) -> tuple[Prescribed, ...]:
    return tuple(itertools.chain.from_iterable(parts))


def _timed(
    one: tuple[Prescribed, ...], two: tuple[Prescribed, ...], single: frozenset[str]
) -> Best:
    ops = chain(one), chain(two)
    boxes = obstacles(*ops, single)
    path = shortest(boxes, width=chain_seconds(one), height=chain_seconds(two))
    return one, two, path


def _met(best: Best, single: frozenset[str]) -> bool:
    return best[2].seconds <= lower_bound(best[0], best[1], single=single)


def _turns(person: str, items: Sequence[Prescribed], path: Path, axis: int) -> Iterator[Turn]:
    sets = [(item, n) for item in items for n in range(1, item.sets + 1)]
    for (item, number), op in zip(sets, chain(items), strict=True):
        begin = _clock(path, op.begin, axis)
        yield Turn(person, item, number, begin, begin + item.work_s)


def _clock(path: Path, own: int, axis: int) -> int:
    """Common time at which a person's own clock leaves ``own``."""
    passed, leaves = 0, 0
    for before, after in itertools.pairwise(path.corners):
        step = max(after[0] - before[0], after[1] - before[1])
        if before[axis] <= own < after[axis]:
            leaves = passed + own - before[axis]
        passed += step
    return leaves
