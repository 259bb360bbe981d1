"""Repetitions from the hip's path: whole, half, cut off and held, any number of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from overtoe.motion import signals

if TYPE_CHECKING:
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats, RepetitionKind

PATH_CUTOFF_HZ: Final = 2.5
"""Cut-off of the hip's path for finding repetitions; timing comes from the same path."""

LONGEST_LOSS_S: Final = 1.0
"""Longest gap over which a repetition is still one; its measures come from the frames around."""

SMALLEST_DEPTH: Final = 0.08
"""Drop of the hip, in leg lengths, under which nothing counts as a repetition (about 6 cm)."""

SHALLOWEST: Final = 0.25
"""Depth, as a share of the clip's usual depth, under which a dip isn't a repetition at all:
racking a bar, shifting the weight, picking up a phone."""

PARTIAL: Final = 0.7
"""Depth, as a share of the clip's usual depth, under which a repetition counts as half."""

HOLD_S: Final = 3.0
"""Time at the bottom from which on a repetition counts as a hold."""

EDGE: Final = 0.05
"""Share of the depth that marks where the movement begins and ends, and the bottom's rest."""

ARRIVAL: Final = 0.2
"""Share of the depth below the highest point at which the lifter counts as nearly standing …"""

ARRIVAL_S: Final = 1.0
"""… and the time from then on that tells how high this repetition's standing is."""


@dataclass(frozen=True)
class Span:
    """One repetition in frames.

    ``bottom`` is the middle of the rest at the bottom, which lasts from ``reached`` to ``left``,
    the frames within ``EDGE`` of the deepest one; ``rest_s`` is how long that is. Rising from a
    seat, ``bottom`` is the moment of leaving it and the rest is the one at the top.
    """

    kind: RepetitionKind
    start: int
    bottom: int
    end: int
    depth: float
    rest_s: float
    cut_off: bool
    reached: int
    left: int


def find_repetitions(
    times_s: Floats, height: Floats, usable: Bools, *, seated: bool = False
) -> list[Span]:
    """Find repetitions in the hip's height above the ankle.

    The path is followed from one turning point to the next; a dip counts when it goes down and
    comes up by half of the usual depth, at least 8 % of the leg, with the foot in its place.

    Parameters
    ----------
    times_s
        (frames,) rising.
    height
        (frames,) hip above ankle in leg lengths; NaN = missing.
    usable
        (frames,) where the feet stand; elsewhere the lifter walks.
    seated
        Whether the repetitions start and end sitting: they then span from one seat to the next,
        and ``bottom`` is the moment of leaving the seat.

    Returns
    -------
    In order of time. ``kind`` is ``full``, ``partial`` (half as deep, or cut off by the clip's
    ends) or ``hold``.
    """
    path = signals.smooth(
        times_s,
        np.where(usable, height, np.nan),
        cutoff_hz=PATH_CUTOFF_HZ,
        bridge_s=LONGEST_LOSS_S,
    )
    spans: list[Span] = []
    for start, end in signals.runs(np.isfinite(path)):
        if end - start >= 5:
            spans += _in_stretch(times_s, path, start, end, seated=seated)
    return _judged(spans)


def _in_stretch(times_s: Floats, path: Floats, start: int, end: int, *, seated: bool) -> list[Span]:
    stretch = path[start:end]
    swing = max(SMALLEST_DEPTH, 0.2 * float(np.quantile(stretch, 0.98) - stretch.min()))
    turns = turning_points(stretch, swing)
    # A rise is a dip upside down; leaving the seat takes the place of the bottom.
    shape = -stretch if seated else stretch
    spans = []
    for before, middle, after in _turns_with_neighbors(turns, "high" if seated else "low"):
        span = _span(times_s[start:end], shape, before, middle, after)
        if span is not None and not (seated and before is None):
            spans.append(_moved(_rise(span) if seated else span, start))
    return spans


def _rise(span: Span) -> Span:
    return replace(span, kind="full", bottom=span.start)


