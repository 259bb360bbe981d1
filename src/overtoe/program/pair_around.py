"""Fit one person's sets around the other's, who never waits: the best order, exactly.

With one person's clock fixed, each exercise of the other can begin no later for beginning earlier,
so the earliest end of a set of exercises is all that has to be remembered (dynamic programming
over subsets; Held and Karp 1962, doi:10.1137/0110015). Two to the power of ten states are little.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from overtoe.program.pair_path import Op
    from overtoe.program.types import Prescribed

MOST_ITEMS: Final = 12
"""Larger parts would need too many states."""


@dataclass(frozen=True)
class Blocked:
    """Times during which an exercise can't be done, merged: begins and ends in seconds."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def earliest(self, at: int, length: int) -> int:
        """The first moment from ``at`` on with that much free time.

        >>> Blocked((10, 40), (30, 50)).earliest(5, 8)
        30
        """
        i = bisect_right(self.ends, at)
        while i < len(self.begins) and self.begins[i] < at + length:
            at = self.ends[i]
            i += 1
        return at


def blocked(
    item: Prescribed, other: Sequence[Op], single: frozenset[str], *, partner: str
) -> Blocked:
    """When the other holds what an exercise needs."""
    needs = frozenset(item.equipment) & single
    helped = partner in item.equipment
    spans = sorted((op.hold, op.end) for op in other if helped or op.partner or needs & op.items)
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return Blocked(tuple(b for b, _ in merged), tuple(e for _, e in merged))


def best_order(
    parts: Sequence[Sequence[Prescribed]],
    *,
    blocks: Callable[[Prescribed], Blocked],
    change_s: int,
    most: int,
) -> tuple[int, tuple[Prescribed, ...]] | None:
    """The order within parts that ends first, if it ends before ``most``, with its end.

    ``blocks`` gives an exercise's blocked times; ``change_s`` is needed before each further set.
    """
    left = sum(item.seconds for part in parts for item in part)
    clock, order = 0, []
    for part in parts:
        left -= sum(item.seconds for item in part)
        found = _best_part(part, clock, blocks, change_s, most - left)
        if found is None:
            return None
        clock, chosen = found
        order += chosen
    return clock, tuple(order)


def _best_part(
    part: Sequence[Prescribed],
    clock: int,
    blocks: Callable[[Prescribed], Blocked],
    change_s: int,
    most: int,
) -> tuple[int, list[Prescribed]] | None:
    times = [blocks(item) for item in part]
    lengths = [item.seconds for item in part]
    everyone = (1 << len(part)) - 1
    ends: list[tuple[int, int] | None] = [None] * (everyone + 1)
    ends[0] = (clock, -1)
    for done in range(everyone):
        here = ends[done]
        if here is None:
            continue
        left = sum(length for i, length in enumerate(lengths) if not done >> i & 1)
        if here[0] + left > most:
            continue
        for i, item in enumerate(part):
            if done >> i & 1:
                continue
            end = _end(item, times[i], here[0], change_s)
            after = done | 1 << i
            known = ends[after]
            if end + left - lengths[i] <= most and (known is None or end < known[0]):
                ends[after] = (end, i)
    last = ends[everyone]
    return None if last is None else (last[0], _walk_back(part, ends))


def _walk_back(part: Sequence[Prescribed], ends: list[tuple[int, int] | None]) -> list[Prescribed]:
    order: list[Prescribed] = []
    done = len(ends) - 1
    while done and (here := ends[done]) is not None:
        order.append(part[here[1]])
        done &= ~(1 << here[1])
    return order[::-1]


def _end(item: Prescribed, times: Blocked, clock: int, change_s: int) -> int:
    """When an exercise begun at a clock is over, its last rest included."""
    first = times.earliest(clock, item.setup_s + item.work_s)
    end = first + item.setup_s + item.work_s
    hold = min(change_s, item.rest_s)
    for _ in range(item.sets - 1):
        held = times.earliest(end + item.rest_s - hold, hold + item.work_s)
        end = held + hold + item.work_s
    return end + item.rest_s
