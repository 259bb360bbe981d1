"""How the weeks went; tests by hand; drawings of rungs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overtoe.errors import OvertoeError
from overtoe.movements import catalogue, figure
from overtoe.site.core.clock import now_of, today_of
from overtoe.site.people.queries import person_of
from overtoe.site.training.progress import progress_of
from overtoe.site.training.receiving import write_event
from overtoe.site.training.services import training_of

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST_CM = 40.0


@login_required
@require_GET
def progress_page(request: HttpRequest) -> HttpResponse:
    """Weeks, ladders, exposure, ankles, readiness."""
    person = person_of(request.user)
    found = progress_of(person, today_of(request)) if person and person.intake else None
    if found is None:
        return redirect("home")
    return render(request, "training/progress.html", {"person": person, **found})


@login_required
@require_POST
def log_test(request: HttpRequest) -> HttpResponse:
    """Log a knee-to-wall test, one side or both."""
    person = person_of(request.user)
    if person is None:
        return redirect("home")
    kept = 0
    for side in ("left", "right"):
        said = request.POST.get(side, "").replace(",", ".").strip()
        if not said:
            continue
        try:
            cm = float(said)
        except ValueError:
            cm = math.nan
        if not 0 <= cm <= MOST_CM:
            messages.error(request, f"{side.capitalize()}: give the distance in cm, 0 to 40.")
            continue
        body = {"name": "knee_to_wall_m", "value": cm / 100, "side": side, "entered": f"{said} cm"}
        write_event(person, "test", body, at=now_of(request))
        kept += 1
    if kept:
        messages.success(request, "Kept.")
    return redirect("progress")


@require_GET
def drawing(request: HttpRequest, rung: str) -> HttpResponse:
    """Drawing of a rung, to be put into the page by its script."""
    del request
    known = catalogue().rungs.get(rung)
    if known is None or known.posture is None:
        raise Http404
    response = HttpResponse(figure.svg(known), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@login_required
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Return the person's own guide, typeset from their program."""
    from overtoe.guide import pdf, reader  # noqa: PLC0415  (typesetting is only loaded here)

    person = person_of(request.user)
    current = training_of(person) if person else None
    if current is None:
        return redirect("home")
    try:
        made = pdf([reader(current.intake, current.program)], date=today_of(request))
    except OvertoeError as error:
        messages.error(request, error.text)
        return redirect("me")
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="overtoe-guide.pdf"'
    return response
