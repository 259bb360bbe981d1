"""A professional's morning: the worklist, its printed form, its rules, and many clients at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from overtoe.errors import OvertoeError
from overtoe.site.clinic import audit, services
from overtoe.site.clinic.figures import sparkline, strip
from overtoe.site.clinic.models import Client, Member, Template
from overtoe.site.clinic.queries import Row, clients_of, member_of, rows, writer_of
from overtoe.site.clinic.rules import FINE, GROUPS, RULE_OF, RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from overtoe.site.people.models import User

PAGE: Final = 50
MANY: Final = 15
MOST_AT_ONCE: Final = 500
SNOOZES: Final = frozenset({"0", "1", "3", "7", "14"})


@dataclass(frozen=True)
class Filters:
    """What the address asks for: a group, a rule, someone's own clients, part of a name."""

    group: str = ""
    rule: str = ""
    who: str = ""
    name: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Filters:
        """Read them; what isn't known doesn't filter."""
        asked = request.GET
        group, rule = asked.get("group", ""), asked.get("rule", "")
        return cls(
            group if group in GROUPS else "",
            rule if rule in RULE_OF else "",
            asked.get("who", "")[:40],
            asked.get("name", "").strip().lower()[:80],
        )

    def holds(self, row: Row, member: Member) -> bool:
        """Whether a row belongs to those asked for, whatever its group."""
        mine = self.who != "me" or row.professional == member.user_id
        nobodys = self.who != "nobody" or row.professional is None
        ruled = not self.rule or any(one.rule.code == self.rule for one in row.reasons)
        return mine and nobodys and ruled and self.name in row.name.lower()

    def shows(self, row: Row) -> bool:
        """Whether a row's group is open: those who are fine only when they are asked for."""
        if self.group:
            return row.group == self.group
        return row.group != FINE or bool(self.rule or self.name)


@login_required
@require_GET
def worklist(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Answer who needs me today."""
    member = member_of(request.user, clinic)
    filters = Filters.of(request)
    today = timezone.localdate()
    found = [row for row in rows(clinic, today=today) if filters.holds(row, member)]
    counts = Counter(row.group for row in found)
    page = Paginator([row for row in found if filters.shows(row)], PAGE).get_page(
        request.GET.get("page")
    )
    audit.record(member, audit.SAW_LIST, detail=f"{len(page.object_list)} clients")
    context = {
        "member": member,
        "clinic": member.clinic,
        "filters": filters,
        "rules": RULES,
        "counts": [(key, heading, counts[key]) for key, heading in GROUPS.items()],
        "total": len(found),
        "busy": counts["act"] > MANY,
        "page": page,
        "sections": _sections(list(page.object_list)),
        "today": today,
        "query": _without_page(request),
        **_choices(member),
    }
    return render(request, "clinic/worklist.html", context)


def _choices(member: Member) -> dict[str, Any]:
    """Return what can be assigned; a reader assigns nothing."""
    if member.role == Member.Role.READER:
        return {"writes": False}
    staff = Member.objects.filter(clinic=member.clinic_id).select_related("user")
    templates = Template.objects.filter(clinic=member.clinic_id).only("id", "name")
    return {"writes": True, "staff": staff, "templates": templates.order_by("name")}


def _sections(shown: Sequence[Row]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    return [
        (key, heading, [_drawn(row) for row in shown if row.group == key])
        for key, heading in GROUPS.items()
        if any(row.group == key for row in shown)
    ]


def _drawn(row: Row) -> dict[str, Any]:
    facts = row.facts
    pain = sparkline(facts.series, today=facts.today)
    return {"row": row, "strip": strip(facts.strip), "pain": pain}


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


@login_required
@require_GET
def printed(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Show everyone who isn't fine on paper."""
    member = member_of(request.user, clinic)
    filters = Filters.of(request)
    today = timezone.localdate()
    shown = [
        row for row in rows(clinic, today=today) if filters.holds(row, member) and row.group != FINE
    ]
    audit.record(member, audit.SAW_LIST, detail=f"{len(shown)} clients, to print")
    context = {"clinic": member.clinic, "sections": _sections(shown), "today": today}
    return render(request, "clinic/print.html", context)


@login_required
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules behind the worklist, in words; clients may read them too."""
    grouped = [
        (heading, [rule for rule in RULES if rule.group == key])
        for key, heading in GROUPS.items()
        if key != FINE
    ]
    return render(request, "clinic/rules.html", {"grouped": grouped})


@login_required
@require_POST
def bulk(request: HttpRequest, clinic: UUID) -> HttpResponse:
    """Do one thing for all chosen clients: put aside, assign someone, assign a template."""
    member = writer_of(request.user, clinic)
    chosen = [pk for pk in request.POST.getlist("client") if pk.isdecimal()][:MOST_AT_ONCE]
    clients = list(clients_of(clinic).filter(pk__in=_small(chosen)).select_related("person"))
    if not clients:
        messages.warning(request, "Nobody was chosen, so nothing has changed.")
    else:
        try:
            messages.success(request, _done(request, member, clients))
        except OvertoeError as error:
            messages.error(request, error.text)
    return redirect(_back(request, clinic))


def _small(numbers: list[str]) -> list[int]:
    """Numbers that a database can look for."""
    return [int(one) for one in numbers if len(one) < 16]


def _done(request: HttpRequest, member: Member, clients: list[Client]) -> str:
    action = request.POST.get("action", "")
    value = request.POST.get(action, "")
    people = "1 client" if len(clients) == 1 else f"{len(clients)} clients"
    if action == "snooze":
        days = snooze_days(value)
        services.snooze(member, clients, days=days, today=timezone.localdate())
        return f"{people} put aside." if days else f"{people} brought back."
    if action == "professional":
        services.assign_professional(member, clients, colleague(member, value))
        return f"{people} assigned."
    template = template_of(member, value) if action == "template" else None
    if template is None:
        return "Nothing was chosen to do, so nothing has changed."
    services.assign_template(member, clients, template)
    return f"{people} got the template “{template.name}”. Their next program uses it."


def snooze_days(value: str) -> int:
    """Read for how many days; what isn't offered counts as one."""
    return int(value) if value in SNOOZES else 1


def colleague(member: Member, value: str) -> User | None:
    """Return who is named, if they work here."""
    staff = Member.objects.filter(clinic=member.clinic_id).select_related("user")
    return next((one.user for one in staff if str(one.user_id) == value), None)


def template_of(member: Member, value: str) -> Template | None:
    """Return the template that is named, if it is this clinic's."""
    number = _small([value] if value.isdecimal() else [])
    return Template.objects.filter(clinic=member.clinic_id, pk__in=number).first()


def _back(request: HttpRequest, clinic: UUID) -> str:
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe and back.startswith("/clinic/") else f"/clinic/{clinic}/"


def day_or_none(text: str) -> dt.date | None:
    """Read a date field; an empty or unreadable one is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
