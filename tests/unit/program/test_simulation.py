from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overtoe.movements import catalogue
from overtoe.program.rungs import LadderTable, starting
from overtoe.program.simulation import simulate
from overtoe.program.simulation.invariants import check_step
from overtoe.program.simulation.policies import Reported
from overtoe.program.simulation.screening import flagged, red_flags_that_pass

NAMES = ("calf-raise", "step-down", "split-squat", "squat")


@pytest.fixture(scope="module")
def result():
    return simulate([catalogue().ladders[name] for name in NAMES], trainees=400, weeks=30, seed=7)


def test_no_invariant_is_broken(result):
    assert result.prescriptions > 10_000
    assert not any(result.violations.values())


def test_the_counters_catch_plans_without_rules(result):
    """Adding weight every time breaks what the rules keep, on the same crowd."""
    assert result.compared["linear"]["more_demand_with_pain"] > 0
    assert result.compared["fixed"]["more_demand_with_pain"] > 0


def _said(pain: float) -> Reported:
    one = np.ones(1)
    return Reported(one * pain, one * 0, one * 2, one > 0, one > 0, one < 0, one < 0)


@pytest.mark.parametrize(
    ("change", "pain", "name"),
    [
        ({"load_kg": np.array([5.0])}, 4, "more_demand_with_pain"),
        ({"amount": np.array([11.0])}, 4, "more_demand_with_pain"),
        ({"rung": np.array([2]), "load_kg": np.array([5.0]), "climbed_day": np.array([9.0])}, 0,
         "load_and_range_together"),
        ({"rung": np.array([2]), "climbed_day": np.array([3.0])}, 0, "more_than_a_rung_a_week"),
        ({"rung": np.array([3]), "climbed_day": np.array([9.0])}, 0, "more_than_a_rung_a_week"),
        ({"rung": np.array([3])}, 0, "equipment_not_owned"),
    ],
)  # fmt: skip
def test_a_planted_violation_is_counted(change, pain, name):
    ladder = LadderTable(
        low=np.full(4, 8.0), high=np.full(4, 12.0), step=np.ones(4),
        load_start_kg=np.zeros(4), load_most_kg=np.full(4, 20.0),
        climbs_in_range=np.array([False, False, True, True]),
    )  # fmt: skip
    before = starting(ladder, np.array([1]), 0.0, 0.0)
    allowed = {"top": np.array([2]), "pain_allowed": np.array([2])}
    calm = check_step(before, before, ladder, _said(pain), **allowed)
    broken = check_step(before, replace(before, **change), ladder, _said(pain), **allowed)
    assert calm[name] == 0
    assert broken[name] == 1


def test_fewer_flare_ups_than_adding_weight_every_time(result):
    """The reason for having rules at all: at most half the flare-up weeks."""
    by = {outcome.policy: outcome for outcome in result.outcomes}
    assert by["rules"].flare_up_weeks <= 0.5 * by["linear"].flare_up_weeks


def test_the_same_seed_gives_the_same_year():
    ladders = [catalogue().ladders["split-squat"]]
    first, second = (simulate(ladders, trainees=50, weeks=6, seed=3) for _ in range(2))
    assert first == second


def test_no_red_flag_gets_a_program():
    assert len(list(flagged())) > 50
    assert red_flags_that_pass() == 0
