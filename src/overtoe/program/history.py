"""The log folded into what a person did and felt, session by session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from overtoe.program.events import Event


@dataclass(frozen=True)
class DoneSet:
    """One set as it was done.

    ``amount`` counts repetitions, seconds, meters or minutes, as ``unit`` says; ``target`` is what
    was planned. ``load_kg`` is the external load, ``entered`` what was typed.
    """

    id: str
    rung: str
    day: dt.date
    amount: float
    unit: str = "reps"
    target: float | None = None
    load_kg: float = 0.0
    entered: Mapping[str, Any] | None = field(default=None, hash=False)
    side: str | None = None
    heel_lift_mm: float | None = None
    control: bool = True

    @property
    def complete(self) -> bool:
        """Whether the target was reached."""
        return self.target is None or self.amount >= self.target


@dataclass(frozen=True)
class PainNote:
    """Pain from 0 to 10 for one joint and side: ``during``, ``after`` or ``morning``."""

    day: dt.date
    joint: str
    side: str | None
    when: str
    value: int


@dataclass(frozen=True)
class DoneSession:
    """One training session."""

    id: str
    day: dt.date
    planned: str | None
    finished: bool
    sets: tuple[DoneSet, ...]

    @property
    def rungs(self) -> frozenset[str]:
        """Rungs that were trained."""
        return frozenset(done.rung for done in self.sets)


@dataclass(frozen=True)
class TestResult:
    """A test done on a day, in SI units (``knee_to_wall_m`` …)."""

    day: dt.date
    name: str
    value: float
    side: str | None = None


@dataclass(frozen=True)
class ClipResult:
    """What an analyzed clip showed: measured travel and control."""

    day: dt.date
    rung: str | None
    movement: str
    travel_m: float | None
    travel_low_m: float | None
    travel_high_m: float | None
    heel_lift_m: float | None
    dorsiflexion_rad: float | None


@dataclass(frozen=True)
class History:
    """Everything that the rules look at."""

    sessions: tuple[DoneSession, ...] = ()
    pain: tuple[PainNote, ...] = ()
    tests: tuple[TestResult, ...] = ()
    clips: tuple[ClipResult, ...] = ()
    swaps: tuple[tuple[dt.date, str, str, str], ...] = ()
    ill_days: frozenset[dt.date] = frozenset()
    notes: tuple[tuple[dt.date, str], ...] = ()

    def sets(self) -> Iterator[DoneSet]:
        """All sets in the order of their sessions."""
        for session in self.sessions:
            yield from session.sets

    def of_ladder(self, ladder: str) -> tuple[DoneSession, ...]:
        """Sessions that trained a ladder, with only its sets in them."""
        found = []
        for session in self.sessions:
            own = tuple(s for s in session.sets if s.rung.rpartition(".")[0] == ladder)
            if own:
                found.append(
                    DoneSession(session.id, session.day, session.planned, session.finished, own)
                )
        return tuple(found)


def fold(log: Iterable[Event]) -> History:
    """Fold a log (in its common order) into a history.

    Sets: the last event about a set wins. Events about a session that never started make one, so
    that a lost start loses nothing.
    """
    events = tuple(log)
    sets = _latest_sets(events)
    return History(
        _sessions(events, sets),
        tuple(_pain(event) for event in events if event.kind in {"pain", "morning"}),
        tuple(_test(event) for event in events if event.kind == "test"),
        tuple(_clip(event) for event in events if event.kind == "clip"),
        tuple(_swap(event) for event in events if event.kind == "swap"),
        frozenset(event.day for event in events if event.kind == "illness"),
        tuple((e.day, str(e.body.get("text", ""))) for e in events if e.kind == "note"),
    )


def _latest_sets(events: tuple[Event, ...]) -> dict[str, tuple[str, DoneSet]]:
    """Sets by id, as (session, set), after corrections and deletions."""
    found: dict[str, tuple[str, DoneSet]] = {}
    corrected = [event for event in events if event.kind in {"set.edit", "set.delete"}]
    for event in (*(e for e in events if e.kind == "set.done"), *corrected):
        key = str(event.body.get("set", event.id))
        if event.kind == "set.delete":
            found.pop(key, None)
        elif event.kind == "set.done":
            found[key] = (_session_id(event), _set(key, event, {}))
        elif key in found:
            session, known = found[key]
            found[key] = (session, _set(key, event, vars(known)))
    return found


def _session_id(event: Event) -> str:
    return str(event.body.get("session", event.day.isoformat()))


def _set(key: str, event: Event, known: Mapping[str, Any]) -> DoneSet:
    said = {**known, **event.body}
    target = said.get("target")
    lift = said.get("heel_lift_mm")
    return DoneSet(
        key,
        str(said["rung"]),
        known.get("day", event.day),
        float(said["amount"]),
        str(said.get("unit", "reps")),
        None if target is None else float(target),
        float(said.get("load_kg", 0.0)),
        said.get("entered"),
        said.get("side"),
        None if lift is None else float(lift),
        bool(said.get("control", True)),
    )


def _sessions(
    events: tuple[Event, ...], sets: dict[str, tuple[str, DoneSet]]
) -> tuple[DoneSession, ...]:
    starts = {_session_id(e): e for e in reversed(events) if e.kind == "session.start"}
    finished = {_session_id(e) for e in events if e.kind == "session.finish"}
    by_session: dict[str, list[DoneSet]] = {key: [] for key in starts}
    for session, done in sets.values():
        by_session.setdefault(session, []).append(done)
    made = [
        DoneSession(
            key,
            starts[key].day if key in starts else own[0].day,
            starts[key].body.get("planned") if key in starts else None,
            key in finished,
            tuple(own),
        )
        for key, own in by_session.items()
        if own or key in finished
    ]
    return tuple(sorted(made, key=lambda session: (session.day, session.id)))


def _pain(event: Event) -> PainNote:
    body = event.body
    when = "morning" if event.kind == "morning" else str(body.get("when", "during"))
    return PainNote(event.day, str(body["joint"]), body.get("side"), when, int(body["value"]))


def _test(event: Event) -> TestResult:
    body = event.body
    return TestResult(event.day, str(body["name"]), float(body["value"]), body.get("side"))


def _clip(event: Event) -> ClipResult:
    body = event.body
    keys = ("travel_m", "travel_low_m", "travel_high_m", "heel_lift_m", "dorsiflexion_rad")
    values = (None if body.get(key) is None else float(body[key]) for key in keys)
    return ClipResult(event.day, body.get("rung"), str(body.get("movement", "")), *values)


def _swap(event: Event) -> tuple[dt.date, str, str, str]:
    body = event.body
    return (event.day, str(body["from"]), str(body["to"]), str(body.get("reason", "")))
