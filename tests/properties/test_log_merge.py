"""Merging logs: any devices, any order, any repetition, the same log."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from overtoe.program.events import Event
from overtoe.program.history import fold
from overtoe.program.log import merge, read_lines, write_lines

START = dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC)

_BODIES = {
    "set.done": {"rung": "split-squat.4", "amount": 8, "load_kg": 10.0, "session": "s1"},
    "pain": {"joint": "knee", "side": "left", "when": "during", "value": 2},
    "morning": {"joint": "knee", "side": "left", "value": 1},
    "note": {"text": "felt good · gut"},
    "session.start": {"session": "s1"},
}


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(sorted(_BODIES)))
    number = draw(st.integers(0, 30))
    device = draw(st.sampled_from(["phone", "tablet"]))
    made_at = START + dt.timedelta(minutes=draw(st.integers(0, 5000)))
    return Event(f"{device}-{number:06d}", "ana", device, number, kind, made_at, _BODIES[kind])


logs = st.lists(events(), max_size=12)


@given(logs, logs)
def test_commutative(a, b):
    assert merge(a, b) == merge(b, a)


@given(logs, logs, logs)
def test_associative(a, b, c):
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(logs)
def test_idempotent(a):
    assert merge(a, a) == merge(merge(a))


@given(logs)
def test_text_round_trip(a):
    log = merge(a)
    assert read_lines(write_lines(log)) == log


@given(logs, st.integers(0, 200))
def test_a_write_cut_short_loses_only_what_was_being_written(a, cut):
    log = merge(a)
    text = write_lines(log)
    kept = text.encode()[: max(0, len(text.encode()) - cut)].decode(errors="ignore")
    survived = read_lines(kept)
    whole_lines = kept.count("\n")
    assert set(survived) <= set(log)
    assert len(survived) >= whole_lines


@given(logs, logs)
def test_folding_does_not_depend_on_the_way_of_merging(a, b):
    assert fold(merge(a, b)) == fold(merge(b, a, b))
