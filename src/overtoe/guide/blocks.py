"""What a guide is made of: chapters of plain blocks, which PDF and HTML both know how to draw."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["stop", "care", "ok", "note"]


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``**two stars**`` make words bold."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list: plain, numbered, with boxes to tick, or in small print."""

    items: tuple[str, ...]
    style: Literal["plain", "numbered", "tick", "small"] = "plain"


@dataclass(frozen=True)
class Box:
    """A framed part with a shape and a word of its own: it doesn't rest on color."""

    kind: Kind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing with the words that stand for it.

    ``width`` is a share of the page's text width; ``height_mm`` holds a tall drawing down.
    """

    figure: str
    alt: str
    caption: str = ""
    width: float = 1.0
    height_mm: float | None = None


@dataclass(frozen=True)
class Table:
    """Rows under a head; ``widths`` are shares. An empty cell is a place to write."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    small: bool = False


@dataclass(frozen=True)
class Lines:
    """Sentences with a line to write on."""

    prompts: tuple[str, ...]


@dataclass(frozen=True)
class Use:
    """When an exercise is planned and how much of it at first; ``who`` is empty for one reader."""

    who: str
    dose: str
    weeks: str


@dataclass(frozen=True)
class Card:
    """One exercise of the plan, drawn."""

    title: str
    figure: str
    alt: str
    uses: tuple[Use, ...]
    cues: tuple[str, ...]
    faults: tuple[str, ...]
    easier: str
    harder: str
    climb: str


@dataclass(frozen=True)
class Rung:
    """One rung on a map: ``mark`` is ``start``, ``planned`` or ``other``."""

    number: int
    name: str
    mark: Literal["start", "planned", "other"]
    when: str


@dataclass(frozen=True)
class Map:
    """A ladder from the top down, with the reader's place on it."""

    name: str
    purpose: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Cell:
    """What one session asks for: dose, boxes to tick, and what to load."""

    dose: str
    sets: int
    load: str = ""


@dataclass(frozen=True)
class Row:
    """One exercise on a sheet, with a cell per week (None where it isn't trained)."""

    figure: str
    alt: str
    name: str
    detail: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Sheet:
    """A session sheet: one weekday over a few weeks, to be ticked."""

    title: str
    columns: tuple[str, ...]
    warm_up: str
    rows: tuple[Row, ...]
    equipment: str
    stop: str


@dataclass(frozen=True)
class Overview:
    """Rung numbers by week; a number in bold is a new rung, an empty cell a week without."""

    weeks: tuple[str, ...]
    themes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


Block = (
    Heading | Paragraph | Bullets | Box | Picture | Table | Lines | Card | Map | Sheet | Overview
)


@dataclass(frozen=True)
class Chapter:
    """A chapter that answers one question."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    tight: bool = False
    """Set with less air, so that no few lines end up alone on a page."""


@dataclass(frozen=True)
class Book:
    """The whole guide, before it is typeset."""

    people: tuple[str, ...]
    date: str
    cover: tuple[str, ...]
    purpose: str
    chapters: tuple[Chapter, ...]
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)
    cover_figure: str = ""
    cover_alt: str = ""

    @property
    def title(self) -> str:
        """Title of the document.

        >>> Book(("Ana", "Ben"), "2026-12-01", (), "", ()).title
        'Ana and Ben: knees over toes, step by step'
        """
        return f"{' and '.join(self.people)}: knees over toes, step by step"


def plain(part: Any) -> Any:
    """A block, or anything that holds blocks, as JSON values; each block says its ``kind``.

    >>> plain(Paragraph("It's you."))
    {'kind': 'paragraph', 'text': 'It’s you.'}
    """
    if isinstance(part, str):
        # Straight apostrophes come from data files; print has a real one.
        return part.replace("'", "’")
    if isinstance(part, (tuple, list)):
        return [plain(each) for each in part]
    if not hasattr(part, "__dataclass_fields__"):
        return part
    named = {one.name: plain(getattr(part, one.name)) for one in fields(part)}
    if isinstance(part, Box):
        return {**named, "kind": "box", "sign": part.kind}
    return {"kind": type(part).__name__.lower(), **named}
