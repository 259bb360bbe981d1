"""The rules, whatever a session says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from overtoe.program.rules import REASON_CODES, REASONS, Action, Signals, decide
from overtoe.program.rungs import LadderTable, Standing, move

signals = st.builds(
    Signals,
    pain=st.integers(0, 10),
    pain_allowed=st.integers(0, 5),
    morning_rise=st.integers(0, 5),
    reds_before=st.integers(0, 2),
    gap_days=st.integers(1, 60),
    ill=st.booleans(),
    failed=st.integers(0, 3),
    controlled=st.booleans(),
    good=st.integers(0, 5),
    days_since_climb=st.integers(0, 30),
    at_top=st.booleans(),
    more_allowed=st.booleans(),
    load_ahead=st.booleans(),
    load_allowed=st.booleans(),
    range_ahead=st.booleans(),
    rung_ahead=st.booleans(),
)

LADDER = LadderTable(
    low=np.array([8.0, 8.0, 6.0, 5.0]),
    high=np.array([12.0, 12.0, 10.0, 8.0]),
    step=np.array([1.0, 1.0, 1.0, 1.0]),
    load_start_kg=np.array([0.0, 0.0, 0.0, 8.0]),
    load_most_kg=np.array([0.0, 20.0, 20.0, 40.0]),
    climbs_in_range=np.array([False, False, True, True]),
)


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    rung = draw(st.integers(0, 3))
    whole = st.integers(0, 4)
    return Standing(
        np.asarray(rung),
        np.asarray(float(draw(st.integers(int(LADDER.low[rung]), int(LADDER.high[rung]))))),
        np.asarray(draw(st.floats(0, LADDER.load_most_kg[rung]))),
        np.asarray(draw(whole)),
        np.asarray(draw(whole)),
        np.asarray(draw(whole)),
        np.asarray(0.0),
        np.asarray(False),
        np.asarray(False),
    )


def act(said: Signals) -> Action:
    return Action(int(decide(said).action))


@given(signals, st.integers(0, 10))
def test_more_pain_never_makes_the_action_bolder(said, more):
    worse = replace(said, pain=max(more, said.pain))
    assert act(worse) <= act(said)


@given(signals, st.integers(0, 5))
def test_a_worse_morning_never_makes_the_action_bolder(said, more):
    assert act(replace(said, morning_rise=max(more, said.morning_rise))) <= act(said)


@given(signals)
def test_nothing_grows_with_pain_above_what_is_allowed(said):
    if said.pain > said.pain_allowed or said.morning_rise > 0:
        assert act(said) < Action.HOLD


@given(signals)
def test_a_rung_takes_two_good_sessions_and_a_week(said):
    if act(said) == Action.UP:
        assert said.good >= 2
        assert said.days_since_climb >= 7


@given(signals)
def test_red_twice_ends_in_a_professional(said):
    if said.pain > 5 and said.reds_before > 0:
        assert act(said) == Action.REFER


@given(signals)
def test_every_verdict_has_a_reason(said):
    verdict = decide(said)
    assert 0 <= int(verdict.reason) < len(REASONS)
    assert len(REASON_CODES) == len(set(REASON_CODES))


@given(standings(), st.sampled_from(list(Action)), st.floats(0, 5))
def test_range_and_load_never_grow_together(here, action, step):
    there = move(
        here, np.asarray(int(action)), LADDER, day=10.0, next_load_kg=float(here.load_kg) + step
    )
    ranged = there.rung > here.rung and LADDER.climbs_in_range[there.rung]
    assert not (ranged and there.load_kg > here.load_kg)
    assert abs(int(there.rung) - int(here.rung)) <= 1


@given(standings(), st.sampled_from([a for a in Action if a < Action.HOLD]))
def test_stepping_back_asks_for_less(here, action):
    there = move(here, np.asarray(int(action)), LADDER, day=10.0, next_load_kg=np.nan)
    assert there.rung <= here.rung
    assert there.load_kg <= here.load_kg
    lowest = here.rung == 0 and here.load_kg <= 0 and here.amount <= LADDER.low[0]
    less = there.rung < here.rung or there.load_kg < here.load_kg or there.amount < here.amount
    assert less or lowest


@given(signals)
def test_one_trainee_and_a_crowd_go_through_the_same_lines(said):
    crowd = Signals(**{name: np.array([value, value]) for name, value in vars(said).items()})
    assert decide(crowd).action.tolist() == [int(act(said))] * 2
