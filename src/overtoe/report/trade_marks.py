"""Dots and names on the trade curve: today, held back, each cue; no name hides another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.report.svg import element, path, segment, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.loads.sweep import Joint, Mark, TradeCurve
    from overtoe.report.svg import Scale

    Box = tuple[float, float, float, float]

_LETTER: Final = 7.0
_HEIGHT: Final = 15.0
_DOT: Final = 6.0
_SAME_M: Final = 0.003
_BESIDE: Final = 9.0
_STEPS: Final = 8


@dataclass(frozen=True)
class _Place:
    """Where a name stands: its end nearest the dot, and whether it runs right from there."""

    x: float
    y: float
    rightward: bool

    def box(self, width: float) -> Box:
        left = self.x if self.rightward else self.x - width
        return left, self.y - 11.0, left + width, self.y + 4.0


def drawn(
    curve: TradeCurve, names: Sequence[Joint], across: Scale, up: Scale, *, labels: bool
) -> str:
    """Dots on the lines of a panel, and their names where ``labels`` asks for them."""
    shown = _shown(curve)
    parts = [_unsure(curve, mark, name, across, up) for mark in shown for name in names]
    for mark in shown:
        radius = 5 if mark.kind == "you" else 3.5
        parts += [
            element("circle", cx=x, cy=y, r=radius, class_=mark.kind)
            for x, y in (_dot(curve, mark, name, across, up) for name in names)
        ]
    if labels:
        parts += _names(curve, shown, names[0], across, up)
    return "".join(parts)


def _shown(curve: TradeCurve) -> list[Mark]:
    """Marks on the curve; a cue that asks for what a mark before it shows isn't said twice."""
    low, high = float(curve.travel_m[0]), float(curve.travel_m[-1])
    shown: list[Mark] = []
    for mark in curve.marks:
        doubled = mark.kind == "cue" and any(
            abs(mark.travel_m - other.travel_m) < _SAME_M for other in shown
        )
        if low - 1e-9 <= mark.travel_m <= high + 1e-9 and not doubled:
            shown.append(mark)
    return shown


def _dot(
    curve: TradeCurve, mark: Mark, name: Joint, across: Scale, up: Scale
) -> tuple[float, float]:
    change = np.interp(mark.travel_m, curve.travel_m, curve.change_pct[name].value)
    return across(mark.travel_m * 100), up(float(change))


def _unsure(curve: TradeCurve, mark: Mark, name: Joint, across: Scale, up: Scale) -> str:
    """The stretch of a line on which a measured place may really lie."""
    if mark.ends_m is None:
        return ""
    low, high = np.clip(mark.ends_m, curve.travel_m[0], curve.travel_m[-1])
    travel = np.linspace(low, high, 12)
    change = np.interp(travel, curve.travel_m, curve.change_pct[name].value)
    line = [(across(float(x) * 100), up(float(y))) for x, y in zip(travel, change, strict=True)]
    return element("path", d=path(line), class_=f"unsure {name}")


def _names(
    curve: TradeCurve, shown: list[Mark], name: Joint, across: Scale, up: Scale
) -> list[str]:
    dots = [_dot(curve, mark, name, across, up) for mark in shown]
    taken: list[Box] = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    parts = []
    for mark, dot in zip(shown, dots, strict=True):
        width = len(mark.label) * _LETTER
        place = _free(dot, width, taken, across, above=mark.kind != "cue")
        taken.append(place.box(width))
        end = "start" if place.rightward else "end"
        if abs(place.y - dot[1]) > 2 * _HEIGHT:
            foot = (place.x, place.y + (4 if place.y < dot[1] else -11))
            parts.append(segment(dot, foot, class_="leader"))
        parts.append(words(mark.label, (place.x, place.y), class_=f"mark {mark.kind} {end}"))
    return parts


def _free(
    dot: tuple[float, float], width: float, taken: Sequence[Box], across: Scale, *, above: bool
) -> _Place:
    """The nearest free place: up and left, or down and right, of a line that rises."""
    x, y = dot
    left, right = across.units
    above = (above and x - _BESIDE - width >= left) or x + _BESIDE + width > right
    for step in range(_STEPS):
        climb = step * _HEIGHT
        place = (
            _Place(x - _BESIDE, y - 5 - climb, rightward=False)
            if above
            else _Place(x + _BESIDE, y + 14 + climb, rightward=True)
        )
        if not any(_overlap(place.box(width), box) for box in taken):
            return place
    return place


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
