"""Operations on one's own data: program, today, log, clips."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from overtoe.errors import UnreadableError, UsageError
from overtoe.program.codec import plain
from overtoe.site.api.access import access
from overtoe.site.api.shapes import (
    ClipOut,
    EventIn,
    EventOut,
    EventsIn,
    EventsOut,
    Me,
    Refusal,
    RefusedEvent,
    Stored,
    Today,
)
from overtoe.site.capture.models import Clip
from overtoe.site.people.models import Person, User
from overtoe.site.people.queries import partner_of, person_of
from overtoe.site.training.log_rows import receive
from overtoe.site.training.models import EventRow, ProgramRow
from overtoe.site.training.services import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

router = Router(tags=["own"])
PAGE: Final = 500
FIRST: Final = dt.date(1970, 1, 2)
LAST: Final = dt.date(2199, 12, 30)
Day = Annotated[dt.date | None, Query(ge=FIRST, le=LAST)]


def own_person(request: HttpRequest) -> Person:
    """Return the person behind the account.

    Raises
    ------
    UsageError
        Before the questions were answered.
    """
    person = person_of(request.user)
    if person is None:
        raise UsageError(
            "NO_PERSON", "This account has no answers yet. Answer the questions first."
        )
    return person


@router.get("/me", response=Me, auth=access("read"), operation_id="me")
def me(request: HttpRequest) -> Me:
    """Say whose account this is."""
    person = person_of(request.user)
    partner = partner_of(person) if person else None
    return Me(
        email=request.user.email if isinstance(request.user, User) else "",
        person=person.pk if person else None,
        name=person.name if person else None,
        partner=partner.name if partner else None,
        keeps_clips=bool(person and person.keeps_clips),
    )


@router.get(
    "/program",
    response={200: dict[str, Any], 400: Refusal, 404: Refusal},
    auth=access("read"),
    operation_id="program",
)
def program(request: HttpRequest) -> Any:
    """Return the program in use, in the library's JSON."""
    person = own_person(request)
    row = ProgramRow.objects.filter(person=person).order_by("-made_at").first()
    if row is None:
        return Status(404, {"error": {"code": "NO_PROGRAM", "text": "There is no program yet."}})
    return Status(200, row.program)


@router.get(
    "/today", response={200: Today, 400: Refusal}, auth=access("read"), operation_id="today"
)
def today(request: HttpRequest, day: Day = None) -> Today:
    """Return the session of a day, or the next one planned, bent to the log."""
    asked = day or timezone.localdate()
    found = day_of(own_person(request), asked)
    if found is None or found.adapted is None:
        return Today(day=asked, planned_on=None, session=None, why=[])
    return Today(
        day=asked,
        planned_on=found.planned_on,
        session=plain(found.adapted.session),
        why=[plain(reason) for reason in found.adapted.why],
    )


@router.post(
    "/events", response={200: Stored, 400: Refusal}, auth=access("log"), operation_id="log_events"
)
def log_events(request: HttpRequest, sent: EventsIn) -> Stored:
    """Store entries; one bad entry doesn't stop the others, and sending twice changes nothing."""
    person = own_person(request)
    got = receive(person, [_entry(event, person) for event in sent.events])
    refused = [RefusedEvent(id=key, text=text) for key, text in got.refused]
    return Stored(accepted=list(got.accepted), known=list(got.known), refused=refused)


def _entry(event: EventIn, person: Person) -> dict[str, Any]:
    return {**event.dict(), "person": person.name}


@router.get(
    "/events",
    response={200: EventsOut, 400: Refusal},
    auth=access("read"),
    operation_id="read_events",
)
def read_events(request: HttpRequest, after: str = Query("", max_length=128)) -> EventsOut:  # type: ignore[type-arg]
    """Return the log in its order, 500 entries at a time."""
    rows = EventRow.objects.filter(person=own_person(request))
    if after:
        made_at, key = _cursor(after)
        rows = rows.filter(made_at__gte=made_at).exclude(made_at=made_at, id__lte=key)
    page = list(rows.order_by("made_at", "id")[: PAGE + 1])
    shown = page[:PAGE]
    last = f"{shown[-1].made_at.isoformat()}|{shown[-1].id}" if len(page) > PAGE else None
    return EventsOut(events=list(_out(shown)), next=last)


def _cursor(after: str) -> tuple[dt.datetime, str]:
    made, _, key = after.partition("|")
    try:
        at = dt.datetime.fromisoformat(made)
        key.encode()
        fits = at.tzinfo is not None and FIRST <= at.date() <= LAST and "\0" not in key
    except ValueError:
        fits = False
    if not fits:
        raise UnreadableError("BAD_CURSOR", "“after” must be a “next” that was given before.")
    return at, key


def _out(rows: Iterable[EventRow]) -> Iterable[EventOut]:
    for row in rows:
        zone = dt.timezone(dt.timedelta(minutes=row.offset_minutes))
        yield EventOut(
            id=row.id,
            device=row.device,
            seq=row.seq,
            kind=row.kind,
            made_at=row.made_at.astimezone(zone),
            body=row.body,
        )


@router.get(
    "/clips",
    response={200: list[ClipOut], 400: Refusal},
    auth=access("read"),
    operation_id="clips",
)
def clips(request: HttpRequest, offset: int = Query(0, ge=0, le=100_000)) -> list[Clip]:  # type: ignore[type-arg]
    """Return clips, newest first, 100 at a time."""
    found = Clip.objects.filter(person=own_person(request)).defer("document")
    return list(found.order_by("-made_at", "pk")[offset : offset + 100])


@router.get(
    "/clips/{uuid:clip}/analysis",
    response={200: dict[str, Any], 400: Refusal, 404: Refusal},
    auth=access("read"),
    operation_id="analysis",
)
def analysis(request: HttpRequest, clip: UUID) -> Any:
    """Return what was measured from a clip, in the library's JSON."""
    found = Clip.objects.filter(person=own_person(request), pk=clip).first()
    if found is None or found.document is None:
        text = "There is no such clip, or nothing was measured from it yet."
        return Status(404, {"error": {"code": "NO_ANALYSIS", "text": text}})
    return Status(200, found.document)
