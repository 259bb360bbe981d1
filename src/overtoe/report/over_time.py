"""Small multiples over time: travel, heel and knee, each with its 90 % band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.report.numbers import number
from overtoe.report.svg import Scale, band, element, path, picture, segment, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WIDTH: Final = 390.0
_LEFT: Final = 40.0
_RIGHT: Final = 10.0
_TITLE: Final = 24.0
_PANEL: Final = 74.0
_AXIS: Final = 36.0
_MOST_POINTS: Final = 400


@dataclass(frozen=True, eq=False)
class Panel:
    """One quantity over time; ``half_width`` is half of its 90 % interval, None when unknown."""

    title: str
    values: Floats
    half_width: float | None
    zero_name: str | None = None
    """What the zero line is called, ``toes``; None draws no such line."""
    keep: tuple[float, float] = (0.0, 1.0)
    """Values that are always in view, so that noise alone never fills a panel."""


def figure(
    times_s: Floats, panels: Sequence[Panel], reps: Sequence[tuple[float, float]], *, label: str
) -> str:
    """All panels over the same time, repetitions shaded."""
    height = len(panels) * (_TITLE + _PANEL) + _AXIS
    across = Scale((float(times_s[0]), float(times_s[-1])), (_LEFT, WIDTH - _RIGHT))
    parts = []
    for index, panel in enumerate(panels):
        top = index * (_TITLE + _PANEL) + _TITLE
        parts.append(_panel(times_s, panel, reps, across, top))
    parts.append(_time_axis(across, height - _AXIS))
    return picture((WIDTH, height), *parts, label=label, class_="over-time")


def _panel(
    times_s: Floats, panel: Panel, reps: Sequence[tuple[float, float]], across: Scale, top: float
) -> str:
    up = Scale(_reach(panel), (top + _PANEL, top))
    left, right = across.units
    shades = "".join(
        element(
            "rect", x=across(start), y=top, width=across(end) - across(start), height=_PANEL,
            class_="shade",
        )
        for start, end in reps
    )  # fmt: skip
    grid = "".join(
        segment((left, up(v)), (right, up(v)), class_="grid")
        + words(number(v), (left - 6, up(v) + 4), class_="tick end")
        for v in up.ticks(3)
    )
    return (
        words(panel.title, (left, top - 8), class_="title")
        + shades
        + grid
        + _zero(panel, up, left, right)
        + _curve(times_s, panel, across, up)
    )


def _zero(panel: Panel, up: Scale, left: float, right: float) -> str:
    low, high = up.values
    if panel.zero_name is None or not low <= 0 <= high:
        return ""
    return segment((left, up(0)), (right, up(0)), class_="toe-line") + words(
        panel.zero_name, (right, up(0) - 4), class_="tick end"
    )


def _curve(times_s: Floats, panel: Panel, across: Scale, up: Scale) -> str:
    step = max(1, len(times_s) // _MOST_POINTS)
    xs = [across(float(t)) for t in times_s[::step]]
    values = panel.values[::step]
    ys = [up(float(v)) for v in values]
    area = ""
    if panel.half_width:
        lows = [up(float(v) - panel.half_width) for v in values]
        highs = [up(float(v) + panel.half_width) for v in values]
        area = element("path", d=band(xs, lows, highs), class_="band")
    return area + element("path", d=path(zip(xs, ys, strict=True)), class_="line")


def _reach(panel: Panel) -> tuple[float, float]:
    finite = panel.values[np.isfinite(panel.values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    extra = panel.half_width or 0.0
    low, high = min(low - extra, panel.keep[0]), max(high + extra, panel.keep[1])
    room = 0.06 * (high - low)
    return low - room, high + room


def _time_axis(across: Scale, top: float) -> str:
    ticks = "".join(
        words(number(v, 0 if float(v).is_integer() else 1), (across(v), top + 16), class_="tick")
        for v in across.ticks(6)
    )
    middle = sum(across.units) / 2
    return ticks + words("seconds", (middle, top + 32), class_="tick")