def turning_points(path: Floats, swing: float) -> list[tuple[int, Literal["high", "low"]]]:
    """Alternating highs and lows that lie at least ``swing`` apart.

    >>> turning_points(np.array([1.0, 0.9, 0.2, 0.25, 0.2, 1.0, 0.95]), 0.3)
    [(0, 'high'), (2, 'low'), (5, 'high')]
    """
    highest = lowest = 0
    turns: list[tuple[int, Literal["high", "low"]]] = []
    rising: bool | None = None
    for frame, value in enumerate(path.tolist()):
        highest = frame if value > path[highest] else highest
        lowest = frame if value < path[lowest] else lowest
        if rising is not False and value < path[highest] - swing:
            turns.append((highest, "high"))
            rising, lowest = False, frame
        elif rising is not True and value > path[lowest] + swing:
            turns.append((lowest, "low"))
            rising, highest = True, frame
    if rising is not None:
        turns.append((highest, "high") if rising else (lowest, "low"))
    return turns


def _turns_with_neighbors(
    turns: list[tuple[int, Literal["high", "low"]]], wanted: Literal["high", "low"]
) -> list[tuple[int | None, int, int | None]]:
    """Each wanted turn with the opposite ones around it; None where the stretch has none."""
    result: list[tuple[int | None, int, int | None]] = []
    for at, (frame, kind) in enumerate(turns):
        if kind == wanted:
            before = turns[at - 1][0] if at > 0 else None
            after = turns[at + 1][0] if at + 1 < len(turns) else None
            result.append((before, frame, after))
    return result


def _span(
    times_s: Floats, path: Floats, before: int | None, low: int, after: int | None
) -> Span | None:
    tops = [path[high] for high in (before, after) if high is not None]
    if not tops:
        return None
    depth = float(min(tops) - path[low])
    start, end = _edges(times_s, path, (before, low, after), depth)
    reached, left = _rest(path, low, start, end, EDGE * depth)
    rest_s = float(times_s[left] - times_s[reached])
    return Span(
        kind="hold" if rest_s >= HOLD_S else "full",
        start=start,
        bottom=int(np.searchsorted(times_s, (times_s[reached] + times_s[left]) / 2)),
        end=end,
        depth=depth,
        rest_s=rest_s,
        cut_off=before is None or after is None,
        reached=reached,
        left=left,
    )


def _edges(
    times_s: Floats, path: Floats, turns: tuple[int | None, int, int | None], depth: float
) -> tuple[int, int]:
    """Last frame near the top before the low, and first frame near the top after it."""
    before, low, after = turns
    start, end = 0, len(path) - 1
    if before is not None:
        part = slice(before, low + 1)
        start = low - _first_near_top(times_s[part][::-1], path[part][::-1], depth)
    if after is not None:
        part = slice(low, after + 1)
        end = low + _first_near_top(times_s[part], path[part], depth)
    return start, end


def _first_near_top(times_s: Floats, path: Floats, depth: float) -> int:
    """First frame of a rising path that is as high as its first moments of standing."""
    arrived = int(np.flatnonzero(path >= path.max() - ARRIVAL * depth)[0])
    soon = np.abs(times_s - times_s[arrived]) <= ARRIVAL_S
    top = float(np.quantile(path[soon & (np.arange(len(path)) >= arrived)], 0.8))
    return int(np.flatnonzero(path >= top - EDGE * depth)[0])


def _rest(path: Floats, low: int, start: int, end: int, margin: float) -> tuple[int, int]:
    """First and last frame near the bottom around the low."""
    near = path[start : end + 1] <= path[low] + margin
    for first, past in signals.runs(near):
        if first <= low - start < past:
            return start + first, start + past - 1
    return low, low


def _moved(span: Span, by: int) -> Span:
    frames = {n: getattr(span, n) + by for n in ("start", "bottom", "end", "reached", "left")}
    return replace(span, **frames)


def _judged(spans: list[Span]) -> list[Span]:
    """Drop dips that are no repetition and mark half ones, against the clip's usual depth."""
    if not spans:
        return []
    depths = np.array([span.depth for span in spans])
    usual = float(np.median(depths[depths >= 0.5 * depths.max()]))
    kept = [s for s in spans if s.depth >= max(SHALLOWEST * usual, SMALLEST_DEPTH)]
    return [_as_partial(s) if s.cut_off or s.depth < PARTIAL * usual else s for s in kept]


def _as_partial(span: Span) -> Span:
    return replace(span, kind="partial")
