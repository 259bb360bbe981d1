"""Write down that a professional opened someone's clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from overtoe.site.capture.models import Clip
from overtoe.site.clinic.models import AuditEntry, Client

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from overtoe.site.people.models import User

ACTION = "opened clip"


def seen(user: User | AnonymousUser, clip: Clip) -> None:
    """Mark the clip as seen and add to the trail of every clinic through which it was."""
    if clip.state in {Clip.State.WAITING, Clip.State.RUNNING} or not user.is_authenticated:
        return
    Clip.objects.filter(pk=clip.pk, seen_by_professional_at=None).update(
        seen_by_professional_at=timezone.now()
    )
    through = Client.objects.filter(
        person=clip.person,
        clinic__members__user=user,
        clinic__consents__person=clip.person,
        clinic__consents__withdrawn_at=None,
    )
    AuditEntry.objects.bulk_create(
        AuditEntry(clinic_id=clinic, person=clip.person, by=user, action=ACTION)
        for clinic in through.values_list("clinic_id", flat=True).distinct()
    )
