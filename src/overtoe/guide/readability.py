"""How hard a text is to read: Flesch-Kincaid grade and SMOG, offline.

Formulas: Kincaid, Fishburne, Rogers & Chissom 1975 (Navy research branch report 8-75); McLaughlin
1969, J Reading 12:639. Syllables come from spelling and hyphenation patterns, so a word may be one
syllable off; over a page that evens out. Layout and meaning stay unseen by such a number.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pyphen

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\s”]+(?=[A-Z0-9“])")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_MUTE_INSIDE: Final = re.compile(r"(?<=[a-z])e(?=ments?$|thing$|times$|fore$|ry$)")
_MUTE_END: Final = re.compile(
    r"(?<![^aeiouy]l)(?<![aeiouy])e$"
    r"|[^aeiouytd]ed$"
    r"|(?<![^aeiouy]l)(?<![sxzcgaeiouy])(?<![cs]h)es$"
)
_HIATUS: Final = re.compile(r"(?<![ctsgl])i[ao]|(?<=[aeiouy])ing$|ea$|(?<=[iu])e(?:t|nce)$")
"""Two vowels that are spoken apart: radio, doing, area, quiet."""

MOST_CERTAIN: Final = 2
"""Up to so many vowel groups, spelling is the better guide; above, hyphenation helps."""

LONG_WORD: Final = 3
"""Syllables from which SMOG counts a word as long."""


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)


def words(text: str) -> list[str]:
    """Words of a text; numbers aren't words.

    >>> words("Lower for 3 s, don't drop.")
    ['Lower', 'for', 's', "don't", 'drop']
    """
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Sentences of a text that hold a word.

    >>> len(sentences("Stop. See a doctor today!"))
    2
    """
    return [part for part in _SENTENCE.split(text.strip()) if words(part)]


@cache
def syllables(word: str) -> int:
    """Syllables of a word: vowel groups put right by spelling, never fewer than can be hyphenated.

    >>> [syllables(word) for word in ("knee", "stairs", "ankle", "repetition", "movement")]
    [1, 1, 2, 4, 2]
    """
    plain = _MUTE_INSIDE.sub("", re.sub(r"[^a-z]", "", word.lower()))
    groups = len(_VOWELS.findall(plain))
    split = 0 if groups == 1 and plain.endswith("ea") else len(_HIATUS.findall(plain))
    spoken = groups + split - (1 if groups > 1 and _MUTE_END.search(plain) else 0)
    hyphenated = len(_dictionary().positions(plain)) + 1 if groups > MOST_CERTAIN else 1
    return max(1, spoken, hyphenated)


def flesch_kincaid(text: str) -> float:
    """School grade by sentence length and syllables per word.

    >>> round(flesch_kincaid("The cat sat on the mat."), 2)  # 6 words, 6 syllables
    -1.45
    """
    found, count = words(text), len(sentences(text))
    if not found or not count:
        return 0.0
    spoken = sum(syllables(word) for word in found)
    return 0.39 * len(found) / count + 11.8 * spoken / len(found) - 15.59


def smog(texts: Sequence[str]) -> float:
    """School grade by long words per 30 sentences, over all texts together."""
    parts = [sentence for text in texts for sentence in sentences(text)]
    long = sum(syllables(word) >= LONG_WORD for part in parts for word in words(part))
    return 1.043 * math.sqrt(long * 30 / max(1, len(parts))) + 3.1291
