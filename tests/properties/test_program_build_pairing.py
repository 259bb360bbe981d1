"""Two people on one clock: never two on one item, rests kept, and no faster way exists."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.program.pair import CHANGE_S, lower_bound, pair_items
from overtoe.program.types import Prescribed, Unit

KIT = frozenset({"step", "band"})


def _exercise(name: str, sets: int, work: int, rest: int, items: tuple[str, ...]) -> Prescribed:
    return Prescribed(name, "l", "r.1", name, sets, 8, Unit.REPS, False, None, work, rest, 5, items)


def _people(most: int, sets: int):
    one = st.tuples(
        st.integers(1, sets),
        st.sampled_from((20, 35, 50)),
        st.sampled_from((15, 30, 60)),
        st.sampled_from(((), ("step",), ("band",), ("step", "band"))),
    )
    return st.lists(one, min_size=1, max_size=most).map(
        lambda rows: tuple(_exercise(f"e{n}", *row) for n, row in enumerate(rows))
    )


@given(_people(4, 3), _people(4, 3))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_nobody_shares_an_item_and_rests_are_kept(first, second) -> None:
    paired = pair_items(("Ana", (first,)), ("Ben", (second,)), single=KIT)
    turns = {name: [t for t in paired.turns if t.person == name] for name in ("Ana", "Ben")}
    for a, b in itertools.product(turns["Ana"], turns["Ben"]):
        if set(a.item.equipment) & set(b.item.equipment):
            assert a.end_s <= b.begin_s or b.end_s <= a.begin_s
    for own in turns.values():
        for before, after in itertools.pairwise(sorted(own, key=lambda t: t.begin_s)):
            ready = after.item.setup_s if after.number == 1 else 0
            assert after.begin_s - before.end_s >= before.item.rest_s + ready
    assert len(turns["Ana"]) == sum(item.sets for item in first)
    assert max(t.end_s for t in paired.turns) <= paired.seconds
    assert paired.seconds >= lower_bound(first, second, single=KIT)


def _slow_best(first: tuple[Prescribed, ...], second: tuple[Prescribed, ...]) -> int:
    """Least time by going through every state second by second, every order tried."""
    return min(
        _walk(one, two)
        for one in itertools.permutations(first)
        for two in itertools.permutations(second)
    )


def _walk(first: tuple[Prescribed, ...], second: tuple[Prescribed, ...]) -> int:
    # Each person's own clock in steps of 5 s: which items are held during each step.
    lanes = [_lane(items) for items in (first, second)]
    goal = (len(lanes[0]), len(lanes[1]))
    reached, steps = {(0, 0)}, 0
    while goal not in reached:
        following = set()
        for x, y in reached:
            moves = [(x + 1, y + 1), (x + 1, y), (x, y + 1)]
            if x == goal[0] or y == goal[1]:
                moves = [(min(x + 1, goal[0]), min(y + 1, goal[1]))]
            following |= {m for m in moves if _free((x, y), m, lanes)}
        reached, steps = following, steps + 1
    return 5 * steps


def _free(before, after, lanes) -> bool:
    if after[0] > len(lanes[0]) or after[1] > len(lanes[1]):
        return False
    held = [
        lanes[k][before[k]] if after[k] > before[k] else _kept(lanes[k], before[k]) for k in (0, 1)
    ]
    return not (held[0][1] & held[1][1])


def _kept(lane, at: int):
    # Waiting in the middle of a set keeps its items; waiting between sets keeps nothing.
    inside = 0 < at < len(lane) and lane[at][0] == lane[at - 1][0] and lane[at][0] is not None
    return lane[at] if inside else (None, frozenset())


def _lane(items: tuple[Prescribed, ...]):
    lane, name = [], 0
    for item in items:
        for number in range(item.sets):
            hold = item.setup_s if number == 0 else min(CHANGE_S, item.rest_s)
            if number == 0:
                lane += [(None, frozenset())] * (item.setup_s // 5)
            for back in range(1, hold // 5 + 1):
                lane[-back] = (name, frozenset(item.equipment))
            lane += [(name, frozenset(item.equipment))] * (item.work_s // 5)
            lane += [(None, frozenset())] * (item.rest_s // 5)
            name += 1
    return lane


@given(_people(2, 2), _people(2, 2))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_equals_brute_force_on_small_sessions(first, second) -> None:
    paired = pair_items(("Ana", (first,)), ("Ben", (second,)), single=KIT)
    assert paired.proven
    assert paired.seconds == _slow_best(first, second)
