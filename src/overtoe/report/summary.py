"""What was found, in a few plain lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.report import numbers, wording

if TYPE_CHECKING:
    from overtoe.analysis import Analysis
    from overtoe.analysis.document import AnalysisDocument, RepetitionPart


def lines(analysis: Analysis) -> list[str]:
    """Repetitions, travel, heel, trade and what to trust; no line longer than it needs to be."""
    document = analysis.document
    if not document.quality.usable:
        return [message.text for message in document.quality.messages]
    found = [_heading(document)]
    if analysis.main is not None:
        found += _repetition(document.reps[analysis.main])
    if analysis.trade is not None:
        found.append(analysis.trade.sentence)
    doubts = [text for status, text in wording.trust(document) if status == "caution"]
    return found + [f"Mind: {text}" for text in doubts] + _missing(document)


def _heading(document: AnalysisDocument) -> str:
    sure = wording.certainty(document.movement.certainty) if document.movement else "can't tell"
    return f"{wording.movement_name(document)} ({sure}), {wording.counted(document.reps)}."


def _repetition(rep: RepetitionPart) -> list[str]:
    travel = wording.travel_token(rep.knee_travel_cm)
    return [
        wording.travel_sentence(rep),
        f"  knee joint   {travel}, {numbers.token(rep.knee_travel_foot_pct, '% of the foot')}",
        f"  kneecap      {wording.travel_token(rep.kneecap_travel_cm)}",
        f"  heel         {wording.heel_sentence(rep)}",
        f"  depth        knee bent {numbers.token(rep.knee_flexion_deg, '°')}",
    ]


def _missing(document: AnalysisDocument) -> list[str]:
    lifter = document.lifter
    if lifter.mass_from == "plates":
        mass = numbers.number(lifter.mass_kg, 1)
        return [f"Body mass comes from the force plates: {mass} kg. --mass takes another."]
    if lifter.stature_cm is None and lifter.mass_kg is not None:
        return ["Add --height to get joint loads; mass alone isn't enough."]
    if lifter.stature_cm is not None and lifter.mass_kg is None:
        return ["Add --mass (and --load) to get joint loads in N·m instead of per kilogram."]
    return []
