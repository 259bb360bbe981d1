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
