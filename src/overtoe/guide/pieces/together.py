"""Pages for two: how a shared session runs on one clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Heading, Paragraph, Picture, Table
from overtoe.guide.printing import for_print
from overtoe.report.plan_figures import timeline
from overtoe.report.plan_page import saved_sentence

if TYPE_CHECKING:
    from overtoe.program.couple import CouplePlan, Shared
    from overtoe.program.pair import Paired

STYLE = """
.one { fill: #000 } .two { fill: #fff; stroke: #000; stroke-width: 1.5 }
line { stroke: #c4c4c4; stroke-width: .7 } .axis { font-size: 12px }
"""
NAME = "together"
ROUNDS = 10


def figures(couple: CouplePlan | None) -> dict[str, str]:
    """The two lanes of one session."""
    if couple is None or not couple.shared:
        return {}
    return {NAME: for_print(timeline(_shown(couple).paired), STYLE)}


def blocks(couple: CouplePlan | None) -> list[Block]:
    """Timeline, minutes, and who does what first."""
    if couple is None:
        return []
    if not couple.shared:
        return [Paragraph("You share no training day, so each of you trains by your own pages.")]
    shared = _shown(couple)
    one, two = shared.paired.people
    return [
        Paragraph(saved_sentence(shared)),
        Picture(
            NAME,
            f"Two lanes over one clock: sets of {one} filled, sets of {two} outlined.",
            f"Filled: {one}. Outlined: {two}. Numbers: minutes.",
        ),
        Heading("The first rounds, as an example"),
        Table(("Minute", one, two), _turns(shared.paired), (1, 5, 5), True),
    ]


def _shown(couple: CouplePlan) -> Shared:
    # The first week has half the sets; the second shows what a session is like.
    first = couple.shared[0].date
    later = [shared for shared in couple.shared if (shared.date - first).days >= 7]
    return (later or list(couple.shared))[0]


def _turns(paired: Paired) -> tuple[tuple[str, ...], ...]:
    ordered = sorted(paired.turns, key=lambda turn: (turn.begin_s, turn.person))[:ROUNDS]
    return tuple(
        (
            f"{turn.begin_s // 60}:{turn.begin_s % 60:02d}",
            *(
                f"{turn.item.movement or turn.item.name}, set {turn.number}"
                if turn.person == who
                else "–"
                for who in paired.people
            ),
        )
        for turn in ordered
    )
