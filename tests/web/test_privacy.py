"""Take everything along; delete everything, really; end a consent; say what is stored where."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from clinic_cast import Cast, cast, event, pain
from overtoe.program.intake import parse_intake
from overtoe.program.log import read_lines
from overtoe.site.api.access import new_token
from overtoe.site.capture import storage
from overtoe.site.capture.models import Clip, Upload
from overtoe.site.clinic import audit
from overtoe.site.clinic.models import AuditEntry, Client, Clinic, Member, Note
from overtoe.site.people.models import Consent, Household, Person, User
from overtoe.site.training.log_rows import log_of, receive
from overtoe.site.training.models import ProgramRow

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_of_them(settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "clips"
    made = cast()
    pain(made.ana, 1, 4)
    receive(made.ana, [event("set.done", 1, rung="squat.1", amount=8, load_kg=12)])
    ProgramRow.objects.create(person=made.ana, program={"schema": 1}, limits='by = "Cleo"')
    made.clip.document = {"schema": 1, "knee": 6}
    made.clip.save()
    folder = storage.folder(made.clip.pk)
    (folder / "result").mkdir(parents=True)
    (folder / "video").write_bytes(b"the video")
    (folder / "result" / "report.html").write_text("the report")
    upload = Upload.objects.create(person=made.ana, name="half.mp4", size=100)
    storage.part(upload.pk).write_bytes(b"half")
    Note.objects.create(client=made.client, by=made.cleo, text="Talk about stairs.")
    member = Member.objects.get(user=made.cleo)
    audit.record(member, audit.SAW_CLIENT, person=made.ana)
    assert made.ana.user is not None
    new_token(made.ana.user, "Watch", ["read"])
    return made


def signed_in(user: User | None) -> Browser:
    assert user is not None
    browser = Browser()
    browser.force_login(user)
    return browser


def exported(user: User | None) -> zipfile.ZipFile:
    answer = signed_in(user).post("/privacy/export")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_archive_holds_everything_in_formats_that_can_be_read_back(all_of_them: Cast) -> None:
    got = exported(all_of_them.ana.user)
    assert parse_intake(got.read("intake.toml").decode()).name == "Ana"
    assert read_lines(got.read("log.jsonl").decode()) == log_of(all_of_them.ana)
    lines = list(csv.DictReader(io.StringIO(got.read("log.csv").decode())))
    assert [(one["kind"], one["value"] or one["load_kg"]) for one in lines] == [
        ("pain", "1"),
        ("pain", "4"),
        ("set.done", "12"),
    ]
    clip = f"clips/{all_of_them.clip.pk}"
    assert json.loads(got.read(f"{clip}/result.json")) == {"schema": 1, "knee": 6}
    assert got.read(f"{clip}/files/video") == b"the video"
    assert got.read(f"{clip}/files/result/report.html") == b"the report"
    program = next(n for n in got.namelist() if n.startswith("programs/") and n.endswith("json"))
    assert json.loads(got.read(program)) == {"schema": 1}
    assert json.loads(got.read("consents.json"))[0]["text"] == "I agree."
    care = json.loads(got.read("care.json"))[0]
    assert care["notes"][0]["text"] == "Talk about stairs."
    assert "saw the client's page" in got.read("trail.csv").decode()
    assert json.loads(got.read("account.json"))["tokens"][0]["name"] == "Watch"


def test_the_readme_names_every_file_of_the_archive(all_of_them: Cast) -> None:
    got = exported(all_of_them.ana.user)
    readme = got.read("README.txt").decode()
    for name in got.namelist():
        top = name.split("/")[0] + ("/" if "/" in name else "")
        assert top in readme or top == "README.txt", name


def test_the_archive_of_one_holds_nothing_of_another(all_of_them: Cast) -> None:
    got = exported(all_of_them.ben.user)
    assert not any("clips/" in name for name in got.namelist())
    assert b"Talk about stairs" not in b"".join(got.read(name) for name in got.namelist())


@pytest.mark.django_db(transaction=True)
def test_after_deleting_no_row_and_no_file_remains(all_of_them: Cast) -> None:
    ana, user = all_of_them.ana, all_of_them.ana.user
    assert user is not None
    browser = signed_in(user)
    browser.get("/privacy")
    answer = browser.post("/privacy/delete", {"email": "ana@example.org"})
    assert answer.status_code == 200
    assert "Everything is deleted" in answer.content.decode()
    gone = {str(ana.pk), str(user.pk), ana.pk.hex, user.pk.hex, "ana@example.org", "Ana"}
    for model in apps.get_models():
        for row in model._default_manager.values():
            told = {str(value) for value in row.values()}
            assert not (told & gone), (model, row)
    assert [path for path in storage.root().rglob("*") if path.is_file()] == []
    # Ben stays, and so does the household that he lives in.
    assert Person.objects.filter(pk=all_of_them.ben.pk).exists()
    assert Household.objects.exists()
    assert AuditEntry.objects.get(action=audit.SAW_CLIENT).person is None


def test_every_session_of_the_account_ends(all_of_them: Cast) -> None:
    phone, desk = signed_in(all_of_them.ana.user), signed_in(all_of_them.ana.user)
    other = signed_in(all_of_them.ben.user)
    phone.post("/privacy/delete", {"email": "ana@example.org"})
    assert desk.get("/me/tokens").status_code == 302
    assert other.get("/me/tokens").status_code == 200
    owners = {one.get_decoded().get("_auth_user_id") for one in Session.objects.all()}
    assert str(all_of_them.ben.user and all_of_them.ben.user.pk) in owners


@pytest.mark.parametrize("typed", ["", "ben@example.org", "ana"])
def test_nothing_is_deleted_unless_the_address_is_typed(all_of_them: Cast, typed: str) -> None:
    signed_in(all_of_them.ana.user).post("/privacy/delete", {"email": typed})
    assert Person.objects.filter(pk=all_of_them.ana.pk).exists()
    assert Clip.objects.exists()


def test_a_clinic_that_others_use_keeps_an_owner(all_of_them: Cast) -> None:
    browser = signed_in(all_of_them.olga)
    answer = browser.post("/privacy/delete", {"email": "olga@example.org"}, follow=True)
    assert "only owner of North Street" in answer.content.decode()
    assert User.objects.filter(pk=all_of_them.olga.pk).exists()


def test_a_clinic_that_nobody_else_uses_goes_with_its_owner(all_of_them: Cast) -> None:
    signed_in(all_of_them.dan).post("/privacy/delete", {"email": "dan@example.org"})
    assert list(Clinic.objects.values_list("name", flat=True)) == ["North Street"]


def test_ending_a_consent_ends_it_at_once_and_only_by_the_one_who_gave_it(
    all_of_them: Cast,
) -> None:
    address = f"/privacy/consents/{all_of_them.consent.pk}/withdraw"
    assert signed_in(all_of_them.ben.user).post(address).status_code == 404
    page = f"/clinic/{all_of_them.clinic.pk}/clients/{all_of_them.client.pk}/"
    assert signed_in(all_of_them.cleo).get(page).status_code == 200
    signed_in(all_of_them.ana.user).post(address)
    assert signed_in(all_of_them.cleo).get(page).status_code == 404
    ended = Consent.objects.get(pk=all_of_them.consent.pk)
    assert ended.withdrawn_at is not None
    assert ended.text == "I agree."  # what was agreed to stays readable


def test_the_page_tells_strangers_what_is_stored_and_people_their_own(all_of_them: Cast) -> None:
    everyone = Browser().get("/privacy").content.decode()
    assert "What, where, how long" in everyone
    assert "Download everything" not in everyone
    own = signed_in(all_of_them.ana.user).get("/privacy").content.decode()
    assert "3 log entries, 1 program, 1 clip" in own
    assert "saw the client" in own
    assert Client.objects.count() == 1
