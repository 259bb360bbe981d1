"""How far the camera is turned about its axis, from upright and level lines in the picture.

Walls, racks, mirrors and door frames have edges that are upright in the world, floors and walls
edges that are level. A camera that also looks up or down, or along a wall, makes them converge:
their angle then changes linearly across the picture, and the value in the middle is the roll.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

SEARCHED_RAD: Final = np.radians(12.0)
"""Lines further from upright or level than this are taken for something else."""

ANGLES: Final = np.linspace(-SEARCHED_RAD, SEARCHED_RAD, 49)
LINES_AT_MOST: Final = 8
LONG_AT_LEAST: Final = 0.2
"""Least length of a line, in picture heights."""

EDGE_AT_LEAST: Final = 12.0
"""Least change of luma (of 255) over two pixels that makes an edge."""

THIN_PX: Final = 1.0
"""Edge points further than this from a line don't belong to it."""

LINES_AT_LEAST: Final = 3
EDGES_PER_THING: Final = 2.0
"""A post or a board has two edges, which lean together."""

SPREAD_AT_MOST_RAD: Final = np.radians(1.5)
"""Fewer lines, or lines that differ more than this among themselves, say nothing about level."""

SIGMA_AT_LEAST_RAD: Final = {1: float(np.radians(0.7)), 2: float(np.radians(0.4))}
"""What stays unknown however many lines agree, by how many kinds (upright, level) there are: walls
and racks aren't exactly plumb, and lenses bend lines near the picture's edges. From real clips
turned by known angles, where upright lines alone were off by up to 0.6 degrees."""

LIFTER_HALF_WIDTH: Final = 0.25


@dataclass(frozen=True, eq=False)
class Lines:
    """Straight edges of one picture: (lines,) angle, place and length, upright and level apart.

    An angle is the turn counterclockwise on the screen from upright or level; a place is how far
    the line's middle is from the picture's middle, across for upright lines, down for level ones.
    Lengths and places are in picture heights.
    """

    upright: Floats
    level: Floats


@dataclass(frozen=True)
class Level:
    """The camera's turn, clockwise about its axis, with its standard deviation."""

    roll_rad: float
    sigma_rad: float


def find_lines(gray: Picture, people: Sequence[Region] = ()) -> Lines:
    """Upright and level straight edges of a gray picture outside the regions where people are."""
    luma = gray.astype(np.float32)
    across = np.zeros_like(luma)
    down = np.zeros_like(luma)
    across[:, 1:-1] = luma[:, 2:] - luma[:, :-2]
    down[1:-1] = luma[2:] - luma[:-2]
    empty = _without_people(luma.shape, people)
    upright = _ridge(across, down) & empty
    level_ = _ridge(down.T, across.T).T & empty
    height, width = luma.shape
    rows, columns = np.nonzero(upright)
    tall = _lines(rows, columns, height, width / 2)
    rows, columns = np.nonzero(level_)
    wide = _lines(columns, rows, height, height / 2)
    wide[:, 0] *= -1  # a level line that sinks to the right has turned clockwise
    return Lines(tall, wide)


def level(pictures: Sequence[Lines]) -> Level | None:
    """The camera's roll from the lines of several pictures; None where they say nothing."""
    found = [
        estimate
        for kind in ("upright", "level")
        if (estimate := _middle_angle([getattr(lines, kind) for lines in pictures])) is not None
    ]
    if not found:
        return None
    angles, sigmas = np.array(found).T
    weights = 1 / sigmas**2
    angle = float(np.average(angles, weights=weights))
    apart = float(np.ptp(angles))
    sigma = float(np.hypot(np.sqrt(1 / weights.sum()), apart / 2))
    if sigma > SPREAD_AT_MOST_RAD:
        return None
    return Level(roll_rad=angle, sigma_rad=max(SIGMA_AT_LEAST_RAD[len(found)], sigma))


def _without_people(shape: tuple[int, ...], people: Sequence[Region]) -> NDArray[np.bool_]:
    empty = np.ones(shape, dtype=bool)
    height = shape[0]
    columns = np.arange(shape[1]) / height
    for person in people:
        empty[:, np.abs(columns - person.x) < LIFTER_HALF_WIDTH * person.side] = False
    return empty


