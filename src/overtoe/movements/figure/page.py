"""One plain page of drawings with their words, light and dark, that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE: Final = """
:root { color-scheme: light dark; --knee: #C0500C; }
@media (prefers-color-scheme: dark) { :root { --knee: #F59A57; } }
body { font: 17px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 16px;
  background: light-dark(#FAF8F4, #141715); color: light-dark(#1E2320, #ECEFEA); }
article { display: flex; flex-wrap: wrap; gap: 24px; padding: 24px 0;
  border-bottom: 1px solid light-dark(#D8D4CA, #343B36); break-inside: avoid; }
article > svg { height: 200px; flex: 0 0 auto; max-width: 100%; }
article > div { flex: 1 1 22rem; }
h2 { font-size: 20px; margin: 0 0 8px; } p { margin: 0 0 4px; }
"""


def page(entries: Iterable[tuple[str, list[str]]]) -> str:
    """A page from drawings and their lines of text; the first line is the heading.

    >>> page([("<svg></svg>", ["squat.1  To a box", "Do: 2 × 10."])]).count("<article>")
    1
    """
    articles = "".join(_article(drawing, lines) for drawing, lines in entries)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Movements</title><style>{_STYLE}</style><main>{articles}</main></html>\n"
    )


def _article(drawing: str, lines: list[str]) -> str:
    words = "".join(f"<p>{escape(line.strip())}</p>" for line in lines[1:])
    return f"<article>{drawing}<div><h2>{escape(lines[0])}</h2>{words}</div></article>"
