"""Reading level and wording of every text of the guide."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from importlib.resources import files

import pytest

from overtoe.guide.blocks import Box, Bullets, Heading, Lines, Paragraph, Table
from overtoe.guide.markup import chapter
from overtoe.guide.readability import flesch_kincaid, sentences, smog, syllables, words

TEXTS = sorted(
    path.name.removesuffix(".txt") for path in (files("overtoe.guide") / "text").iterdir()
)
FORBIDDEN = (
    "cure", "therapy", "therapeutic", "injury-free", "injury free", "bulletproof", "protects",
    "safe knee", "prevents", "prevent injur", "clinical-grade", "patient", "guarantee",
    "proven to", "heals", "healing", "bone on bone", "wear and tear", "bad form",
    "asymmetry problem", "weakness", "always works", "miracle", "fix your",
)  # fmt: skip
"""Wording rules: no promise, no condition found, no fear, no blame."""


def _chapter(name):
    raw = (files("overtoe.guide") / "text" / f"{name}.txt").read_text(encoding="utf-8")
    values = defaultdict(lambda: "Ana", allowed="2", above="3", purpose="", times="Twice")
    return chapter(name, raw, pieces=defaultdict(lambda: list), values=values)


def _said(block):
    if isinstance(block, Box):
        return [block.title, *(said for inner in block.blocks for said in _said(inner))]
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    if isinstance(block, Lines):
        return list(block.prompts)
    return [block.text] if isinstance(block, (Paragraph, Heading)) else []


def _prose(name, *, tables=False):
    made = _chapter(name)
    parts = [made.lead] + [
        said
        for block in made.blocks
        if tables or not isinstance(block, Table)
        for said in _said(block)
    ]
    plain = [part.replace("**", "").strip() for part in parts if part.strip()]
    return [part if part[-1] in ".!?" else f"{part}." for part in plain]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1), ("squats", 1), ("trained", 1), ("added", 2), ("movement", 2), ("doctor", 2),
        ("exercise", 3), ("energy", 3), ("idea", 3), ("exercises", 4), ("vegetables", 4),
        ("professional", 4), ("Australian", 3), ("quiet", 2), ("doing", 2), ("pushes", 2),
    ],
)  # fmt: skip
def test_syllables_of_known_words(word, count):
    assert syllables(word) == count


def test_flesch_kincaid_of_a_text_with_a_published_grade():
    """13 words, 24 syllables, one sentence: 0.39·13 + 11.8·24/13 − 15.59 = 11.3."""
    text = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert (len(words(text)), sum(map(syllables, words(text)))) == (13, 24)
    assert flesch_kincaid(text) == pytest.approx(11.3, abs=0.05)


def test_smog_by_hand():
    """3 sentences with 6 long words in all: 1.043·√(6·30/3) + 3.1291 = 11.2."""
    text = "Energy professional vegetables go. Exercise area radio go. We go."
    assert smog([text]) == pytest.approx(1.043 * 60**0.5 + 3.1291)


def test_half_of_the_chapters_read_at_grade_six_and_a_half_or_below():
    assert statistics.median(flesch_kincaid(" ".join(_prose(name))) for name in TEXTS) <= 6.5


@pytest.mark.parametrize("name", TEXTS)
def test_no_chapter_is_hard(name):
    assert flesch_kincaid(" ".join(_prose(name))) <= 8


def test_smog_over_all_chapters_is_grade_eight_or_below():
    assert smog([text for name in TEXTS for text in _prose(name)]) <= 8


@pytest.mark.parametrize("name", TEXTS)
def test_sentences_have_twenty_words_at_most(name):
    long = [s for text in _prose(name) for s in sentences(text) if len(words(s)) > 20]
    assert long == []


@pytest.mark.parametrize("name", TEXTS)
def test_no_forbidden_word(name):
    text = " ".join(_prose(name, tables=True)).lower()
    assert [word for word in FORBIDDEN if re.search(rf"\b{re.escape(word)}", text)] == []
