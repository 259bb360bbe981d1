"""Text files of chapters become blocks."""

from __future__ import annotations

import pytest

from overtoe.guide.blocks import Box, Bullets, Heading, Lines, Paragraph, Table
from overtoe.guide.markup import chapter

TEXT = """# Title, {who}?
> Lead
> goes on.

One
paragraph.

Another.

## Heading
- a
- b
1. first
[] tick
___ to fill in

| A | B |
|= 2 1 |
| x | |

!care With care
Inside.
!end
@piece
After.
"""


def test_each_mark_makes_its_block():
    made = chapter("c", TEXT, pieces={"piece": lambda: [Paragraph("made")]}, values={"who": "Ana"})
    assert (made.title, made.lead) == ("Title, Ana?", "Lead goes on.")
    assert made.blocks == (
        Paragraph("One paragraph."),
        Paragraph("Another."),
        Heading("Heading"),
        Bullets(("a", "b")),
        Bullets(("first",), "numbered"),
        Bullets(("tick",), "tick"),
        Lines(("to fill in",)),
        Table(("A", "B"), (("x", ""),), (2.0, 1.0)),
        Box("care", "With care", (Paragraph("Inside."),)),
        Paragraph("made"),
        Paragraph("After."),
    )


def test_an_unknown_box_is_refused():
    with pytest.raises(ValueError, match="danger"):
        chapter("c", "!danger Hot\nx\n!end", pieces={}, values={})


def test_a_missing_value_is_refused():
    with pytest.raises(KeyError):
        chapter("c", "{nobody}", pieces={}, values={})
