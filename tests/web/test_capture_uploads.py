"""Clips come in chunk by chunk: resumed, checked by content, limited, never lost once accepted."""

from __future__ import annotations

import base64
import errno
import io
import os
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from overtoe.site.capture import care, storage, uploads
from overtoe.site.capture.content import is_video
from overtoe.site.capture.models import Clip, Upload
from overtoe.site.people.models import Person, User

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 40
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "clips"


def person(name: str) -> Person:
    user = User.objects.create_user(f"{name}@example.org", "correct horse battery")
    return Person.objects.create(user=user, name=name)


@pytest.fixture
def ann() -> Person:
    return person("ann")


def signed_in(who: Person) -> Client:
    client = Client()
    assert who.user is not None
    client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def phone(ann: Person) -> Client:
    return signed_in(ann)


def begin(client: Client, size: int, **said: str) -> HttpResponse:
    said = {"filename": "squat.mp4", **said}
    meta = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items()
    )
    more = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": meta}
    return client.post("/uploads", **TUS, **more)  # type: ignore[arg-type,return-value]


def patch(client: Client, url: str, offset: int, data: bytes) -> HttpResponse:
    return client.patch(  # type: ignore[return-value]
        url,
        data,
        content_type="application/offset+octet-stream",
        HTTP_UPLOAD_OFFSET=str(offset),
        **TUS,  # type: ignore[arg-type]
    )


def head(client: Client, url: str) -> HttpResponse:
    return client.head(url, **TUS)  # type: ignore[arg-type,return-value]


def test_a_clip_arrives_in_chunks_and_waits_for_its_analysis(phone: Client, ann: Person) -> None:
    made = begin(phone, len(MP4), rung="squat.4", load_kg="22,5", load_at="front", keep="yes")
    assert made.status_code == 201
    url = made.headers["Location"]
    first = patch(phone, url, 0, MP4[:6000])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "6000")
    assert head(phone, url).headers["Upload-Offset"] == "6000"
    last = patch(phone, url, 6000, MP4[6000:])
    clip = Clip.objects.get()
    assert last.headers["Clip-Location"] == f"/clips/{clip.pk}"
    assert storage.video(clip.pk).read_bytes() == MP4
    facts = (clip.person, clip.name, clip.rung, clip.load_kg, clip.load_at, clip.keep, clip.state)
    assert facts == (ann, "squat.mp4", "squat.4", 22.5, "front", True, "waiting")
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[str(clip.pk)]]
    assert not Upload.objects.exists()
    # A page that was killed before it heard the last answer asks how far it is.
    assert head(phone, url).headers["Clip-Location"] == f"/clips/{clip.pk}"


def test_a_wrong_offset_changes_nothing_and_says_where_to_go_on(phone: Client) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    patch(phone, url, 0, MP4[:6000])
    wrong = patch(phone, url, 5000, MP4[5000:])
    assert wrong.status_code == 409
    assert b"6000 bytes have arrived" in wrong.content
    assert head(phone, url).headers["Upload-Offset"] == "6000"


def test_bytes_written_but_not_counted_are_written_anew(phone: Client) -> None:
    """As after kill −9 between the disk and the database."""
    url = begin(phone, len(MP4)).headers["Location"]
    patch(phone, url, 0, MP4[:6000])
    with storage.part(Upload.objects.get().pk).open("ab") as file:
        file.write(b"x" * 999)
    patch(phone, url, 6000, MP4[6000:])
    assert storage.video(Clip.objects.get().pk).read_bytes() == MP4


def test_a_server_killed_between_file_and_row_loses_nothing(phone: Client) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    upload = Upload.objects.get()
    uploads.receive(upload, 0, io.BytesIO(MP4))
    storage.take_in(upload.pk)  # and here it is killed
    assert not Clip.objects.exists()
    care.take_care()
    clip = Clip.objects.get()
    assert storage.video(clip.pk).read_bytes() == MP4
    assert DBTaskResult.objects.count() == 1
    assert head(phone, url).headers["Clip-Location"] == f"/clips/{clip.pk}"


