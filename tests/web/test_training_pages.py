"""Today without a script, for two, after a night; progress; who may log for whom."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from overtoe.site.people.models import Person
from overtoe.site.training.models import EventRow

if TYPE_CHECKING:
    from collections.abc import Callable


def _event(person: Person, kind: str, body: dict[str, Any], *, days_ago: int = 0) -> dict[str, Any]:
    at = timezone.now() - dt.timedelta(days=days_ago)
    return {
        "id": str(uuid.uuid4()),
        "person": str(person.pk),
        "device": "phone-a",
        "seq": 1,
        "kind": kind,
        "made_at": at.isoformat(),
        "body": body,
    }


def _send(client: Client, *events: dict[str, Any]) -> Any:
    data = json.dumps({"events": list(events)})
    return client.post("/sync/events", data, content_type="application/json")


def _first_card(client: Client) -> Any:
    return client.get("/today").context["board"].seats[0].cards[0]


def test_a_set_is_logged_by_a_plain_form(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    card = _first_card(client)
    form = {
        "id": str(uuid.uuid4()), "person": str(ana.pk), "item": card.item.id,
        "amount": "7", "load_kg": "2.5",
    }  # fmt: skip
    for _ in range(2):  # a doubled submit is one set
        assert client.post("/log/set", form).status_code == 302
    row = EventRow.objects.get(kind="set.done")
    assert row.body["amount"] == 7
    assert row.body["load_kg"] == 2.5
    assert row.body["target"] == card.item.amount
    assert client.get("/today").context["board"].seats[0].cards[0].done[0].amount == 7


@pytest.mark.parametrize("amount", ["", "lots", "-3", "1e9", "nan"])
def test_what_is_no_number_is_refused_with_a_sentence(
    ana: Person, signed_in: Callable[[Person], Client], amount: str
) -> None:
    client = signed_in(ana)
    card = _first_card(client)
    form = {"id": str(uuid.uuid4()), "person": str(ana.pk), "item": card.item.id, "amount": amount}
    response = client.post("/log/set", form, follow=True)
    assert response.status_code == 200
    assert response.context["messages"]
    assert not EventRow.objects.filter(kind="set.done").exists()


def test_a_partner_logs_for_the_other_only_while_it_is_shared(
    ana: Person, ben: Person, signed_in: Callable[[Person], Client]
) -> None:
    event = _event(ben, "set.done", {"rung": "squat.1", "amount": 5})
    assert _send(signed_in(ana), event).json()["accepted"] == [event["id"]]
    assert EventRow.objects.get().person == ben
    ben.shares_sessions = False
    ben.save()
    other = _event(ben, "set.done", {"rung": "squat.1", "amount": 5})
    answer = _send(signed_in(ana), other).json()
    assert answer["accepted"] == []
    assert answer["refused"][0][0] == other["id"]
    assert EventRow.objects.count() == 1


def test_a_stranger_logs_for_nobody_else(
    ana: Person, cleo: Person, signed_in: Callable[[Person], Client]
) -> None:
    event = _event(ana, "set.done", {"rung": "squat.1", "amount": 5})
    assert _send(signed_in(cleo), event).json()["accepted"] == []
    assert not EventRow.objects.exists()


def test_pain_stays_private_until_it_is_shared(
    ana: Person, ben: Person, signed_in: Callable[[Person], Client]
) -> None:
    pain = {"joint": "knee", "side": "left", "value": 4, "when": "during"}
    _send(signed_in(ana), _event(ana, "pain", pain))
    assert signed_in(ben).get("/sync/day").json()["events"] == []
    page = signed_in(ben).get("/together")
    hers = next(seat for seat in page.context["board"].seats if not seat.mine)
    assert hers.places == ()
    ana.shares_pain = True
    ana.save()
    assert len(signed_in(ben).get("/sync/day").json()["events"]) == 1


def test_signed_out_is_told_so_and_never_redirected(db: None) -> None:
    for response in (
        Client().get("/sync/hello"),
        Client().get("/sync/day"),
        Client().post("/sync/events", "{}", content_type="application/json"),
    ):
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "SIGN_IN"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"events": 3}',
        '{"events": ["x"]}',
        '{"events": [{"body": NaN}]}',
        r'{"events": [{"id": "\u0000"}]}',
    ],
)
def test_what_is_no_list_of_events_gets_a_sentence(
    ana: Person, signed_in: Callable[[Person], Client], body: str
) -> None:
    response = signed_in(ana).post("/sync/events", body, content_type="application/json")
    assert response.status_code == 400
    assert "events" in response.json()["error"]["text"]


def test_sending_asks_for_the_token(ana: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert ana.user is not None
    client.force_login(ana.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    event = _event(ana, "note", {"text": "hello"})
    assert _send(client, event).status_code == 403
    token = client.get("/sync/hello").json()["csrf"]
    response = client.post(
        "/sync/events",
        json.dumps({"events": [event]}),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert response.json()["accepted"] == [event["id"]]


def test_the_morning_is_asked_once_and_only_after_training(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    assert client.get("/today").context["mine"].mornings == ()
    card = _first_card(client)
    _send(client, _event(ana, "set.done", {"rung": card.item.rung, "amount": 5}, days_ago=1))
    (asked,) = client.get("/today").context["mine"].mornings
    assert asked.words == "left knee"
    client.post("/log/pain", {"when": "morning", "place": "knee-left", "value": "1"})
    assert client.get("/today").context["mine"].mornings == ()


def test_a_finished_session_says_so_and_the_next_one_comes(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    card = _first_card(client)
    planned = client.get("/today").context["mine"].session.id
    body = {"rung": card.item.rung, "amount": 5, "item": card.item.id}
    _send(client, _event(ana, "set.done", body))
    client.post("/log/finish", {"planned": planned})
    assert "Done for today" in client.get("/today").content.decode()


def test_two_people_get_one_clock_and_the_same_order(
    ana: Person, ben: Person, signed_in: Callable[[Person], Client]
) -> None:
    hers, his = (signed_in(one).get("/together").context["board"] for one in (ana, ben))
    assert hers.turns == his.turns
    assert {key[:2] for key, _ in hers.turns} == {"p0", "p1"}
    wanted = sum(card.item.sets for seat in hers.seats for card in seat.cards)
    assert len(hers.turns) == len(set(hers.turns)) == wanted
    assert hers.saved_s > 0


def test_stand_ins_are_few_open_and_not_in_the_session(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    cards = signed_in(ana).get("/today").context["board"].seats[0].cards
    here = {card.item.ladder for card in cards}
    assert any(card.stands_in for card in cards)
    for card in cards:
        assert len(card.stands_in) <= 4
        for one in card.stands_in:
            assert one.rung != card.item.rung
            assert one.ladder not in here or one.ladder == card.item.ladder


def test_a_swap_changes_todays_session(ana: Person, signed_in: Callable[[Person], Client]) -> None:
    client = signed_in(ana)
    card = next(
        one for one in client.get("/today").context["board"].seats[0].cards if one.stands_in
    )
    other = card.stands_in[0].rung
    _send(client, _event(ana, "swap", {"from": card.item.rung, "to": other}))
    cards = client.get("/today").context["board"].seats[0].cards
    assert {one.key: one.item.rung for one in cards}[card.key] == other


def test_progress_shows_tests_and_says_what_it_cannot_tell(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    client.post("/progress/test", {"left": "9,5", "right": "11"})
    values = {row.body["side"]: row.body["value"] for row in EventRow.objects.filter(kind="test")}
    assert values == {"left": pytest.approx(0.095), "right": pytest.approx(0.11)}
    page = client.get("/progress").content.decode()
    assert "Ankles" in page
    assert "can&#x27;t tell yet" in page
    assert client.post("/progress/test", {"left": "400"}, follow=True).context["messages"]
    assert EventRow.objects.filter(kind="test").count() == 2


def test_the_cost_of_a_page_grows_with_the_page_not_with_the_log(
    ana: Person, ben: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    rung = _first_card(client).item.rung

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    before = {path: queries(path) for path in ("/today", "/together", "/progress", "/me")}
    events = [
        _event(ana, "set.done", {"rung": rung, "amount": 5}, days_ago=day) for day in range(1, 28)
    ]
    _send(client, *events)
    after = {path: queries(path) for path in before}
    assert after == before
    assert max(after.values()) <= 16


def test_old_logs_are_not_read_for_a_new_program(
    ana: Person, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(ana)
    rung = _first_card(client).item.rung
    _send(client, _event(ana, "set.done", {"rung": rung, "amount": 5}, days_ago=300))
    assert _first_card(client).last == ""


def test_the_worker_and_the_manifest_are_fresh_and_whole(db: None) -> None:
    worker = Client().get("/sw.js")
    assert worker.headers["Cache-Control"] == "no-cache"
    source = worker.content.decode()
    assert "__BUILD__" not in source
    assert "/static/site/today.js" in source
    assert Client().get("/manifest.webmanifest").json()["display"] == "standalone"


def test_a_drawing_exists_for_known_rungs_only(db: None) -> None:
    assert Client().get("/figures/split-squat.5.svg").headers["Content-Type"] == "image/svg+xml"
    assert Client().get("/figures/nothing.9.svg").status_code == 404


def test_the_guide_is_ones_own(ana: Person, signed_in: Callable[[Person], Client]) -> None:
    response = signed_in(ana).get("/guide.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
