"""The card of cues and limits: what each would change in the middle repetition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.report import design, numbers, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.analysis.document import AnalysisDocument, Delta, Effect, Measured

JOINTS: Final = ("knee", "hip", "lumbar")
NOTHING: Final = "nothing: the knee is already there"
NO_BALANCE: Final = "can't be balanced at this depth"


def section(document: AnalysisDocument) -> str:
    """The card as a piece of the page; empty where there is no twin to compare with."""
    cues, limiter = document.cues, document.limiter
    if cues is None or limiter is None:
        return ""
    return (
        design.templates()
        .get_template("insight.html")
        .render(
            pattern=cues.sentence,
            cues=_table(cues.effects, "What each cue would change"),
            limiter=limiter.sentence,
            changes=_table(limiter.changes, "What a wedge, a weight or a stance would change"),
        )
    )


def _table(effects: Sequence[Effect], label: str) -> str:
    if not effects:
        return ""
    rows = [_row(effect) for effect in effects]
    return design.templates().get_template("effects.html").render(rows=rows, label=label)


def _row(effect: Effect) -> dict[str, object]:
    text = effect.text[0].upper() + effect.text[1:]
    if effect.delta_pct is None:
        return {"text": text, "none": NO_BALANCE}
    deltas = _deltas(effect.delta_pct)
    if all(wording.unchanged(delta) for delta in deltas):
        return {"text": text, "none": NOTHING}
    return {"text": text, "none": "", "cells": [_cell(delta) for delta in deltas]}


def _deltas(delta: Delta) -> list[Measured]:
    return [getattr(delta, joint) for joint in JOINTS]


def _cell(delta: Measured) -> tuple[str, str]:
    ends = "" if wording.unchanged(delta) else numbers.interval(delta, 0, sign=True)
    return wording.delta_words(delta, with_interval=False), f"({ends})" if ends else ""
