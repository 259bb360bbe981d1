from __future__ import annotations

import datetime as dt

import pytest

from overtoe.errors import UnreadableError
from overtoe.program.events import Event, event_from
from overtoe.program.history import fold
from overtoe.program.log import merge, read_lines

AT = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)


def event(number, kind, *, day=0, **body):
    made_at = AT + dt.timedelta(days=day, minutes=number)
    return Event(f"phone-{number:06d}", "ana", "phone", number, kind, made_at, body)


DONE = event(1, "set.done", rung="squat.2", amount=8, target=10, load_kg=0, session="a")


def test_a_correction_wins_and_keeps_the_day():
    edit = event(2, "set.edit", day=3, set=DONE.id, amount=10)
    (done,) = fold(merge([DONE, edit])).sets()
    assert done.amount == 10
    assert done.complete
    assert done.day == DONE.day


def test_a_correction_that_arrives_first_still_wins():
    """A tablet may send its correction before the phone has sent the set."""
    edit = event(0, "set.edit", set=DONE.id, amount=10)
    (done,) = fold(merge([edit, DONE])).sets()
    assert done.amount == 10


def test_a_deleted_set_is_gone():
    gone = event(2, "set.delete", set=DONE.id)
    assert not tuple(fold(merge([DONE, gone])).sets())


def test_a_set_without_a_start_makes_its_session():
    (session,) = fold([DONE]).sessions
    assert session.id == "a"
    assert not session.finished


def test_sessions_of_a_ladder_hold_only_its_sets():
    other = event(2, "set.done", rung="calf-raise.2", amount=15, session="a")
    (session,) = fold(merge([DONE, other])).of_ladder("squat")
    assert [done.rung for done in session.sets] == ["squat.2"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"rung": "squat.2"}, "no amount"),
        ({"rung": "squat.2", "amount": "eight"}, "a number"),
        ({"rung": "squat.2", "amount": 8, "load_kg": 5000}, "1000"),
    ],
)
def test_a_set_that_makes_no_sense_is_refused(body, said):
    data = {
        "id": "phone-000001",
        "person": "ana",
        "device": "phone",
        "seq": 1,
        "kind": "set.done",
        "made_at": AT.isoformat(),
        "body": body,
    }
    with pytest.raises(UnreadableError, match=said):
        event_from(data)


def test_pain_above_ten_is_refused():
    with pytest.raises(UnreadableError, match="from 0 to 10"):
        event_from(
            {
                "id": "phone-000001",
                "person": "ana",
                "device": "phone",
                "seq": 1,
                "kind": "pain",
                "made_at": AT.isoformat(),
                "body": {"joint": "knee", "value": 11},
            }
        )


def test_a_broken_line_in_the_middle_is_named():
    with pytest.raises(UnreadableError, match="Line 1"):
        read_lines('{"broken": \n{"also": 1}\n')
