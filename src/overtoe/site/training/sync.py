"""The outbox's counterpart: hello, events, and the day; JSON always, never a redirect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from overtoe.site.core.clock import today_of
from overtoe.site.people.queries import person_of
from overtoe.site.training.log_rows import MOST_AT_ONCE
from overtoe.site.training.receiving import events_on, receive_for, writable

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_GET
def hello(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, and give a fresh token for sending."""
    if not request.user.is_authenticated:
        return _sign_in()
    person = person_of(request.user)
    return JsonResponse(
        {
            "csrf": get_token(request),
            "person": str(person.pk) if person else None,
            "may_write": sorted(writable(request.user)),
            "now": timezone.now().isoformat(),
        }
    )


@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """Store events; each is answered for by its id, and sending one twice changes nothing."""
    if person_of(request.user) is None:
        return _sign_in()
    entries = _entries(request.body)
    if entries is None:
        sentence = f"Send a JSON object with “events”, a list of at most {MOST_AT_ONCE} objects."
        return JsonResponse({"error": {"code": "BAD_EVENTS", "text": sentence}}, status=400)
    answer = receive_for(request.user, entries)
    return JsonResponse(
        {
            "accepted": list(answer.accepted),
            "known": list(answer.known),
            "refused": [list(pair) for pair in answer.refused],
        }
    )


@require_GET
def day(request: HttpRequest) -> JsonResponse:
    """Today's events of everyone at this board, so that two phones show the same."""
    if person_of(request.user) is None:
        return _sign_in()
    own = person_of(request.user)
    today = today_of(request)
    found = [
        event
        for person in writable(request.user).values()
        for event in events_on(person, today, with_pain=person == own or person.shares_pain)
    ]
    return JsonResponse({"day": today.isoformat(), "events": found})


def _sign_in() -> JsonResponse:
    sentence = "You are signed out. What you logged is safe on this phone; sign in to send it."
    return JsonResponse({"error": {"code": "SIGN_IN", "text": sentence}}, status=401)


def _entries(body: bytes) -> list[dict[str, Any]] | None:
    # No database keeps a zero byte in a text, and JSON knows no number called NaN.
    if b"\\u0000" in body:
        return None
    try:
        data = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    entries = data.get("events") if isinstance(data, dict) else None
    if not isinstance(entries, list) or len(entries) > MOST_AT_ONCE:
        return None
    return entries if all(isinstance(entry, dict) for entry in entries) else None


def _refuse(word: str) -> float:
    raise ValueError(word)
