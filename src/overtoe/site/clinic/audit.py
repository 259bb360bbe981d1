"""The trail of who saw and changed what: written with every view and change, never altered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from overtoe.site.clinic.models import AuditEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overtoe.site.clinic.models import Member
    from overtoe.site.people.models import Person

SAW_LIST: Final = "saw the list of clients"
SAW_CLIENT: Final = "saw the client's page"
CHANGED: Final = "changed"


def record(
    member: Member, action: str, *, person: Person | None = None, detail: str = ""
) -> AuditEntry:
    """Write one line; ``detail`` must not hold what a person typed about their health."""
    return AuditEntry.objects.create(
        clinic_id=member.clinic_id,
        by_id=member.user_id,
        person=person,
        action=action[:40],
        detail=detail[:200],
    )


def about(person: Person) -> QuerySet[AuditEntry]:
    """Every line about a person, and every list that they stood on; newest first."""
    lists = Q(person=None, action=SAW_LIST, clinic__clients__person=person)
    return (
        AuditEntry.objects.filter(Q(person=person) | lists)
        .select_related("clinic", "by")
        .order_by("-at")
        .distinct()
    )
