"""The API: ways in, scopes, the log through it, the clinic through it, its own description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from clinic_cast import Cast, cast, event, pain
from overtoe.site.api.access import new_token
from overtoe.site.clinic.models import AuditEntry
from overtoe.site.people.models import ApiToken, User
from overtoe.site.training.models import EventRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_of_them() -> Cast:
    return cast()


def bearer(user: User | None, *scopes: str) -> dict[str, str]:
    assert user is not None
    return {"HTTP_AUTHORIZATION": f"Bearer {new_token(user, 'test', list(scopes))}"}


def sent(*events: dict[str, Any]) -> dict[str, Any]:
    return {"events": [{k: v for k, v in one.items() if k != "person"} for one in events]}


def post(browser: Browser, address: str, body: object, **headers: str) -> Any:
    return browser.post(address, json.dumps(body), content_type="application/json", **headers)


def test_without_a_way_in_nothing_is_told(all_of_them: Cast) -> None:
    assert Browser().get("/api/me").status_code == 401
    headers = {"HTTP_AUTHORIZATION": "Bearer overtoe_wrong"}
    assert Browser().get("/api/me", **headers).status_code == 401


def test_only_the_hash_of_a_token_is_kept(all_of_them: Cast) -> None:
    token = bearer(all_of_them.ana.user, "read")["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    row = ApiToken.objects.get()
    assert token not in json.dumps([row.token_hash, row.name])
    assert len(row.token_hash) == 64


def test_a_token_opens_what_its_scope_says_and_no_more(all_of_them: Cast) -> None:
    browser, reads = Browser(), bearer(all_of_them.ana.user, "read")
    assert browser.get("/api/me", **reads).json()["name"] == "Ana"
    refused = post(browser, "/api/events", sent(event("note", 1, text="hello")), **reads)
    assert refused.status_code == 403
    assert not EventRow.objects.exists()


def test_events_are_stored_once_and_read_back(all_of_them: Cast) -> None:
    browser, way = Browser(), bearer(all_of_them.ana.user, "read", "log")
    one = event("set.done", 1, rung="squat.1", amount=8)
    bad = event("set.done", 2, rung="squat.1")
    first = post(browser, "/api/events", sent(one, bad), **way).json()
    assert first["accepted"] == [one["id"]]
    assert [r["id"] for r in first["refused"]] == [bad["id"]]
    assert "has no amount" in first["refused"][0]["text"]
    again = post(browser, "/api/events", sent(one), **way).json()
    assert (again["accepted"], again["known"]) == ([], [one["id"]])
    got = browser.get("/api/events", **way).json()
    assert [e["id"] for e in got["events"]] == [one["id"]]
    assert got["next"] is None


def test_the_log_comes_in_pages_without_gap_or_double(
    all_of_them: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overtoe.site.api.own.PAGE", 3)
    browser, way = Browser(), bearer(all_of_them.ana.user, "read", "log")
    # Two at the same moment each, so that the cursor must tell them apart by their ids.
    many = [event("note", i, text="x") for i in range(7)]
    for i, one in enumerate(many):
        one["made_at"] = f"2026-03-01T10:00:{i // 2:02d}+01:00"
    post(browser, "/api/events", sent(*many), **way)
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        answer = browser.get("/api/events", {"after": after}, **way).json()
        found += [one["id"] for one in answer["events"]]
        after = answer["next"]
    assert found == [one["id"] for one in many]


def test_the_web_apps_session_needs_its_csrf_token_to_write(all_of_them: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    assert all_of_them.ana.user is not None
    browser.force_login(all_of_them.ana.user)
    body = sent(event("note", 1, text="hello"))
    assert post(browser, "/api/events", body).status_code == 403
    browser.get("/privacy")
    token = browser.cookies["csrftoken"].value
    stored = post(browser, "/api/events", body, HTTP_X_CSRFTOKEN=token)
    assert stored.json()["accepted"] == [body["events"][0]["id"]]


@pytest.mark.parametrize("value", ["NaN", '"\\u0000"', '"\\ud800"', "Infinity"])
def test_what_no_database_can_keep_is_refused_with_a_sentence(
    all_of_them: Cast, value: str
) -> None:
    good = json.dumps(sent(event("note", 1, text="here")))
    body = good.replace('"here"', value)
    way = bearer(all_of_them.ana.user, "log")
    answer = Browser().post("/api/events", body, content_type="application/json", **way)
    assert answer.status_code == 200
    assert "can't be stored" in answer.json()["refused"][0]["text"]


def test_too_many_requests_a_minute_are_turned_away(all_of_them: Cast, settings: Any) -> None:
    cache.clear()
    settings.API_RATE = "3/m"
    way = bearer(all_of_them.ana.user, "read")
    answers = [Browser().get("/api/me", **way).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    # Each account has its own count.
    assert Browser().get("/api/me", **bearer(all_of_them.ben.user, "read")).status_code == 200


def test_a_professional_reads_the_worklist_and_each_look_is_written_down(
    all_of_them: Cast,
) -> None:
    pain(all_of_them.ana, 2, 3, 5)
    browser, way = Browser(), bearer(all_of_them.cleo, "clinic")
    clinic = browser.get("/api/clinics", **way).json()[0]["id"]
    listed = browser.get(f"/api/clinics/{clinic}/worklist", **way).json()
    assert listed["counts"] == {"act": 1}
    row = listed["rows"][0]
    assert row["name"] == "Ana"
    assert row["reasons"][0] == {"rule": "PAIN_RISE", "text": "Right knee 2→5 over 2 days"}
    one = browser.get(f"/api/clinics/{clinic}/clients/{row['client']}", **way).json()
    assert one["person"] == str(all_of_them.ana.pk)
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "detail"))
    assert actions == [
        ("saw the list of clients", "1 clients, by API"),
        ("saw the client's page", "by API"),
    ]


def test_limits_are_checked_and_readers_may_not_set_them(all_of_them: Cast) -> None:
    address = f"/api/clinics/{all_of_them.clinic.pk}/clients/{all_of_them.client.pk}/limits"

    def put(user: User, text: str) -> Any:
        body = json.dumps({"limits": text})
        way = bearer(user, "clinic")
        return Browser().put(address, body, content_type="application/json", **way)

    wrong = put(all_of_them.cleo, "pain_allowed = 9")
    assert wrong.status_code == 400
    assert "by" in wrong.json()["error"]["text"]
    assert put(all_of_them.rita, 'by = "Rita"').status_code == 403
    assert put(all_of_them.dan, 'by = "Dan"').status_code == 404
    assert put(all_of_them.cleo, 'by = "Cleo"\npain_allowed = 3').status_code == 204
    all_of_them.client.refresh_from_db()
    assert all_of_them.client.limits_by == "Cleo"


def test_the_description_is_served_and_names_every_operation() -> None:
    described = Browser().get("/api/openapi.json").json()
    assert described["info"]["title"] == "Overtoe"
    ids = {
        operation["operationId"]
        for path in described["paths"].values()
        for operation in path.values()
    }
    assert {"log_events", "today", "program", "worklist", "analysis"} <= ids


def test_tokens_are_made_and_taken_away_on_their_page(all_of_them: Cast) -> None:
    browser = Browser()
    assert all_of_them.ana.user is not None
    browser.force_login(all_of_them.ana.user)
    browser.post("/me/tokens/new", {"name": "Watch", "scope": ["log"]})
    text = browser.get("/me/tokens").content.decode()
    assert "overtoe_" in text
    assert "overtoe_" not in browser.get("/me/tokens").content.decode()  # shown once
    row = ApiToken.objects.get()
    assert (row.name, row.scopes) == ("Watch", ["log"])
    browser.post(f"/me/tokens/{row.pk}/revoke")
    assert not ApiToken.objects.exists()
