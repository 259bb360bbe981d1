"""A handful of letters as strokes, for pictures that no font reaches: digits, signs, a few words.

Each glyph is a list of open lines on a grid 4 wide and 6 high, y up from the baseline.
"""

from __future__ import annotations

from typing import Final

Point = tuple[float, float]
Line = tuple[Point, ...]

_GLYPHS: Final[dict[str, str]] = {
    "0": "1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0",
    "1": "0.6,4.8 2,6 2,0",
    "2": "0,5 1,6 3,6 4,5 4,4 0,0 4,0",
    "3": "0,6 4,6 2,3.6 3,3.6 4,2.6 4,1 3,0 1,0 0,1",
    "4": "3,0 3,6 0,2 4,2",
    "5": "4,6 0.4,6 0,3.4 1,3.8 3,3.8 4,2.8 4,1 3,0 1,0 0,1",
    "6": "3.4,6 1.2,5.4 0,3 0,1 1,0 3,0 4,1 4,2.4 3,3.4 1,3.4 0,2.4",
    "7": "0,6 4,6 1.4,0",
    "8": "1,3.3 0,4.2 0,5.2 1,6 3,6 4,5.2 4,4.2 3,3.3 1,3.3 0,2.3 0,1 1,0 3,0 4,1 4,2.3 3,3.3",
    "9": "0.6,0 2.8,0.6 4,3 4,5 3,6 1,6 0,5 0,3.6 1,2.6 3,2.6 4,3.6",
    "+": "2,1 2,5|0,3 4,3",
    "−": "0,3 4,3",
    ".": "2,0 2,0.1",
    "/": "0.4,-0.6 3.6,6.6",
    "c": "3.6,3.4 3,4 1,4 0,3 0,1 1,0 3,0 3.6,0.6",
    "e": "0,2.1 4,2.1 4,3 3,4 1,4 0,3 0,1 1,0 3,0 3.8,0.6",
    "m": "0,0 0,4|0,3.2 0.8,4 1.4,4 2,3.2 2,0|2,3.2 2.8,4 3.4,4 4,3.2 4,0",
    "p": "0,-2 0,4|0,3 1,4 3,4 4,3 4,1 3,0 1,0 0,1",
    "r": "0.4,0 0.4,4|0.4,2.8 1.6,4 3,4",
    " ": "",
}

ADVANCE: Final = 5.6
"""Grid units from one letter to the next."""

HEIGHT: Final = 6.0


def strokes(text: str, *, height: float) -> list[Line]:
    """Lines of a text, x right, y up from its lower left corner, capitals ``height`` high.

    >>> strokes("1", height=6.0)
    [((0.6, 4.8), (2.0, 6.0), (2.0, 0.0))]
    """
    scale = height / HEIGHT
    return [
        tuple((scale * (x + number * ADVANCE), scale * y) for x, y in line)
        for number, letter in enumerate(text)
        for line in _glyph(letter)
    ]


def width(text: str, *, height: float) -> float:
    """How far a text of that height reaches."""
    return (len(text) * ADVANCE - (ADVANCE - 4)) * height / HEIGHT if text else 0.0


def _glyph(letter: str) -> list[Line]:
    lines = _GLYPHS[letter].split("|") if _GLYPHS[letter] else []
    return [tuple(_point(pair) for pair in line.split()) for line in lines]


def _point(pair: str) -> Point:
    x, y = pair.split(",")
    return float(x), float(y)
