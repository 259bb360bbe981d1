"""How many taps things take, and what couples, sides, swaps and corrections do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from overtoe.site.people.models import Household, Person, User
from overtoe.site.training.models import EventRow
from overtoe.site.training.services import make_program
from site_steps import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOG = ".now [data-log-button]"
INTAKE = """
name = "{name}"
goals = ["stairs"]
[body]
birth_year = 1988
sex = "female"
stature_cm = 168
mass_kg = 64
[time]
{day} = 30
{later} = 30
start = {start}
weeks = 4
[health]
yes = []
{pain}
[equipment]
items = ["wall", "floor-space", "chair", "timer", "path", "mat", "step", "rings", "towel"]
heights_cm = [10, 20]
dumbbells_kg = {{ "5" = 2, "10" = 2 }}
"""
SORE = '[[pain]]\njoint = "knee"\nside = "left"\nduring = 2\n'


def _person(name: str, *, pain: str = "", household: Household | None = None) -> Person:
    start = dt.datetime.now(tz=dt.UTC).date()
    text = INTAKE.format(
        name=name,
        pain=pain,
        start=start,
        day=f"{start:%A}".lower(),
        later=f"{start + dt.timedelta(days=3):%A}".lower(),
    )
    user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD)
    person = Person.objects.create(user=user, name=name, intake=text, household=household)
    make_program(person)
    return person


def _sign_in(page: Any, name: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/today")
    _ready(page)


def _ready(page: Any) -> None:
    page.wait_for_selector("html[data-ready=yes]")


def _sent(page: Any) -> None:
    page.wait_for_function("() => document.getElementById('connection').textContent === ''")


def _counted_session(page: Any) -> int:
    """Do everything as prescribed; returns the taps, without typing anything."""
    taps = 0
    while page.locator(LOG).count():
        said = page.locator("#said").inner_text()
        if page.locator(LOG).inner_text().startswith("Start"):
            # One tap starts a hold, which ends by itself; a second one is only for this test.
            page.locator(LOG).click()
            page.locator(LOG, has_text="Stop").wait_for()
            page.wait_for_timeout(1100)
            page.locator(LOG, has_text="Stop").click()
            taps += 1
        else:
            page.locator(LOG).click()
            taps += 1
        page.wait_for_function(
            "said => document.getElementById('said').textContent !== said || "
            "!document.querySelector('.now [data-log-button]')",
            arg=said,
        )
        page.wait_for_timeout(400)  # a faster second tap isn't taken for another set
        if page.locator(".now .panel .score").count():
            page.locator(".now .panel").get_by_role("button", name="Same as last").click()
            taps += 1
    return taps


def test_a_session_as_prescribed_takes_a_tap_a_set_and_no_keyboard(
    phone: Callable[..., Any],
) -> None:
    _person("Ana", pain=SORE)
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    sets = sum(int(text.split("/")[1]) for text in page.locator("[data-count]").all_inner_texts())
    taps = _counted_session(page)
    _sent(page)
    questions = EventRow.objects.filter(kind="pain").count()
    assert EventRow.objects.filter(kind="set.done").count() == sets
    # One tap a set, and one a question about the sore knee, which only its first sets ask.
    assert taps == sets + questions
    assert taps <= 20
    assert page.evaluate("document.activeElement.tagName") != "INPUT"


def test_one_step_different_is_two_taps_and_undo_is_one(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    page.locator("[data-jump]").nth(2).click()
    target = int(page.locator(".now input[name=amount]").input_value())
    page.locator(".now [data-step='-1'][data-for=amount]").click()
    page.locator(LOG).click()
    page.get_by_role("button", name="Undo").wait_for()
    _sent(page)
    assert EventRow.objects.get(kind="set.done").body["amount"] == target - 1
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => !document.querySelector('.set-done')")
    _sent(page)
    assert EventRow.objects.filter(kind="set.delete").count() == 1


def test_a_done_set_opens_by_a_tap_and_keeps_its_id(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    chip = page.locator("[data-jump]").nth(2)
    chip.click()
    page.locator(LOG).click()
    page.get_by_role("button", name="Undo").wait_for()
    chip.click()
    page.locator(".now .set-done").first.click()
    page.locator(".now input[name=amount]").fill("5")
    page.get_by_role("button", name="Save the change").click()
    chip.click()
    page.locator(".now .set-done", has_text="5").wait_for()
    _sent(page)
    done = EventRow.objects.get(kind="set.done")
    assert EventRow.objects.get(kind="set.edit").body["set"] == done.id
    # A corrected set is no second set, and starts no second rest.
    assert page.locator(".now .set-done").count() == 1


def test_this_hurts_offers_the_easier_one_in_two_taps(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    page.locator("[data-jump]").last.click()
    page.locator(".now [data-hurts]").click()
    page.locator(".now .panel").get_by_role("button", name="left knee").click()
    panel = page.locator(".now .panel")
    assert (
        panel.get_by_role("button", name="Do the easier one")
        .or_(panel.get_by_role("button", name="Leave it out today"))
        .is_visible()
    )
    panel.get_by_role("button", name="7 of 10").click()
    panel.get_by_text("More than 5 of 10 is too much").wait_for()
    _sent(page)
    assert EventRow.objects.get(kind="pain").body["value"] == 7


def test_a_swap_takes_three_taps_and_survives_a_reload(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    chips = page.locator("[data-jump]")
    for number in range(chips.count()):
        chips.nth(number).click()
        page.locator(".now [data-swap]").click()
        if page.locator(".now .panel").get_by_role("button", name="It's taken").count():
            break
    page.locator(".now .panel").get_by_role("button", name="It's taken").click()
    options = page.locator(".now .panel .wide")
    assert 1 <= options.count() - 1 <= 4
    title = options.first.inner_text().split(" · ")[0]
    options.first.click()
    page.locator(".now [data-title]").get_by_text(title, exact=True).wait_for()
    _sent(page)
    page.reload()
    _ready(page)
    assert title in page.locator("[data-title]").all_text_contents()


def test_the_rest_goes_on_through_a_reload(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    page.locator("[data-jump]").nth(2).click()
    page.locator(LOG).click()
    page.locator("#rest").get_by_text("Next:").wait_for()
    end = page.evaluate("JSON.parse(localStorage.getItem('overtoe-rest')).end")
    page.reload()
    _ready(page)
    assert page.locator("#rest").is_visible()
    page.get_by_role("button", name="15 seconds more rest").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('overtoe-rest')).end") == end + 15000


def test_two_phones_show_one_session(phone: Callable[..., Any]) -> None:
    home = Household.objects.create()
    ana, ben = _person("Ana", household=home), _person("Ben", household=home)
    hers, his = phone(timezone_id="UTC"), phone(timezone_id="UTC")
    _sign_in(hers, "Ana")
    _sign_in(his, "Ben")
    for page in (hers, his):
        page.goto("/together")
        _ready(page)
        assert page.locator(".set-card:visible").count() == 2
    first = hers.locator(".now .who").inner_text()
    assert his.locator(".now .who").inner_text() == first
    label = hers.locator(LOG).inner_text()
    assert label.startswith((f"Log {first} →", "Start"))
    hers.locator(LOG).click()
    hers.get_by_role("button", name="Undo").wait_for()
    _sent(hers)
    # Whoever's set it was, it is in their own log, and the other phone moves on by itself.
    done = EventRow.objects.get(kind="set.done")
    assert done.person == (ana if first == "Ana" else ben)
    his.locator("[data-count]").get_by_text("1/", exact=False).first.wait_for()


def test_a_trembling_thumb_logs_one_set(phone: Callable[..., Any]) -> None:
    _person("Ana")
    page = phone(timezone_id="UTC")
    _sign_in(page, "Ana")
    page.locator("[data-jump]").nth(2).click()
    page.locator(LOG).dblclick()
    page.get_by_role("button", name="Undo").wait_for()
    _sent(page)
    assert EventRow.objects.filter(kind="set.done").count() == 1


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_off_the_page(phone: Callable[..., Any], width: int) -> None:
    home = Household.objects.create()
    _person("Ana", household=home, pain=SORE)
    _person("Ben", household=home)
    page = phone(timezone_id="UTC", viewport={"width": width, "height": 800})
    _sign_in(page, "Ana")
    for path in ("/today", "/together", "/progress", "/me", "/start/kit", "/start/health"):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"
        small = page.evaluate(
            "Array.from(document.querySelectorAll('button, .button, .option, input'))"
            ".filter((one) => one.offsetParent && one.closest('.option') === null)"
            ".filter((one) => one.getBoundingClientRect().height < 44)"
            ".map((one) => one.outerHTML.slice(0, 80))"
        )
        assert small == [], path
