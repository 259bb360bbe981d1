"""The report's sentences: plain, short, kind; each says only what the interval allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.report import numbers
from overtoe.report.bottom_frame import heel_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.analysis.document import (
        AnalysisDocument,
        Measured,
        RepetitionPart,
        Twin,
    )

PURPOSE: Final = (
    "Overtoe measures how you move and plans strength training. It does not diagnose or treat."
)
STOP_RULE: Final = (
    "If a knee locks or gives way, is hot and swollen, hurts at night, feels numb or can't bear "
    "weight, or if you have a fever or a painful, swollen calf",
    "stop the session",
    "and see a doctor or physiotherapist, today if you can.",
)
"""What you feel, what to do now, whom to see."""

CERTAIN: Final = 0.8
POSSIBLE: Final = 0.5
HALF_PERCENT: Final = 0.5


def movement_name(document: AnalysisDocument) -> str:
    """The movement's name with a capital, or "Movement" when it wasn't recognized."""
    if document.movement is None or document.movement.name in ("", "unknown"):
        return "Movement"
    return document.movement.name.replace("_", " ").replace("-", " ").capitalize()


def certainty(share: float) -> str:
    """The fixed words for how sure something is.

    >>> certainty(0.9), certainty(0.6), certainty(0.3)
    ('clear', 'likely', "can't tell")
    """
    if share >= CERTAIN:
        return "clear"
    return "likely" if share >= POSSIBLE else "can't tell"


def travel_sentence(rep: RepetitionPart) -> str:
    """Where the knee went, as one sentence; unclear when the interval holds the toe line."""
    travel = rep.knee_travel_cm
    if travel.value is None:
        return f"Knee travel can't be told from this recording: {travel.reason or 'not seen'}."
    amount, word, _ = numbers.past_toes(travel)
    if travel.low is not None and travel.high is not None and travel.low < 0 < travel.high:
        return "Your knee came to about your toes; past or behind can't be told from this clip."
    if word == "at":
        return "Your knee came to your toes."
    if word == "behind":
        return f"Your knee stayed {amount}{numbers.THIN}cm behind your toes."
    return f"Your knee went {amount}{numbers.THIN}cm past your toes."


def heel_sentence(rep: RepetitionPart) -> str:
    """Whether the heel stayed down, as one sentence."""
    lift = rep.heel_lift_mm
    if lift.value is None:
        return f"Whether the heel stayed down can't be told: {lift.reason or 'not seen'}."
    said = heel_words(rep)
    if said.startswith("✓"):
        return f"Your heel stayed down: {numbers.token(lift, 'mm')}."
    if "can't" in said:
        return f"Whether the heel stayed down can't be told: {numbers.token(lift, 'mm')}."
    return f"Your heel came up {numbers.token(lift, 'mm')}."


def heel_status(rep: RepetitionPart) -> str:
    """Status class of the heel: ok, caution, or none when it can't be told."""
    said = heel_words(rep)
    if said.startswith("✓"):
        return "ok"
    return "caution" if said.startswith("heel up") else ""


def depth_sentence(rep: RepetitionPart) -> str:
    """Depth by the thigh."""
    thigh = rep.intervals.thigh_deg
    if thigh.value is None:
        return ""
    below = thigh.value - 90
    if abs(below) < 3 or (thigh.low is not None and thigh.high and thigh.low < 90 < thigh.high):
        return "Your thigh came to about level."
    word = "below" if below > 0 else "above"
    return f"Your thigh came to {numbers.number(abs(below))}° {word} level."


def alt_text(rep: RepetitionPart) -> str:
    """What the main figure shows, for people who don't see it: caption and three numbers."""
    return " ".join(
        part
        for part in (
            "Bottom of the repetition from the side, with the leg and the toe line drawn.",
            travel_sentence(rep),
            f"Knee travel {numbers.token(rep.knee_travel_cm, 'cm')};",
            f"heel lift {numbers.token(rep.heel_lift_mm, 'mm')};",
            f"knee bend {numbers.token(rep.knee_flexion_deg, '°')}.",
        )
        if part
    )


def twin_caption(twin: Twin) -> str:
    """What the twin's figure says."""
    posture = twin.posture
    if posture is None:
        return twin.reason or "Held back, no balanced posture was found."
    lean = numbers.number(posture.trunk_deg)
    return f"Held back at the same depth: the trunk leans {lean}° to keep the balance."


