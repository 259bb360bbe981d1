"""Read a chapter from its text file: a handful of line marks, so that people can edit the words.

``# title``, ``> lead``, ``## heading``, ``- item``, ``1. item``, ``[] item to tick``, ``___ line to
fill in``, ``| cell | cell |`` (the first row is the head; ``|= 2 1`` gives widths), ``!stop Title``
to ``!end`` for a box, ``@name`` for a part that is made from data. Everything else is a paragraph,
up to the next empty line. ``{name}`` is filled in before reading.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from overtoe.guide.blocks import (
    Block,
    Box,
    Bullets,
    Chapter,
    Heading,
    Kind,
    Lines,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Pieces = Mapping[str, Callable[[], Sequence[Block]]]

_MARKS: Final = (
    ("title", re.compile(r"# (.*)")),
    ("heading", re.compile(r"## (.*)")),
    ("lead", re.compile(r"> (.*)")),
    ("plain", re.compile(r"- (.*)")),
    ("numbered", re.compile(r"\d+\. (.*)")),
    ("tick", re.compile(r"\[\] (.*)")),
    ("lines", re.compile(r"___ (.*)")),
    ("widths", re.compile(r"\|= ([0-9. ]+)\|?")),
    ("row", re.compile(r"\|(.*)\|")),
    ("end", re.compile(r"!end()")),
    ("box", re.compile(r"!(.*)")),
    ("piece", re.compile(r"@(.*)")),
    ("empty", re.compile(r"()")),
)

Marked = tuple[str, str]


def chapter(name: str, text: str, *, pieces: Pieces, values: Mapping[str, str]) -> Chapter:
    r"""Read one chapter.

    >>> made = chapter("a", "# Why?\n> So.\n\nBecause {x}.", pieces={}, values={"x": "yes"})
    >>> made.title, made.lead, made.blocks
    ('Why?', 'So.', (Paragraph(text='Because yes.'),))
    """
    marked = [_mark(line) for line in text.format_map(values).splitlines()]
    title, lead = (" ".join(said for mark, said in marked if mark == one) for one in _HEAD)
    body = iter([line for line in marked if line[0] not in _HEAD])
    return Chapter(name, title, lead, tuple(_blocks(body, pieces)))


_HEAD: Final = ("title", "lead")


def _mark(line: str) -> Marked:
    for name, pattern in _MARKS:
        found = pattern.fullmatch(line.strip())
        if found:
            return name, found[1].strip()
    return "paragraph", line.strip()


def _blocks(lines: Iterator[Marked], pieces: Pieces) -> Iterator[Block]:
    """Blocks up to the end of the file, or of the box."""
    open_lines: list[Marked] = []
    for mark, said in lines:
        if mark in ("box", "piece", "end"):
            yield from _simple(open_lines)
            open_lines = []
        if mark == "end":
            return
        if mark == "piece":
            yield from pieces[said]()
        elif mark == "box":
            kind, _, title = said.partition(" ")
            if kind not in get_args(Kind):
                raise ValueError(f"“{kind}” isn't a kind of box")
            yield Box(cast("Kind", kind), title, tuple(_blocks(lines, pieces)))
        else:
            open_lines.append((mark, said))
    yield from _simple(open_lines)


def _simple(lines: list[Marked]) -> Iterator[Block]:
    for mark, group in groupby(lines, key=lambda line: "row" if line[0] == "widths" else line[0]):
        said = [(name, text) for name, text in group]
        texts = tuple(text for _, text in said)
        if mark == "heading":
            yield from (Heading(text) for text in texts)
        elif mark == "paragraph":
            yield Paragraph(" ".join(texts))
        elif mark == "lines":
            yield Lines(texts)
        elif mark == "row":
            yield _table(said)
        elif mark != "empty":
            yield Bullets(texts, cast('Literal["plain", "numbered", "tick"]', mark))


def _table(said: list[Marked]) -> Table:
    widths = tuple(float(part) for mark, text in said if mark == "widths" for part in text.split())
    rows = [tuple(cell.strip() for cell in text.split("|")) for mark, text in said if mark == "row"]
    return Table(rows[0], tuple(rows[1:]), widths)
