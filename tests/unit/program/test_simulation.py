from __future__ import annotations

import pytest

from overtoe.movements import catalogue
from overtoe.program.simulation import simulate
from overtoe.program.simulation.screening import flagged, red_flags_that_pass

NAMES = ("calf-raise", "step-down", "split-squat", "squat")


@pytest.fixture(scope="module")
def result():
    return simulate([catalogue().ladders[name] for name in NAMES], trainees=400, weeks=30, seed=7)


def test_no_invariant_is_broken(result):
    assert result.prescriptions > 10_000
    assert not any(result.violations.values())


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
