"""Look after what was cut off: uploads that are complete, analyses whose worker died, old files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from overtoe.site import env
from overtoe.site.capture import storage, uploads, work
from overtoe.site.capture.models import Clip, Upload, WorkerBeat
from overtoe.site.capture.tasks import analyze_clip

if TYPE_CHECKING:
    from collections.abc import Iterable

DAYS: Final = 7
"""How long the video of a failed analysis waits for another try, and finished jobs are listed."""


def beat(worker: str) -> None:
    """Say that a worker is there, and forget workers that went long ago."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"at": timezone.now()})
    WorkerBeat.objects.filter(at__lt=timezone.now() - dt.timedelta(days=1)).delete()


def take_care() -> None:
    """Take up again whatever stands still; doing it twice, or by two workers, changes nothing."""
    _end_uploads()
    _revive()
    _queue_waiting()


def _end_uploads() -> None:
    for upload in Upload.objects.filter(offset__gte=F("size")):
        try:
            uploads.finish(upload)
        except uploads.UploadRefused:
            upload.delete()


def _revive() -> None:
    """Queue clips again whose worker hasn't been heard of."""
    silent = timezone.now() - dt.timedelta(seconds=stale_s())
    for clip in Clip.objects.filter(state=Clip.State.RUNNING, heartbeat_at__lt=silent):
        work.try_again(clip)


def stale_s() -> int:
    """After how many silent seconds a worker counts as dead."""
    return env.number("OVERTOE_STALE_SECONDS", 60)


def _queue_waiting() -> None:
    """Queue waiting clips that no job knows of, as after a restore."""
    silent = timezone.now() - dt.timedelta(seconds=stale_s())
    waiting = Clip.objects.filter(state=Clip.State.WAITING, made_at__lt=silent)
    pending = DBTaskResult.objects.filter(
        status__in=(TaskResultStatus.READY,), task_path=analyze_clip.module_path
    )
    queued = {str(row["args"][0]) for row in pending.values_list("args_kwargs", flat=True)}
    for pk in waiting.values_list("pk", flat=True):
        if str(pk) not in queued:
            analyze_clip.enqueue(str(pk))


def clean_up() -> None:
    """Delete what has had its time: given-up uploads, videos not kept, stray files, old jobs."""
    long_ago = timezone.now() - dt.timedelta(days=DAYS)
    for upload in uploads.expired():
        upload.delete()
    measured = Clip.objects.filter(state__in=(Clip.State.DONE, Clip.State.REFUSED))
    failed = Clip.objects.filter(state=Clip.State.FAILED, finished_at__lt=long_ago)
    for clips in (measured, failed):
        _forget(clips.filter(keep=False).values_list("pk", flat=True).iterator())
    storage.erase_strays({*_names(Clip), *_names(Upload)})
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()


def _forget(clips: Iterable[object]) -> None:
    for pk in clips:
        storage.forget_video(pk)  # type: ignore[arg-type]


def _names(model: type[Clip] | type[Upload]) -> set[str]:
    return {str(pk) for pk in model.objects.values_list("pk", flat=True).iterator()}
