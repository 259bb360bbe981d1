"""The trade curve: what moves from hip and back to the knee as the knee goes forward.

Two stacked panels on one scale, so that "one goes up, the other down" is read from position, not
from colors that cross; bands for 50 and 90 % fade outward; labels stand at the lines.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.report import design, trade_marks
from overtoe.report.numbers import THIN, number
from overtoe.report.svg import Scale, band, element, path, picture, segment, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from overtoe.loads.sweep import Joint, TradeCurve

    Floats = NDArray[np.float64]

WIDTH: Final = 390.0
_LEFT: Final = 52.0
_RIGHT: Final = 74.0
_TOP: Final = 34.0
_PANEL: Final = 138.0
_GAP: Final = 30.0
_BOTTOM: Final = 46.0
_LABEL_HEIGHT: Final = 15.0
_LEAST_SHARE: Final = 0.3
_PANELS: Final[tuple[tuple[Joint, ...], ...]] = (("knee",), ("hip", "lumbar"))
_NAMES: Final[dict[Joint, str]] = {"knee": "knee", "hip": "hip", "lumbar": "low back"}


def page(curve: TradeCurve) -> str:
    """The trade curve as a self-contained page of its own, slider included."""
    body = design.templates().get_template("trade_page.html").render(section=section(curve))
    return design.page(
        "What moves when the knee goes forward",
        body,
        style=design.static_text("figures.css") + design.static_text("report.css"),
        script=design.static_text("trade.js"),
    )


def section(curve: TradeCurve) -> str:
    """Sentence, figure, slider and table as one piece of a page; needs ``trade.js``."""
    start = _start_cm(curve)
    return (
        design.templates()
        .get_template("trade.html")
        .render(
            sentence=curve.sentence,
            figure=figure(curve),
            data=json.dumps(_slider_data(curve), ensure_ascii=False),
            names=_NAMES,
            unit=unit(curve),
            ends=[round(float(curve.travel_m[i]) * 100, 1) for i in (0, -1)],
            start=start,
            start_words=travel_words(start),
            basis=basis(curve),
            held=any(mark.kind == "held" for mark in curve.marks),
            unsure=any(mark.ends_m for mark in curve.marks),
            rows=_table_rows(curve),
        )
    )


def figure(curve: TradeCurve) -> str:
    """Both panels as one SVG."""
    floor = _TOP + 2 * _PANEL + _GAP
    travel_cm = curve.travel_m * 100
    across = Scale((float(travel_cm[0]), float(travel_cm[-1])), (_LEFT, WIDTH - _RIGHT))
    panels = [_panel(curve, names, across, up) for names, up in _scales(curve)]
    place = f"translate({across(_start_cm(curve)):.2f} 0)"
    cursor = segment((0, _TOP), (0, floor), class_="cursor", transform=place)
    parts = (cursor, *panels, _axis(across, floor))
    return picture((WIDTH, floor + _BOTTOM), *parts, label=curve.sentence, class_="trade")


def unit(curve: TradeCurve) -> str:
    """Unit of the curve's moments."""
    return "N·m/kg" if curve.per_kg else "N·m"


def basis(curve: TradeCurve) -> str:
    """What the changes are counted from."""
    held = any(mark.kind == "held" for mark in curve.marks)
    return "the same repetition held back" if held else "this repetition as it was"


def travel_words(centimeters: float) -> str:
    """Knee travel as people say it.

    >>> travel_words(6.0), travel_words(-2.5), travel_words(0)
    ('6 cm past the toes', '2.5 cm behind the toes', 'at the toes')
    """
    amount = number(abs(centimeters), 0 if float(centimeters).is_integer() else 1)
    if float(amount) == 0:
        return "at the toes"
    return f"{amount} cm {'past' if centimeters > 0 else 'behind'} the toes"


def _start_cm(curve: TradeCurve) -> float:
    """Where the slider stands first: at you today, else at the far end."""
    you = [mark.travel_m for mark in curve.marks if mark.kind == "you"]
    start = you[0] if you else float(curve.travel_m[-1])
    return round(float(np.clip(start, curve.travel_m[0], curve.travel_m[-1])) * 100, 1)


def _scales(curve: TradeCurve) -> list[tuple[tuple[Joint, ...], Scale]]:
    # A percent is as high in one panel as in the other: what the knee gains can be compared with
    # what hip and back lose. Each panel is only as high as its lines need.
    reaches = [_reach(curve, names) for names in _PANELS]
    spans = [high - low for low, high in reaches]
    shares = [max(span / sum(spans), _LEAST_SHARE) for span in spans]
    per_percent = min(
        2 * _PANEL * share / sum(shares) / span for share, span in zip(shares, spans, strict=True)
    )
    scales, top = [], _TOP
    for names, (low, high), share in zip(_PANELS, reaches, shares, strict=True):
        height = 2 * _PANEL * share / sum(shares)
        spare = (height / per_percent - (high - low)) / 2
        scales.append((names, Scale((low - spare, high + spare), (top + height, top))))
        top += height + _GAP
    return scales


