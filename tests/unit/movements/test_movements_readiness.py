"""Readiness: a task's needs against what was shown, in modest words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overtoe.errors import UsageError
from overtoe.estimate import Estimate
from overtoe.movements import Evidence, catalogue, readiness, task, tasks

READY = Evidence(
    tolerated={"step-down": 8, "step-up": 4, "stairs": 6, "single-leg-squat": 4},
    measures={"dorsiflexion_deg": 38.0, "one_leg_stance_s": 40.0},
    pain={"any": 0.0},
)


def one(name: str, evidence: Evidence, **options: float):
    return readiness([task(name)], evidence, **options)[0]


def test_the_tasks_of_daily_life_and_sport_are_there():
    assert tasks().keys() >= {
        "stairs-up", "stairs-down", "stand-up", "low-sofa", "downhill-hike", "kneel", "floor-rise",
        "lift-child", "carry-child-upstairs", "full-squat", "start-jumping", "start-running",
        "cut-and-turn", "strength-squat",
    }  # fmt: skip


def test_tasks_refer_to_rungs_and_sources_that_exist():
    book = catalogue()
    for found in tasks().values():
        assert found.rung in book.rungs
        for need in found.needs:
            assert all(rung in book.rungs for rung in need.rungs)
            assert all(source in book.sources for source in need.sources)
            assert (
                need.kind in ("rung", "load")
                or None not in (need.at_least, need.at_most)
                or (need.at_least is not None or need.at_most is not None)
            )


def test_every_task_asks_about_pain():
    assert all(any(need.kind == "pain" for need in found.needs) for found in tasks().values())


def test_shown_needs_make_a_task_likely():
    found = one("stairs-down", READY)
    assert (found.word, found.missing, found.unknown) == ("likely", (), ())
    assert found.dots >= 15


def test_nothing_shown_is_not_called_likely_and_says_what_is_unknown():
    found = one("stairs-down", Evidence())
    assert found.word == "even"
    assert len(found.unknown) == len(task("stairs-down").needs)
    assert found.missing == ()


def test_a_missing_rung_is_named():
    found = one("stairs-down", Evidence({"step-down": 3}, {}, READY.measures, {"any": 0.0}))
    assert found.word == "not yet"
    assert found.missing == ("15 cm step-downs, slow, no hands",)


def test_pain_in_the_task_counts_before_pain_in_general():
    calm = one("stairs-down", READY)
    sore = one("stairs-down", Evidence(READY.tolerated, {}, READY.measures, {"stairs-down": 6.0}))
    assert sore.dots < calm.dots / 2
    assert sore.word == "not yet"


def test_a_heavier_child_asks_for_more():
    shown = Evidence({"squat": 4}, {"hip-hinge.3": 15.0}, {}, {"any": 0.0})
    assert one("lift-child", shown, mass_kg=8.0).word == "likely"
    assert one("lift-child", shown, mass_kg=16.0).dots < one("lift-child", shown, mass_kg=8.0).dots


def test_doubt_in_a_measure_pulls_toward_doubt():
    sure, unsure = (
        Evidence(READY.tolerated, {}, {**READY.measures, "dorsiflexion_deg": each}, {"any": 0.0})
        for each in (Estimate.from_sigma(38.0, 1.0), Estimate.from_sigma(38.0, 10.0))
    )
    assert one("stairs-down", sure).probability > one("stairs-down", unsure).probability


def test_strength_standards_differ_by_sex():
    measures = {"squat_percent_bw": 80.0, "deadlift_percent_bw": 100.0}
    man, woman = (Evidence({}, {}, measures, {"any": 0.0}, sex) for sex in ("m", "f"))
    assert one("strength-squat", woman).dots > one("strength-squat", man).dots


def test_basis_says_it_is_a_judgement():
    assert "judgement" in one("kneel", READY).basis
    assert "3" in one("kneel", READY).basis


def test_unknown_task_is_refused_with_the_list():
    with pytest.raises(UsageError, match="stairs-up"):
        task("fly")


@given(st.integers(0, 9), st.floats(0, 10), st.floats(10, 50))
def test_more_pain_never_helps_and_dots_follow_the_probability(rung, pain, ankle):
    evidence = [
        Evidence({"step-down": rung}, {}, {"dorsiflexion_deg": ankle}, {"any": each})
        for each in (pain, min(10.0, pain + 1))
    ]
    for name in tasks():
        less, more = (one(name, each) for each in evidence)
        assert more.probability <= less.probability + 1e-12
        assert 0 <= less.dots <= 20
        assert less.dots == round(20 * less.probability)


@given(st.integers(0, 8))
def test_a_higher_rung_never_hurts(rung):
    low, high = (Evidence({"step-down": each}, {}, {}, {"any": 0.0}) for each in (rung, rung + 1))
    assert one("stairs-down", high).probability >= one("stairs-down", low).probability
