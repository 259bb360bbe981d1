"""Minutes, seconds, meters and repetitions stay what they are between plan, log and rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from overtoe.movements import catalogue
from overtoe.program.adapt_room import item_exposure
from overtoe.program.amounts import ladder_amount, set_seconds, told_amount
from overtoe.program.exposure import session_exposure
from overtoe.program.history import ClipResult, DoneSession, DoneSet, History
from overtoe.program.progress import Rules, follow
from overtoe.program.rules import Action
from overtoe.program.types import Prescribed, Unit

DAY = dt.date(2026, 12, 1)
RULES = Rules(80.0, 2, lambda _rung: ())


def _done(rung: str, amount: float, unit: str, *, day: dt.date = DAY, target: float | None = None):
    one = DoneSet(f"{rung}-{day}", rung, day, amount, unit, target)
    return DoneSession(day.isoformat(), day, None, True, (one,))


def test_minutes_logged_and_seconds_logged_are_the_same_exposure():
    """Six minutes are 360 seconds, whoever typed them."""
    minutes, seconds = (
        session_exposure(_done("backward-walk.2", n, unit), catalogue(), body_mass_kg=80)
        for n, unit in ((6, "min"), (360, "s"))
    )
    assert minutes == seconds


@pytest.mark.parametrize("rung", sorted(catalogue().rungs))
def test_a_set_done_as_planned_is_the_exposure_that_was_planned(rung: str):
    known = catalogue().rungs[rung]
    low = (known.dose.reps or known.dose.seconds or known.dose.meters)[0]
    amount, unit = told_amount(known.dose, low)
    item = Prescribed(
        "a", known.ladder, rung, known.name, 1, amount, unit, known.sides == "each", None, 60, 60, 0
    )
    done = session_exposure(_done(rung, amount, unit.value), catalogue(), body_mass_kg=80)
    planned = item_exposure(item, catalogue(), RULES)
    assert {one.tissue: (one.peak, one.total) for one in done} == planned


def test_minutes_grow_by_whole_minutes_and_are_told_as_minutes():
    ladder = catalogue().ladders["backward-walk"]
    sessions = (_done("backward-walk.2", 5, "min", target=5),)
    after = follow(
        ladder, History(sessions), today=DAY + dt.timedelta(days=2), rules=RULES, plan=None
    )
    assert after.changes[-1].action == Action.MORE
    told = told_amount(catalogue().rungs["backward-walk.2"].dose, after.level.amount)
    assert told == (6, Unit.MINUTES)
    assert ladder_amount(6, "min") == after.level.amount


def test_less_than_prescribed_is_where_one_stands():
    """A step that was held back in a session isn't counted as done."""
    ladder = catalogue().ladders["squat"]
    rung = ladder.rungs[0]
    low, high = rung.dose.reps
    first = _done(rung.id, low + 3, "reps", target=low + 3)
    second = _done(rung.id, low, "reps", day=DAY + dt.timedelta(days=2), target=low)
    history = History((first, second))
    after = follow(ladder, history, today=DAY + dt.timedelta(days=4), rules=RULES, plan=None)
    assert low < after.level.amount <= low + 2 < high


def test_both_sides_take_twice_the_time():
    each = next(r for r in catalogue().rungs.values() if r.sides == "each" and r.dose.seconds)
    both = replace(each, sides="both")
    assert set_seconds(each, 30) == 2 * set_seconds(both, 30) + 5


def _squat(lift_m: float | None, rung: str | None = "squat.4"):
    clip = ClipResult(DAY, rung, "squat", 0.05, 0.03, 0.07, lift_m, 0.6)
    low = catalogue().rungs["squat.4"].dose.reps[0]
    history = History((_done("squat.4", low, "reps", target=low),), clips=(clip,))
    ladder = catalogue().ladders["squat"]
    return follow(ladder, history, today=DAY + dt.timedelta(days=2), rules=RULES, plan=None)


@pytest.mark.parametrize(
    ("lift_m", "rung", "action"),
    [
        (0.030, "squat.4", Action.HOLD),
        (0.002, "squat.4", Action.MORE),
        (None, "squat.4", Action.MORE),
        (0.030, "squat.3", Action.MORE),
        (0.030, None, Action.MORE),
    ],
)
def test_a_clip_with_a_lifted_heel_holds_the_rung_that_it_shows(lift_m, rung, action):
    after = _squat(lift_m, rung)
    assert after.changes[-1].action == action
    if action == Action.HOLD:
        assert after.changes[-1].reason.code == "CONTROL"
