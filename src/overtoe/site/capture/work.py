"""Take a waiting clip through its analysis; every step can be cut off and is then done again.

The number of attempts is the fence: a worker that was thought dead and comes back can't write over
what a later attempt has found.
"""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from overtoe.errors import OvertoeError
from overtoe.program.intake import parse_intake
from overtoe.site.capture import child, storage
from overtoe.site.capture.job import CRASHED
from overtoe.site.capture.limits import job_limits
from overtoe.site.capture.models import Clip
from overtoe.site.capture.outcome import log_clip
from overtoe.site.capture.tasks import analyze_clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.site.people.models import Person

MOST_ATTEMPTS: Final = 3
TELL_S: Final = 0.7
"""How often progress is written down; the page asks every two seconds."""

GIVEN_UP: Final = (
    "The analysis stopped three times without saying why. The clip is still here: try again, or "
    "film in 1080p and trim it to the repetitions."
)
VIDEO_GONE: Final = "The clip itself isn't here any more. Film or choose it again."

logger = logging.getLogger("overtoe.capture")


def work(pk: str) -> None:
    """Analyze one clip if it still waits."""
    clip = claim(pk)
    if clip is None:
        return
    if not storage.video(clip.pk).exists():
        settle(clip, {"outcome": "failed", "message": VIDEO_GONE})
        return
    began = time.monotonic()
    folder, wanted = storage.folder(clip.pk), _wanted(clip)
    ended = child.run(folder, wanted, job_limits(), heard=_teller(clip))
    seconds = round(time.monotonic() - began, 1)
    line = ended.line
    if line is None and child.stopping.is_set():
        give_back(clip)
        return
    crashed = line is None or line["outcome"] == CRASHED
    why = line["message"] if line and crashed else ended.code
    logger.info("clip analyzed", extra={"code": why, "seconds": seconds})
    if line is None or crashed:
        try_again(clip)
    else:
        settle(clip, line)


def claim(pk: str) -> Clip | None:
    """Make a waiting clip ours; None where it isn't waiting."""
    with transaction.atomic():
        fresh = Clip.objects.filter(pk=pk, state=Clip.State.WAITING).update(
            state=Clip.State.RUNNING,
            attempts=F("attempts") + 1,
            heartbeat_at=timezone.now(),
            step="",
            steps_done=0,
            steps_total=0,
        )
        return Clip.objects.select_related("person").get(pk=pk) if fresh else None


def _wanted(clip: Clip) -> dict[str, Any]:
    return {
        "name": clip.name,
        "movement": clip.movement,
        "load_kg": clip.load_kg,
        "load_at": clip.load_at,
        **_body(clip.person),
    }


def _body(person: Person) -> dict[str, Any]:
    try:
        body = parse_intake(person.intake, source="your answers").body
    except OvertoeError:  # no answers yet: what needs no body is measured
        return {"stature_m": None, "mass_kg": None, "sex": None}
    return {"stature_m": body.stature_m, "mass_kg": body.mass_kg, "sex": body.sex.value[0]}


def _teller(clip: Clip) -> Callable[[child.Line | None], bool]:
    told = 0.0

    def heard(line: child.Line | None) -> bool:
        nonlocal told
        if time.monotonic() - told < TELL_S:
            return True
        told = time.monotonic()
        said = {
            "step": line["step"],
            "steps_done": line["done"],
            "steps_total": line["total"],
        } if line else {}  # fmt: skip
        return bool(_ours(clip).update(heartbeat_at=timezone.now(), **said))

    return heard


def _ours(clip: Clip) -> Any:
    return Clip.objects.filter(pk=clip.pk, state=Clip.State.RUNNING, attempts=clip.attempts)


def settle(clip: Clip, line: child.Line) -> None:
    """Write down what came out, log it for the program, and let go of the video."""
    state = Clip.State(line["outcome"])
    with transaction.atomic():
        ours = _ours(clip).select_for_update().select_related("person").first()
        if ours is None:
            return
        ours.state, ours.message = state, line["message"]
        ours.finished_at = timezone.now()
        if state != Clip.State.FAILED:
            ours.document = _document(ours)
        if state == Clip.State.DONE:
            log_clip(ours)
        ours.save()
    if state != Clip.State.FAILED and not ours.keep:
        storage.forget_video(clip.pk)


def _document(clip: Clip) -> dict[str, Any] | None:
    path = storage.result(clip.pk, "analysis.json")
    if not path.exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def try_again(clip: Clip) -> None:
    """Queue a clip whose analysis was cut off; after three times say so instead."""
    if clip.attempts >= MOST_ATTEMPTS:
        settle(clip, {"outcome": "failed", "message": GIVEN_UP})
        return
    with transaction.atomic():
        if _ours(clip).update(state=Clip.State.WAITING, step=""):
            analyze_clip.enqueue(str(clip.pk))


def give_back(clip: Clip) -> None:
    """Queue a clip again that this worker must let go of; that isn't an attempt."""
    with transaction.atomic():
        if _ours(clip).update(state=Clip.State.WAITING, step="", attempts=F("attempts") - 1):
            analyze_clip.enqueue(str(clip.pk))
