"""Make a page's SVG ready for paper: its style travels inside the file."""

from __future__ import annotations

import re
from typing import Final

_OPENING: Final = re.compile(r"<svg[^>]*>")
_LETTERS: Final = (
    'text { font-family: "Libertinus Serif"; font-size: 14px; fill: #000 }'
    ".tick { font-size: 13px; text-anchor: middle } .end { text-anchor: end }"
)


def for_print(svg: str, style: str) -> str:
    """Put a style sheet into an SVG that so far relied on its page's.

    >>> for_print('<svg width="1"><g/></svg>', "g { }").startswith('<svg width="1"><style>')
    True
    """
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("not an SVG")
    return f"{opening[0]}<style>{_LETTERS}{style}</style>{svg[opening.end() :]}"
