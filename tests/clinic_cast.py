"""The cast of the site's tests: Ana trains, Ben is her partner, Eve is a stranger.

At North Street work Cleo, who looks after Ana, Rita, who reads, and Olga, who owns it; Dan owns
another clinic.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from overtoe.site.capture.models import Clip
from overtoe.site.clinic.models import Client, Clinic, Member
from overtoe.site.people.models import Consent, Household, Person, User
from overtoe.site.training.log_rows import receive

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "a long password 7"


@dataclass
class Cast:
    """Everyone, and what is between them."""

    ana: Person
    ben: Person
    eve: Person
    cleo: User
    dan: User
    rita: User
    olga: User
    clinic: Clinic
    other: Clinic
    client: Client
    consent: Consent
    clip: Clip


def user(name: str) -> User:
    """Make an account."""
    return User.objects.create_user(f"{name}@example.org", PASSWORD)


def person(name: str, *, household: Household | None = None) -> Person:
    """Make someone who trains, with Ana's answers from the examples."""
    intake = (ROOT / "examples/ana.toml").read_text(encoding="utf-8")
    intake = intake.replace('name = "Ana"', f'name = "{name.capitalize()}"', 1)
    return Person.objects.create(
        user=user(name), name=name.capitalize(), intake=intake, household=household
    )


def cast() -> Cast:
    """Make everyone; Ana has agreed to North Street."""
    home = Household.objects.create(name="Home")
    ana, ben, eve = person("ana", household=home), person("ben", household=home), person("eve")
    north = Clinic.objects.create(name="North Street")
    south = Clinic.objects.create(name="South Street")
    staff = {name: user(name) for name in ("cleo", "dan", "rita", "olga")}
    Member.objects.create(clinic=north, user=staff["cleo"], role=Member.Role.PROFESSIONAL)
    Member.objects.create(clinic=north, user=staff["rita"], role=Member.Role.READER)
    Member.objects.create(clinic=north, user=staff["olga"], role=Member.Role.OWNER)
    Member.objects.create(clinic=south, user=staff["dan"], role=Member.Role.OWNER)
    client = Client.objects.create(clinic=north, person=ana, professional=staff["cleo"])
    consent = Consent.objects.create(person=ana, clinic=north, text="I agree.")
    clip = Clip.objects.create(person=ana, name="squat.mp4", state=Clip.State.DONE, document={})
    return Cast(
        ana, ben, eve, *staff.values(), north, south, client, consent, clip
    )  # fmt: skip


def event(kind: str, number: int, *, days_ago: float = 0, **body: Any) -> dict[str, Any]:
    """Return an event as a phone sends it."""
    made = timezone.localtime() - dt.timedelta(days=days_ago)
    return {
        "id": f"event-{kind}-{number:06d}",
        "person": "someone",
        "device": "phone",
        "seq": number,
        "kind": kind,
        "made_at": made.isoformat(),
        "body": body,
    }


def pain(who: Person, *values: int, joint: str = "knee", side: str = "right") -> None:
    """Log pain on the last days, the last value today."""
    days = len(values) - 1
    receive(
        who,
        [
            event("pain", 100 + i, days_ago=days - i, joint=joint, side=side, value=value)
            for i, value in enumerate(values)
        ],
    )