def _ridge(along: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where the change along the columns is clear, mostly across, and the largest nearby."""
    size = np.abs(along)
    peak = np.zeros(along.shape, dtype=bool)
    peak[:, 1:-1] = (size[:, 1:-1] >= size[:, :-2]) & (size[:, 1:-1] > size[:, 2:])
    result: NDArray[np.bool_] = peak & (size > EDGE_AT_LEAST) & (size > 3 * np.abs(other))
    return result


def _lines(along: NDArray[np.intp], across: NDArray[np.intp], height: int, middle: float) -> Floats:
    """(lines, 3) angle, place and length of the straightest edges through points on a grid.

    ``along`` runs the way of the lines, ``across`` the other; the longest line is taken, then its
    points are left out, and so on.
    """
    found: list[tuple[float, float, float]] = []
    s, t = along.astype(float), across.astype(float)
    while len(s) and len(found) < LINES_AT_MOST:
        angle, offset, votes = _longest(s, t)
        if votes < LONG_AT_LEAST * height:
            break
        near = np.abs(t - offset - np.tan(angle) * s) < 2 * THIN_PX
        line = _fitted(s[near], t[near])
        slope, base = line
        inside = np.abs(t - base - slope * s) < THIN_PX
        length = len(np.unique(s[inside])) / height
        if length >= LONG_AT_LEAST and abs(np.arctan(slope)) < SEARCHED_RAD:
            place = (base + slope * float(np.median(s[inside])) - middle) / height
            found.append((float(np.arctan(slope)), place, length))
        far = ~near & ~inside
        s, t = s[far], t[far]
    return np.array(found).reshape(-1, 3)


def _longest(s: Floats, t: Floats) -> tuple[float, float, float]:
    """The line t = offset + tan(angle) s with the most points, on a coarse grid."""
    best = (0.0, 0.0, 0.0)
    lowest = float(t.min() - np.tan(SEARCHED_RAD) * s.max())
    for angle in ANGLES:
        votes = np.bincount((t - np.tan(angle) * s - lowest + 0.5).astype(np.intp))
        pairs = votes[:-1] + votes[1:] if len(votes) > 1 else votes
        top = int(pairs.argmax())
        if pairs[top] > best[2]:
            best = (float(angle), lowest + top + 0.5, float(pairs[top]))
    return best


def _fitted(s: Floats, t: Floats) -> tuple[float, float]:
    """Slope and offset by least squares, twice, the second time without what lies far off."""
    slope, base = np.polyfit(s, t, 1)
    good = np.abs(t - base - slope * s) < THIN_PX
    if np.count_nonzero(good) > 2:
        slope, base = np.polyfit(s[good], t[good], 1)
    return float(slope), float(base)


def _middle_angle(pictures: Sequence[Floats]) -> tuple[float, float] | None:
    """Angle of lines through the picture's middle and its standard deviation, robustly.

    Least absolute deviations by reweighting; pictures repeat the same lines, so the number of lines
    that counts is that of one picture.
    """
    lines = np.concatenate(list(pictures)) if pictures else np.zeros((0, 3))
    distinct = len(lines) / max(1, len(pictures))
    if distinct < LINES_AT_LEAST:
        return None
    angle, place, length = lines.T
    design = np.stack([np.ones_like(place), place], axis=-1)
    weights = length.copy()
    beta = np.zeros(2)
    for _ in range(20):
        normal = design.T @ (weights[:, np.newaxis] * design) + np.diag([0.0, 1e-3])
        beta = np.linalg.solve(normal, design.T @ (weights * angle))
        weights = length / np.maximum(np.abs(angle - design @ beta), np.radians(0.1))
    left = angle - design @ beta
    spread = 1.4826 * float(np.median(np.abs(left)))
    if spread > SPREAD_AT_MOST_RAD:
        return None
    lever = float(np.sqrt(np.average(place**2, weights=length)))
    offset = abs(float(np.average(place, weights=length)))
    sigma = spread / np.sqrt(distinct / EDGES_PER_THING) * np.hypot(1.0, offset / max(lever, 0.05))
    return float(beta[0]), max(float(sigma), SIGMA_AT_LEAST_RAD[2])
