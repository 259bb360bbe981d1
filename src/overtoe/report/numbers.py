"""Numbers as people read them: value, interval and unit in one token, no digit too many."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from overtoe.analysis.document import Measured

MINUS: Final = "\u2212"
THIN: Final = "\u202f"
NONE: Final = "–"


def digits(measured: Measured, most: int = 1) -> int:
    """Decimals that the interval allows: a tenth only while the interval is narrower than a few.

    >>> from overtoe.analysis.document import Measured
    >>> digits(Measured(value=6.04, low=5.0, high=7.0))
    0
    >>> digits(Measured(value=0.84, low=0.8, high=0.9))
    1
    """
    if measured.low is None or measured.high is None:
        return 0 if measured.value is None or abs(measured.value) >= 10 else most
    return 0 if measured.high - measured.low >= 1.0 else most


def number(value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
    """A number with a true minus; ``sign`` also writes the plus.

    >>> number(-2.34, 1), number(3, sign=True), number(-0.2)
    ('−2.3', '+3', '0')
    """
    if value is None or not math.isfinite(value):
        return NONE
    text = f"{value:+,.{decimals}f}" if sign else f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("+-")
    return text.replace("-", MINUS).replace(",", THIN)


def interval(measured: Measured, decimals: int | None = None, *, sign: bool = False) -> str:
    """The 90 % interval, ``5–7``; with ``to`` between negative ends; empty when there is none.

    >>> from overtoe.analysis.document import Measured
    >>> interval(Measured(value=-6.0, low=-7.0, high=-5.0))
    '−7 to −5'
    """
    if measured.low is None or measured.high is None:
        return ""
    places = digits(measured) if decimals is None else decimals
    low, high = (number(end, places, sign=sign) for end in (measured.low, measured.high))
    joint = " to " if measured.low < 0 or sign else "–"
    return f"{low}{joint}{high}"


def token(measured: Measured, unit: str = "", *, sign: bool = False) -> str:
    r"""Value, unit and interval in one: ``6 cm (5–7)``.

    >>> from overtoe.analysis.document import Measured
    >>> token(Measured(value=6.0, low=5.0, high=7.0), "cm")
    '6\u202fcm (5–7)'
    """
    value = number(measured.value, digits(measured), sign=sign)
    if value == NONE:
        return NONE
    ends = interval(measured, sign=sign)
    gap = "" if unit.startswith("°") else THIN
    return f"{value}{gap}{unit}".rstrip(THIN) + (f" ({ends})" if ends else "")


def past_toes(measured: Measured) -> tuple[str, str, str]:
    """Knee travel in words: amount, ``past``, ``behind`` or ``at``, and its interval.

    An interval that holds zero is told as it is, with signs.

    >>> from overtoe.analysis.document import Measured
    >>> past_toes(Measured(value=-3.0, low=-4.0, high=-2.0))
    ('3', 'behind', '2–4')
    """
    if measured.value is None:
        return NONE, "", ""
    places = digits(measured)
    amount = number(abs(measured.value), places)
    word = "past" if measured.value >= 0 else "behind"
    word = word if float(amount.replace(THIN, "")) else "at"
    if measured.low is None or measured.high is None:
        return amount, word, ""
    if measured.low < 0 < measured.high:
        return amount, word, interval(measured, places, sign=True)
    near, far = sorted((abs(measured.low), abs(measured.high)))
    return amount, word, f"{number(near, places)}–{number(far, places)}"
