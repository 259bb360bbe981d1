"""One client's page: the brief, limits, notes, clips; every look is written down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from overtoe.errors import OvertoeError
from overtoe.program.history import fold
from overtoe.program.types import Program
from overtoe.site.capture.models import Clip
from overtoe.site.clinic import audit, services
from overtoe.site.clinic.figures import sparkline, strip
from overtoe.site.clinic.models import Member, Note, Template
from overtoe.site.clinic.queries import WRITERS, client_of, member_of, rows, writer_of
from overtoe.site.clinic.views import colleague, day_or_none, snooze_days, template_of
from overtoe.site.training.log_rows import log_of
from overtoe.site.training.services import make_program

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from overtoe.program.history import DoneSession
    from overtoe.site.clinic.models import Client
    from overtoe.site.people.models import Person

SHOWN: Final = 20
DAYS: Final = 14
EXAMPLE: Final = 'by = "Your name"\npain_allowed = 3\n\n[highest_rung]\nsquat = 3\n'


@login_required
@require_GET
def client(request: HttpRequest, clinic: UUID, client: int) -> HttpResponse:
    """Show a client."""
    member = member_of(request.user, clinic)
    found = client_of(member, client)
    audit.record(member, audit.SAW_CLIENT, person=found.person)
    return _page(request, member, found)


def _page(
    request: HttpRequest,
    member: Member,
    found: Client,
    *,
    typed: str | None = None,
    error: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    row = rows(member.clinic_id, today=today, pk=found.pk)[0]
    standing = getattr(found.person, "standing", None)
    context: dict[str, Any] = {
        "member": member,
        "clinic": member.clinic,
        "client": found,
        "row": row,
        "strip": strip(row.facts.strip),
        "pain": sparkline(row.facts.series, today=today),
        "ladders": list(standing.ladders.values()) if standing else [],
        "sessions": _sessions(found.person, today),
        "clips": _clips(found.person),
        "notes": Note.objects.filter(client=found)
        .select_related("by")
        .order_by("-made_at")[:SHOWN],
        "limits": found.limits if typed is None else typed,
        "error": error,
        "example": EXAMPLE,
        "writes": member.role in WRITERS,
        "staff": Member.objects.filter(clinic=member.clinic_id).select_related("user"),
        "templates": Template.objects.filter(clinic=member.clinic_id).order_by("name"),
        "today": today,
    }
    return render(request, "clinic/client.html", context, status=422 if error else 200)


def _sessions(person: Person, today: dt.date) -> list[dict[str, Any]]:
    """Return sessions of the last fourteen days, newest first, with the worst pain of their day."""
    since = timezone.now() - dt.timedelta(days=DAYS)
    history = fold(log_of(person, since=since))
    worst: dict[dt.date, int] = {}
    for note in history.pain:
        worst[note.day] = max(worst.get(note.day, 0), note.value)
    return [_session(one, worst) for one in reversed(history.sessions)]


def _session(one: DoneSession, worst: dict[dt.date, int]) -> dict[str, Any]:
    return {
        "day": one.day,
        "sets": len(one.sets),
        "finished": one.finished,
        "rungs": len(one.rungs),
        "pain": worst.get(one.day),
    }


def _clips(person: Person) -> list[Clip]:
    shown = Clip.objects.filter(person=person).defer("document", "message")
    return list(shown.order_by("-made_at")[:SHOWN])


@login_required
@require_POST
def limits(request: HttpRequest, clinic: UUID, client: int) -> HttpResponse:
    """Check and keep limits; build a new program from them when that is asked for."""
    member = writer_of(request.user, clinic)
    found = client_of(member, client)
    text = request.POST.get("limits", "")
    try:
        services.set_limits(member, found, text)
        said = "The limits are saved. The next program uses them."
        if "build" in request.POST:
            said = _rebuilt(member, found)
    except OvertoeError as error:
        return _page(request, member, found, typed=text, error=error.text)
    messages.success(request, said)
    return _home(clinic, client, "limits")


def _rebuilt(member: Member, found: Client) -> str:
    if not found.person.intake:
        return "The limits are saved. There are no answers to build a program from yet."
    made = make_program(found.person, limits=found.limits)
    audit.record(member, "built a program", person=found.person, detail=type(made).__name__)
    if isinstance(made, Program):
        return "The limits are saved and a new program is in use."
    return (
        "The limits are saved, but no program fits them together with the answers; the one in "
        "use stays."
    )


@login_required
@require_POST
def note(request: HttpRequest, clinic: UUID, client: int) -> HttpResponse:
    """Write a note."""
    member = writer_of(request.user, clinic)
    found = client_of(member, client)
    try:
        services.add_note(member, found, request.POST.get("text", ""))
    except OvertoeError as error:
        messages.error(request, error.text)
    return _home(clinic, client, "notes")


@login_required
@require_POST
def care(request: HttpRequest, clinic: UUID, client: int) -> HttpResponse:
    """Put aside, set the next review, assign someone or a template."""
    member = writer_of(request.user, clinic)
    found = client_of(member, client)
    asked = request.POST
    if "snooze" in asked:
        days = snooze_days(asked["snooze"])
        services.snooze(member, [found], days=days, today=timezone.localdate())
    if "review_on" in asked:
        services.plan_review(member, found, day_or_none(asked["review_on"]))
    if "professional" in asked:
        services.assign_professional(member, [found], colleague(member, asked["professional"]))
    template = template_of(member, asked.get("template", ""))
    if template is not None:
        services.assign_template(member, [found], template)
    messages.success(request, "Saved.")
    return _home(clinic, client, "care")


@login_required
@require_POST
def clip(request: HttpRequest, clinic: UUID, client: int, clip: UUID) -> HttpResponse:
    """Mark a clip as looked at."""
    member = writer_of(request.user, clinic)
    found = client_of(member, client)
    seen = Clip.objects.filter(pk=clip, person=found.person).defer("document").first()
    if seen is None:
        raise Http404
    services.review_clip(member, found, seen)
    return _home(clinic, client, "clips")


def _home(clinic: UUID, client: int, part: str) -> HttpResponse:
    response = redirect("client", clinic=clinic, client=client)
    response["Location"] += f"#{part}"
    return response
