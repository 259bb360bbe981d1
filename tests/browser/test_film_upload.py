"""Filming on a phone: a clip goes on after the page was killed, and its result comes by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as site
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from overtoe.report import design
from overtoe.sample import SampleOptions, render
from overtoe.site.capture import storage
from overtoe.site.capture.models import Clip, Upload
from overtoe.site.people.models import Person, User

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def film_page(phone: Callable[[], Any], settings: Any, tmp_path: Path, live_server: Any) -> Any:
    """Open the film page, signed in."""
    settings.MEDIA_ROOT = tmp_path / "clips"
    user = User.objects.create_user("ann@example.org", "long enough for two")
    Person.objects.create(user=user, name="Ann")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page = phone()
    name, key = site.SESSION_COOKIE_NAME, session.session_key
    page.context.add_cookies([{"name": name, "value": key, "url": live_server.url}])
    page.goto("/film")
    return page


def break_after_first_chunk(page: Any) -> None:
    """Let the link of this page end after a chunk that is small enough to have a second."""
    page.evaluate("document.getElementById('upload').dataset.chunk = 20000")
    sent: list[str] = []

    def wire(route: Any) -> None:
        if route.request.method == "PATCH":
            sent.append(route.request.url)
            if len(sent) > 1:
                route.abort()
                return
        route.continue_()

    page.route("**/uploads/*", wire)


def test_a_killed_page_goes_on_where_it_was(film_page: Any, tmp_path: Path) -> None:
    film = tmp_path / "squat.mp4"
    render(film, SampleOptions(reps=1, speed=2, width=180, height=320, fps=10))
    break_after_first_chunk(film_page)
    film_page.set_input_files("#pick", str(film))
    film_page.get_by_role("button", name="Send and measure").click()
    film_page.get_by_text("trying again").wait_for()
    assert Upload.objects.get().offset == 20_000
    film_page.close()
    again = film_page.context.new_page()
    again.goto("/film")  # and nothing is chosen or pressed
    again.wait_for_url("**/clips/*")
    clip = Clip.objects.get()
    assert storage.video(clip.pk).read_bytes() == film.read_bytes()
    again.get_by_text("Waiting to be measured").wait_for()

    Clip.objects.update(state="running", step="Looking for the body", steps_done=7, steps_total=31)
    again.get_by_text("7/31 pictures").wait_for()
    storage.result(clip.pk, "x").parent.mkdir()
    report = design.page("Squat", "<main><h1>Squat</h1></main>", script="document.title = 'ran'")
    storage.result(clip.pk, "report.html").write_text(report)
    now = dt.datetime.now(tz=dt.UTC)
    Clip.objects.update(
        state="done", message="Your knee went 4 cm past your toes.", finished_at=now
    )
    again.get_by_text("4 cm past your toes").wait_for()
    again.frame_locator("iframe.report").get_by_role("heading", name="Squat").wait_for()
    again.get_by_text("Deleted after it was measured").or_(
        again.get_by_text("It is deleted once it is measured")
    ).wait_for()


def test_what_is_too_large_or_no_clip_is_told_at_once(film_page: Any, tmp_path: Path) -> None:
    film_page.evaluate("document.getElementById('upload').dataset.most = 1000")
    film_page.reload()
    text = tmp_path / "notes.mp4"
    text.write_bytes(b"these are only notes " * 500)
    film_page.set_input_files("#pick", str(text))
    film_page.get_by_role("button", name="Send and measure").click()
    film_page.get_by_text("isn't a video that Overtoe knows").wait_for()
    assert not Upload.objects.exists()
    assert not Clip.objects.exists()


def test_a_clip_can_be_given_up(film_page: Any, tmp_path: Path) -> None:
    film = tmp_path / "squat.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(300_000))
    break_after_first_chunk(film_page)
    film_page.set_input_files("#pick", str(film))
    film_page.get_by_role("button", name="Send and measure").click()
    film_page.get_by_text("trying again").wait_for()
    film_page.get_by_role("button", name="Stop and discard").click()
    film_page.locator("#sending").wait_for(state="hidden")
    film_page.wait_for_timeout(300)
    assert not Upload.objects.exists()
    film_page.reload()
    assert film_page.locator("#sending").is_hidden()
