"""Welcome, intake in steps, screening, collisions, household."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from overtoe.program.intake import parse_intake
from overtoe.site.people.models import Invitation, Person, User
from overtoe.site.people.queries import partner_of

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: dict[str, dict[str, Any]] = {
    "about": {
        "called": "Eve", "birth_year": 1990, "sex": "female", "stature_cm": 170, "mass_kg": 65,
        "years": "0",
    },
    "goals": {"first": "hike", "more": ["stairs", "hike"]},
    "time": {"days": ["monday", "thursday"], "minutes": "30"},
    "kit": {
        "items": ["wall", "floor-space", "chair", "path", "timer", "mat", "step", "rings"],
        "heights": "10, 20", "dumbbells": "5x2 10x2",
    },
    "pain": {"knee-left": "3"},
    "health": {"blood_pressure": "normal"},
    "tests": {"knee_to_wall_left_cm": "9,5".replace(",", ".")},
}  # fmt: skip


@pytest.fixture
def eve(db: None) -> Client:
    """Someone who has just made an account."""
    del db
    user = User.objects.create_user("eve@example.org", "long enough for two")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _answer(client: Client, **changes: dict[str, Any]) -> Any:
    for name, data in STEPS.items():
        response = client.post(f"/start/{name}", {**data, **changes.get(name, {})})
        assert response.status_code == 302, response.content.decode()
    return response


def test_sign_up_needs_only_an_address_and_a_password(db: None) -> None:
    response = Client().post(
        "/account/signup/", {"email": "new@example.org", "password1": "long enough for two"}
    )
    assert (response.status_code, response.url) == (302, "/")
    assert User.objects.filter(email="new@example.org").exists()


def test_answers_become_the_librarys_intake_and_a_program(eve: Client) -> None:
    assert _answer(eve).url == "/today"
    person = Person.objects.get()
    intake = parse_intake(person.intake)
    # The first goal stands first and isn't there twice; the typed weights are counted.
    assert intake.wishes.goals == ("hike", "stairs")
    assert intake.equipment.kit.dumbbells == ((5.0, 2), (10.0, 2))
    assert intake.pain[0].where == "left knee"
    assert intake.tests.knee_to_wall_m[0] == pytest.approx(0.095)
    assert person.programs.count() == 1


def test_a_missing_answer_is_marked_and_nothing_is_lost(eve: Client) -> None:
    response = eve.post("/start/about", {**STEPS["about"], "mass_kg": "7"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "greater than or equal to 25" in page
    assert 'value="Eve"' in page


def test_a_red_flag_leads_to_a_kind_page_and_no_program(eve: Client) -> None:
    response = _answer(eve, health={"yes": ["chest"], "blood_pressure": "normal"})
    assert response.url == "/program/why-not"
    page = eve.get("/program/why-not").content.decode()
    assert "Please see someone first" in page
    assert "pain, pressure or tightness in your chest" in page
    assert not Person.objects.get().programs.exists()
    # Today has nothing to train, so it leads back rather than to an empty page.
    assert eve.get("/today").status_code == 302


def test_colliding_wishes_offer_changes_and_the_first_one_helps(eve: Client) -> None:
    short = {"days": ["monday"], "minutes": "20"}
    assert _answer(eve, time=short).url == "/program/why-not"
    page = eve.get("/program/why-not")
    offers = page.context["offers"]
    assert offers[0].change is not None
    assert offers[0].text in page.content.decode()
    assert eve.post("/program/new", {"offer": offers[0].index}).url == "/today"
    assert Person.objects.get().programs.count() == 1


@pytest.mark.parametrize("without", ["rings"])
def test_leaving_a_part_out_is_one_tap(eve: Client, without: str) -> None:
    kit = {"items": [one for one in STEPS["kit"]["items"] if one != without]}
    assert _answer(eve, kit=kit).url == "/program/why-not"
    offers = eve.get("/program/why-not").context["offers"]
    leave_out = next(one for one in offers if one.change and one.change.get("avoid"))
    assert "pulling" in leave_out.text
    eve.post("/program/new", {"offer": leave_out.index})
    assert parse_intake(Person.objects.get().intake).wishes.avoid == ("pull",)


def test_changed_answers_keep_the_program_until_a_new_one_is_made(eve: Client) -> None:
    _answer(eve)
    assert eve.post("/start/time", {"days": ["tuesday"], "minutes": "60"}).url == "/me"
    person = Person.objects.get()
    assert person.programs.count() == 1
    assert parse_intake(person.intake).minutes == ((1, 60),)
    eve.post("/program/new")
    assert person.programs.count() == 2


def test_a_program_starts_on_the_day_it_is_made(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    ana.intake = ana.intake.replace(
        f"start = {dt.datetime.now(tz=dt.UTC).date()}", "start = 2020-01-01"
    )
    ana.save()
    signed_in(ana).post("/program/new")
    newest = ana.programs.order_by("-made_at").first()
    assert newest is not None
    assert newest.program["start"] == dt.datetime.now(tz=dt.UTC).date().isoformat()


def test_a_link_works_once_and_for_one_partner(
    ana: Person, cleo: Person, dan: Person, signed_in: Callable[[Person], Client]
) -> None:
    hers = signed_in(ana)
    hers.post("/household/invite")
    link = hers.get("/me").context["link"]
    token = link.rsplit("/", 1)[1]
    assert Invitation.objects.get().token_hash != token
    # It is shown once.
    assert hers.get("/me").context["link"] is None
    assert "Train with Ana" in signed_in(cleo).get(f"/join/{token}").content.decode()
    signed_in(cleo).post(f"/join/{token}")
    assert signed_in(dan).post(f"/join/{token}").status_code == 404
    cleo.refresh_from_db()
    dan.refresh_from_db()
    assert partner_of(cleo) == ana
    assert dan.household is None


def test_a_full_household_takes_nobody(
    ana: Person, ben: Person, cleo: Person, signed_in: Callable[[Person], Client]
) -> None:
    del ben
    hers = signed_in(ana)
    hers.post("/household/invite")
    token = hers.get("/me").context["link"] or ""
    assert signed_in(cleo).get(f"/join/{token.rsplit('/', 1)[-1]}").status_code == 404


def test_leaving_ends_the_sharing(
    ana: Person, ben: Person, signed_in: Callable[[Person], Client]
) -> None:
    signed_in(ben).post("/household/leave")
    ana.refresh_from_db()
    assert partner_of(ana) is None


@pytest.mark.parametrize("path", ["/today", "/together", "/progress", "/me", "/start/about"])
def test_strangers_are_asked_to_sign_in(db: None, path: str) -> None:
    assert Client().get(path).url.startswith("/account/login/")


@pytest.mark.parametrize("path", ["/", "/account/login/", "/account/signup/"])
def test_entrances_load_nothing_from_elsewhere(db: None, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    page = response.content.decode()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert " style=" not in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
