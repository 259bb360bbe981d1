from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from overtoe.conventions import Side
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.person import Body, Health, Pain
from overtoe.program.questions import conditions, health_questions
from overtoe.program.screen import Cleared, ScreeningStop, screen

if TYPE_CHECKING:
    from overtoe.program.person import Intake

FLAGS = [question for question in health_questions() if question.urgency != "none"]


@pytest.mark.parametrize("question", FLAGS, ids=lambda q: q.id)
def test_a_red_flag_never_yields_a_program(ana: Intake, question) -> None:
    flagged = replace(ana, health=Health(yes=frozenset({question.id})))
    stop = build(flagged, catalogue())
    assert isinstance(stop, ScreeningStop)
    assert question.text in stop.text
    assert question.see in stop.text


@pytest.mark.parametrize("question", FLAGS, ids=lambda q: q.id)
def test_only_what_can_be_cleared_is_cleared_by_a_professional(ana: Intake, question) -> None:
    health = Health(yes=frozenset({question.id}), cleared_by="Dr Dora")
    assert isinstance(screen(replace(ana, health=health)), Cleared) is question.clearable


def test_the_most_urgent_reason_comes_first(ana: Intake) -> None:
    stop = screen(replace(ana, health=Health(yes=frozenset({"heart", "saddle"}))))
    assert isinstance(stop, ScreeningStop)
    assert stop.urgency == "emergency"


@pytest.mark.parametrize(
    ("health", "code"),
    [
        (Health(blood_pressure="high_uncontrolled"), "BLOOD_PRESSURE"),
        (Health(surgery_weeks=3, cleared_by="Dr Dora"), "SURGERY"),
        (Health(surgery_weeks=20), "SURGERY"),
        (Health(birth_weeks=8), "BIRTH"),
        (Health(told=frozenset({"acl"})), "ACL"),
    ],
)
def test_exclusions_stop(ana: Intake, health: Health, code: str) -> None:
    stop = screen(replace(ana, health=health))
    assert isinstance(stop, ScreeningStop)
    assert code in {entry.code for entry in stop.stops}


def _aged(intake: Intake, age: int) -> Intake:
    # The youngest that a birth year allows is one less than the difference of the years.
    return replace(
        intake, body=replace(intake.body, birth_year=intake.start.year - age - 1), pain=()
    )


def test_under_sixteen_needs_a_guardian(ana: Intake) -> None:
    assert isinstance(screen(_aged(ana, 15)), ScreeningStop)
    assert isinstance(screen(replace(_aged(ana, 15), guardian="Mara")), Cleared)
    assert isinstance(screen(_aged(ana, 16)), Cleared)
    assert isinstance(screen(replace(_aged(ana, 7), guardian="Mara")), ScreeningStop)


def test_a_young_person_in_pain_is_seen_first(ana: Intake) -> None:
    young = replace(_aged(ana, 14), guardian="Mara", pain=(Pain("knee", Side.LEFT, during=3),))
    assert isinstance(screen(young), ScreeningStop)


def test_strong_pain_stops_and_milder_pain_warns(ana: Intake) -> None:
    def with_pain(worst: int) -> Cleared | ScreeningStop:
        return screen(replace(ana, pain=(Pain("knee", Side.LEFT, during=worst),)))

    assert isinstance(with_pain(8), ScreeningStop)
    cleared = with_pain(6)
    assert isinstance(cleared, Cleared)
    assert "PAIN_HIGH" in {caution.code for caution in cleared.cautions}


def test_exclusions_are_contraindications_that_the_catalogue_knows() -> None:
    known = set(catalogue().contraindications)
    for condition in conditions().values():
        assert set(condition.exclude) <= known, condition.id
    for question in health_questions():
        assert set(question.exclude) <= known, question.id


def test_older_people_start_with_a_caution(ana: Intake) -> None:
    older = replace(ana, body=Body(1950, ana.body.sex, 1.66, 64.0), pain=())
    cleared = screen(older)
    assert isinstance(cleared, Cleared)
    assert "OLDER" in {caution.code for caution in cleared.cautions}
