"""A real Chromium on a running site; skipped, with a sentence, where there is none."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONE = {"width": 390, "height": 844}

# The browser's own loop runs in this thread while the database is set up and cleared.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _chromium() -> str | None:
    return os.environ.get("OVERTOE_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start the system's Chromium once."""
    path = _chromium()
    if path is None:
        pytest.skip("Chromium isn't here; install Debian's package chromium to run browser tests")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where it is used)

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Any, live_server: Any) -> Iterator[Callable[[], Any]]:
    """Open pages as on a phone, each call a phone of its own; errors on any page fail the test."""
    contexts = []
    problems: list[str] = []

    def open_phone(**more: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=more.pop("viewport", PHONE),
            has_touch=True,
            **more,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: _note(said, problems))
        return page

    yield open_phone
    for context in contexts:
        context.close()
    assert not problems


def _note(said: Any, problems: list[str]) -> None:
    text = said.text
    if said.type == "error" and "net::ERR" not in text and "status of 4" not in text:
        problems.append(text)


def sign_up(page: Any, email: str) -> None:
    """Make an account, up to the first question of the intake."""
    page.goto("/")
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill("long enough for two")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/start/about")


def answer(page: Any, *, name: str = "Ana", days: tuple[str, ...] = (), sore: bool = True) -> None:
    """Answer the intake as quickly as a person would, up to the first program."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Year of birth").fill("1988")
    page.get_by_text("Female", exact=True).click()
    page.get_by_label("Height, cm").fill("168")
    page.get_by_label("Body weight, kg").fill("64")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("group", name="Most of all").get_by_text("stairs up and down").click()
    page.get_by_role("button", name="Next").click()
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(day).uncheck()
    for day in days:
        page.get_by_label(day).check()
    page.get_by_role("button", name="Next").click()
    for thing in ("Mat", "Low step, 5 to 30 cm", "Rings or straps to row from"):
        page.get_by_label(thing, exact=True).check()
    page.get_by_label("Dumbbells, kg").fill("5x2 10x2")
    page.get_by_role("button", name="Next").click()
    if sore:
        page.get_by_label("Left knee").select_option("2")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Make my program").click()
    page.wait_for_url("**/today")
