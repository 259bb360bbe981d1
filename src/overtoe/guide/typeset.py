"""Typeset a guide: PDF/UA-1, tagged, with bookmarks, the same bytes for the same book."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

from overtoe.errors import MissingPartError
from overtoe.guide.blocks import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from overtoe.guide.blocks import Book

Paper = Literal["a4", "letter"]
PAPERS: Final[dict[str, str]] = {"a4": "a4", "letter": "us-letter"}
BODY_PT: Final = 12.0
LARGE_PT: Final = 14.0
COVER_PAGES: Final = 2
"""Cover and contents stand before the first chapter."""

TAIL_MM: Final = 90.0
"""A chapter that ends above this on its last page has left a tail there."""


def typeset(book: Book, *, date: dt.date, paper: Paper = "a4", large: bool = False) -> bytes:
    """Make the PDF.

    Only the fonts inside the typesetter are used, so that pages are the same everywhere. A figure
    without words for it doesn't compile.

    Raises
    ------
    MissingPartError
        When ``overtoe[pdf]`` isn't installed.
    """
    typst = _typst()
    fitted = fit(book, date=date, paper=paper, large=large)
    made: bytes = typst.compile(
        _files(fitted, date=date, paper=paper, large=large),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made


def fit(book: Book, *, date: dt.date, paper: Paper = "a4", large: bool = False) -> Book:
    """Set chapters that spill a few lines with less air, where that saves the page."""
    before = _spans(endings(book, date=date, paper=paper, large=large))
    spilled = [one for one, (pages, y) in before.items() if pages > 1 and y < TAIL_MM]
    if not spilled:
        return book
    tight = _tightened(book, spilled)
    after = _spans(endings(tight, date=date, paper=paper, large=large))
    return _tightened(book, [one for one in spilled if after[one][0] < before[one][0]])


def _tightened(book: Book, chapters: Collection[str]) -> Book:
    return replace(
        book,
        chapters=tuple(replace(one, tight=one.id in chapters) for one in book.chapters),
    )


def _spans(ends: Sequence[Ending]) -> dict[str, tuple[int, float]]:
    """Pages that each chapter takes, and where it ends."""
    starts = [COVER_PAGES, *(one.page for one in ends)]
    return {
        one.chapter: (one.page - start, one.y_mm) for one, start in zip(ends, starts, strict=False)
    }


@dataclass(frozen=True)
class Ending:
    """Where a chapter ends: its page, and how far down in millimeters from the top."""

    chapter: str
    page: int
    y_mm: float


def endings(
    book: Book, *, date: dt.date, paper: Paper = "a4", large: bool = False
) -> tuple[Ending, ...]:
    """Where each chapter ends on paper, to see that no page holds only a tail."""
    asked = _typst().query(
        _files(book, date=date, paper=paper, large=large),
        "<end>",
        field="value",
        ignore_system_fonts=True,
    )
    return tuple(Ending(one["id"], one["page"], one["y"]) for one in json.loads(asked))


def _files(book: Book, *, date: dt.date, paper: Paper, large: bool) -> dict[str, bytes]:
    figures = {f"figure-{n}.svg": svg for n, svg in enumerate(book.figures.values())}
    places = {name: f"figure-{n}.svg" for n, name in enumerate(book.figures)}
    data = plain(book) | {
        "title": plain(book.title),
        "figures": places,
        "paper": PAPERS[paper],
        "size": LARGE_PT if large else BODY_PT,
        "day": [date.year, date.month, date.day],
    }
    return {
        "main": _template().encode(),
        "book.json": json.dumps(data, ensure_ascii=False).encode(),
        **{name: svg.encode() for name, svg in figures.items()},
    }


@cache
def _template() -> str:
    return (files("overtoe.guide") / "templates" / "guide.typ").read_text(encoding="utf-8")


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415  (an optional part)
    except ImportError as error:
        raise MissingPartError(
            "PDF_PART",
            "Making a PDF needs the typesetter, which isn't installed. Install overtoe[pdf], or "
            "ask for HTML with --html.",
        ) from error
    return typst
