"""What a clip changes in a program: the rules followed with it and without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overtoe.program.progress import HEEL_LIFT_MM, progress
from overtoe.site.capture.outcome import event_id
from overtoe.site.training.models import EventRow
from overtoe.site.training.services import day_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from overtoe.program.history import ClipResult, History
    from overtoe.program.progress import LadderProgress, Level
    from overtoe.site.capture.models import Clip
    from overtoe.site.training.services import Day


@dataclass(frozen=True)
class Changed:
    """Sentences about the program; ``moved`` says whether a step came out otherwise."""

    moved: bool
    sentences: tuple[str, ...]


def changed(clip: Clip, today: dt.date) -> Changed:
    """Compare the steps that the rules give with this clip and without it."""
    row = EventRow.objects.filter(pk=event_id(clip), person=clip.person).first()
    if row is None:
        return Changed(False, ("Nothing: the clip holds no full repetition for the log.",))
    day = day_of(clip.person, today)
    if day is None or day.adapted is None:
        return Changed(False, ("It is in your log. There is no session ahead that it could bend.",))
    without = _without(day.history, row.body)
    current = day.training
    before = progress(current.program, without, current.catalogue, today=today, rules=current.rules)
    moved = _moved(day, before, day.adapted.ladders)
    return Changed(True, moved) if moved else Changed(False, (_nothing(clip, row.body),))


def _without(history: History, body: Mapping[str, object]) -> History:
    def same(one: ClipResult) -> bool:
        return one.travel_m == body.get("travel_m") and one.rung == body.get("rung")

    return replace(history, clips=tuple(one for one in history.clips if not same(one)))


def _moved(
    day: Day, before: Mapping[str, LadderProgress], after: Mapping[str, LadderProgress]
) -> tuple[str, ...]:
    return tuple(
        f"{_words(day, before[name].level)} → {_words(day, now.level)}. {_why(now)}".strip()
        for name, now in after.items()
        if name in before and before[name].level != now.level
    )


def _words(day: Day, level: Level) -> str:
    rung = day.training.catalogue.rungs[level.rung]
    load = f" with {level.load_kg:g} kg" if level.load_kg else ""
    return f"{rung.name}, {level.amount:g}{load}"


def _why(ladder: LadderProgress) -> str:
    return ladder.changes[-1].reason.text if ladder.changes else ""


def _nothing(clip: Clip, body: Mapping[str, object]) -> str:
    if not clip.rung:
        return (
            "Nothing yet: the clip isn't tied to an exercise of your program. Choose the exercise "
            "when you film, and a heel that comes up holds it where it is."
        )
    lift = body.get("heel_lift_m")
    if isinstance(lift, float) and 1000 * lift > HEEL_LIFT_MM:
        return (
            "The heel came up, so this exercise stays where it is for the sessions of the next "
            "week. Your other exercises don't change."
        )
    return (
        "Nothing today: it counts as done under control, heel down, when the next step is decided."
    )
