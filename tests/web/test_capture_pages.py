"""The pages of filming: what they say in each state, and whom they show it to."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from overtoe.report import design
from overtoe.site.capture import storage
from overtoe.site.capture.changes import changed
from overtoe.site.capture.models import Clip
from overtoe.site.capture.outcome import log_clip
from overtoe.site.capture.pictures import pictures
from overtoe.site.clinic.models import AuditEntry, Clinic, Member
from overtoe.site.clinic.models import Client as Looked
from overtoe.site.people.models import Consent, Person, User

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

FILM = bytes(range(256)) * 8


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "clips"


def measured(value: float | None) -> dict[str, float | None]:
    return {"value": value, "low": value, "high": value}


def facts(*, travel_cm: float, heel_mm: float) -> dict[str, Any]:
    """The parts of an analysis that the program's rules read."""
    rep = {
        "partial": False,
        "knee_travel_cm": measured(travel_cm),
        "heel_lift_mm": measured(heel_mm),
        "ankle_dorsiflexion_deg": measured(35.0),
    }
    return {"movement": {"name": "squat"}, "quality": {"usable": True}, "reps": [rep]}


def clip_of(person: Person, state: str = "done", **said: Any) -> Clip:
    found = Clip.objects.create(person=person, name="squat.mp4", state=state, **said)
    storage.result(found.pk, "x").parent.mkdir(parents=True)
    page = design.page("Squat", "<main>report</main>", script="let a = 1;")
    storage.result(found.pk, "report.html").write_text(page)
    storage.result(found.pk, "overlay.mp4").write_bytes(FILM)
    return found


@pytest.fixture
def phone(ana: Person, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(ana)


def test_the_card_says_it_in_forty_words_without_styles() -> None:
    drawn = pictures()
    assert len(drawn) == 5
    assert sum(len(one.words.split()) for one in drawn) <= 40
    assert not re.search(r"style|class|script", "".join(one.svg for one in drawn))


def test_film_offers_the_exercises_of_the_next_session(phone: Client) -> None:
    text = phone.get("/film").content.decode()
    rungs = re.findall(r'data-rung="([a-z-]+\.\d+)"', text)
    assert rungs
    chosen = phone.get("/film", {"rung": rungs[0]}).content.decode()
    assert f'value="{rungs[0]}" selected' in chosen
    assert "deleted once it is measured, unless you keep it" in " ".join(text.split())


@pytest.mark.parametrize(
    ("state", "said", "words"),
    [
        ("waiting", {}, "Waiting to be measured"),
        ("running", {"step": "Measuring"}, "Measuring"),
        (
            "running",
            {"step": "Looking for the body", "steps_done": 120, "steps_total": 300},
            "120/300 pictures",
        ),
        ("refused", {"message": "Film from the side."}, "Film from the side."),
        ("failed", {"message": "It stopped."}, "It stopped."),
        ("done", {"message": "Your knee went 4 cm past your toes."}, "4 cm past"),
    ],
)
def test_each_state_says_what_is_and_asks_again_only_while_it_changes(
    phone: Client, ana: Person, state: str, said: dict[str, Any], words: str
) -> None:
    found = clip_of(ana, state, **said)
    text = phone.get(f"/clips/{found.pk}/state").content.decode()
    assert words in re.sub(r"<[^>]+>", "", text)
    assert ("hx-get" in text) == (state in {"waiting", "running"})
    assert phone.get(f"/clips/{found.pk}").status_code == 200


def test_a_report_may_run_its_own_script_and_nothing_else(phone: Client, ana: Person) -> None:
    answer: Any = phone.get(f"/clips/{clip_of(ana).pk}/report")
    assert b"let a = 1" in answer.getvalue()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[^']+'", policy)
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'self'")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("", 200, FILM),
        ("bytes=0-1", 206, FILM[:2]),
        ("bytes=2000-", 206, FILM[2000:]),
        ("bytes=-10", 206, FILM[-10:]),
        ("bytes=9999-", 416, b""),
    ],
)
def test_the_overlay_comes_in_the_parts_that_phones_ask_for(
    phone: Client, ana: Person, asked: str, status: int, part: bytes
) -> None:
    more: Any = {"HTTP_RANGE": asked} if asked else {}
    answer: Any = phone.get(f"/clips/{clip_of(ana).pk}/overlay", **more)
    assert answer.status_code == status
    assert (b"".join(answer.streaming_content) if answer.streaming else b"") == part
    if status == 206:
        assert int(answer.headers["Content-Length"]) == len(part)


