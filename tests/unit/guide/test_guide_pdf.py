"""The PDF: as many pages as there is to say, the same bytes, tagged, nothing spilled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from overtoe import guide
from overtoe.guide.typeset import LARGE_PT, _files, endings, fit, typeset
from overtoe.movements import catalogue

DAY = dt.date(2026, 12, 1)
PAPER_MM = {"a4": 297.0, "letter": 279.4}
BOTTOM_MM = 21.0


@pytest.fixture(scope="module")
def made(ana):
    return guide.pdf([ana], date=DAY)


def test_it_is_a_tagged_pdf_for_everyone(made):
    assert made.startswith(b"%PDF-1.")
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Outlines", b"/Lang"):
        assert mark in made
    assert b"pdfuaid" in made


def test_it_is_small(made):
    assert len(made) < 5_000_000


def test_the_same_input_makes_the_same_bytes(ana, made):
    assert guide.pdf([ana], date=DAY) == made


def test_another_day_makes_another_guide(ana, book, made):
    assert typeset(book, date=dt.date(2026, 12, 2)) != made


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_one_person_gets_24_pages_or_more(who, request):
    book = guide.book([request.getfixturevalue(who)], catalogue(), date=DAY)
    assert endings(book, date=DAY)[-1].page >= 24


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_chapters_end_inside_the_page_and_leave_no_tail(book, paper):
    """A chapter that goes on over several pages ends with more than a line or two on its last."""
    start = 2
    for end in endings(fit(book, date=DAY, paper=paper), date=DAY, paper=paper):
        # A sheet's space for notes reaches down to the margin itself.
        assert end.y_mm <= PAPER_MM[paper] - BOTTOM_MM + 0.1
        if end.page - start > 1:
            assert end.y_mm > 45, end
        start = end.page


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_name_keeps_the_cover_to_one_page(ana, paper):
    """Cover, contents, then the first chapter, which takes one page."""
    long = replace(ana, intake=replace(ana.intake, name="Maximiliane-Theodora von Hohenstein"))
    book = guide.book([long], catalogue(), date=DAY)
    assert endings(book, date=DAY, paper=paper)[0].page == 3


def test_letter_and_large_print_are_set_from_the_same_book(book):
    files = _files(book, date=DAY, paper="letter", large=True)
    assert b'"us-letter"' in files["book.json"]
    assert LARGE_PT >= 14
    small = endings(book, date=DAY)[-1].page
    assert endings(book, date=DAY, large=True)[-1].page > small


def test_a_figure_without_words_does_not_compile(book):
    chapters = tuple(
        replace(
            chapter,
            blocks=tuple(
                replace(block, alt=None) if hasattr(block, "caption") else block
                for block in chapter.blocks
            ),
        )
        for chapter in book.chapters
    )
    with pytest.raises(Exception, match="alt"):
        typeset(replace(book, chapters=chapters), date=DAY)
