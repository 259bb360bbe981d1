"""What happens when events arrive, from a phone's outbox or from a form."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from overtoe.program.events import event_data
from overtoe.site.people.queries import partner_of, person_of
from overtoe.site.training.log_rows import Received, log_of, receive

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from overtoe.site.people.models import Person, User

NOT_YOURS = "This entry is for someone whose sets you can't log, so it wasn't stored."


def writable(user: User | AnonymousUser) -> dict[str, Person]:
    """People whose sets this account may log, by id: oneself, and a partner who shares sessions."""
    person = person_of(user)
    if person is None:
        return {}
    partner = partner_of(person)
    return {str(one.pk): one for one in (person, partner) if one is not None}


def receive_for(user: User | AnonymousUser, entries: list[dict[str, Any]]) -> Received:
    """Store events of oneself and of a partner; each event says whose it is by ``person``."""
    people = writable(user)
    strange = [e for e in entries if str(e.get("person", "")) not in people]
    accepted: list[str] = []
    known: list[str] = []
    refused = [(str(e.get("id", "")), NOT_YOURS) for e in strange]
    for key, person in people.items():
        own = [entry for entry in entries if str(entry.get("person", "")) == key]
        if own:
            answer = receive(person, own)
            accepted += answer.accepted
            known += answer.known
            refused += answer.refused
    return Received(tuple(accepted), tuple(known), tuple(refused))


def write_event(
    person: Person, kind: str, body: dict[str, Any], *, at: dt.datetime, key: str = ""
) -> Received:
    """Store one event that was made on a page without its script."""
    event = {
        "id": key or str(uuid.uuid4()),
        "person": person.name,
        "device": "page",
        "seq": int(at.timestamp() * 1000),
        "kind": kind,
        "made_at": at.isoformat(),
        "body": body,
    }
    return receive(person, [event])


def events_on(person: Person, day: dt.date, *, with_pain: bool) -> list[dict[str, Any]]:
    """A day's events as the phone keeps them; pain only where it may be shown."""
    start = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) - dt.timedelta(hours=14)
    found = [event for event in log_of(person, since=start) if event.day == day]
    hidden = set() if with_pain else {"pain", "morning", "note"}
    return [{**event_data(e), "person": str(person.pk)} for e in found if e.kind not in hidden]
