"""Accounts become people; people share a household by a link that works once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from overtoe.program.groups import groups
from overtoe.program.types import WEEKDAYS
from overtoe.site.people.draft import Draft, intake_text
from overtoe.site.people.models import Household, Invitation, Person

if TYPE_CHECKING:
    from overtoe.program.collide import Collision, Way
    from overtoe.site.people.models import User

MOST_IN_HOUSEHOLD: Final = 2
"""A session is for one person or two."""


@transaction.atomic
def keep_intake(user: User, draft: Draft) -> Person:
    """Write the answers as the intake of this account's person, making the person if need be.

    Raises
    ------
    UsageError
        When answers are missing or make no sense; nothing is stored then.
    """
    text = intake_text(draft)
    person, _ = Person.objects.get_or_create(user=user, defaults={"name": draft["name"]})
    person.name, person.intake = draft["name"], text
    person.save(update_fields=["name", "intake"])
    return person


def invite_partner(person: Person) -> str:
    """Make a link into the person's household, and the household if there is none; the token."""
    if person.user is None:
        raise ValueError("only someone with an account invites")
    with transaction.atomic():
        if person.household is None:
            person.household = Household.objects.create(name=person.name)
            person.save(update_fields=["household"])
        token, hashed = Invitation.new_token()
        Invitation.objects.create(
            kind=Invitation.Kind.PARTNER,
            token_hash=hashed,
            household=person.household,
            made_by=person.user,
        )
    return token


def partner_invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link, if it still works and there is room."""
    found = (
        Invitation.objects.select_related("household", "made_by__person")
        .filter(token_hash=Invitation.hashed(token), kind=Invitation.Kind.PARTNER)
        .first()
    )
    if found is None or not found.open or found.household is None:
        return None
    full = found.household.people.count() >= MOST_IN_HOUSEHOLD
    return None if full else found


@transaction.atomic
def join(person: Person, invitation: Invitation) -> bool:
    """Use a link once; False where someone was quicker, or it is one's own."""
    if invitation.household_id == person.household_id:
        return False
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now())
    if not used:
        return False
    person.household = invitation.household
    person.save(update_fields=["household"])
    return True


def leave(person: Person) -> None:
    """Leave the household; nothing is shared from now on."""
    person.household = None
    person.save(update_fields=["household"])


@dataclass(frozen=True)
class Offer:
    """A change that would make a program possible, in words for the page."""

    index: int
    text: str
    change: Draft | None


def offers(collision: Collision, draft: Draft) -> list[Offer]:
    """Return the ways out of a collision, with the answers as they would be."""
    return [Offer(i, _words(way), _changed(way, draft)) for i, way in enumerate(collision.ways)]


def _words(way: Way) -> str:
    left_out = re.search(r'avoid = \["[\w-]+"\], and the week goes without (.+)\.$', way.text)
    if left_out:
        return f"Leave {left_out[1]} out for now."
    return way.text.split(", then list it")[0].split(": list it")[0].rstrip(".") + "."


def _changed(way: Way, draft: Draft) -> Draft | None:
    if way.code == "MINUTES":
        found = re.findall(r"on (\w+) \((\d+) in all\)", way.text)
        more: dict[str, Any] = {day.lower(): int(minutes) for day, minutes in found}
        return {**draft, "time": {**draft["time"], **more}} if more else None
    if way.code == "DAY":
        day = re.search(r"one more day, (\w+),", way.text)
        longest = max((draft["time"][d] for d in WEEKDAYS if draft["time"].get(d)), default=30)
        return {**draft, "time": {**draft["time"], day[1].lower(): longest}} if day else None
    if way.code == "LESS":
        said = re.search(r"fewer sets for (.+): list", way.text)
        named = set(said[1].split(", ")) if said else set()
        less = [group.id for group in groups() if group.name in named]
        return {**draft, "avoid": list(dict.fromkeys((*draft.get("avoid", []), *less)))}
    waived = re.search(r'avoid = \["([\w-]+)"\]', way.text)
    if way.code == "WAIVE" and waived:
        avoid = list(dict.fromkeys((*draft.get("avoid", []), waived[1])))
        return {**draft, "avoid": avoid}
    return None
