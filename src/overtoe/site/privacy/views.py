"""What is stored where; take everything along; end a consent; delete everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from overtoe.errors import OvertoeError
from overtoe.site.capture import storage
from overtoe.site.clinic import audit, services
from overtoe.site.people.models import Consent, User
from overtoe.site.people.queries import person_of
from overtoe.site.privacy.erase import erase
from overtoe.site.privacy.export import archive

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from overtoe.site.people.models import Person

TRAIL: Final = 50


@require_GET
def privacy(request: HttpRequest) -> HttpResponseBase:
    """Say in plain words what is stored where; signed in, show one's own."""
    person = person_of(request.user)
    context: dict[str, Any] = {"person": person, **(_own(person) if person else {})}
    return render(request, "privacy/privacy.html", context)


def _own(person: Person) -> dict[str, Any]:
    consents = Consent.objects.filter(person=person).select_related("clinic")
    return {
        "entries": person.events.count(),
        "programs": person.programs.count(),
        "clips": person.clips.count(),
        "megabytes": storage.used_bytes(person) / 1e6,
        "consents": consents.order_by("withdrawn_at", "-given_at"),
        "trail": audit.about(person)[:TRAIL],
    }


@login_required
@require_POST
def take_along(request: HttpRequest) -> HttpResponseBase:
    """Send the archive of everything."""
    name = f"overtoe-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive(_account(request)), as_attachment=True, filename=name)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a consent."""
    person = person_of(request.user)
    if person is None or not Consent.objects.filter(pk=pk, person=person).exists():
        raise Http404
    services.withdraw(person, pk)
    messages.success(request, "Ended. From now on they see nothing of yours.")
    return redirect("privacy")


@login_required
@require_POST
def delete(request: HttpRequest) -> HttpResponseBase:
    """Delete everything, once the address of the account was typed."""
    user = _account(request)
    if request.POST.get("email", "").strip().lower() != user.email.lower():
        messages.error(
            request, "That isn't the e-mail address of this account, so nothing was deleted."
        )
        return redirect("privacy")
    try:
        erase(user)
    except OvertoeError as error:
        messages.error(request, error.text)
        return redirect("privacy")
    logout(request)
    return render(request, "privacy/deleted.html")


def _account(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
