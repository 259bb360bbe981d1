"""Two small figures of the worklist: fourteen days as a strip, pain as a line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString, mark_safe

from overtoe.report.svg import element, path, picture
from overtoe.site.training.standing import DONE, MISSED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

CELL: Final = 10.0
HEIGHT: Final = 20.0
WIDTH: Final = 96.0
WORST: Final = 10


@lru_cache(maxsize=4096)
def strip(days: str) -> SafeString:
    """Draw days as squares: filled for done, hollow for missed, a dot for free."""
    cells = [_cell(day, index * CELL + CELL / 2) for index, day in enumerate(days)]
    done, missed = days.count(DONE), days.count(MISSED)
    label = f"Last {len(days)} days: {done} sessions done, {missed} missed"
    drawn = picture((CELL * len(days), HEIGHT), *cells, label=label, class_="strip-days")
    return mark_safe(drawn)  # noqa: S308  (made of numbers only)


def _cell(day: str, middle: float) -> str:
    if day in {DONE, MISSED}:
        kind = "done" if day == DONE else "missed"
        return element("rect", x=middle - 3.5, y=6.5, width=7, height=7, rx=1.5, class_=kind)
    return element("circle", cx=middle, cy=10, r=1.2, class_="free")


def sparkline(
    series: Sequence[tuple[dt.date, int]], *, today: dt.date, days: int = 14
) -> SafeString:
    """Draw pain from 0 to 10 over the last days; nothing told draws nothing."""
    points = [
        (4 + (WIDTH - 8) * (1 - (today - day).days / max(days - 1, 1)),
         HEIGHT - 3 - (HEIGHT - 6) * value / WORST)
        for day, value in series
        if 0 <= (today - day).days < days
    ]  # fmt: skip
    if not points:
        return mark_safe("")
    label = f"Pain over {days} days, last {series[-1][1]} of 10"
    line = element("path", d=path(points), class_="pain-line")
    last = element("circle", cx=points[-1][0], cy=points[-1][1], r=2.5, class_="pain-last")
    drawn = picture((WIDTH, HEIGHT), line, last, label=label, class_="sparkline")
    return mark_safe(drawn)  # noqa: S308  (made of numbers only)
