"""Pictograms of a plan: each drawn once and referred to, and the timeline of a session for two."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from overtoe.movements.figure import svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.movements.types import Catalogue
    from overtoe.program.pair import Paired

_OPENING: Final = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>')
_TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
WIDTH: Final = 720
LANE: Final = 34


def sprite(rungs: Iterable[str], catalogue: Catalogue) -> tuple[str, frozenset[str]]:
    """A hidden sheet of symbols, one per drawn rung, and which rungs have one."""
    symbols: list[str] = []
    drawn_rungs: set[str] = set()
    for name in sorted(set(rungs)):
        rung = catalogue.rungs.get(name)
        if rung is None or rung.posture is None:
            continue
        drawn = _TITLE.sub("", svg(rung))
        opening = _OPENING.match(drawn)
        if opening is None:
            continue
        drawn_rungs.add(name)
        head = (
            f'<symbol id="{figure_id(name)}" viewBox="{opening[1]}" fill="none" '
            'stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">'
        )
        symbols.append(head + drawn[opening.end() :].removesuffix("</svg>") + "</symbol>")
    sheet = "".join(symbols)
    return f'<svg class="visually-hidden" aria-hidden="true">{sheet}</svg>', frozenset(drawn_rungs)


def figure_id(rung: str) -> str:
    """Name of a rung's symbol.

    >>> figure_id("split-squat.3")
    'figure-split-squat-3'
    """
    return f"figure-{rung.replace('.', '-')}"


def timeline(paired: Paired) -> str:
    """Two lanes over one clock: filled for the first person, outlined for the second."""
    scale = (WIDTH - 70) / max(1, paired.seconds)
    parts = [_grid(paired.seconds, scale)]
    for lane, person in enumerate(paired.people):
        y = 8 + lane * LANE
        parts.append(f'<text x="0" y="{y + 17}">{escape(person)}</text>')
        parts += [
            f'<rect class="{"two" if lane else "one"}" x="{62 + turn.begin_s * scale:.1f}" y="{y}" '
            f'width="{max(2.0, (turn.end_s - turn.begin_s) * scale):.1f}" height="24" rx="3">'
            f"<title>{escape(turn.item.name)}, set {turn.number}</title></rect>"
            for turn in paired.turns
            if turn.person == person
        ]
    label = f"{paired.people[0]} and {paired.people[1]}: sets over {paired.seconds // 60} minutes"
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {2 * LANE + 32}" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _grid(seconds: int, scale: float) -> str:
    bottom = 2 * LANE + 8
    return "".join(
        f'<line x1="{62 + m * 60 * scale:.1f}" x2="{62 + m * 60 * scale:.1f}" y1="0" '
        f'y2="{bottom}"/><text class="axis" x="{62 + m * 60 * scale:.1f}" y="{bottom + 16}" '
        f'text-anchor="middle">{m}</text>'
        for m in range(0, seconds // 60 + 1, 5)
    )
