"""What a clinic may see: clients whose consent stands, in a number of queries that is fixed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from overtoe.site.capture.models import Clip
from overtoe.site.clinic.models import Client, Member
from overtoe.site.clinic.rules import GROUPS, RULES, Facts, Reason, group_of, reasons, shifted

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from overtoe.site.people.models import User

WRITERS = frozenset({Member.Role.OWNER, Member.Role.PROFESSIONAL})


def member_of(user: User | AnonymousUser, clinic: UUID | str) -> Member:
    """Return the membership of an account.

    Raises
    ------
    Http404
        For everyone else: that there is such a clinic isn't told either.
    """
    found = None
    if user.is_authenticated:
        found = Member.objects.select_related("clinic").filter(clinic_id=clinic, user=user).first()
    if found is None:
        raise Http404
    return found


def writer_of(user: User | AnonymousUser, clinic: UUID | str) -> Member:
    """Return the membership of someone who may change things.

    Raises
    ------
    Http404
        For everyone who doesn't work there.
    PermissionDenied
        For readers.
    """
    member = member_of(user, clinic)
    if member.role not in WRITERS:
        raise PermissionDenied("Readers look and don't change. Ask an owner for another role.")
    return member


def owner_of(user: User | AnonymousUser, clinic: UUID | str) -> Member:
    """Return the membership of an owner.

    Raises
    ------
    Http404
        For everyone who doesn't work there.
    PermissionDenied
        For colleagues who aren't owners.
    """
    member = member_of(user, clinic)
    if member.role != Member.Role.OWNER:
        raise PermissionDenied("Only an owner may do this.")
    return member


def clients_of(clinic: UUID | str) -> QuerySet[Client]:
    """Clients whose consent to this clinic stands."""
    return Client.objects.filter(
        clinic_id=clinic,
        person__consents__clinic_id=clinic,
        person__consents__withdrawn_at=None,
    )


def client_of(member: Member, pk: int) -> Client:
    """Return one client of the member's clinic.

    Raises
    ------
    Http404
        When there is none whose consent stands.
    """
    found = (
        clients_of(member.clinic_id)
        .select_related("person__standing", "professional", "template", "clinic")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Row:
    """One line of the worklist."""

    pk: int
    person: UUID
    name: str
    group: str
    reasons: tuple[Reason, ...]
    facts: Facts
    professional: UUID | None
    professional_email: str | None
    snoozed_until: dt.date | None

    @property
    def main(self) -> Reason | None:
        """The most severe reason."""
        return self.reasons[0] if self.reasons else None

    @property
    def others(self) -> tuple[Reason, ...]:
        """Every further reason."""
        return self.reasons[1:]

    @property
    def pain(self) -> int | None:
        """The last pain told in the last seven days."""
        near = self.facts.recent_pain
        return near[-1][1] if near else None


class _Raw(NamedTuple):
    """Columns of the one query behind the worklist, in the order of ``_COLUMNS``."""

    pk: int
    person: UUID
    name: str
    joined_at: dt.datetime
    snoozed_until: dt.date | None
    review_on: dt.date | None
    professional: UUID | None
    professional_email: str | None
    clip_waiting: bool
    computed_at: dt.datetime | None
    last_event_at: dt.datetime | None
    strip: str | None
    pain_series: list[tuple[str, int]] | None
    pain_where: str | None
    ready: str | None
    stopped: str | None
    planned_days: list[str] | None


_STANDING: Final = (
    "computed_at",
    "last_event_at",
    "strip_14_days",
    "pain_series",
    "pain_where",
    "ready_to_climb",
    "stopped",
    "planned_days",
)
_COLUMNS: Final = (
    "pk",
    "person_id",
    "person__name",
    "joined_at",
    "snoozed_until",
    "review_on",
    "professional_id",
    "professional__email",
    "clip_waiting",
    *(f"person__standing__{name}" for name in _STANDING),
)


def rows(clinic: UUID | str, *, today: dt.date, pk: int | None = None) -> list[Row]:
    """Read all clients of a clinic (or one) with group and reasons, in one query."""
    waiting = Clip.objects.filter(
        person=OuterRef("person"), state=Clip.State.DONE, seen_by_professional_at=None
    )
    found = clients_of(clinic).annotate(clip_waiting=Exists(waiting))
    if pk is not None:
        found = found.filter(pk=pk)
    lines: list[tuple[Any, ...]] = list(found.values_list(*_COLUMNS))
    return sorted((_row(_Raw(*line), today) for line in lines), key=_order)


def _row(raw: _Raw, today: dt.date) -> Row:
    facts = _facts(raw, today)
    found = reasons(facts)
    snoozed = raw.snoozed_until is not None and raw.snoozed_until > today
    return Row(
        raw.pk,
        raw.person,
        raw.name,
        group_of(found, snoozed=snoozed),
        found,
        facts,
        raw.professional,
        raw.professional_email,
        raw.snoozed_until if snoozed else None,
    )


def _facts(raw: _Raw, today: dt.date) -> Facts:
    return Facts(
        today=today,
        contact=timezone.localtime(raw.last_event_at or raw.joined_at).date(),
        strip=shifted(
            raw.strip or "",
            frozenset(raw.planned_days or ()),
            computed=timezone.localtime(raw.computed_at).date() if raw.computed_at else today,
            today=today,
        ),
        series=tuple((dt.date.fromisoformat(day), value) for day, value in raw.pain_series or ()),
        where=raw.pain_where or "",
        stopped=raw.stopped or "",
        ready=raw.ready or "",
        clip_waiting=raw.clip_waiting,
        review_on=raw.review_on,
    )


def _order(row: Row) -> tuple[int, int, int, str, int]:
    severity = RULES.index(row.main.rule) if row.main else len(RULES)
    group = list(GROUPS).index(row.group)
    return (group, severity, -row.facts.silent_days, row.name.lower(), row.pk)
