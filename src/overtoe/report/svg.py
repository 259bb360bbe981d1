"""Small building blocks for SVG: elements, paths, scales. No figure knows how XML is escaped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]


def element(name: str, *children: str, **attributes: object) -> str:
    """One element; ``children`` are finished markup, attributes are escaped.

    A trailing underscore is dropped (``class_``), inner ones become dashes, None leaves it out.

    >>> element("line", x1=0, stroke_width=2.50, class_="toe")
    '<line x1="0" stroke-width="2.5" class="toe"/>'
    """
    marks = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{marks}>{inner}</{name}>" if inner else f"<{name}{marks}/>"


def words(text: str, at: Point, **attributes: object) -> str:
    """A line of text at a point."""
    return element("text", escape(text, quote=False), x=at[0], y=at[1], **attributes)


def segment(start: Point, end: Point, **attributes: object) -> str:
    """A straight line between two points."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def path(points: Iterable[Point], *, closed: bool = False) -> str:
    """Path data through the points; a point that isn't finite lifts the pen.

    >>> path([(0, 0), (1, 2), (float("nan"), 0), (3, 4)])
    'M0 0L1 2M3 4'
    """
    parts: list[str] = []
    pen_down = False
    for x, y in points:
        seen = math.isfinite(x) and math.isfinite(y)
        if seen:
            parts.append(f"{'L' if pen_down else 'M'}{_plain(x)} {_plain(y)}")
        pen_down = seen
    return "".join(parts) + ("Z" if closed else "")


def band(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> str:
    """Path data of the area between two curves over the same x; gaps split it."""
    rows = list(zip(xs, lows, highs, strict=True))
    return "".join(
        path(
            [(x, low) for x, low, _ in run] + [(x, high) for x, _, high in reversed(run)],
            closed=True,
        )
        for run in _runs(rows)
    )


def picture(size: Point, *children: str, label: str, **attributes: object) -> str:
    """An ``svg`` that a screen reader announces as one image with ``label``."""
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(size[0])} {_plain(size[1])}",
        width=size[0],
        height=size[1],
        role="img",
        aria_label=label,
        **attributes,
    )


@dataclass(frozen=True)
class Scale:
    """A straight scale from values to drawing units.

    >>> Scale((0, 10), (100, 0))(2.5)
    75.0
    """

    values: Point
    units: Point

    def __call__(self, value: float) -> float:
        """Where ``value`` lies."""
        share = (value - self.values[0]) / (self.values[1] - self.values[0])
        return self.units[0] + share * (self.units[1] - self.units[0])

    def ticks(self, count: int = 5) -> list[float]:
        """At most about ``count`` round values inside the scale."""
        low, high = sorted(self.values)
        step = nice_step((high - low) / max(count, 1))
        first = math.ceil(round(low / step, 9))
        last = math.floor(round(high / step, 9))
        return [round(index * step, 9) for index in range(first, last + 1)]


def nice_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20 … at or above ``rough``.

    >>> [nice_step(x) for x in (0.3, 1.2, 7)]
    [0.5, 2.0, 10.0]
    """
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))


def _runs(rows: list[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    runs: list[list[tuple[float, float, float]]] = [[]]
    for row in rows:
        if all(math.isfinite(value) for value in row):
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _plain(value: object) -> str:
    if isinstance(value, float):  # NumPy's own double is one
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return str(value)
