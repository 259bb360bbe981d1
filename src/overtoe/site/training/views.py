"""Today, alone or for two; logging without a script; progress."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overtoe.report.wording import STOP_RULE
from overtoe.site.core.clock import now_of, today_of
from overtoe.site.people.queries import partner_of, person_of
from overtoe.site.training.board import Board, Seat, board, script_data, seat, shared_equipment
from overtoe.site.training.receiving import events_on, writable, write_event
from overtoe.site.training.services import day_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from overtoe.site.people.models import Person


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Today's session of one person, or the day it comes."""
    person = person_of(request.user)
    day = today_of(request)
    found = day_of(person, day) if person and person.intake else None
    if person is None or found is None:
        return redirect("home")
    mine = seat(person, found, day, index=0, mine=True)
    if mine is None:
        return render(request, "training/over.html", {"person": person})
    page: dict[str, Any] = {"rest_day": _rests(request, mine, day), "partner": partner_of(person)}
    return _board_page(request, board(mine), page)


@login_required
@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """Today's session for two on one clock."""
    person = person_of(request.user)
    partner = partner_of(person) if person else None
    if person is None or partner is None:
        return redirect("today")
    day = today_of(request)
    own, other = (day_of(one, day) if one.intake else None for one in (person, partner))
    if own is None or other is None:
        messages.info(request, f"{partner.name} has no program yet.")
        return redirect("today")
    # Both phones put the same person first, so that the order of turns is the same.
    pairs = sorted(((person, own), (partner, other)), key=lambda one: one[0].created_at)
    seats = [
        seat(one, found, day, index=i, mine=one == person) for i, (one, found) in enumerate(pairs)
    ]
    if seats[0] is None or seats[1] is None:
        return redirect("today")
    made = board(seats[0], seats[1], equipment=shared_equipment(pairs[0][1], pairs[1][1]))
    return _board_page(request, made, {"rest_day": False, "partner": partner, "two": True})


def _board_page(request: HttpRequest, made: Board, page: dict[str, Any]) -> HttpResponse:
    events = [
        event
        for one in made.seats
        for event in events_on(one.person, one.day, with_pain=one.shows_pain)
    ]
    page |= {
        "board": made,
        "minutes": -(-made.seconds // 60),
        "saved": made.saved_s // 60,
        "data": script_data(made, events),
        "stop_rule": STOP_RULE,
        "scores": range(11),
        "fresh_id": uuid.uuid4(),
        "mine": next(one for one in made.seats if one.mine),
    }
    return render(request, "training/today.html", page)


def _rests(request: HttpRequest, mine: Seat, day: dt.date) -> bool:
    """Whether to show a day of rest rather than the cards."""
    waits = mine.planned_on > day and not mine.trained and "now" not in request.GET
    return waits or mine.finished


@login_required
@require_POST
def log_set(request: HttpRequest) -> HttpResponse:
    """Log one set from a form; the page's own script sends events instead."""
    person = writable(request.user).get(request.POST.get("person", ""))
    day = today_of(request)
    card = _card_of(person, request.POST.get("item", ""), day) if person else None
    amount = _number(request.POST.get("amount", ""))
    if person is None or card is None or amount is None:
        messages.error(request, "That set couldn't be read, so it wasn't logged. Give a number.")
        return redirect("today")
    item, planned = card
    body = {
        "rung": item.rung,
        "item": item.id,
        "amount": amount,
        "target": item.amount,
        "unit": item.unit.value,
        "load_kg": _number(request.POST.get("load_kg", "")) or 0.0,
        "session": day.isoformat(),
        "planned": planned,
    }
    answer = write_event(
        person, "set.done", body, at=now_of(request), key=request.POST.get("id", "")
    )
    for _, sentence in answer.refused:
        messages.error(request, sentence)
    return redirect("together" if request.POST.get("back") == "/together" else "today")


def _card_of(person: Person, item_id: str, day: dt.date) -> tuple[Any, str] | None:
    found = day_of(person, day)
    made = seat(person, found, day, index=0, mine=True) if found else None
    if made is None:
        return None
    fitting = [card.item for card in made.cards if card.item.id == item_id]
    return (fitting[0], made.session.id) if fitting else None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


@login_required
@require_POST
def log_pain(request: HttpRequest) -> HttpResponse:
    """Log pain or a morning from a form."""
    person = person_of(request.user)
    value = _number(request.POST.get("value", ""))
    if person is None or value is None:
        messages.error(request, "Choose a number from 0 to 10.")
        return redirect("today")
    kind = "morning" if request.POST.get("when") == "morning" else "pain"
    joint, _, side = request.POST.get("place", "").partition("-")
    body = {"joint": joint, "value": int(value), "when": request.POST.get("when", "during")}
    answer = write_event(person, kind, body | ({"side": side} if side else {}), at=now_of(request))
    for _, sentence in answer.refused:
        messages.error(request, sentence)
    return redirect("today")


@login_required
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Finish today's session from a form."""
    person = person_of(request.user)
    if person is not None:
        body = {
            "session": today_of(request).isoformat(),
            "planned": request.POST.get("planned", ""),
        }
        write_event(person, "session.finish", body, at=now_of(request))
    return redirect("today")
