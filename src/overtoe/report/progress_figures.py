"""Figures of progress: exposure and pain over weeks, a value over days, where one stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.report.svg import Scale, element, path, picture, segment, words

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 544.0
LEFT: Final = 56.0
RIGHT: Final = 12.0
COLUMNS_H: Final = 120.0
DOTS_H: Final = 36.0
WEEKS_SHOWN: Final = 12


@dataclass(frozen=True)
class ExposureWeek:
    """One column: relative exposure, worst pain of its joint (None = not told), step-downs."""

    label: str
    amount: float
    pain: int | None
    stepped_down: bool


def exposure_figure(title: str, weeks: Sequence[ExposureWeek]) -> str:
    """Draw the last twelve weeks of exposure as columns, with the pain of the same weeks below."""
    shown = list(weeks)[-WEEKS_SHOWN:]
    most = max((week.amount for week in shown), default=0.0) or 1.0
    across = Scale((0, max(len(shown), 1)), (LEFT, WIDTH - RIGHT))
    up = Scale((0, most), (COLUMNS_H, 12.0))
    parts = [segment((LEFT, COLUMNS_H), (WIDTH - RIGHT, COLUMNS_H), class_="axis")]
    for i, week in enumerate(shown):
        parts += _column(week, across(i), across(i + 1), up, most)
    height = COLUMNS_H + DOTS_H + 30
    parts.append(words("pain", (0, COLUMNS_H + 26), class_="tick start"))
    parts.append(words("load", (0, COLUMNS_H - 4), class_="tick start"))
    return picture((WIDTH, height), *parts, label=_told(title, shown), class_="weeks")


def _column(week: ExposureWeek, left: float, right: float, up: Scale, most: float) -> list[str]:
    middle, wide = (left + right) / 2, (right - left) * 0.62
    top = up(week.amount)
    parts = [
        element(
            "rect",
            x=middle - wide / 2,
            y=top,
            width=wide,
            height=max(COLUMNS_H - top, 0.0),
            rx=2,
            class_="column",
        )
    ]
    if week.stepped_down:
        parts.append(words("↓", (middle, top - 3), class_="tick step"))
    parts.append(words(week.label, (middle, COLUMNS_H + DOTS_H + 22), class_="tick"))
    if week.pain is not None:
        parts += _pain_dot(week.pain, (middle, COLUMNS_H + 22))
    return parts


def _pain_dot(pain: int, at: tuple[float, float]) -> list[str]:
    radius = 3.0 + 1.1 * pain
    dot = element("circle", cx=at[0], cy=at[1], r=radius, class_="pain-dot")
    if pain < 4:
        return [dot]
    return [dot, words(str(pain), (at[0], at[1] + 4), class_="pain-number")]


def _told(title: str, weeks: Sequence[ExposureWeek]) -> str:
    if not weeks:
        return f"{title}: nothing logged yet."
    trained = sum(week.amount > 0 for week in weeks)
    worst = max((week.pain for week in weeks if week.pain is not None), default=0)
    return f"{title}: trained in {trained} of {len(weeks)} weeks, worst pain {worst} of 10."


@dataclass(frozen=True)
class Reading:
    """One value on a day, with its interval where it has one."""

    day: dt.date
    value: float
    low: float | None = None
    high: float | None = None


def readings_figure(
    title: str, unit: str, series: Sequence[tuple[str, Sequence[Reading]]], *, mark: float | None
) -> str:
    """Draw values over days as dots and lines, one line per name, labelled at its end."""
    every = [reading for _, readings in series for reading in readings]
    if not every:
        return ""
    days = [reading.day.toordinal() for reading in every]
    ends = [end for r in every for end in (r.value, r.low, r.high, mark) if end is not None]
    pad = (max(ends) - min(ends)) * 0.1 or 1.0
    across = Scale((min(days), max(days) + 1), (LEFT, WIDTH - 80))
    up = Scale((min(ends) - pad, max(ends) + pad), (150.0, 10.0))
    parts = [
        part
        for tick in up.ticks(4)
        for part in (
            segment((LEFT, up(tick)), (WIDTH - 80, up(tick)), class_="grid"),
            words(f"{tick:g}", (LEFT - 6, up(tick) + 4), class_="tick end"),
        )
    ]
    if mark is not None:
        parts.append(segment((LEFT, up(mark)), (WIDTH - 80, up(mark)), class_="toe-line"))
    for name, readings in series:
        parts += _line(name, readings, across, up)
    first, last = min(every, key=_day).day, max(every, key=_day).day
    parts.append(words(f"{first:%d %b}", (LEFT, 172), class_="tick start"))
    if last != first:
        parts.append(words(f"{last:%d %b}", (WIDTH - 80, 172), class_="tick end"))
    latest = ", ".join(f"{name} {r[-1].value:.0f} {unit}" for name, r in series if r)
    return picture((WIDTH, 180), *parts, label=f"{title}: latest {latest}.", class_="readings")


def _day(reading: Reading) -> dt.date:
    return reading.day


def _line(name: str, readings: Sequence[Reading], across: Scale, up: Scale) -> list[str]:
    points = [(across(r.day.toordinal()), up(r.value)) for r in readings]
    if not points:
        return []
    parts = [
        segment((x, up(r.low)), (x, up(r.high)), class_="reach")
        for (x, _), r in zip(points, readings, strict=True)
        if r.low is not None and r.high is not None
    ]
    parts.append(element("path", d=path(points), class_="line"))
    parts += [element("circle", cx=x, cy=y, r=4, class_="dot") for x, y in points]
    parts.append(words(name, (points[-1][0] + 8, points[-1][1] + 4), class_="label"))
    return parts
