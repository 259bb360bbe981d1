"""Welcome, the intake in short steps, and the page about oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overtoe.errors import OvertoeError
from overtoe.program.collide import Collision
from overtoe.program.screen import ScreeningStop
from overtoe.program.types import Program
from overtoe.site.core.clock import today_of
from overtoe.site.people import services
from overtoe.site.people.draft import Draft, draft_of
from overtoe.site.people.health_forms import STEPS
from overtoe.site.people.models import Person
from overtoe.site.people.queries import partner_of, person_of
from overtoe.site.training.services import make_program, try_program

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from overtoe.site.people.forms import Step

DRAFT: Final = "draft"
INVITED: Final = "invited"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Welcome those who are new; everyone else trains."""
    if not request.user.is_authenticated:
        return render(request, "people/welcome.html")
    person = person_of(request.user)
    if person is None or not person.intake:
        return redirect("step", STEPS[0].name)
    return redirect("today")


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One step of the intake: show it, or keep its answers and go on."""
    number, kind = _step(name)
    person = person_of(request.user)
    draft: Draft = request.session.get(DRAFT) or draft_of(person, today_of(request))
    form = kind(request.POST or None, initial=kind.known(draft))
    if request.method == "POST" and form.is_valid():
        draft = form.write(draft)
        request.session[DRAFT] = draft
        if person is not None and person.intake:
            return _kept(request, draft)
        following = STEPS[number + 1].name if number + 1 < len(STEPS) else None
        return redirect("step", following) if following else _kept(request, draft)
    back = STEPS[number - 1].name if number and not (person and person.intake) else None
    page = {"form": form, "number": number + 1, "of": len(STEPS), "back": back}
    page |= {"changing": bool(person and person.intake), "last": number + 1 == len(STEPS)}
    return render(request, "people/step.html", page, status=200 if not form.errors else 422)


def _step(name: str) -> tuple[int, type[Step]]:
    for number, kind in enumerate(STEPS):
        if kind.name == name:
            return number, kind
    raise Http404


def _kept(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Store complete answers; the first time they become a program at once."""
    if not request.user.is_authenticated:
        raise Http404
    try:
        person = services.keep_intake(request.user, draft)
    except OvertoeError as error:
        messages.error(request, error.text)
        return redirect("step", STEPS[0].name)
    request.session.pop(DRAFT, None)
    if person.programs.exists():
        messages.success(request, "Saved. Your next program uses it.")
        return redirect("me")
    return _built(request, person)


@login_required
@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """Make a new program from the answers."""
    person = person_of(request.user)
    if person is None or not person.intake:
        return redirect("home")
    chosen = request.POST.get("offer", "")
    if chosen.isdigit():
        _accept(request, person, int(chosen))
        person.refresh_from_db()
    return _built(request, person)


def _accept(request: HttpRequest, person: Person, index: int) -> None:
    """Take one of the changes that the collision page offered."""
    draft = draft_of(person, today_of(request))
    made = try_program(person)
    if isinstance(made, Collision) and request.user.is_authenticated:
        found = [offer for offer in services.offers(made, draft) if offer.index == index]
        if found and found[0].change is not None:
            services.keep_intake(request.user, found[0].change)


def _built(request: HttpRequest, person: Person) -> HttpResponse:
    draft = draft_of(person, today_of(request))
    if request.user.is_authenticated:
        # A program begins on the day on which it is made, whenever the answers were given.
        person = services.keep_intake(request.user, draft)
    if not isinstance(make_program(person), Program):
        return redirect("no_program")
    invited = request.session.pop(INVITED, None)
    return redirect("join", invited) if invited else redirect("today")


@login_required
@require_GET
def no_program(request: HttpRequest) -> HttpResponse:
    """Say why there is no program, and what would help."""
    person = person_of(request.user)
    if person is None or not person.intake:
        return redirect("home")
    made = try_program(person)
    if isinstance(made, ScreeningStop):
        return render(request, "people/stop.html", {"stop": made})
    if isinstance(made, Collision):
        draft = draft_of(person, today_of(request))
        page = {"collision": made, "offers": services.offers(made, draft)}
        return render(request, "people/collision.html", page)
    return redirect("today")


@login_required
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Answers, household, sharing, account: everything about oneself in one place."""
    person = person_of(request.user)
    if person is None:
        return redirect("home")
    page: dict[str, Any] = {
        "person": person,
        "steps": STEPS,
        "partner": partner_of(person),
        "link": request.session.pop("link", None),
        "newest": person.programs.only("made_at").order_by("-made_at").first(),
    }
    return render(request, "people/me.html", page)


@login_required
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Choose what the other person of the household may see."""
    person = person_of(request.user)
    if person is not None:
        for name in ("shares_sessions", "shares_progress", "shares_pain"):
            setattr(person, name, name in request.POST)
        person.save(update_fields=["shares_sessions", "shares_progress", "shares_pain"])
        messages.success(request, "Saved.")
    return redirect("me")


@login_required
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link for a partner; it is shown once."""
    person = person_of(request.user)
    if person is not None:
        token = services.invite_partner(person)
        request.session["link"] = request.build_absolute_uri(f"/join/{token}")
    return redirect("me")


@login_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the household."""
    person = person_of(request.user)
    if person is not None:
        services.leave(person)
        messages.success(request, "You train on your own now. Nothing is shared any more.")
    return redirect("me")


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the household shares; join it after a yes."""
    invitation = services.partner_invitation(token)
    if invitation is None:
        return render(request, "people/link_used.html", status=404)
    person = person_of(request.user)
    if person is None:
        request.session[INVITED] = token
    if request.method == "POST" and person is not None:
        joined = services.join(person, invitation)
        messages.success(request, "You train together now." if joined else "Nothing has changed.")
        return redirect("today")
    host = getattr(invitation.made_by, "person", None)
    return render(request, "people/join.html", {"host": host, "person": person, "token": token})
