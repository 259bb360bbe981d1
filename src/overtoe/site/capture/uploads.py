"""Take in files chunk by chunk, so that a broken link or a killed page costs one chunk."""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from overtoe.errors import OvertoeError
from overtoe.site.capture import storage
from overtoe.site.capture.content import HEAD_BYTES, is_video
from overtoe.site.capture.limits import MOST_UPLOADS, UPLOAD_DAYS, in_words, limits
from overtoe.site.capture.models import Clip, Upload
from overtoe.site.capture.tasks import analyze_clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.site.people.models import Person

PIECE_BYTES: Final = 256 * 1024


class UploadRefused(OvertoeError):  # noqa: N818  (a refusal, told with a sentence)
    """An upload that can't go on, with the status that the protocol gives it."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(code, text)
        self.status = status


def announce(person: Person, **said: str | int | float | bool) -> Upload:
    """Begin an upload; ``said`` are the fields of the row.

    Raises
    ------
    UploadRefused
        When the clip is empty or too large, or there is no room for it.
    """
    size = int(said["size"])
    _check_size(size)
    _check_room(person, size)
    for old in person.uploads.order_by("-touched_at")[MOST_UPLOADS - 1 :]:
        old.delete()
    upload = Upload.objects.create(person=person, **said)
    with _room():
        storage.part(upload.pk).touch(mode=0o600)
    return upload


def _check_size(size: int) -> None:
    most = limits().clip_bytes
    if size == 0:
        raise UploadRefused(400, "CLIP_EMPTY", "The file is empty. Choose the clip again.")
    if size > most:
        raise UploadRefused(
            413,
            "CLIP_TOO_LARGE",
            f"The clip has {in_words(size)}; {in_words(most)} is the most. Trim it to the "
            "repetitions, a minute is plenty, or film in 1080p.",
        )


def _check_room(person: Person, size: int) -> None:
    bounds = limits()
    if storage.free_bytes() - size < bounds.spare_bytes:
        raise _disk_full()
    used = storage.used_bytes(person)
    if used + size > bounds.person_bytes:
        raise UploadRefused(
            413,
            "QUOTA_FULL",
            f"Your clips take {in_words(used)} of {in_words(bounds.person_bytes)}. Delete kept "
            "clips first; what was measured from them can stay.",
        )


def _disk_full() -> UploadRefused:
    return UploadRefused(
        507,
        "DISK_FULL",
        "The disk of this site is full, so the clip can't be taken in. What has arrived is safe. "
        "Free some space where Overtoe runs, then send the rest.",
    )


@contextmanager
def _locked(upload: Upload) -> Iterator[IO[bytes]]:
    """Open the file for one writer; a second one is told to come back."""
    try:
        file = storage.part(upload.pk).open("r+b")
    except FileNotFoundError as error:
        raise _gone() from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            text = "Another page is sending this clip. It goes on by itself."
            raise UploadRefused(423, "UPLOAD_BUSY", text) from error
        yield file


def _gone() -> UploadRefused:
    text = "This upload isn't here any more. Choose the clip again."
    return UploadRefused(410, "UPLOAD_GONE", text)


def receive(upload: Upload, offset: int, body: IO[bytes]) -> Upload:
    """Write a chunk; what is counted in ``offset`` is on the disk when this returns.

    Raises
    ------
    UploadRefused
        When the offset isn't where the file ends, the file isn't a clip, or the disk is full.
    """
    with _locked(upload) as file:
        upload.refresh_from_db()
        if offset != upload.offset:
            text = f"{upload.offset} bytes have arrived, not {offset}. The page goes on from there."
            raise UploadRefused(409, "OFFSET", text)
        file.seek(offset)
        # A chunk that was written but not counted, because the server was killed, is written anew.
        file.truncate()
        upload.offset += _copy(body, file, upload.size - offset)
        if offset < HEAD_BYTES:
            file.seek(0)
            _check_content(upload, file.read(HEAD_BYTES))
        _save(upload)
    return upload


def _save(upload: Upload) -> None:
    upload.touched_at = timezone.now()
    upload.save(update_fields=["offset", "touched_at"])


def _check_content(upload: Upload, head: bytes) -> None:
    if len(head) < min(HEAD_BYTES, upload.size) or is_video(head):
        return
    upload.delete()
    raise UploadRefused(
        415,
        "NOT_A_CLIP",
        f"“{upload.name}” isn't a video that Overtoe knows. Choose a clip from the phone's camera: "
        "mp4, mov, webm, mkv, avi or gif.",
    )


def _copy(body: IO[bytes], file: IO[bytes], most: int) -> int:
    """Copy what comes, up to ``most`` bytes; a link that breaks keeps what had come."""
    copied = 0
    with _room():
        while copied < most and (piece := _next(body, min(PIECE_BYTES, most - copied))):
            file.write(piece)
            copied += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return copied


def _next(body: IO[bytes], most: int) -> bytes:
    try:
        return body.read(most)
    except OSError:  # Django's UnreadablePostError among them: the link broke
        return b""


@contextmanager
def _room() -> Iterator[None]:
    """Tell a full disk with a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise _disk_full() from error
        raise


def finish(upload: Upload) -> Clip | None:
    """Make a complete upload a clip that waits for its analysis; None while bytes are missing.

    The file is moved first. A server killed in between finds the complete upload again, here or in
    :func:`overtoe.site.capture.care.take_care`, and ends what was begun.
    """
    if upload.offset < upload.size:
        return None
    try:
        storage.take_in(upload.pk)
    except FileNotFoundError as error:
        raise _gone() from error
    with transaction.atomic():
        clip, made = Clip.objects.get_or_create(
            pk=upload.pk,
            defaults={
                "person": upload.person,
                "name": upload.name,
                "movement": upload.movement,
                "rung": upload.rung,
                "load_kg": upload.load_kg,
                "load_at": upload.load_at,
                "size": upload.size,
                "keep": upload.keep,
            },
        )
        upload.delete()
        if made:
            analyze_clip.enqueue(str(clip.pk))
    return clip


def expired() -> list[Upload]:
    """Uploads that nobody goes on with."""
    latest = timezone.now() - dt.timedelta(days=UPLOAD_DAYS)
    return list(Upload.objects.filter(touched_at__lt=latest))