def thumb_label(index: int, rep: RepetitionPart) -> str:
    """Name of a thumbnail."""
    travel = numbers.token(rep.knee_travel_cm, "cm")
    return f"Repetition {index + 1} at the bottom, knee travel {travel}."


def delta_words(measured: Measured, *, with_interval: bool = True) -> str:
    """A difference in %, or that there is no clear one.

    >>> from overtoe.analysis.document import Measured
    >>> delta_words(Measured(value=5.0, low=-2.0, high=12.0))
    'no clear difference'
    """
    if measured.value is None:
        return numbers.NONE
    if unchanged(measured):
        return "unchanged"
    if (
        measured.low is not None
        and measured.high is not None
        and measured.low <= 0 <= measured.high
    ):
        return "no clear difference"
    ends = numbers.interval(measured, 0, sign=True) if with_interval else ""
    return f"{numbers.number(measured.value, sign=True)}{numbers.THIN}%" + (
        f" ({ends})" if ends else ""
    )


def unchanged(measured: Measured) -> bool:
    """Whether a difference in % is nothing at all, as far as whole percents can tell."""
    ends = (measured.value, measured.low, measured.high)
    return all(end is not None and abs(end) < HALF_PERCENT for end in ends)


def counted(reps: Sequence[RepetitionPart]) -> str:
    """How many repetitions of which kind.

    >>> counted([])
    'no repetitions'
    """
    kinds = [rep.kind for rep in reps]
    names = {
        "full": ("repetition", "repetitions"),
        "partial": ("half repetition", "half repetitions"),
        "hold": ("hold", "holds"),
    }
    parts = [
        f"{count} {names[kind][count != 1]}"
        for kind in ("full", "partial", "hold")
        if (count := kinds.count(kind))
    ]
    return ", ".join(parts) or "no repetitions"


def short_travel(travel: Measured) -> str:
    """Knee travel in three words, ``6 cm past``."""
    amount, word, _ = numbers.past_toes(travel)
    if word == "at":
        return "at the toes"
    return f"{amount}{numbers.THIN}cm {word}" if word else "can't tell"


def travel_token(travel: Measured) -> str:
    """Knee travel with its interval, ``6 cm past the toes (5–7)``."""
    amount, word, ends = numbers.past_toes(travel)
    if not word:
        return travel.reason or "can't tell"
    said = "at the toes" if word == "at" else f"{amount}{numbers.THIN}cm {word} the toes"
    return said + (f" ({ends})" if ends else "")


def trust(document: AnalysisDocument) -> list[tuple[str, str]]:
    """What to trust and what not: pairs of a status (ok, caution or none) and a sentence."""
    found = [_view(document), _movement(document), _scale(document)]
    found += [("caution", message.text) for message in document.quality.messages]
    return [pair for pair in found if pair[1]]


def _view(document: AnalysisDocument) -> tuple[str, str]:
    part = document.recording
    if part.view == "markers":
        return "ok", "Motion capture: positions come from markers, not from a picture."
    if part.camera_yaw_deg is None or part.camera_roll_deg is None:
        return "", ""
    yaw, roll = abs(part.camera_yaw_deg), abs(part.camera_roll_deg)
    said = (
        f"The camera looked {numbers.number(yaw)}° off the exact side view and was "
        f"{numbers.number(roll, 1)}° from level; both are corrected as far as the clip shows them."
    )
    return ("ok" if yaw <= GOOD_YAW_DEG else "caution"), said


def _movement(document: AnalysisDocument) -> tuple[str, str]:
    movement = document.movement
    if movement is None or movement.name in ("", "unknown"):
        return "caution", "Which movement this is can't be told. Name it to be sure."
    word = certainty(movement.certainty)
    share = numbers.number(movement.certainty * 100)
    return (
        "ok" if word == "clear" else "caution",
        f"Recognized as {movement_name(document).lower()}: {word} ({share}{numbers.THIN}%).",
    )


def _scale(document: AnalysisDocument) -> tuple[str, str]:
    if document.lifter.stature_cm is not None or document.recording.kind == "markers":
        return "", ""
    return (
        "caution",
        "No height was given, so centimeters rest on an average body. Add your height to make "
        "them yours.",
    )


GOOD_YAW_DEG: Final = 10.0
"""Up to here a wrong camera angle costs travel less than the network's own error: 10° shorten 12 cm
by 0.2 cm (cosine), and 5 cm of knee in or out leak 0.9 cm (sine)."""
