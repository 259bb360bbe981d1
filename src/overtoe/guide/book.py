"""Assemble the chapters of a guide for one reader or for two."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from overtoe.guide.blocks import Block, Book, Chapter, Table
from overtoe.guide.markup import chapter
from overtoe.guide.pieces import (
    curve,
    exercises,
    food,
    life,
    sheets,
    sources,
    tests,
    today,
    together,
    weeks,
)
from overtoe.nutrition.plan import NutritionPlan
from overtoe.program.person import GOALS
from overtoe.report import wording

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from overtoe.guide.reader import Reader
    from overtoe.movements.types import Catalogue
    from overtoe.program.couple import CouplePlan

    Pieces = dict[str, Callable[[], Sequence[Block]]]

RED_PAIN: Final = 5
FIRST: Final = ("use", "who")
EARLY: Final = ("today", "trade")
RULES: Final = ("why", "pain")
WEEKS: Final = ("weeks",)
WORK: Final = ("warmup", "exercises")
SHEETS: Final = ("sheets",)
CHECKS: Final = ("tests", "record", "life")
LAST: Final = ("habit", "studies", "missed", "flare")
END: Final = ("words", "sources", "professional")


def book(
    readers: Sequence[Reader],
    catalogue: Catalogue,
    *,
    date: dt.date,
    couple: CouplePlan | None = None,
) -> Book:
    """Put the guide together.

    Parameters
    ----------
    readers
        One person, or two who train together.
    date
        The day printed on the guide; the same input on the same day makes the same bytes.
    couple
        The common sessions of two.
    """
    name, alt, drawing = exercises.cover(readers, catalogue)
    return Book(
        people=tuple(one.name for one in readers),
        date=_day(date),
        cover=_cover(readers),
        purpose=wording.PURPOSE,
        chapters=tuple(_chapters(readers, catalogue, couple, _day(date))),
        figures=_figures(readers, catalogue, couple) | ({name: drawing} if name else {}),
        cover_figure=name,
        cover_alt=alt,
    )


def text(name: str) -> str:
    """The words of a chapter as they were written."""
    return (files("overtoe.guide") / "text" / f"{name}.txt").read_text(encoding="utf-8")


def _chapters(
    readers: Sequence[Reader], catalogue: Catalogue, couple: CouplePlan | None, day: str
) -> Iterator[Chapter]:
    shared = partial(_shared, readers=readers, catalogue=catalogue, couple=couple, day=day)
    own = partial(_own, readers=readers, catalogue=catalogue, day=day)
    yield from shared(FIRST)
    yield from own(EARLY)
    yield from shared(RULES)
    yield from own(WEEKS)
    yield from shared(WORK)
    if couple is not None:
        yield from shared(("together",))
    yield from own(SHEETS)
    yield from own(CHECKS)
    yield from own(("food",))
    if any(isinstance(one.food, NutritionPlan) for one in readers):
        yield from shared(("food_more",))
    yield from shared(LAST)
    yield from shared(END)


def _shared(
    names: Sequence[str],
    *,
    readers: Sequence[Reader],
    catalogue: Catalogue,
    couple: CouplePlan | None,
    day: str,
) -> Iterator[Chapter]:
    pieces: Pieces = {
        "exercises": partial(exercises.blocks, readers, catalogue),
        "warm_up": partial(exercises.warm_ups, readers, catalogue),
        "sources": partial(sources.movements, readers),
        "together": partial(together.blocks, couple),
        "week_boxes": partial(_week_boxes, readers[0]),
    }
    values = _values(readers[0], readers, day)
    for name in names:
        yield chapter(name, text(name), pieces=pieces, values=values)


def _own(
    names: Sequence[str], *, readers: Sequence[Reader], catalogue: Catalogue, day: str
) -> Iterator[Chapter]:
    for one in readers:
        pieces = _pieces(one, readers, catalogue)
        for name in names:
            planned = isinstance(one.food, NutritionPlan)
            file = "food_ask" if name == "food" and not planned else name
            key = name if len(readers) == 1 else f"{name}-{readers.index(one)}"
            yield chapter(key, text(file), pieces=pieces, values=_values(one, readers, day))


def _pieces(one: Reader, readers: Sequence[Reader], catalogue: Catalogue) -> Pieces:
    return {
        "told": partial(today.told, one),
        "measurements": partial(today.measurements, one),
        "clip": partial(today.clip, one),
        "curve": partial(curve.blocks, one),
        "overview": partial(weeks.overview, one, catalogue),
        "days": partial(weeks.days, one),
        "sheets": partial(sheets.blocks, one, catalogue, several=len(readers) > 1),
        "ankle": partial(tests.ankle, one),
        "norms": partial(tests.norms, one),
        "record": tests.record,
        "life": partial(life.blocks, one),
        "food_numbers": partial(food.numbers, one),
        "food_course": partial(food.course, one),
    }


def _values(one: Reader, readers: Sequence[Reader], day: str) -> dict[str, str]:
    alone = len(readers) == 1
    # Shared pages hold one limit for both: the more careful one.
    allowed = min(reader.program.pain_allowed for reader in readers)
    return {
        "names": " and ".join(reader.name for reader in readers),
        "does": "do I" if alone else f"does {one.name}",
        "am": "am I" if alone else f"is {one.name}",
        "my": "my" if alone else f"{one.name}'s",
        "me": "me" if alone else one.name,
        "times": _times(readers),
        "allowed": str(allowed),
        "above": str(min(allowed + 1, RED_PAIN)),
        "date": day,
        "purpose": wording.PURPOSE,
    }


def _times(readers: Sequence[Reader]) -> str:
    days = max(len(week.sessions) for reader in readers for week in reader.program.weeks)
    return {1: "Once", 2: "Twice"}.get(days, f"{days} times")


def _cover(readers: Sequence[Reader]) -> tuple[str, ...]:
    lines = []
    for one in readers:
        goals = [GOALS[name] for name in one.intake.wishes.goals if name in GOALS]
        who = "" if len(readers) == 1 else f"{one.name}: "
        lines += [f"{who}{goal[:1].upper()}{goal[1:]}" for goal in goals]
    return tuple(lines)


def _figures(
    readers: Sequence[Reader], catalogue: Catalogue, couple: CouplePlan | None
) -> dict[str, str]:
    found = exercises.figures(readers, catalogue)
    for one in readers:
        found |= curve.figures(one) | food.figures(one)
    return found | together.figures(couple)


def _week_boxes(one: Reader) -> list[Block]:
    count = len(one.program.weeks)
    weeks_shown = [str(number) for number in range(1, count + 1)]
    parts = [weeks_shown[i : i + 13] for i in range(0, count, 13)]
    return [Table(tuple(part), (("",) * len(part),), small=True) for part in parts]


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"