def test_keep_can_be_switched_and_letting_go_deletes_at_once(phone: Client, ana: Person) -> None:
    found = clip_of(ana, keep=True)
    storage.video(found.pk).write_bytes(FILM)
    phone.post(f"/clips/{found.pk}/keep", {"keep": "yes"})
    assert storage.video(found.pk).exists()
    phone.post(f"/clips/{found.pk}/keep", {"keep": "no"})
    assert not storage.video(found.pk).exists()
    waiting = clip_of(ana, "waiting")
    storage.video(waiting.pk).write_bytes(FILM)
    phone.post(f"/clips/{waiting.pk}/keep", {"keep": "no"})
    assert storage.video(waiting.pk).exists()  # it isn't measured yet


def test_delete_deletes_files_too(
    phone: Client, ana: Person, django_capture_on_commit_callbacks: Any
) -> None:
    found = clip_of(ana)
    with django_capture_on_commit_callbacks(execute=True):
        phone.post(f"/clips/{found.pk}/delete")
    assert not Clip.objects.exists()
    assert not storage.folder(found.pk).exists()


def test_only_a_failed_clip_is_tried_again(phone: Client, ana: Person) -> None:
    failed, done = clip_of(ana, "failed", attempts=3), clip_of(ana)
    for found in (failed, done):
        phone.post(f"/clips/{found.pk}/again")
        found.refresh_from_db()
    assert (failed.state, failed.attempts, done.state) == ("waiting", 0, "done")


def test_the_partner_and_strangers_see_no_clip(
    ana: Person, ben: Person, cleo: Person, signed_in: Callable[[Person], Client]
) -> None:
    found = clip_of(ana)
    for other in (ben, cleo):
        client = signed_in(other)
        for page in ("", "/state", "/report", "/overlay", "/video", "/result.json"):
            assert client.get(f"/clips/{found.pk}{page}").status_code == 404
        for act in ("keep", "again", "delete"):
            assert client.post(f"/clips/{found.pk}/{act}").status_code == 404
    assert Clip.objects.exists()


def test_a_professional_sees_with_consent_and_leaves_a_trace(ana: Person, client: Client) -> None:
    clinic = Clinic.objects.create(name="Gym")
    user = User.objects.create_user("pro@example.org", "long enough for two")
    Member.objects.create(clinic=clinic, user=user, role="professional")
    Looked.objects.create(clinic=clinic, person=ana)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = clip_of(ana)
    page = f"/clips/{found.pk}"
    assert client.get(page).status_code == 404
    consent = Consent.objects.create(person=ana, clinic=clinic, text="I agree.")
    assert client.get(page).status_code == 200
    report: Any = client.get(f"{page}/report")
    assert b"report" in report.getvalue()
    assert client.get(f"{page}/video").status_code == 404  # the film itself stays with its owner
    assert client.post(f"{page}/delete").status_code == 404
    entry = AuditEntry.objects.get()
    assert (entry.clinic, entry.person, entry.by, entry.action) == (
        clinic,
        ana,
        user,
        "opened clip",
    )
    found.refresh_from_db()
    assert found.seen_by_professional_at is not None
    consent.withdrawn_at = dt.datetime.now(tz=dt.UTC)
    consent.save()
    assert client.get(page).status_code == 404


def test_what_it_changes_names_the_heel_and_the_exercise(ana: Person) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    free = clip_of(ana, document=facts(travel_cm=4, heel_mm=0))
    lifted = clip_of(ana, document=facts(travel_cm=5, heel_mm=30), rung="squat.4")
    steady = clip_of(ana, document=facts(travel_cm=6, heel_mm=2), rung="squat.4")
    for found in (free, lifted, steady):
        assert log_clip(found)
    said = [" ".join(changed(one, today).sentences) for one in (free, lifted, steady)]
    assert "isn't tied to an exercise" in said[0]
    assert "The heel came up" in said[1]
    assert "done under control" in said[2]


def test_the_list_costs_the_same_however_long_it_is(
    phone: Client, ana: Person, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        Clip.objects.create(person=ana, name="a", state="done", message="Your knee went far.")
    with django_assert_max_num_queries(8):
        text = phone.get("/clips").content.decode()
    assert text.count("Your knee went far.") == 20
    assert "Older" in text
