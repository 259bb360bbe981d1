"""From sign-up to the adapted program, on a phone whose signal comes and goes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from overtoe.site.people.models import Person
from overtoe.site.training.models import EventRow
from site_steps import answer, sign_up

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOG = ".now [data-log-button]"


def _today_and_later() -> tuple[str, str]:
    today = dt.datetime.now(tz=dt.UTC).date()
    return f"{today:%A}", f"{today + dt.timedelta(days=3):%A}"


def _ready(page: Any) -> None:
    page.wait_for_selector("html[data-ready=yes]")


def _do_everything(page: Any) -> int:
    """Log the whole session as prescribed; returns the taps that took, pain questions included."""
    taps = 0
    while page.locator(LOG).count():
        holds = page.locator(LOG).inner_text().startswith("Start")
        if holds:
            # A hold ends by itself; stopping early logs what was done, which a test can't wait for.
            page.locator(".now [data-step='-1'][data-for=amount]").click(click_count=3)
            page.locator(".now input[name=amount]").fill("1")
        before = page.locator("#said").inner_text()
        page.locator(LOG).click()
        taps += 1
        page.wait_for_function(
            "said => document.getElementById('said').textContent !== said || "
            "document.querySelector('.now .panel .score')",
            arg=before,
        )
        page.wait_for_timeout(400)  # a faster second tap isn't taken for another set
        if page.locator(".now .panel .score").count():
            page.locator(".now .panel").get_by_role("button", name="2 of 10", exact=True).click()
            taps += 1
    return taps


def test_from_sign_up_to_the_adapted_program(phone: Callable[..., Any]) -> None:
    page = phone(timezone_id="UTC")
    sign_up(page, "ana@example.org")
    answer(page, days=_today_and_later())
    _ready(page)
    # The copy for offline use is complete before the signal goes.
    page.wait_for_function(
        "async () => (await (await caches.open('overtoe-pages')).match('/today')) !== undefined"
    )
    page.context.set_offline(True)
    page.locator(LOG).click()
    connection = page.locator("#connection")
    connection.get_by_text("Saved on this phone").wait_for()
    assert EventRow.objects.count() == 0
    # Killing the page loses nothing: the kept copy comes up with the set ticked.
    page.reload()
    _ready(page)
    assert page.locator(".chip-link.full").count() == 1
    assert "to send" in connection.inner_text()
    tokens = page.locator("[name=csrfmiddlewaretoken]")
    assert set(tokens.evaluate_all("all => all.map((one) => one.value)")) == {""}
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => document.getElementById('connection').textContent === ''")
    assert EventRow.objects.filter(kind="set.done").count() == 1

    _do_everything(page)
    page.get_by_role("button", name="2 of 10").first.click()
    page.get_by_role("button", name="Finish the session").click()
    page.get_by_role("heading", name="Done for today").wait_for()
    person = Person.objects.get()
    assert EventRow.objects.filter(kind="session.finish").count() == 1
    done = EventRow.objects.filter(kind="set.done")
    assert all(row.body["amount"] and row.body["rung"] for row in done)

    _night_passes()
    page.evaluate(
        "new Promise((done) => { indexedDB.databases().then((all) => Promise.all("
        "all.map(({name}) => indexedDB.deleteDatabase(name))).then(() => done())); })"
    )
    page.goto("/today")
    _ready(page)
    question = page.get_by_role("group", name="How does your left knee feel?")
    question.get_by_role("button", name="6", exact=True).click()
    page.get_by_text("The next morning was worse than usual").first.wait_for()
    assert EventRow.objects.filter(person=person, kind="morning").get().body["value"] == 6


def _night_passes() -> None:
    """Everything that was logged happened yesterday."""
    for row in EventRow.objects.all():
        row.made_at -= dt.timedelta(days=1)
        if "session" in row.body:
            row.body["session"] = row.made_at.date().isoformat()
        row.save()
