"""Who may see whom: every view asks here, so that the answer stands in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.http import Http404

from overtoe.site.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import F, QuerySet

    from overtoe.site.people.models import User


def person_of(user: User | AnonymousUser) -> Person | None:
    """Return the person behind an account, if it has one yet."""
    if not user.is_authenticated:
        return None
    return Person.objects.select_related("household").filter(user=user).first()


def partner_of(person: Person) -> Person | None:
    """Return the other person of the household who shares sessions."""
    if person.household is None:
        return None
    others = person.household.people.exclude(pk=person.pk)
    return others.filter(shares_sessions=True).order_by("created_at").first()


def visible_people(user: User) -> QuerySet[Person]:
    """People whose records this account may open: oneself, and clients with standing consent."""
    as_client = Q(
        clinics__clinic=F("consents__clinic"),
        consents__withdrawn_at=None,
        consents__clinic__members__user=user,
    )
    return Person.objects.filter(Q(user=user) | as_client).distinct()


def visible_person(user: User, pk: str) -> Person:
    """Return one visible person; anyone else doesn't exist for this account.

    Raises
    ------
    Http404
        Where the account may not look: that there is such a person isn't told either.
    """
    found = visible_people(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
