"""People for the tests of the site: Ana and Ben share a household, Cleo and Dan don't know them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from overtoe.site.people.models import Household, Person, User
from overtoe.site.training.services import make_program

if TYPE_CHECKING:
    from collections.abc import Callable

INTAKE = """
name = "{name}"
goals = ["stairs"]
avoid = ["pull"]
[body]
birth_year = 1988
sex = "female"
stature_cm = 168
mass_kg = 64
[time]
{day} = 30
start = {start}
weeks = 4
[health]
yes = []
{pain}
[equipment]
items = ["wall", "floor-space", "chair", "towel", "timer", "path", "mat", "step"]
heights_cm = [10, 20]
dumbbells_kg = {{ "5" = 2, "10" = 2 }}
"""
SORE = '[[pain]]\njoint = "knee"\nside = "left"\nduring = 2\n'


def intake_of(name: str, *, start: dt.date, pain: str = SORE) -> str:
    """One training day a week, on the weekday of ``start``."""
    return INTAKE.format(name=name, start=start, day=f"{start:%A}".lower(), pain=pain)


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    """Make someone with an account, an intake and a program that has a session today."""
    del db

    def make(
        name: str, *, household: Household | None = None, pain: str = SORE, program: bool = True
    ) -> Person:
        user = User.objects.create_user(f"{name.lower()}@example.org", "long enough for two")
        text = intake_of(name, start=dt.datetime.now(tz=dt.UTC).date(), pain=pain)
        person = Person.objects.create(user=user, name=name, intake=text, household=household)
        if program:
            make_program(person)
        return person

    return make


@pytest.fixture
def home(db: None) -> Household:
    """The household of Ana and Ben."""
    del db
    return Household.objects.create(name="Home")


@pytest.fixture
def ana(make_person: Callable[..., Person], home: Household) -> Person:
    """Trains today, with a left knee that hurts a little."""
    return make_person("Ana", household=home)


@pytest.fixture
def ben(make_person: Callable[..., Person], home: Household) -> Person:
    """Ana's partner; nothing hurts."""
    return make_person("Ben", household=home, pain="")


@pytest.fixture
def cleo(make_person: Callable[..., Person]) -> Person:
    """Lives elsewhere."""
    return make_person("Cleo", pain="", program=False)


@pytest.fixture
def dan(make_person: Callable[..., Person]) -> Person:
    """Lives elsewhere too."""
    return make_person("Dan", pain="", program=False)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """Give a client that is signed in as somebody."""

    def sign_in(person: Person) -> Client:
        client = Client(enforce_csrf_checks=False)
        assert person.user is not None
        client.force_login(
            person.user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
