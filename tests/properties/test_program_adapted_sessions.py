"""What must hold for every session bent to a log, whatever was trained and felt."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.movements import catalogue
from overtoe.program.adapt import adapt
from overtoe.program.adapt_room import _Limit
from overtoe.program.build import build
from overtoe.program.equipment import owned
from overtoe.program.history import DoneSession, DoneSet, History, PainNote
from overtoe.program.intake import parse_intake
from overtoe.program.progress import progress
from overtoe.program.rules import Action
from overtoe.program.training import Training, training
from overtoe.program.types import BlockKind, Program

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RUNGS = catalogue().rungs
SESSIONS = 14


def _training(name: str) -> Training:
    intake = parse_intake((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    built = build(intake, catalogue())
    assert isinstance(built, Program)
    return training(intake, built, catalogue())


@pytest.fixture(scope="module")
def people() -> dict[str, Training]:
    return {name: _training(name) for name in ("ana", "ben")}


@dataclass(frozen=True)
class Life:
    """How somebody trains: chances of skipping, falling short, hurting, and other joints' pain."""

    seed: int
    skip: float
    short: float
    hurt: float
    worst: int


lives = st.builds(
    Life,
    seed=st.integers(0, 10_000),
    skip=st.sampled_from((0.0, 0.3, 0.7)),
    short=st.sampled_from((0.0, 0.1)),
    hurt=st.sampled_from((0.0, 0.2, 0.5)),
    worst=st.integers(1, 9),
)


def _lived(person: Training, life: Life):
    """Train session after session as told; yield each with the history before it."""
    draw = random.Random(life.seed)
    history = History()
    for session in list(person.program.sessions())[:SESSIONS]:
        if draw.random() < life.skip:
            continue
        adapted = person.today(session, history, day=session.date)
        yield session, history, adapted
        sets = tuple(
            DoneSet(
                f"{item.id}-{n}",
                item.rung,
                session.date,
                max(1, item.amount - (draw.random() < life.short)),
                item.unit.value,
                item.amount,
                item.load.kg if item.load else 0.0,
            )
            for item in adapted.session.items
            for n in range(item.sets)
        )
        done = DoneSession(session.id, session.date, session.id, True, sets)
        pain = history.pain
        if draw.random() < life.hurt:
            joint = draw.choice(("knee", "ankle", "low_back", "hip"))
            value = draw.randint(0, life.worst)
            morning = session.date + dt.timedelta(days=1)
            pain = (
                *pain,
                PainNote(session.date, joint, "left", "during", value),
                PainNote(morning, joint, "left", "morning", value // 2),
            )
        history = replace(history, sessions=(*history.sessions, done), pain=pain)


@given(lives)
@settings(max_examples=6, deadline=None, derandomize=True)
@pytest.mark.parametrize("name", ["ana", "ben"])
def test_a_bent_session_keeps_every_promise(people, name, life):
    person = people[name]
    climbed: dict[str, tuple[dt.date, int]] = {}
    for session, history, adapted in _lived(person, life):
        bent = adapted.session
        assert bent.seconds <= 60 * session.minutes_allowed
        stopped = {name for name, one in adapted.ladders.items() if one.stopped}
        trained = {done.rung.rpartition(".")[0] for done in history.sets()}
        for block in bent.blocks:
            for item in block.items:
                rung = RUNGS[item.rung]
                assert rung.equipment <= owned(person.intake.equipment)
                assert person.rules.allowed(rung) or block.kind is BlockKind.WARM_UP
                assert item.each_side == (rung.sides == "each")
                assert item.ladder not in stopped
                if item.load:
                    assert item.load.kg in {make.kg for make in person.rules.makes(rung)}
                _no_rung_in_under_a_week(climbed, item.ladder, rung.number, session.date)
        _room(person, bent, history, trained, session.date)


def _no_rung_in_under_a_week(climbed, ladder, number, day):
    since, highest = climbed.get(ladder, (day - dt.timedelta(days=7), number))
    assert number <= highest + 1
    if number > highest:
        assert (day - since).days >= 7
        climbed[ladder] = (day, number)
    else:
        climbed.setdefault(ladder, (since, number))


def _room(person, bent, history, trained, day):
    """Beyond the allowed step for a tissue there is at most one set of a trained movement."""
    if not history.sessions:
        return
    limit = _Limit(bent, history, catalogue(), today=day, rules=person.rules)
    for tissue in limit.broken(bent, whole_set=True):
        for item in bent.items:
            if tissue in limit.tissues(item) and item.ladder in trained:
                assert item.sets == 1


@given(lives, st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=6, deadline=None, derandomize=True)
def test_more_pain_never_brings_more(people, life, less, more):
    """The same log with more pain after its last session: no ladder stands higher or heavier."""
    person = people["ben"]
    *_, (session, history, _) = _lived(person, replace(life, skip=0.3))
    if not history.sessions:
        return
    last = history.sessions[-1].day
    today = max(session.date, last + dt.timedelta(days=1))
    low, high = (
        _standing(person, history, today, last, value)
        for value in (min(less, more), max(less, more))
    )
    for name, calm in low.items():
        sore = high[name]
        rung = RUNGS[sore.level.rung].number - RUNGS[calm.level.rung].number
        assert rung <= 0
        assert sore.level.load_kg <= calm.level.load_kg or rung < 0
        assert sore.level.amount <= calm.level.amount or rung < 0 or _lighter(sore, calm)
        assert sore.stopped or not calm.stopped


def _lighter(sore, calm) -> bool:
    return sore.level.load_kg < calm.level.load_kg


def _standing(person, history, today, last, value):
    note = PainNote(last, "knee", "right", "during", value)
    sore = replace(history, pain=(*history.pain, note))
    return progress(person.program, sore, catalogue(), today=today, rules=person.rules)


@given(lives)
@settings(max_examples=4, deadline=None, derandomize=True)
def test_range_and_load_never_grow_in_one_step(people, life):
    person = people["ben"]
    *_, (_, history, _) = _lived(person, life)
    end = person.program.start + dt.timedelta(days=90)
    for one in progress(
        person.program, history, catalogue(), today=end, rules=person.rules
    ).values():
        for change in one.changes:
            before, after = RUNGS[change.before.rung], RUNGS[change.after.rung]
            ranged = after.number > before.number and "range" in after.climbs_in
            assert not (ranged and change.after.load_kg > change.before.load_kg)
            if change.action < Action.HOLD:
                assert change.after.load_kg <= change.before.load_kg
                assert after.number <= before.number


def test_pain_through_the_whole_log_stops_the_ladder_and_leaves_it_out(people):
    person = people["ben"]
    sessions = list(person.program.sessions())
    history = History()
    for session in sessions[:6]:
        adapted = adapt(
            person.program, session, history, catalogue(), today=session.date, rules=person.rules
        )
        sets = tuple(
            DoneSet(item.id, item.rung, session.date, item.amount, item.unit.value, item.amount)
            for item in adapted.session.items
        )
        note = PainNote(session.date, "knee", "left", "during", 7)
        history = replace(
            history,
            sessions=(
                *history.sessions,
                DoneSession(session.id, session.date, session.id, True, sets),
            ),
            pain=(*history.pain, note),
        )
    last = person.today(sessions[6], history, day=sessions[6].date)
    stopped = {name for name, one in last.ladders.items() if one.stopped}
    planned = {item.ladder for item in sessions[6].items}
    assert stopped & planned
    assert not stopped & {item.ladder for item in last.session.items}
    assert any("professional" in reason.text for reason in last.why)
