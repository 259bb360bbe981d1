"""Clinics one works at, colleagues, invitations, templates, and the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overtoe.errors import OvertoeError
from overtoe.site.clinic import services
from overtoe.site.clinic.client_views import EXAMPLE
from overtoe.site.clinic.code import code_picture
from overtoe.site.clinic.models import AuditEntry, Member, Template
from overtoe.site.clinic.queries import WRITERS, member_of, owner_of, writer_of
from overtoe.site.people.models import Invitation
from overtoe.site.people.queries import person_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

PAGE: Final = 100


@login_required
@require_GET
def clinics(request: HttpRequest) -> HttpResponse:
    """List the clinics one works at, with the form that makes one."""
    found = Member.objects.select_related("clinic").order_by("clinic__name")
    own = list(found.filter(user=request.user.pk))
    return render(request, "clinic/clinics.html", {"memberships": own})


@login_required
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make a clinic."""
    if not request.user.is_authenticated:
        raise Http404
    try:
        clinic = services.create_clinic(request.user, request.POST.get("name", ""))
    except OvertoeError as error:
        messages.error(request, error.text)
        return redirect("clinics")
    return redirect("clinic_people", clinic=clinic.pk)


@login_required
@require_GET
def people(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Show who works here, and a fresh link where one was just made."""
    member = member_of(request.user, clinic)
    link = request.session.pop("clinic_link", None)
    context = {
        "member": member,
        "clinic": member.clinic,
        "staff": Member.objects.filter(clinic=clinic).select_related("user").order_by("pk"),
        "roles": Member.Role.values,
        "owns": member.role == Member.Role.OWNER,
        "writes": member.role in WRITERS,
        "link": link,
        "code": code_picture(link) if link else None,
    }
    return render(request, "clinic/people.html", context)


@login_required
@require_POST
def invite(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Make a single-use link: for clients by professionals, for colleagues by owners."""
    role = request.POST.get("role", "")
    if role:
        member = owner_of(request.user, clinic)
        if role not in Member.Role.values:
            raise Http404
        token = services.invite(member, Invitation.Kind.STAFF, role=role)
    else:
        member = writer_of(request.user, clinic)
        token = services.invite(member, Invitation.Kind.CLIENT)
    address = reverse("clinic_join", args=[token])
    request.session["clinic_link"] = request.build_absolute_uri(address)
    return redirect("clinic_people", clinic=clinic)


@login_required
@require_POST
def remove(request: HttpRequest, clinic: UUID, pk: int) -> HttpResponse:
    """Let a colleague go."""
    member = owner_of(request.user, clinic)
    try:
        services.remove_member(member, pk)
    except OvertoeError as error:
        messages.error(request, error.text)
    return redirect("clinic_people", clinic=clinic)


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked for, word by word; join after a yes."""
    invitation = services.open_invitation(token)
    if invitation is None or invitation.clinic is None:
        return render(request, "clinic/link_used.html", status=404)
    person = person_of(request.user)
    staff = invitation.kind == Invitation.Kind.STAFF
    if request.method == "POST" and request.user.is_authenticated:
        if staff and services.join_staff(request.user, invitation):
            return redirect("worklist", clinic=invitation.clinic.pk)
        if not staff and person and "agree" in request.POST:
            services.join_client(person, invitation)
            messages.success(request, "Done. You can end this at any time on this page.")
            return redirect("privacy")
    context = {
        "clinic": invitation.clinic,
        "role": invitation.role,
        "staff": staff,
        "person": person,
        "text": services.CONSENT_TEXT.format(clinic=invitation.clinic.name),
    }
    return render(request, "clinic/join.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """List templates; a new one is checked before it is kept."""
    return _templates(request, clinic, None)


@login_required
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, clinic: UUID, pk: int) -> HttpResponse:
    """Change a template, or take it away."""
    member = member_of(request.user, clinic)
    found = Template.objects.filter(clinic=member.clinic_id, pk=pk).first()
    if found is None:
        raise Http404
    return _templates(request, clinic, found)


def _templates(request: HttpRequest, clinic: UUID, found: Template | None) -> HttpResponse:
    writing = request.method == "POST"
    member = writer_of(request.user, clinic) if writing else member_of(request.user, clinic)
    name = request.POST.get("name", found.name if found else "")
    text = request.POST.get("text", found.text if found else EXAMPLE)
    error = ""
    if writing and found and "delete" in request.POST:
        services.delete_template(member, found)
        return redirect("clinic_templates", clinic=clinic)
    if writing:
        try:
            services.save_template(member, name, text, pk=found.pk if found else None)
        except OvertoeError as problem:
            error = problem.text
        else:
            messages.success(request, "The template is saved.")
            return redirect("clinic_templates", clinic=clinic)
    context = {
        "member": member,
        "clinic": member.clinic,
        "templates": Template.objects.filter(clinic=clinic).order_by("name"),
        "found": found,
        "name": name,
        "text": text,
        "error": error,
        "writes": member.role in WRITERS,
    }
    return render(request, "clinic/templates.html", context, status=422 if error else 200)


@login_required
@require_GET
def trail(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Show who saw and changed what, newest first; owners read it."""
    member = owner_of(request.user, clinic)
    lines = AuditEntry.objects.filter(clinic=clinic).select_related("person", "by")
    page = Paginator(lines.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "clinic/trail.html", {"clinic": member.clinic, "page": page})
