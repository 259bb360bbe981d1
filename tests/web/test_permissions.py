"""Everyone against every address and every operation of the API."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import URLResolver, get_resolver, reverse

from clinic_cast import Cast, cast, event
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.codec import program_to_json
from overtoe.program.intake import parse_intake
from overtoe.program.types import Program
from overtoe.site.api.access import new_token
from overtoe.site.api.app import api
from overtoe.site.capture import storage
from overtoe.site.capture.models import Upload
from overtoe.site.clinic.models import Member, Note, Template
from overtoe.site.clinic.services import invite
from overtoe.site.people.health_forms import STEPS
from overtoe.site.people.models import ApiToken, Invitation, User
from overtoe.site.training.log_rows import receive
from overtoe.site.training.models import ProgramRow
from permission_table import ANONYMOUS, ME, OPERATIONS, PAGES, ROLES, STAFF, Call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "ana-only-7f3a"
"""Stands in Ana's clip, log, notes and program's limits; nobody else may ever read it."""

ASKING = ("/account/login/", "/account/reauthenticate/")


def names(patterns: Any, space: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(
                one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space
            )
        else:
            assert one.name, f"{one.pattern} has no name, so nobody can say who may open it"
            yield f"{space}{one.name}"


def operations() -> dict[str, tuple[str, str]]:
    """Operations of the API by their id, as (path, method)."""
    described: Any = api.get_openapi_schema()
    return {
        operation["operationId"]: (path, method)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_no_address_is_missing_from_the_table_and_none_is_there_in_vain() -> None:
    found = {
        name
        for name in names(get_resolver().url_patterns)
        if not name.startswith("api:") or name in {"api:openapi-json", "api:api-root"}
    }
    assert found == set(PAGES)


def test_no_operation_is_missing_from_the_table_and_none_is_there_in_vain() -> None:
    assert set(operations()) == set(OPERATIONS)


@cache
def _program(intake: str) -> dict[str, Any]:
    built = build(parse_intake(intake), catalogue())
    assert isinstance(built, Program)
    return program_to_json(built)


@pytest.fixture
def all_of_them(db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "clips"
    settings.API_RATE = "100000/m"
    made = cast()
    for other in (made.ben, made.eve):
        other.intake = ""
        other.save()
    ProgramRow.objects.create(
        person=made.ana, program=_program(made.ana.intake), limits=f'by = "{SECRET}"'
    )
    receive(made.ana, [event("note", 1, text=SECRET)])
    made.clip.document, made.clip.rung = {"rung": SECRET}, SECRET
    made.clip.save()
    result = storage.result(made.clip.pk, "report.html")
    result.parent.mkdir(parents=True)
    for path in (result, result.with_name("overlay.mp4"), storage.video(made.clip.pk)):
        path.write_text(SECRET)
    Note.objects.create(client=made.client, by=made.cleo, text=SECRET)
    return made


@pytest.fixture
def facts(all_of_them: Cast) -> dict[str, Any]:
    made = all_of_them
    assert made.ana.user is not None
    new_token(made.ana.user, SECRET, ["read"])
    owner = Member.objects.get(user=made.olga)
    return {
        "clinic": str(made.clinic.pk),
        "client": made.client.pk,
        "clip": str(made.clip.pk),
        "upload": str(Upload.objects.create(person=made.ana, name=SECRET, size=9).pk),
        "consent": made.consent.pk,
        "member": Member.objects.get(user=made.rita).pk,
        "template": Template.objects.create(clinic=made.clinic, name="A", text='by = "C"').pk,
        "api_token": ApiToken.objects.get().pk,
        "open_token": invite(owner, Invitation.Kind.CLIENT),
        "token": "never-made",
        "step": STEPS[0].name,
        "rung": "squat.1",
        "uidb36": "0",
        "key": "0-0",
        "number": 1,
    }


def user_of(made: Cast, role: str) -> User | None:
    found = getattr(made, role)
    user = found if isinstance(found, User) else found.user
    assert isinstance(user, User)
    return user


def ask(made: Cast, role: str, address: str, call: Call) -> Any:
    browser = Browser(raise_request_exception=True)
    if role != ANONYMOUS:
        browser.force_login(
            user_of(made, role),  # type: ignore[arg-type]
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
    more: dict[str, Any] = dict(call.headers)
    if address.startswith("/api/") and call.data is not None:
        more |= {"data": json.dumps(call.data), "content_type": "application/json"}
    elif call.data is not None:
        more["data"] = call.data
    with transaction.atomic():
        answer = getattr(browser, call.method)(address, **more)
        transaction.set_rollback(True)
    return answer


def let_in(answer: Any) -> bool:
    assert answer.status_code < 500
    asks = answer.status_code == 302 and answer["Location"].startswith(ASKING)
    return answer.status_code not in {401, 403, 404} and not asks


def body_of(answer: Any) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return body


def check(made: Cast, address: str, call: Call, where: str) -> None:
    for role in ROLES:
        answer = ask(made, role, address, call)
        body = body_of(answer)
        told = f"{role}: {call.method} {where} gave {answer.status_code}"
        assert let_in(answer) == (role in call.allowed), told
        if role not in STAFF | ME:
            assert SECRET.encode() not in body, f"{role} read Ana's secret at {where}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_address_answers_those_who_may_and_nobody_else(
    name: str, all_of_them: Cast, facts: dict[str, Any]
) -> None:
    for call in PAGES[name]:
        args = [facts[part] for part in call.path]
        kwargs = dict(zip(call.path, args, strict=True)) if name.endswith("_from_key") else None
        address = reverse(name, kwargs=kwargs) if kwargs else reverse(name, args=args)
        check(all_of_them, address, call, name)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_answers_those_who_may_and_nobody_else(
    name: str, all_of_them: Cast, facts: dict[str, Any]
) -> None:
    path, method = operations()[name]
    call = OPERATIONS[name]
    assert call.method == method
    check(all_of_them, path.format(**facts), call, f"API {name}")


def test_a_secret_is_really_there_for_those_who_may_read_it(
    all_of_them: Cast, facts: dict[str, Any]
) -> None:
    for role, name, part in (("ana", "clip_document", "clip"), ("cleo", "clip_document", "clip")):
        answer = ask(all_of_them, role, reverse(name, args=[facts[part]]), Call(ME))
        assert SECRET.encode() in body_of(answer)
