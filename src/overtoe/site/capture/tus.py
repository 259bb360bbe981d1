"""The core of the tus 1.0 protocol (https://tus.io): create, ask how far, go on, give up.

An upload and the clip that it becomes have the same id, so a page that was killed before it heard
the last answer finds the clip by asking how far its upload is.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, Final, cast

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from overtoe.body import LOAD_PLACES
from overtoe.site.capture import uploads
from overtoe.site.capture.limits import MOST_CHUNK_BYTES, limits
from overtoe.site.capture.models import Clip, Upload
from overtoe.site.people.queries import person_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable
    from typing import IO

    from django.http import HttpRequest

    from overtoe.site.people.models import Person

VERSION: Final = "1.0.0"
CHUNK_TYPE: Final = "application/offset+octet-stream"
HEAVIEST_KG: Final = 600.0
NAME_CHARS: Final = 200


@require_http_methods(["POST", "OPTIONS"])
def collection(request: HttpRequest) -> HttpResponse:
    """Begin an upload, or say what this server can do."""
    if request.method == "OPTIONS":
        most = str(limits().clip_bytes)
        return _answer(204, **{"Tus-Extension": "creation,termination", "Tus-Max-Size": most})
    return _spoken(request, _begin)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say how far an upload is, take the next chunk, or give the upload up."""
    actions = {"HEAD": _tell, "PATCH": _go_on, "DELETE": _give_up}
    action = actions[str(request.method)]
    return _spoken(request, lambda request, person: action(request, person, pk))


def _spoken(
    request: HttpRequest, action: Callable[[HttpRequest, Person], HttpResponse]
) -> HttpResponse:
    """Answer as the protocol wants it; refusals carry a sentence for people."""
    person = person_of(request.user)
    if person is None:
        return _refusal(401, "SIGN_IN", "Sign in to send the clip. What has arrived is safe.")
    if request.headers.get("Tus-Resumable") != VERSION:
        return _answer(412)
    try:
        return action(request, person)
    except uploads.UploadRefused as error:
        return _refusal(error.status, error.code, error.text)


def _begin(request: HttpRequest, person: Person) -> HttpResponse:
    size = request.headers.get("Upload-Length", "")
    if not size.isdigit():
        return _refusal(400, "LENGTH_MISSING", "The upload doesn't say how long it is.")
    said = _said(request.headers.get("Upload-Metadata", ""), person)
    upload = uploads.announce(person, size=int(size), **said)
    return _answer(201, Location=reverse("upload", args=[upload.pk]))


def _said(header: str, person: Person) -> dict[str, Any]:
    """Fields that a page may set, cut to what the rows hold."""
    told = dict(map(_pair, filter(None, header.split(","))))
    place = told.get("load_at", "")
    return {
        "name": told.get("filename", "")[:NAME_CHARS] or "clip",
        "movement": told.get("movement", "")[:40],
        "rung": told.get("rung", "")[:80],
        "load_kg": _kilograms(told.get("load_kg", "")),
        "load_at": place if place in LOAD_PLACES else "back",
        "keep": told.get("keep", "yes" if person.keeps_clips else "no") == "yes",
    }


def _pair(text: str) -> tuple[str, str]:
    key, _, value = text.strip().partition(" ")
    try:
        return key, base64.b64decode(value, validate=True).decode("utf-8").replace("\0", "")
    except (binascii.Error, UnicodeDecodeError):
        return key, ""


def _kilograms(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return 0.0
    return value if 0 <= value <= HEAVIEST_KG else 0.0


def _tell(request: HttpRequest, person: Person, pk: uuid.UUID) -> HttpResponse:
    del request
    clip = Clip.objects.filter(pk=pk, person=person).first()
    if clip is not None:
        return _arrived(clip, 200)
    upload = _mine(person, pk)
    clip = uploads.finish(upload)
    if clip is not None:
        return _arrived(clip, 200)
    return _answer(200, **{"Upload-Offset": upload.offset, "Upload-Length": upload.size})


def _go_on(request: HttpRequest, person: Person, pk: uuid.UUID) -> HttpResponse:
    if request.content_type != CHUNK_TYPE:
        return _answer(415)
    if int(request.headers.get("Content-Length") or 0) > MOST_CHUNK_BYTES:
        return _refusal(413, "CHUNK_TOO_LARGE", "A chunk has 5 MiB at most.")
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdigit():
        return _answer(400)
    # A request is read like a file; nothing of it lies in memory as a whole.
    upload = uploads.receive(_mine(person, pk), int(offset), cast("IO[bytes]", request))
    clip = uploads.finish(upload)
    if clip is not None:
        return _arrived(clip, 204)
    return _answer(204, **{"Upload-Offset": upload.offset})


def _give_up(request: HttpRequest, person: Person, pk: uuid.UUID) -> HttpResponse:
    del request
    _mine(person, pk).delete()
    return _answer(204)


def _mine(person: Person, pk: uuid.UUID) -> Upload:
    upload = Upload.objects.select_related("person").filter(pk=pk, person=person).first()
    if upload is None:
        raise Http404
    return upload


def _arrived(clip: Clip, status: int) -> HttpResponse:
    place = reverse("clip", args=[clip.pk])
    length = {"Upload-Offset": clip.size, "Upload-Length": clip.size}
    return _answer(status, **length, **{"Clip-Location": place})


def _answer(status: int, **headers: str | int) -> HttpResponse:
    response = HttpResponse(status=status)
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Tus-Version"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response.headers[name] = str(value)
    return response


def _refusal(status: int, code: str, text: str) -> HttpResponse:
    response = _answer(status)
    response.headers["Content-Type"] = "application/json"
    response.content = json.dumps({"error": {"code": code, "text": text}}).encode()
    return response
