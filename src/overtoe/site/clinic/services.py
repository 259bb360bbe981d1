"""What a clinic does: invite, look after, bound, note; each change leaves its line in the trail."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from overtoe.errors import UsageError
from overtoe.program.limits import parse_limits
from overtoe.site.clinic import audit
from overtoe.site.clinic.models import Client, Clinic, Member, Note, Template
from overtoe.site.clinic.queries import clients_of
from overtoe.site.people.models import Consent, Invitation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.site.capture.models import Clip
    from overtoe.site.people.models import Person, User

CONSENT_TEXT: Final = (
    "{clinic} may see my name and e-mail address, my answers, my program, my training log with "
    "pain, and what was measured from my clips, and may set limits for my program. The people who "
    "work there see it; nobody else does. Every look and every change is written down, and I can "
    "read that list. I can end this at any time, and from then on they see nothing."
)
MOST_CHARACTERS: Final = 20_000


@transaction.atomic
def create_clinic(user: User, name: str) -> Clinic:
    """Make a clinic; who makes it owns it.

    Raises
    ------
    UsageError
        When it has no name.
    """
    name = name.strip()[:120]
    if not name:
        raise UsageError("CLINIC_NAME", "A clinic needs a name. Type one, like “North Street”.")
    clinic = Clinic.objects.create(name=name)
    Member.objects.create(clinic=clinic, user=user, role=Member.Role.OWNER)
    return clinic


def invite(member: Member, kind: str, *, role: str = "") -> str:
    """Make a single-use link for a client or a colleague; the token is shown once."""
    token, hashed = Invitation.new_token()
    Invitation.objects.create(
        kind=kind, token_hash=hashed, clinic=member.clinic, role=role, made_by=member.user
    )
    audit.record(member, "invited", detail=kind if not role else f"{kind} as {role}")
    return token


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link into a clinic, if it still works."""
    kinds = (Invitation.Kind.CLIENT, Invitation.Kind.STAFF)
    found = (
        Invitation.objects.select_related("clinic")
        .filter(token_hash=Invitation.hashed(token), kind__in=kinds)
        .first()
    )
    return found if found and found.open and found.clinic else None


def _use(invitation: Invitation) -> bool:
    """Take an invitation; False where someone was quicker."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    return bool(unused.update(used_at=timezone.now()))


@transaction.atomic
def join_staff(user: User, invitation: Invitation) -> bool:
    """Begin to work at a clinic; a role that one has already stays."""
    if invitation.clinic is None or not _use(invitation):
        return False
    Member.objects.get_or_create(
        clinic=invitation.clinic, user=user, defaults={"role": invitation.role}
    )
    return True


@transaction.atomic
def join_client(person: Person, invitation: Invitation) -> bool:
    """Become a client, with the consent and its very words; nothing is seen before."""
    if invitation.clinic is None or not _use(invitation):
        return False
    text = CONSENT_TEXT.format(clinic=invitation.clinic.name)
    Client.objects.get_or_create(
        clinic=invitation.clinic,
        person=person,
        defaults={"professional": _professional(invitation)},
    )
    Consent.objects.get_or_create(
        person=person, clinic=invitation.clinic, withdrawn_at=None, defaults={"text": text}
    )
    return True


def _professional(invitation: Invitation) -> User | None:
    works = Member.objects.filter(clinic=invitation.clinic, user=invitation.made_by).exists()
    return invitation.made_by if works else None


def withdraw(person: Person, consent_id: int) -> bool:
    """End a consent: from now on the clinic sees nothing of the person."""
    standing = Consent.objects.filter(pk=consent_id, person=person, withdrawn_at=None)
    return bool(standing.update(withdrawn_at=timezone.now()))


def remove_member(member: Member, pk: int) -> None:
    """Let someone go; the last owner stays.

    Raises
    ------
    UsageError
        When no owner would be left.
    """
    gone = Member.objects.filter(clinic=member.clinic, pk=pk).first()
    if gone is None:
        return
    owners = Member.objects.filter(clinic=member.clinic, role=Member.Role.OWNER)
    if gone.role == Member.Role.OWNER and owners.count() == 1:
        raise UsageError("LAST_OWNER", "A clinic needs an owner. Invite another one first.")
    gone.delete()
    audit.record(member, "removed a colleague", detail=gone.role)


def set_limits(member: Member, client: Client, text: str) -> None:
    """Keep bounds for a client after checking them; empty text takes them away.

    Raises
    ------
    OvertoeError
        With a sentence for each line that makes no sense; nothing is stored then.
    """
    text = text.replace("\r\n", "\n").strip()
    by = ""
    if len(text) > MOST_CHARACTERS:
        raise UsageError("LIMITS_LONG", "These limits are very long. Keep them under 20 000 signs.")
    if text:
        by = parse_limits(text, source="The limits").by
    client.limits, client.limits_by = text, by
    client.save(update_fields=["limits", "limits_by"])
    audit.record(member, "changed limits", person=client.person, detail=f"{len(text)} signs")


def limits_for(person: Person) -> str:
    """Bounds that act on a person's program: the newest of the clinics that have their consent."""
    found = Client.objects.filter(person=person).exclude(limits="")
    standing = found.filter(
        clinic__consents__person=person, clinic__consents__withdrawn_at=None
    ).order_by("-joined_at")
    return standing.values_list("limits", flat=True).first() or ""


