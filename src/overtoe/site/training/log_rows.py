"""Events between the library's log and the database; ids are made where things happen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from overtoe.errors import OvertoeError
from overtoe.program.events import Event, event_from
from overtoe.program.log import Log, merge
from overtoe.site.training.models import EventRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.site.people.models import Person

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Received:
    """What became of each event: accepted now, known before, or refused with a sentence."""

    accepted: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def log_of(person: Person, *, since: dt.datetime | None = None) -> Log:
    """Read a person's log, from a time on where only the recent part matters."""
    rows = EventRow.objects.filter(person=person)
    if since is not None:
        rows = rows.filter(made_at__gte=since)
    return merge(_event(row, person) for row in rows.order_by("made_at").iterator(chunk_size=1000))


def receive(person: Person, entries: Iterable[dict[str, Any]]) -> Received:
    """Store events; sending one twice changes nothing, one bad event doesn't stop the others.

    All that is accepted is on disk when this returns.
    """
    from overtoe.site.training.standing import note_events  # noqa: PLC0415  (they use each other)

    refused: list[tuple[str, str]] = []
    good: dict[str, Event] = {}
    for entry in entries:
        try:
            event = event_from({**entry, "person": person.name})
        except OvertoeError as error:
            refused.append((str(entry.get("id", "")), error.text))
        else:
            good[event.id] = event
    with transaction.atomic():
        known = dict(EventRow.objects.filter(id__in=list(good)).values_list("id", "person_id"))
        fresh = [event for event in good.values() if event.id not in known]
        EventRow.objects.bulk_create(
            [_row(event, person) for event in fresh], ignore_conflicts=True
        )
    note_events(person, fresh)
    strange = [one for one, owner in known.items() if owner != person.pk]
    refused += [
        (one, "This entry belongs to someone else, so it wasn't stored.") for one in strange
    ]
    return Received(
        tuple(event.id for event in fresh),
        tuple(one for one in known if one not in strange),
        tuple(refused),
    )


def _row(event: Event, person: Person) -> EventRow:
    offset = event.made_at.utcoffset() or dt.timedelta()
    return EventRow(
        id=event.id,
        person=person,
        device=event.device,
        seq=event.seq,
        kind=event.kind,
        made_at=event.made_at,
        offset_minutes=int(offset.total_seconds() // 60),
        body=dict(event.body),
    )


def _event(row: EventRow, person: Person) -> Event:
    zone = dt.timezone(dt.timedelta(minutes=row.offset_minutes))
    return Event(
        row.id,
        person.name,
        row.device,
        row.seq,
        row.kind,  # type: ignore[arg-type]  # checked when it was received
        row.made_at.astimezone(zone),
        row.body,
    )
