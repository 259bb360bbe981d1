from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from overtoe.movements import catalogue
from overtoe.program.caps import caps
from overtoe.program.climb import easier, route
from overtoe.program.doors import Gate, Shut
from overtoe.program.limits import parse_limits
from overtoe.program.person import Health

if TYPE_CHECKING:
    from overtoe.program.climb import Route
    from overtoe.program.person import Intake


def _way(intake: Intake, ladder: str, text: str = "") -> Route | Shut:
    limits = parse_limits(text) if text else None
    gate = Gate(intake, caps(intake, limits), frozenset(), limits)
    return route(catalogue().ladders[ladder], gate, weeks=12)


def test_known_high_blood_pressure_keeps_holds_short(ben: Intake) -> None:
    careful = replace(ben, health=Health(blood_pressure="high_controlled"))
    way = _way(careful, "front-trunk")
    usual = _way(ben, "front-trunk")
    assert not isinstance(way, Shut)
    assert not isinstance(usual, Shut)
    assert max(step.amount for step in usual.steps if step.rung.kind == "isometric") > 30
    assert max(step.amount for step in way.steps if step.rung.kind == "isometric") <= 30


def test_sore_knees_start_on_the_first_rung_and_say_so(ana: Intake) -> None:
    way = _way(ana, "step-down")
    assert not isinstance(way, Shut)
    assert way.steps[0].rung.number == 1
    assert way.start.code == "START_PAIN"


def test_a_tested_start_is_said_to_come_from_the_test(ben: Intake) -> None:
    way = _way(ben, "push-up")
    assert not isinstance(way, Shut)
    assert "22 push-ups" in way.start.text  # Ben's file says 22


def test_a_professionals_start_and_highest_rung_hold(ben: Intake) -> None:
    text = 'by = "Cleo"\n[start_rung]\npush-up = 1\n[highest_rung]\npush-up = 3'
    way = _way(ben, "push-up", text)
    assert not isinstance(way, Shut)
    assert way.start.by == "Cleo"
    # Rung 2 needs a box of 60 cm, which isn't there, so it is passed over.
    assert {step.rung.number for step in way.steps} == {1, 3}


def test_nothing_climbs_in_an_easier_week(ben: Intake) -> None:
    for name in sorted(catalogue().ladders):
        way = _way(ben, name)
        if isinstance(way, Shut):
            continue
        for week in range(2, 13):
            if easier(week):
                before, now = way.steps[week - 2], way.steps[week - 1]
                assert (now.rung, now.load) == (before.rung, before.load)


def test_an_ankle_that_is_too_stiff_closes_a_rung_and_says_the_degrees(ben: Intake) -> None:
    stiff = replace(ben, tests=replace(ben.tests, knee_to_wall_m=(0.0, 0.0)))
    gate = Gate(stiff, caps(stiff), frozenset())
    reasons = [
        shut.why
        for ladder in catalogue().ladders.values()
        for rung in ladder.rungs
        if (shut := gate.shut(rung, ladder))
    ]
    assert any(why.code == "ANKLE_RANGE" and "20°" in why.text for why in reasons)
    # At 1.81 m, 0 cm stand for asin((0.72 × 0.1544 × 1.81 − 0.055) / (0.2384 × 1.81)) = 19.8°.