def save_template(member: Member, name: str, text: str, *, pk: int | None = None) -> Template:
    """Keep a template after checking it.

    Raises
    ------
    OvertoeError
        When it has no name or a line makes no sense.
    """
    name, text = name.strip()[:120], text.replace("\r\n", "\n").strip()
    if not name or not text:
        raise UsageError("TEMPLATE_EMPTY", "A template needs a name and at least one line.")
    if len(text) > MOST_CHARACTERS:
        raise UsageError("LIMITS_LONG", "This template is very long. Keep it under 20 000 signs.")
    parse_limits(text, source="The template")
    found = Template.objects.filter(clinic=member.clinic, pk=pk).first() if pk else None
    found = found or Template(clinic=member.clinic)
    found.name, found.text = name, text
    found.save()
    audit.record(member, "changed a template", detail=name)
    return found


def delete_template(member: Member, template: Template) -> None:
    """Take a template away; limits that came from it stay."""
    name = template.name
    template.delete()
    audit.record(member, "deleted a template", detail=name)


def add_note(member: Member, client: Client, text: str) -> Note:
    """Write a note.

    Raises
    ------
    UsageError
        When it is empty.
    """
    text = text.strip()[:MOST_CHARACTERS]
    if not text:
        raise UsageError("NOTE_EMPTY", "The note is empty, so nothing was saved.")
    note = Note.objects.create(client=client, by=member.user, text=text)
    audit.record(member, "wrote a note", person=client.person)
    return note


def snooze(member: Member, clients: Iterable[Client], *, days: int, today: dt.date) -> int:
    """Put clients aside for some days; 0 brings them back. Refer now stays where it is."""
    until = today + dt.timedelta(days=days) if days else None
    return _bulk(member, clients, f"snoozed for {days} days", snoozed_until=until)


def plan_review(member: Member, client: Client, day: dt.date | None) -> None:
    """Set or clear the day of the next review."""
    _bulk(member, [client], "set the review date", review_on=day)


def assign_professional(member: Member, clients: Iterable[Client], user: User | None) -> int:
    """Say who looks after clients."""
    return _bulk(member, clients, "assigned a professional", professional=user)


def assign_template(member: Member, clients: Iterable[Client], template: Template) -> int:
    """Give clients a template: its text becomes their limits."""
    bounds = parse_limits(template.text, source="The template")
    return _bulk(
        member,
        clients,
        "assigned a template",
        detail=template.name,
        template=template,
        limits=template.text,
        limits_by=bounds.by,
    )


@transaction.atomic
def _bulk(
    member: Member, clients: Iterable[Client], action: str, *, detail: str = "", **values: object
) -> int:
    people = {client.pk: client.person for client in clients}
    changed = clients_of(member.clinic_id).filter(pk__in=people)
    count = Client.objects.filter(pk__in=list(changed.values_list("pk", flat=True))).update(
        **values
    )
    for person in people.values():
        audit.record(member, action, person=person, detail=detail)
    return count


def review_clip(member: Member, client: Client, clip: Clip) -> None:
    """Mark a clip as looked at."""
    clip.seen_by_professional_at = timezone.now()
    clip.save(update_fields=["seen_by_professional_at"])
    audit.record(member, "reviewed a clip", person=client.person)
