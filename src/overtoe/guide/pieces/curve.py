"""The trade curve in black and white, with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.guide.blocks import Block, Paragraph, Picture, Table
from overtoe.guide.printing import for_print
from overtoe.report import trade
from overtoe.report.numbers import number

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader
    from overtoe.loads.sweep import Joint, TradeCurve

STYLE = """
.zero, .axis { stroke: #000; stroke-width: 1 } .grid { stroke: #c4c4c4; stroke-width: .7 }
.toe-line { stroke: #000; stroke-width: 1; stroke-dasharray: 3 3 }
.cursor { stroke: none }
.line { fill: none; stroke: #000; stroke-width: 2 } .lumbar { stroke-dasharray: 7 4 }
.band { fill: #000; fill-opacity: .18; stroke: none }
circle { fill: #fff; stroke: #000; stroke-width: 1.4 } .you { fill: #000 }
.mark { text-anchor: middle; font-size: 12px }
.mark { paint-order: stroke; stroke: #fff; stroke-width: 3px }
text.you { font-weight: 700 }
"""
"""Joints apart by panel and line style, so that nothing rests on color."""

FROM_BODY = (
    "Computed for your height and mass: a squat with level thighs and no weight. Bands: the middle "
    "50 % and 90 % of bodies like yours."
)
FROM_CLIP = "From your clip, at your own depth and load. The band holds 90 % of what may be true."

NO_CURVE = (
    "At this depth your body doesn't find a balanced squat, so there is no curve. A small weight "
    "held in front, a heel wedge or less depth would change that."
)


def figures(reader: Reader) -> dict[str, str]:
    """The drawn curve by its name."""
    if reader.curve is None:
        return {}
    return {_name(reader): for_print(trade.figure(reader.curve), STYLE)}


def blocks(reader: Reader) -> list[Block]:
    """Figure, sentence and a short table."""
    curve = reader.curve
    if curve is None:
        return [Paragraph(NO_CURVE)]
    return [
        Picture(
            _name(reader),
            f"Two stacked curves over knee travel. {curve.sentence}",
            FROM_CLIP if reader.clip and reader.clip.trade else FROM_BODY,
            0.6,
        ),
        Paragraph(f"**{curve.sentence}**"),
        Table(("Knee", "Knee load", "Hip load", "Low back load"), _rows(curve), (3, 3, 3, 3), True),
    ]


def _rows(curve: TradeCurve) -> tuple[tuple[str, ...], ...]:
    names: tuple[Joint, ...] = ("knee", "hip", "lumbar")
    wanted = [cm for cm in (-5, 0, 5, 10) if _inside(curve, cm / 100)]
    return tuple(
        (trade.travel_words(cm), *(_cell(curve, name, cm / 100) for name in names)) for cm in wanted
    )


def _inside(curve: TradeCurve, travel_m: float) -> bool:
    return bool(curve.travel_m[0] - 1e-9 <= travel_m <= curve.travel_m[-1] + 1e-9)


def _cell(curve: TradeCurve, name: Joint, travel_m: float) -> str:
    band = curve.change_pct[name]
    value, low, high = (
        float(np.interp(travel_m, curve.travel_m, values))
        for values in (band.value, band.low90, band.high90)
    )
    if round(value) == 0 and high - low < 1:
        return "0 %"
    ends = f"{number(low, sign=True)} to {number(high, sign=True)}"
    return f"{number(value, sign=True)} % ({ends})"


def _name(reader: Reader) -> str:
    return f"trade-{reader.name}"
