"""Whether any red flag slips through screening, tried one by one on people of every age."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from overtoe.program.person import Body, Health, Intake, Sex
from overtoe.program.questions import health_questions
from overtoe.program.screen import ScreeningStop, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

AGES: Final = (10, 15, 17, 25, 40, 55, 70, 85)
START: Final = dt.date(2026, 1, 5)


def red_flags_that_pass() -> int:
    """Count intakes with a red flag that were given a program."""
    return sum(not isinstance(screen(intake), ScreeningStop) for intake in flagged())


def flagged() -> Iterator[Intake]:
    """People with one red flag each."""
    for age in AGES:
        plain = _person(age)
        for question in health_questions():
            if question.urgency != "none":
                yield replace(plain, health=Health(yes=frozenset({question.id})))
        yield replace(plain, health=Health(surgery_weeks=2))
        yield replace(plain, health=Health(birth_weeks=4))
        yield replace(plain, health=Health(blood_pressure="high_uncontrolled"))
    yield replace(_person(12), guardian=None)


def _person(age: int) -> Intake:
    body = Body(START.year - 1 - age, Sex.FEMALE, 1.68, 65.0)
    return Intake("Test", body, START, ((0, 30), (3, 30)), guardian="a parent")
