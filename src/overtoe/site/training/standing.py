"""Where a person stands, kept in one small row, so that lists of hundreds read no history.

The recent part (days, pain) is renewed with every event that can change it, from the last four
weeks of the log; a further set of the same day only moves the time of contact. The ladders need
the log since the program began and are renewed when a session ends.

``log_rows.receive`` calls ``note_events``, so whoever stores events needn't do anything more.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from overtoe.program.history import fold
from overtoe.program.rules import Action
from overtoe.site.training.log_rows import log_of
from overtoe.site.training.models import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.events import Event
    from overtoe.program.history import History, PainNote
    from overtoe.program.progress import LadderProgress
    from overtoe.program.types import Program
    from overtoe.site.people.models import Person

STRIP_DAYS: Final = 14
RECENT_DAYS: Final = 28
RISE_DAYS: Final = 7
FRESH_DAYS: Final = 7
ENDS: Final = frozenset({"session.finish", "morning"})
"""Events after which the ladders may stand elsewhere."""

DONE, MISSED, REST = "#", "o", "."


def note_events(person: Person, events: Iterable[Event]) -> None:
    """Keep the row up with events that have just been stored."""
    found = list(events)
    if not found:
        return
    newest = max(event.made_at for event in found)
    if all(event.kind == "set.done" for event in found):
        same_day = Standing.objects.filter(person=person, last_session_on=newest.date())
        if same_day.update(last_event_at=newest):
            return
    if any(event.kind in ENDS for event in found):
        recompute_standing(person)
    else:
        recompute_recent(person)


def recompute_standing(person: Person, *, today: dt.date | None = None) -> Standing:
    """Renew everything: planned days, the recent part, and the ladders."""
    from overtoe.site.training.services import training_of  # noqa: PLC0415  (they use each other)

    day = today or timezone.localdate()
    current = training_of(person)
    if current is None:
        return recompute_recent(person, today=day)
    keep_planned(person, current.program)
    standing = recompute_recent(person, today=day)
    session = current.program.next_from(day)
    history = fold(log_of(person, since=log_start(current.program)))
    if session is not None and history.sessions:
        ladders = current.today(session, history, day=day).ladders
        keep_ladders(standing, ladders, current.catalogue, today=day)
    return standing


def log_start(program: Program) -> dt.datetime:
    """Return the time from which the log matters to a program: four weeks before it began."""
    begin = program.start - dt.timedelta(days=RECENT_DAYS)
    return dt.datetime.combine(begin, dt.time(), tzinfo=dt.UTC)


def keep_planned(person: Person, program: Program) -> None:
    """Keep the days on which a program has sessions."""
    days = [session.date.isoformat() for session in program.sessions()]
    Standing.objects.update_or_create(person=person, defaults={"planned_days": days})


def recompute_recent(person: Person, *, today: dt.date | None = None) -> Standing:
    """Renew days and pain from the last four weeks of the log."""
    day = today or timezone.localdate()
    since = timezone.now() - dt.timedelta(days=RECENT_DAYS)
    log = log_of(person, since=since)
    standing, _ = Standing.objects.get_or_create(person=person)
    for name, value in recent(fold(log), standing.planned_days, today=day).items():
        setattr(standing, name, value)
    if log:
        standing.last_event_at = log[-1].made_at
    standing.computed_at = timezone.now()
    standing.save()
    return standing


def recent(history: History, planned: Iterable[str], *, today: dt.date) -> dict[str, Any]:
    """Return what the last weeks say, as the row's fields."""
    trained = {session.day for session in history.sessions}
    days = {dt.date.fromisoformat(one) for one in planned}
    strip = strip_of(trained, days, today=today)
    window = [today - dt.timedelta(days=back) for back in range(STRIP_DAYS)]
    where, series = _worst_series(history, today)
    near = [(day, value) for day, value in series if (today - day).days <= RISE_DAYS]
    found: dict[str, Any] = {
        "strip_14_days": strip,
        "sessions_14_days": strip.count(DONE),
        "planned_14_days": sum(day in days for day in window),
        "pain_series": [[day.isoformat(), value] for day, value in series],
        "pain_now": near[-1][1] if near else None,
        "pain_rise": near[-1][1] - near[0][1] if near else 0,
        "pain_where": where,
    }
    if trained:
        found["last_session_on"] = max(trained)
    return found


def strip_of(trained: set[dt.date], planned: set[dt.date], *, today: dt.date) -> str:
    """Return the last fourteen days, oldest first: done, missed or free; today is never missed."""
    days = [today - dt.timedelta(days=back) for back in reversed(range(STRIP_DAYS))]
    return "".join(
        DONE if day in trained else MISSED if day in planned and day < today else REST
        for day in days
    )


def _worst_series(history: History, today: dt.date) -> tuple[str, list[tuple[dt.date, int]]]:
    """Return the joint that asks most for a look, with its worst pain per day."""
    by_joint: dict[str, dict[dt.date, int]] = {}
    for note in history.pain:
        # A morning tells what the day before has done.
        day = note.day - dt.timedelta(days=note.when == "morning")
        if 0 <= (today - day).days < STRIP_DAYS:
            daily = by_joint.setdefault(_where(note), {})
            daily[day] = max(daily.get(day, 0), note.value)
    if not by_joint:
        return "", []
    series = {where: sorted(daily.items()) for where, daily in by_joint.items()}
    chosen = max(sorted(series), key=lambda where: _weight(series[where], today))
    return chosen, series[chosen]


def _weight(series: list[tuple[dt.date, int]], today: dt.date) -> tuple[int, int]:
    near = [value for day, value in series if (today - day).days <= RISE_DAYS]
    return (near[-1] - near[0], near[-1]) if near else (0, 0)


def _where(note: PainNote) -> str:
    return f"{note.side} {note.joint}" if note.side in {"left", "right"} else note.joint


def keep_ladders(
    standing: Standing,
    ladders: Mapping[str, LadderProgress],
    catalogue: Catalogue,
    *,
    today: dt.date,
) -> None:
    """Keep where each ladder stands, which is ready for its next step, which was stopped."""
    standing.ladders = {
        one.ladder: {
            "name": catalogue.ladders[one.ladder].name,
            "rung": catalogue.rungs[one.level.rung].name,
            "amount": one.level.amount,
            "load_kg": one.level.load_kg,
            "why": one.changes[-1].reason.text if one.changes else "",
        }
        for one in ladders.values()
    }
    names = {one: catalogue.ladders[one].name for one in ladders}
    ready = [names[k] for k, one in ladders.items() if _climbs(one, today)]
    standing.ready_to_climb = ", ".join(ready)[:80]
    standing.stopped = ", ".join(names[k] for k, one in ladders.items() if one.stopped)[:80]
    standing.save(update_fields=["ladders", "ready_to_climb", "stopped"])


def _climbs(one: LadderProgress, today: dt.date) -> bool:
    if not one.changes:
        return False
    last = one.changes[-1]
    fresh = (today - last.day).days <= FRESH_DAYS
    return fresh and last.action in {Action.LOAD, Action.UP}
