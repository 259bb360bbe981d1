"""Operations for those who work at a clinic; each look and change is written down."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, Literal
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from overtoe.site.api.access import access
from overtoe.site.api.shapes import (
    ClientOut,
    ClinicOut,
    LimitsIn,
    ReasonOut,
    Refusal,
    RowOut,
    WorklistOut,
)
from overtoe.site.clinic import audit, services
from overtoe.site.clinic.models import Member
from overtoe.site.clinic.queries import Row, client_of, member_of, rows, writer_of

router = Router(tags=["clinic"])
PAGE: Final = 100
CLIENT: Final = "/clinics/{uuid:clinic}/clients/{int:client}"


@router.get("/clinics", response=list[ClinicOut], auth=access("clinic"), operation_id="clinics")
def clinics(request: HttpRequest) -> list[ClinicOut]:
    """Return the clinics at which the account works."""
    own = Member.objects.filter(user=request.user.pk).select_related("clinic")
    return [
        ClinicOut(id=one.clinic.pk, name=one.clinic.name, role=one.role)
        for one in own.order_by("clinic__name", "pk")
    ]


@router.get(
    "/clinics/{uuid:clinic}/worklist",
    response={200: WorklistOut, 404: Refusal},
    auth=access("clinic"),
    operation_id="worklist",
)
def worklist(
    request: HttpRequest,
    clinic: UUID,
    group: Literal["refer", "act", "review", "fine"] | None = None,
    page: int = Query(1, ge=1, le=100_000),  # type: ignore[type-arg]
) -> WorklistOut:
    """Return who needs someone today, and why; groups in their order."""
    member = member_of(request.user, clinic)
    found = rows(clinic, today=timezone.localdate())
    counts = Counter(row.group for row in found)
    shown = Paginator([row for row in found if group in {None, row.group}], PAGE).get_page(page)
    audit.record(member, audit.SAW_LIST, detail=f"{len(shown.object_list)} clients, by API")
    return WorklistOut(
        counts=dict(counts),
        rows=[RowOut(**_row(row)) for row in shown.object_list],
        page=shown.number,
        pages=shown.paginator.num_pages,
    )


def _row(row: Row) -> dict[str, Any]:
    return {
        "client": row.pk,
        "name": row.name,
        "group": row.group,
        "reasons": [ReasonOut(rule=one.rule.code, text=one.text) for one in row.reasons],
        "strip": row.facts.strip,
        "pain": row.pain,
        "days_since_contact": row.facts.silent_days,
        "professional": row.professional_email,
        "snoozed_until": row.snoozed_until,
    }


@router.get(
    CLIENT, response={200: ClientOut, 404: Refusal}, auth=access("clinic"), operation_id="client"
)
def client(request: HttpRequest, clinic: UUID, client: int) -> ClientOut:
    """Return one client."""
    member = member_of(request.user, clinic)
    found = client_of(member, client)
    audit.record(member, audit.SAW_CLIENT, person=found.person, detail="by API")
    row = rows(clinic, today=timezone.localdate(), pk=found.pk)[0]
    standing = getattr(found.person, "standing", None)
    return ClientOut(
        **_row(row),
        person=found.person.pk,
        limits=found.limits,
        review_on=found.review_on,
        ladders=standing.ladders if standing else {},
    )


@router.put(
    CLIENT + "/limits",
    response={204: None, 400: Refusal, 403: Refusal, 404: Refusal},
    auth=access("clinic"),
    operation_id="set_limits",
)
def set_limits(request: HttpRequest, clinic: UUID, client: int, sent: LimitsIn) -> Any:
    """Check and keep limits; the next program uses them."""
    member = writer_of(request.user, clinic)
    services.set_limits(member, client_of(member, client), sent.limits)
    return Status(204, None)
