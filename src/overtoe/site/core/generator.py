"""A clinic with many clients and a year of their logs, made up and always the same.

For benchmarks and for trying things out; nothing here is anyone's data. Rows are written in large
batches, and each person's standing is computed as for a real one.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from overtoe.program.codec import program_to_json
from overtoe.program.history import fold
from overtoe.site.clinic.models import Client, Clinic, Member
from overtoe.site.people.models import Consent, Person, User
from overtoe.site.training.log_rows import log_of
from overtoe.site.training.models import EventRow, ProgramRow, Standing
from overtoe.site.training.standing import recent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from overtoe.program.types import Program

BATCH: Final = 2000
EVERY_DAYS: Final = (2, 2, 3)
"""Monday, Wednesday, Friday: three sessions a week."""

KEPT: Final = 0.8
"""Share of planned sessions that are done; a few people stop some time before the end."""


@dataclass(frozen=True)
class Made:
    """What was written."""

    clinic: Clinic
    owner: User
    people: int
    events: int


def generate(
    clients: int, *, days: int, today: dt.date, program: Program, intake: str, seed: int = 1
) -> Made:
    """Write a clinic with clients who trained for so many days."""
    chance = random.Random(seed)  # noqa: S311  (made-up people, not secrets)
    owner = User(email="owner@generated.example", id=_id(chance))
    owner.set_unusable_password()
    owner.save()
    clinic = Clinic.objects.create(id=_id(chance), name="Generated")
    Member.objects.create(clinic=clinic, user=owner, role=Member.Role.OWNER)
    people = _people(clinic, owner, clients, intake, chance)
    stored = program_to_json(program)
    for start in range(0, clients, 50):
        ProgramRow.objects.bulk_create(
            ProgramRow(person=one, program=stored) for one in people[start : start + 50]
        )
    planned = [session.date.isoformat() for session in program.sessions()]
    rungs = sorted({item.rung for session in program.sessions() for item in session.items})
    events = _write(_logs(people, rungs[:6], days, today, chance))
    _stand(people, planned, today)
    return Made(clinic, owner, clients, events)


def _id(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _people(
    clinic: Clinic, owner: User, count: int, intake: str, chance: random.Random
) -> list[Person]:
    users = [User(id=_id(chance), email=f"client{i}@generated.example") for i in range(count)]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users, BATCH)
    people = [
        Person(id=_id(chance), user=user, name=f"Client {i:04d}", intake=intake)
        for i, user in enumerate(users)
    ]
    Person.objects.bulk_create(people, BATCH)
    Client.objects.bulk_create(
        [Client(clinic=clinic, person=one, professional=owner) for one in people], BATCH
    )
    Consent.objects.bulk_create(
        [Consent(person=one, clinic=clinic, text="Generated.") for one in people], BATCH
    )
    return people


def _logs(
    people: list[Person], rungs: list[str], days: int, today: dt.date, chance: random.Random
) -> Iterator[EventRow]:
    for person in people:
        # One in ten fell silent some time in the last month; one in ten hurts more by the day.
        silent = chance.randrange(1, 30) if chance.random() < 0.1 else 0
        hurts = chance.random() < 0.1
        day = today - dt.timedelta(days=days)
        turn = seq = 0
        while day < today - dt.timedelta(days=silent):
            if chance.random() < KEPT:
                rising = max(8 - (today - day).days, 0) if hurts else 0
                for row in _session(person, day, rungs, seq, rising=rising, chance=chance):
                    seq += 1
                    yield row
            day += dt.timedelta(days=EVERY_DAYS[turn % 3])
            turn += 1


def _session(
    person: Person,
    day: dt.date,
    rungs: list[str],
    seq: int,
    *,
    rising: int,
    chance: random.Random,
) -> Iterator[EventRow]:
    at = dt.datetime.combine(day, dt.time(17, 30), tzinfo=dt.UTC)
    key = day.isoformat()
    pain = rising or chance.choice((0, 0, 0, 1, 1, 2))
    facts: list[tuple[str, dict[str, Any]]] = [("session.start", {"session": key})]
    for rung in rungs:
        for _ in range(2):
            facts.append(("set.done", {"session": key, "rung": rung, "amount": 8, "target": 8}))
    facts.append(("pain", {"joint": "knee", "side": "right", "when": "during", "value": pain}))
    facts.append(("session.finish", {"session": key}))
    facts.append(("morning", {"joint": "knee", "side": "right", "value": min(pain, 1)}))
    for step, (kind, body) in enumerate(facts):
        later = dt.timedelta(hours=14) if kind == "morning" else dt.timedelta(minutes=2 * step)
        yield EventRow(
            id=str(_id(chance)),
            person=person,
            device="phone",
            seq=seq + step,
            kind=kind,
            made_at=at + later,
            body=body,
        )


def _write(rows: Iterable[EventRow]) -> int:
    batch: list[EventRow] = []
    count = 0
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            EventRow.objects.bulk_create(batch)
            count += len(batch)
            batch = []
    EventRow.objects.bulk_create(batch)
    return count + len(batch)


def _stand(people: list[Person], planned: list[str], today: dt.date) -> None:
    since = dt.datetime.combine(today - dt.timedelta(days=28), dt.time(), tzinfo=dt.UTC)
    standings = []
    for person in people:
        log = log_of(person, since=since)
        last = log[-1].made_at if log else None
        fields = recent(fold(log), planned, today=today)
        standings.append(
            Standing(person=person, planned_days=planned, last_event_at=last, **fields)
        )
    Standing.objects.bulk_create(standings, BATCH)
