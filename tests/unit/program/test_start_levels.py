"""Where a program begins for a sore tendon, a sore kneecap, and after a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from overtoe.conventions import Side
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.caps import caps
from overtoe.program.doors import Gate
from overtoe.program.person import Ability, Pain
from overtoe.program.starts import start_number
from overtoe.program.types import Program

KNEE = {"squat", "split", "step", "knee-extension"}


def _built(intake, pain):
    built = build(replace(intake, pain=(pain,), weeks=4), catalogue())
    assert isinstance(built, Program)
    return built


def test_a_sore_patellar_tendon_begins_with_holds_and_first_rungs(ben):
    sore = Pain("knee", Side.LEFT, during=3, after=2, told="patellar_tendon")
    first = [item for s in _built(ben, sore).weeks[0].sessions for item in s.blocks[1].items]
    assert "wall-sit.1" in {item.rung for item in first}
    for item in first:
        rung = catalogue().rungs[item.rung]
        if rung.pattern in KNEE:
            assert rung.number == 1
            assert rung.tissues.get("patellar-tendon", 0) <= 0.5
    # Slow repetitions follow, and no jumping.
    assert any(catalogue().rungs[i.rung].kind == "isometric" for i in first)
    assert not any(catalogue().rungs[i.rung].kind == "impact" for i in first)


def test_a_sore_kneecap_begins_low_and_trains_the_hips_too(ben):
    sore = Pain("knee", Side.RIGHT, during=4, told="kneecap")
    built = _built(ben, sore)
    hips = {"abduction", "adduction", "hip-flexion"}
    for session in built.sessions():
        for item in session.items:
            assert catalogue().rungs[item.rung].tissues.get("patellofemoral", 0) <= 0.42
    week = built.weeks[1].sessions
    patterns = [catalogue().rungs[i.rung].pattern for s in week for i in s.items]
    assert hips & set(patterns)


@pytest.mark.parametrize(
    ("ladder", "tests", "number"),
    [
        ("wall-sit", Ability(wall_sit_s=20), 1),
        ("wall-sit", Ability(wall_sit_s=45), 2),
        ("sit-to-stand", Ability(chair_stands_30s=8), 2),
        ("push-up", Ability(push_ups=0), 1),
    ],
)
def test_a_test_sets_the_first_rung(ben, ladder, tests, number):
    intake = replace(ben, tests=tests, pain=())
    gate = Gate(intake, caps(intake), frozenset())
    found, reason = start_number(catalogue().ladders[ladder], gate)
    assert found == number
    assert reason.code == "START_TEST"
