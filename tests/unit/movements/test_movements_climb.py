"""Ladders climb, and never by more than the stated step."""

from __future__ import annotations

from itertools import pairwise

import pytest

from overtoe.body import Lifter
from overtoe.movements import Rung, catalogue, demand
from overtoe.movements.demands import LARGEST_STEP

BOOK = catalogue()
BODIES = [Lifter(1.75, 80.0, "m"), Lifter(1.63, 62.0, "f")]
PAIRS = [pair for ladder in BOOK.ladders.values() for pair in pairwise(ladder.rungs)]
MOMENTS = ("ankle", "knee", "hip", "lumbar")
SUPPORT = {"hands": 2, "strap": 2, "wall": 2, "hands-light": 1, "none": 0, "seat": 0}


def moment(rung: Rung, body: Lifter, name: str, load_kg: float | None = None) -> float | None:
    """Absolute moment per kilogram, or None where it isn't computed."""
    found = getattr(demand(rung, body, load_kg, draws=0), f"{name}_Nm_per_kg")
    return None if found is None else abs(found.value)


def rises(easier: Rung, harder: Rung) -> set[str]:
    """In what the harder rung is measurably harder."""
    stressed = any(stress > easier.tissues.get(name, 0) for name, stress in harder.tissues.items())
    heavier = harder.load.kilograms(80) > easier.load.kilograms(80)
    freer = _support(harder) < _support(easier) or bool(harder.equipment - easier.equipment)
    moved = harder.height_cm != easier.height_cm or _range(harder) > _range(easier)
    other = harder.movement != easier.movement
    seen = {
        "demand": stressed or _moment_rises(easier, harder),
        "load": stressed or heavier or freer or other or _fewer_legs(easier, harder),
        "range": stressed or moved or other,
        "lever": stressed or freer or other,
        "stability": stressed or freer or other,
        "speed": stressed or other,
        "dose": _work(harder) > _work(easier),
    }
    return {name for name, shown in seen.items() if shown}


def _moment_rises(easier: Rung, harder: Rung) -> bool:
    pairs = [[moment(rung, BODIES[0], name) for rung in (easier, harder)] for name in MOMENTS]
    return any(None not in pair and pair[1] > 1.01 * pair[0] for pair in pairs)


def _fewer_legs(easier: Rung, harder: Rung) -> bool:
    return easier.sides == "both" and harder.sides == "each"


def _range(rung: Rung) -> float:
    posture = rung.posture
    if posture is None:
        return 0.0
    sweep = 0.0
    for pose in (posture.start, posture.bottom):
        legs = [pose.leg, pose.other or pose.leg]
        sweep += abs(pose.trunk_rad) + abs(pose.curl_rad) + sum(abs(leg.thigh_rad) for leg in legs)
        sweep += sum(abs(leg.shank_rad) + abs(leg.pitch_rad) for leg in legs)
    return sweep


def _work(rung: Rung) -> tuple[float, float]:
    """Seconds of work; the same work with less rest is more."""
    return rung.dose.sets * rung.dose.set_s, -rung.dose.rest_s


def _support(rung: Rung) -> int:
    held = SUPPORT[rung.posture.support] if rung.posture else 0
    return held + sum(name in rung.equipment for name in ("rail", "chair"))


def test_every_rung_after_the_first_says_in_what_it_climbs():
    for _, harder in PAIRS:
        assert harder.climbs_in, harder.id
    for ladder in BOOK.ladders.values():
        assert not ladder.rungs[0].climbs_in


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].id)
def test_what_is_declared_can_be_seen_in_the_data(pair):
    easier, harder = pair
    assert rises(easier, harder) & set(harder.climbs_in)


@pytest.mark.parametrize("body", BODIES, ids=["man", "woman"])
def test_a_declared_demand_rises_where_the_engine_computes_it(body):
    for easier, harder in PAIRS:
        both = demand(easier, body, draws=0).computed and demand(harder, body, draws=0).computed
        if "demand" not in harder.climbs_in or not both:
            continue
        moments = [(moment(easier, body, name), moment(harder, body, name)) for name in MOMENTS]
        assert any(high > 1.01 * low for low, high in moments if None not in (low, high)), harder.id


@pytest.mark.parametrize("body", BODIES, ids=["man", "woman"])
def test_no_rung_jumps_by_more_than_the_stated_step(body):
    # A rung is left at its heaviest load, so that is what the next one is compared with.
    for ladder in BOOK.ladders.values():
        hardest = dict.fromkeys(LARGEST_STEP, None)
        for rung in ladder.rungs:
            heavy = rung.load.kilograms(body.mass_kg, rung.load.maximum)
            for name, step in LARGEST_STEP.items():
                asked = moment(rung, body, name)
                if asked is None:
                    continue
                before = hardest[name]
                assert before is None or asked <= before + step, (rung.id, name, asked, before)
                most = max(asked, moment(rung, body, name, heavy) or 0.0)
                hardest[name] = max(most, before or 0.0)


def test_first_rungs_are_gentle():
    # The first rung of every default ladder asks less of the knee than a stair step down measured
    # in healthy people: 1.05 N·m/kg (Reid 2007).
    for ladder in BOOK.ladders.values():
        first = moment(ladder.rungs[0], BODIES[0], "knee")
        if ladder.default and first is not None:
            assert first < 1.05, ladder.id
