"""Film, the clips, and what was measured from one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from overtoe.site.capture import storage
from overtoe.site.capture.changes import changed
from overtoe.site.capture.choices import LOAD_CHOICES, exercises
from overtoe.site.capture.limits import CHUNK_BYTES, in_words, limits
from overtoe.site.capture.models import Clip
from overtoe.site.capture.pictures import pictures
from overtoe.site.capture.seen import seen
from overtoe.site.capture.sending import send
from overtoe.site.capture.tasks import analyze_clip
from overtoe.site.people.models import User
from overtoe.site.people.queries import person_of, visible_people

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

LATEST: Final = 5
PER_PAGE: Final = 20
POLICY: Final = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')
HEAD_BYTES: Final = 4096


@login_required
@ensure_csrf_cookie
@require_GET
def film(request: HttpRequest) -> HttpResponse:
    """Say what to film, and take clips in."""
    person = person_of(request.user)
    if person is None:
        return redirect("home")
    bounds = limits()
    return render(
        request,
        "capture/film.html",
        {
            "person": person,
            "pictures": pictures(),
            "exercises": exercises(person, timezone.localdate(), request.GET.get("rung", "")),
            "load_choices": LOAD_CHOICES,
            "clips": person.clips.defer("document").order_by("-made_at")[:LATEST],
            "most": bounds.clip_bytes,
            "most_words": in_words(bounds.clip_bytes),
            "chunk": CHUNK_BYTES,
        },
    )


@login_required
@require_GET
def clips(request: HttpRequest) -> HttpResponse:
    """List all clips, newest first."""
    person = person_of(request.user)
    if person is None:
        return redirect("home")
    rows = person.clips.defer("document").order_by("-made_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "capture/clips.html", {"page": page})


@login_required
@ensure_csrf_cookie
@require_GET
def clip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What became of a clip: progress while it is measured, then the result."""
    return render(request, "capture/clip.html", _facts(request, _visible(request, pk)))


@login_required
@require_GET
def state(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The changing part of the page, asked for every two seconds until it is final."""
    return render(request, "capture/state.html", _facts(request, _visible(request, pk)))


def _facts(request: HttpRequest, found: Clip) -> dict[str, object]:
    own = _owns(request, found)
    if not own:
        seen(request.user, found)
    done = found.state == Clip.State.DONE
    return {
        "clip": found,
        "own": own,
        "ahead": _ahead(found),
        "has_report": storage.result(found.pk, "report.html").exists(),
        "has_overlay": storage.result(found.pk, "overlay.mp4").exists(),
        "has_video": storage.video(found.pk).exists(),
        "changed": changed(found, timezone.localdate()) if done else None,
    }


def _ahead(found: Clip) -> int:
    """How many clips are analyzed before this one."""
    if found.state != Clip.State.WAITING:
        return 0
    before = Clip.objects.filter(state__in=(Clip.State.WAITING, Clip.State.RUNNING))
    return before.filter(made_at__lt=found.made_at).count()


def _visible(request: HttpRequest, pk: uuid.UUID) -> Clip:
    if not isinstance(request.user, User):
        raise Http404
    people = visible_people(request.user)
    return get_object_or_404(Clip.objects.select_related("person"), pk=pk, person__in=people)


def _owns(request: HttpRequest, found: Clip) -> bool:
    return found.person.user_id is not None and found.person.user_id == request.user.pk


def _own(request: HttpRequest, pk: uuid.UUID) -> Clip:
    found = _visible(request, pk)
    if not _owns(request, found):
        raise Http404
    return found


@login_required
@require_GET
@xframe_options_sameorigin
def report(
    request: HttpRequest, pk: uuid.UUID
) -> FileResponse | StreamingHttpResponse | HttpResponse:
    """The report as it was written, shown in a frame and on a page of its own."""
    path = storage.result(_visible(request, pk).pk, "report.html")
    response = send(request, path, "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _policy(path)
    return response


def _policy(path: Path) -> str:
    """The policy that the report brings: only its own style and script may run, by their hashes."""
    with path.open("rb") as file:
        own = POLICY.search(file.read(HEAD_BYTES))
    allowed = own.group(1).decode() if own else "default-src 'none'"
    return f"{allowed}; frame-ancestors 'self'"


@login_required
@require_GET
def overlay(
    request: HttpRequest, pk: uuid.UUID
) -> FileResponse | StreamingHttpResponse | HttpResponse:
    """The clip with the measured leg drawn on it."""
    return send(request, storage.result(_visible(request, pk).pk, "overlay.mp4"), "video/mp4")


@login_required
@require_GET
def video(
    request: HttpRequest, pk: uuid.UUID
) -> FileResponse | StreamingHttpResponse | HttpResponse:
    """The clip itself, for its owner, to download where it was kept."""
    found = _own(request, pk)
    response = send(request, storage.video(found.pk), "application/octet-stream")
    response.headers["Content-Disposition"] = 'attachment; filename="clip"'
    return response


@login_required
@require_GET
def document(request: HttpRequest, pk: uuid.UUID) -> JsonResponse:
    """What was measured, as the documented JSON."""
    found = _visible(request, pk)
    if found.document is None:
        raise Http404
    return JsonResponse(found.document)


@login_required
@require_POST
def keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep the video after the analysis, or let go of it."""
    found = _own(request, pk)
    wanted = request.POST.get("keep") == "yes"
    Clip.objects.filter(pk=found.pk).update(keep=wanted)
    measured = found.state in {Clip.State.DONE, Clip.State.REFUSED}
    if not wanted and measured:
        storage.forget_video(found.pk)
    return redirect("clip", found.pk)


@login_required
@require_POST
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Analyze a failed clip once more."""
    found = _own(request, pk)
    with transaction.atomic():
        failed = Clip.objects.filter(pk=found.pk, state=Clip.State.FAILED)
        if failed.update(state=Clip.State.WAITING, attempts=0, message="", finished_at=None):
            analyze_clip.enqueue(str(found.pk))
    return redirect("clip", found.pk)


@login_required
@require_POST
def delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delete the clip with everything that was drawn and written from it; the log stays."""
    found = _own(request, pk)
    found.delete()
    messages.success(
        request, "Deleted: the clip, its report and its picture. Your log is as it was."
    )
    return redirect("film")
