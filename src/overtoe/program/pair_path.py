"""The shortest common clock for two fixed orders of sets on shared equipment, exactly.

Each person has a chain of sets with their own clock. Draw one clock along each axis: training
together is a path from corner to corner that runs diagonally while both move on, straight while
one waits. Two sets that need the same single item make a rectangle that no path may cross. The
shortest path only turns at corners of rectangles, so it is found by going through them in order
(Akers 1956, the two-job job shop; doi:10.1287/opre.4.2.244).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Op:
    """One set on its person's own clock, seconds: items are held from ``hold`` to ``end``."""

    begin: int
    end: int
    hold: int
    items: frozenset[str]
    partner: bool = False


@dataclass(frozen=True)
class Path:
    """Corners of the shortest path: (first's own clock, second's own clock), and its length."""

    corners: tuple[tuple[int, int], ...]
    seconds: int


def obstacles(
    first: Sequence[Op], second: Sequence[Op], single: frozenset[str]
) -> NDArray[np.int64]:
    """Rectangles (left, right, bottom, top) of sets that can't overlap.

    ``single`` names the items that only one can use at a time. A set that needs the partner's
    hands can't overlap with any set of the other.
    """
    found = [
        (a.hold, a.end, b.hold, b.end)
        for a in first
        for b in second
        if a.partner or b.partner or (a.items & b.items & single)
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def shortest(boxes: NDArray[np.int64], *, width: int, height: int) -> Path:
    """Shortest path from (0, 0) to (width, height) around the rectangles.

    Returns
    -------
    Path
        Its length is the least time for both; ties go to the path that keeps the first person
        moving.
    """
    goal = (width, height)
    best: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    open_points = [(0, (0, 0))]
    while open_points:
        # Every step moves right and up, so by their sum points come in a safe order.
        _, point = heapq.heappop(open_points)
        if point == goal:
            continue
        for corner in _next(point, boxes, goal):
            length = best[point][0] + max(corner[0] - point[0], corner[1] - point[1])
            if corner not in best:
                heapq.heappush(open_points, (corner[0] + corner[1], corner))
            if corner not in best or length < best[corner][0]:
                best[corner] = (length, point)
    return Path(_walk_back(best, goal), best[goal][0])


def _next(
    point: tuple[int, int], boxes: NDArray[np.int64], goal: tuple[int, int]
) -> list[tuple[int, int]]:
    x, y = point
    if boxes.size:
        left, right, bottom, top = boxes.T
        # On the diagonal: inside a rectangle from the later entry to the earlier exit.
        enter = np.maximum(left - x, bottom - y)
        leave = np.minimum(right - x, top - y)
        hit = (enter < leave) & (leave > 0) & (enter >= 0)
        if hit.any():
            which = int(np.flatnonzero(hit)[np.argmin(enter[hit])])
            return _corners(point, boxes[which], goal)
    return [goal]


def _corners(
    point: tuple[int, int], box: NDArray[np.int64], goal: tuple[int, int]
) -> list[tuple[int, int]]:
    left, right, bottom, top = (int(v) for v in box)
    corners = []
    if left >= point[0] and top <= goal[1]:
        corners.append((left, top))
    if bottom >= point[1] and right <= goal[0]:
        corners.append((right, bottom))
    return corners


def _walk_back(
    best: dict[tuple[int, int], tuple[int, tuple[int, int] | None]], goal: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    corners = [goal]
    while (before := best[corners[-1]][1]) is not None:
        corners.append(before)
    return tuple(reversed(corners))
