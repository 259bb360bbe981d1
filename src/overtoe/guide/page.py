"""The guide as one self-contained page in the site's design system: the printed guide's twin."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from overtoe.guide.blocks import plain
from overtoe.report import design

if TYPE_CHECKING:
    from overtoe.guide.blocks import Book

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def page(book: Book) -> str:
    """Return the page; nothing in it is loaded from anywhere."""
    body = (
        _templates()
        .get_template("guide.html")
        .render(book=plain(book), title=plain(book.title), figures=_figures(book))
    )
    return design.page(book.title, body, style=design.static_text("figures.css") + _style())


def rich(text: str) -> Markup:
    """Text with ``**bold**`` as HTML.

    >>> str(rich("**1 < 2** & so"))
    '<strong>1 &lt; 2</strong> &amp; so'
    """
    return Markup(_BOLD.sub(r"<strong>\1</strong>", str(escape(text))))  # noqa: S704  (escaped)


def _figures(book: Book) -> dict[str, Markup]:
    """Drawings in the ink of the page around them; masks keep their black and white."""
    return {name: Markup(_inked(svg)) for name, svg in book.figures.items()}  # noqa: S704  (ours)


def _inked(svg: str) -> str:
    if 'class="overtoe-figure"' in svg:
        return re.sub(r'(<svg[^>]*) color="#000000"', r'\1 color="currentColor"', svg).replace(
            'stroke="#000000"', 'stroke="var(--knee)"'
        )
    # A curve: its printed style would leak into the page, so the page's own style takes over.
    return re.sub(r"<style>.*?</style>", "", svg, flags=re.DOTALL)


@cache
def _style() -> str:
    return (files("overtoe.guide") / "templates" / "guide.css").read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("overtoe.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["rich"] = rich
    return made
