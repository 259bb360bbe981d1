"""What log and tests show, as tasks and norms ask for it."""

from __future__ import annotations

import datetime as dt

import pytest

from overtoe.movements import catalogue
from overtoe.movements.ready import readiness
from overtoe.movements.task_list import tasks
from overtoe.program import history as told
from overtoe.program.evidence import evidence, latest_tests
from overtoe.program.history import DoneSession, DoneSet, History, PainNote
from overtoe.program.norms import norms, of_intake
from overtoe.program.person import Ability, Body, Sex

DAY = dt.date(2026, 12, 8)


def _history(*, pain: int = 0) -> History:
    rung = catalogue().rungs["step-up.3"]
    sets = tuple(
        DoneSet(f"s{n}", rung.id, DAY, rung.exit.reps or 10, "reps", rung.exit.reps)
        for n in range(rung.exit.sets)
    )
    notes = (PainNote(DAY, "knee", "left", "during", pain),)
    return History((DoneSession("a", DAY, None, True, sets),), notes)


def test_a_rung_done_at_its_exit_counts_only_if_it_felt_well(ben):
    def shown(pain: int) -> int | None:
        known = evidence(ben, _history(pain=pain), catalogue(), {}, today=DAY, pain_allowed=2)
        return known.tolerated.get("step-up")

    assert shown(1) == 3
    assert shown(4) is None


def test_readiness_rises_with_what_was_shown_and_falls_with_pain(ben):
    def dots(history: History) -> int:
        known = evidence(ben, history, catalogue(), {}, today=DAY, pain_allowed=2)
        return readiness([tasks()["stairs-up"]], known)[0].dots

    assert dots(_history()) > dots(History())
    assert dots(_history(pain=6)) < dots(_history())


def test_a_later_test_takes_the_place_of_the_intakes(ben):
    history = History(tests=(told.TestResult(DAY, "knee_to_wall_m", 0.13, "left"),))
    assert latest_tests(ben, history).knee_to_wall_m == (0.13, 0.115)


def test_norms_say_who_was_tested_and_how_far_they_were_checked(ana):
    said = {norm.test: norm.text for norm in of_intake(ana)}
    assert "women on the knees" in said["push_ups"]
    assert "as summarized elsewhere" in said["push_ups"]
    assert "566 people" in said["heel_raises"]
    assert "chair_stands_30s" not in said  # she is too young for that table


@pytest.mark.parametrize(("sex", "usual"), [(Sex.FEMALE, (12, 17)), (Sex.MALE, (14, 19))])
def test_remembered_norms_are_called_conventions(sex, usual):
    (norm,) = norms(Ability(chair_stands_30s=11), Body(1964, sex, 1.7, 70.0), age_years=62)
    assert norm.usual == usual
    assert "convention" in norm.text
