"""The personal guide to print: one content, typeset as PDF or shown as a page.

``reader`` gathers what is known about a person, ``pdf`` and ``html`` make the guide. Apart from the
package's own words nothing is read from disk, and nothing is written to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.book import book
from overtoe.guide.page import page
from overtoe.guide.reader import Reader, reader
from overtoe.guide.typeset import typeset
from overtoe.movements import catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from overtoe.guide.typeset import Paper
    from overtoe.program.couple import CouplePlan

__all__ = ["Reader", "book", "html", "pdf", "reader"]


def pdf(
    readers: Sequence[Reader],
    *,
    date: dt.date,
    couple: CouplePlan | None = None,
    paper: Paper = "a4",
    large: bool = False,
) -> bytes:
    """The guide as PDF/UA-1; the same input makes the same bytes.

    Parameters
    ----------
    readers
        One person, or two who train together, from :func:`reader`.
    date
        The day printed on it.
    couple
        The common sessions of two.
    paper
        ``a4`` or ``letter``.
    large
        Body text of 14 instead of 12 points.
    """
    made = book(readers, catalogue(), date=date, couple=couple)
    return typeset(made, date=date, paper=paper, large=large)


def html(readers: Sequence[Reader], *, date: dt.date, couple: CouplePlan | None = None) -> str:
    """The guide as one self-contained page."""
    return page(book(readers, catalogue(), date=date, couple=couple))