def test_a_link_that_breaks_keeps_what_had_come(ann: Person) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            if not piece:
                raise OSError("connection reset")
            return piece

    upload = uploads.announce(ann, name="a.mp4", size=len(MP4))
    assert uploads.receive(upload, 0, Broken(MP4[:5000])).offset == 5000


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 " + b"a" * 9000, "a document"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 9000, "a single picture"),
        (b"#EXTM3U\nfile:///etc/passwd\n" + b"\n" * 9000, "a list that points to other files"),
        (b"no film", "a few bytes"),
    ],
)
def test_what_is_no_clip_is_refused_after_its_first_bytes(
    phone: Client, data: bytes, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    url = begin(phone, len(data), filename=f"{what}.mp4").headers["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = patch(phone, url, 0, data[:5000])
    assert answer.status_code == 415, what
    assert b"isn't a video" in answer.content
    assert head(phone, url).status_code == 404
    assert list((storage.root() / storage.ARRIVING).iterdir()) == []


def test_first_bytes_may_come_in_small_pieces(phone: Client) -> None:
    url = begin(phone, 9000).headers["Location"]
    assert patch(phone, url, 0, b"%PDF-1.7 ").status_code == 204
    assert patch(phone, url, 9, b"a" * 5000).status_code == 415


@pytest.mark.parametrize(
    "head_bytes",
    [
        b"\x1a\x45\xdf\xa3" + b"\0" * 100,
        b"RIFF\0\0\0\0AVI LIST",
        b"GIF89a",
        b"\0\0\0\x14ftypqt  ",
        b"\0\0\0\x08wide\0\0\0\0mdat",
        (b"G" + b"\0" * 187) * 4,
    ],
)
def test_films_of_phones_cameras_and_screens_are_known(head_bytes: bytes) -> None:
    assert is_video(head_bytes)


def test_four_gigabytes_are_refused_before_a_byte_is_sent(phone: Client) -> None:
    answer = begin(phone, 4_000_000_000)
    assert answer.status_code == 413
    assert "4 GB; 2 GB is the most" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_chunk_can_not_be_larger_than_was_announced(phone: Client) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    patch(phone, url, 0, MP4 + b"more")
    assert storage.video(Clip.objects.get().pk).read_bytes() == MP4


def test_a_full_disk_is_said_before_and_during(
    phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    patch(phone, url, 0, MP4[:6000])

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        answer = patch(phone, url, 6000, MP4[6000:])
    assert answer.status_code == 507
    assert b"disk of this site is full" in answer.content
    assert head(phone, url).headers["Upload-Offset"] == "6000"
    monkeypatch.setattr(storage, "free_bytes", lambda: 100_000_000)
    assert begin(phone, 10_000).status_code == 507
    monkeypatch.undo()
    assert patch(phone, url, 6000, MP4[6000:]).status_code == 204
    assert Clip.objects.exists()


def test_each_person_has_a_quota(phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERTOE_PERSON_MB", "1")
    assert begin(phone, 900_000).status_code == 201
    answer = begin(phone, 200_000)
    assert answer.status_code == 413
    assert b"Delete kept clips first" in answer.content


def test_an_upload_belongs_to_who_began_it(phone: Client) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    ben = signed_in(person("ben"))
    assert head(ben, url).status_code == 404
    assert patch(ben, url, 0, MP4).status_code == 404
    assert ben.delete(url, **TUS).status_code == 404  # type: ignore[arg-type]
    assert Client().head(url, **TUS).status_code == 401  # type: ignore[arg-type]


def test_giving_up_deletes_what_had_come(
    phone: Client, django_capture_on_commit_callbacks: Any
) -> None:
    url = begin(phone, len(MP4)).headers["Location"]
    patch(phone, url, 0, MP4[:6000])
    with django_capture_on_commit_callbacks(execute=True):
        assert phone.delete(url, **TUS).status_code == 204  # type: ignore[arg-type]
    assert list((storage.root() / storage.ARRIVING).iterdir()) == []


def test_requests_of_other_sites_are_refused(ann: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert ann.user is not None
    strict.force_login(ann.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert begin(strict, 100).status_code == 403


def test_the_protocol_says_what_it_can(phone: Client) -> None:
    answer = phone.options("/uploads")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == "2000000000"
    assert phone.post("/uploads").status_code == 412


def test_two_pages_can_not_write_at_once(phone: Client) -> None:
    import fcntl  # noqa: PLC0415

    url = begin(phone, len(MP4)).headers["Location"]
    with storage.part(Upload.objects.get().pk).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert patch(phone, url, 0, MP4).status_code == 423
    assert patch(phone, url, 0, MP4).status_code == 204
