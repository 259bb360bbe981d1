"""One ladder followed through a log, verdict by verdict."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from overtoe.movements import catalogue
from overtoe.program.history import DoneSession, DoneSet, History, PainNote
from overtoe.program.plates import Make
from overtoe.program.progress import Rules, follow
from overtoe.program.rules import Action

MONDAY = dt.date(2026, 3, 2)
LADDER = catalogue().ladders["split-squat"]
FIRST = LADDER.rungs[0]
HIGH = FIRST.dose.reps[1]
RULES = Rules(80.0, 2, lambda _rung: (Make(4.0, "4"), Make(8.0, "8"), Make(12.0, "12")))


def session(day, *, amount=HIGH, target=None, rung=FIRST.id, **more):
    when = MONDAY + dt.timedelta(days=day)
    done = DoneSet(f"set-{day}", rung, when, amount, target=target or amount, **more)
    return DoneSession(f"s{day}", when, None, True, (done,))


def pain(day, value, when="during"):
    return PainNote(MONDAY + dt.timedelta(days=day), "knee", "right", when, value)


def run(*sessions, pain=(), today=40, **more):
    history = History(tuple(sessions), tuple(pain), **more)
    return follow(LADDER, history, today=MONDAY + dt.timedelta(days=today), rules=RULES, plan=None)


def test_a_session_today_has_no_verdict_yet():
    """The next morning isn't known before tomorrow."""
    assert run(session(0), today=0).changes == ()


def test_a_good_session_brings_one_more_repetition():
    low = FIRST.dose.reps[0]
    after = run(session(0, amount=low), today=2)
    assert after.changes[-1].action == Action.MORE
    assert low < after.level.amount <= low + 2


def test_pain_above_five_steps_down_and_says_so():
    start = session(0, rung=LADDER.rungs[2].id)
    after = run(start, pain=[pain(0, 6)], today=2)
    assert after.changes[-1].action == Action.DOWN
    assert after.level.rung == LADDER.rungs[1].id
    assert "above 5" in after.changes[-1].reason.text


def test_a_worse_morning_steps_down():
    start = session(0, rung=LADDER.rungs[2].id)
    after = run(start, pain=[pain(-1, 1, "morning"), pain(1, 3, "morning")], today=2)
    assert after.changes[-1].action == Action.DOWN
    assert after.changes[-1].reason.code == "MORNING_WORSE"


def test_a_usual_morning_is_no_reason_to_step_down():
    calm = [pain(-2, 2, "morning"), pain(-1, 2, "morning"), pain(1, 2, "morning")]
    after = run(session(0, amount=FIRST.dose.reps[0]), pain=calm, today=2)
    assert after.changes[-1].action == Action.MORE


def test_red_twice_stops_the_ladder():
    top = LADDER.rungs[3].id
    after = run(session(0, rung=top), session(2, rung=top), pain=[pain(0, 6), pain(2, 7)], today=4)
    assert after.stopped
    assert "professional" in after.changes[-1].reason.text


@pytest.mark.parametrize(("gap", "action"), [(15, Action.BACK), (30, Action.RESTART)])
def test_layoffs_step_back(gap, action):
    after = run(session(0, rung=LADDER.rungs[2].id), today=gap)
    assert after.changes[-1].action == action


def test_a_heel_that_lifts_holds_the_rung():
    after = run(session(0, amount=FIRST.dose.reps[0], heel_lift_mm=25.0), today=2)
    assert after.changes[-1].action == Action.HOLD
    assert after.changes[-1].reason.code == "CONTROL"


def test_a_missed_target_twice_steps_back():
    short = {"amount": FIRST.dose.reps[0], "target": HIGH, "rung": LADDER.rungs[2].id}
    after = run(session(0, **short), session(2, **short), today=4)
    assert after.changes[-1].reason.code == "TWO_FAILED"


def test_climbing_takes_a_week_for_each_rung():
    sessions = []
    day, rung, amount = 0, FIRST.id, FIRST.dose.reps[0]
    climbs = []
    for _ in range(40):
        sessions.append(session(day, rung=rung, amount=amount))
        after = run(*sessions, today=day + 2)
        if after.changes[-1].action == Action.UP:
            climbs.append(day + 2)
        day, rung, amount = day + 2, after.level.rung, after.level.amount
        if after.level.load_kg > 0:
            break
    assert len(climbs) >= 2
    assert all(later - earlier >= 7 for earlier, later in pairwise(climbs))


def test_rungs_that_are_not_allowed_are_never_reached():
    only = Rules(80.0, 2, RULES.makes, lambda rung: rung.number <= 2)
    from overtoe.program.progress import _open  # noqa: PLC0415

    assert [rung.number for rung in _open(LADDER, only).rungs] == [1, 2]