def _reach(curve: TradeCurve, names: Sequence[Joint]) -> tuple[float, float]:
    low, high = _ends(curve, names)
    room = 0.06 * (high - low) or 1.0
    return low - room, high + room


def _ends(curve: TradeCurve, names: Sequence[Joint]) -> tuple[float, float]:
    bands = [curve.change_pct[name] for name in names]
    low = min(0.0, *(float(np.nanmin(band.low90)) for band in bands))
    return low, max(0.0, *(float(np.nanmax(band.high90)) for band in bands))


def _panel(curve: TradeCurve, names: Sequence[Joint], across: Scale, up: Scale) -> str:
    left, right = across.units
    low, high = _ends(curve, names)
    ticks = "".join(
        segment((left, up(v)), (right, up(v)), class_="zero" if v == 0 else "grid")
        + words(f"{number(v, sign=True)}%", (left - 6, up(v) + 4), class_="tick end")
        for v in up.ticks(5)
        if low <= v <= high
    )
    curves = "".join(_curve(curve, name, across, up) for name in names)
    marks = trade_marks.drawn(curve, names, across, up, labels="knee" in names)
    return ticks + curves + _end_labels(curve, names, right, up) + marks


def _curve(curve: TradeCurve, name: Joint, across: Scale, up: Scale) -> str:
    change = curve.change_pct[name]
    xs = [across(float(x) * 100) for x in curve.travel_m]

    def ys(values: Floats) -> list[float]:
        return [up(float(value)) for value in values]

    wide = band(xs, ys(change.low90), ys(change.high90))
    narrow = band(xs, ys(change.low50), ys(change.high50))
    line = path(zip(xs, ys(change.value), strict=True))
    return (
        element("path", d=wide, class_=f"band wide {name}")
        + element("path", d=narrow, class_=f"band {name}")
        + element("path", d=line, class_=f"line {name}")
    )


def _end_labels(curve: TradeCurve, names: Sequence[Joint], right: float, up: Scale) -> str:
    wanted = sorted((up(float(curve.change_pct[name].value[-1])), name) for name in names)
    placed: list[tuple[float, Joint]] = []
    for y, name in wanted:
        lowest = placed[-1][0] + _LABEL_HEIGHT if placed else y
        placed.append((max(y, lowest), name))
    return "".join(
        words(_NAMES[name], (right + 8, y + 4), class_=f"label {name}") for y, name in placed
    )


def _axis(across: Scale, floor: float) -> str:
    left, right = across.units
    ticks = "".join(
        segment((across(v), floor), (across(v), floor + 5), class_="axis")
        + words("toes" if v == 0 else number(v, sign=True), (across(v), floor + 19), class_="tick")
        for v in across.ticks(6)
    )
    title = words(
        "knee travel, cm from the toe tip", ((left + right) / 2, floor + 38), class_="tick"
    )
    return (
        _toe_line(across, floor)
        + segment((left, floor), (right, floor), class_="axis")
        + ticks
        + title
    )


def _toe_line(across: Scale, floor: float) -> str:
    low, high = across.values
    if not low <= 0 <= high:
        return ""
    return segment((across(0), _TOP), (across(0), floor), class_="toe-line")


def _slider_data(curve: TradeCurve) -> dict[str, object]:
    def short(values: Floats) -> list[float]:
        return [round(float(value), 3) for value in values]

    lines = {
        name: {
            "pct": short(curve.change_pct[name].value),
            "low": short(curve.change_pct[name].low90),
            "high": short(curve.change_pct[name].high90),
            "moment": short(curve.moment_Nm[name].value),
        }
        for name in _NAMES
    }
    ends = {"left": _LEFT, "right": WIDTH - _RIGHT, "digits": 2 if curve.per_kg else 0}
    return {"x": short(curve.travel_m * 100), **ends, "lines": lines}


def _table_rows(curve: TradeCurve) -> list[list[str]]:
    step = max(1, len(curve.travel_m) // 12)
    return [
        [travel_words(round(float(curve.travel_m[i]) * 100, 1))]
        + [_cell(curve, name, i) for name in _NAMES]
        for i in range(0, len(curve.travel_m), step)
    ]


def _cell(curve: TradeCurve, name: Joint, index: int) -> str:
    change, moment = curve.change_pct[name], curve.moment_Nm[name]
    value, low, high = (
        number(float(values[index]), sign=True)
        for values in (change.value, change.low90, change.high90)
    )
    said = number(float(moment.value[index]), 2 if curve.per_kg else 0)
    return f"{value}{THIN}% ({low} to {high}), {said}{THIN}{unit(curve)}"
