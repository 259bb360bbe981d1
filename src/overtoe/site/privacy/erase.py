"""Delete everything about an account, really: rows, files, sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from overtoe.errors import UsageError
from overtoe.site.clinic.models import Client, Clinic, Member
from overtoe.site.people.queries import person_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overtoe.site.people.models import Person, User


def erase(user: User) -> None:
    """Delete an account with its person, log, programs, clips, files, notes and sessions.

    Lines of the trail stay with their clinic, without a name.

    Raises
    ------
    UsageError
        When a clinic that others use would be left without an owner; nothing is deleted then.
    """
    own = _clinics_alone(user)
    if connection.vendor == "sqlite":
        # Freed pages are overwritten, so that what is deleted can't be read from the file.
        connection.cursor().execute("PRAGMA secure_delete = ON")
    with transaction.atomic():
        own.delete()
        person = person_of(user)
        if person is not None:
            _erase_person(person)
        _end_sessions(user)
        user.delete()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _clinics_alone(user: User) -> QuerySet[Clinic]:
    """Clinics that only this account uses; another clinic must not lose its only owner."""
    alone = []
    for member in Member.objects.filter(user=user, role=Member.Role.OWNER).select_related("clinic"):
        others = Member.objects.filter(clinic=member.clinic).exclude(user=user)
        if others.filter(role=Member.Role.OWNER).exists():
            continue
        clients = Client.objects.filter(clinic=member.clinic).exclude(person__user=user)
        if others.exists() or clients.exists():
            raise UsageError(
                "ONLY_OWNER",
                f"You are the only owner of {member.clinic.name}, which others use, so nothing "
                "was deleted. Invite another owner there first.",
            )
        alone.append(member.clinic_id)
    return Clinic.objects.filter(pk__in=alone)


def _erase_person(person: Person) -> None:
    household = person.household
    # Deleting the rows deletes the files, once it is sure that the rows are gone.
    person.clips.all().delete()
    person.uploads.all().delete()
    person.delete()
    if household is not None and not household.people.exists():
        household.delete()


def _end_sessions(user: User) -> None:
    """Delete every session of an account; drafts of answers lie in there too."""
    gone = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=gone).delete()
