"""An analysis runs in a process of its own; whatever cuts it off, the clip isn't lost."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from overtoe.sample import SampleOptions, render
from overtoe.site.capture import care, storage, work
from overtoe.site.capture.limits import JobLimits
from overtoe.site.capture.models import Clip, WorkerBeat
from overtoe.site.capture.tasks import analyze_clip
from overtoe.site.people.models import Person
from overtoe.site.training.models import EventRow

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

DONE = {"outcome": "done", "message": "Your knee went 4 cm past your toes."}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "clips"


@pytest.fixture
def ann() -> Person:
    return Person.objects.create(name="Ann")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second or two of a small mannequin: enough for one repetition, soon measured."""
    path = tmp_path_factory.mktemp("film") / "tiny.mp4"
    render(path, SampleOptions(reps=1, speed=2, width=180, height=320, fps=10))
    return path


def arrived(person: Person, content: bytes | Path = b"a film", **said: Any) -> Clip:
    clip = Clip.objects.create(person=person, name="squat.mp4", **said)
    storage.video(clip.pk).parent.mkdir(parents=True)
    if isinstance(content, bytes):
        storage.video(clip.pk).write_bytes(content)
    else:
        shutil.copy(content, storage.video(clip.pk))
    return clip


def claimed(person: Person, **said: Any) -> Clip:
    clip = work.claim(str(arrived(person, **said).pk))
    assert clip is not None
    return clip


def now(clip: Clip) -> Clip:
    clip.refresh_from_db()
    return clip


def test_a_clip_is_measured_logged_once_and_let_go(
    ann: Person, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret@host/name")
    monkeypatch.setenv("OVERTOE_SECRET_KEY", "secret")
    known: list[dict[str, str]] = []
    real = subprocess.Popen

    def watch(*words: Any, **more: Any) -> Any:
        known.append(more["env"])
        return real(*words, **more)

    monkeypatch.setattr(subprocess, "Popen", watch)
    clip = arrived(ann, film, rung="squat.4")
    work.work(str(clip.pk))
    assert not {"DATABASE_URL", "OVERTOE_SECRET_KEY"} & set(known[0])
    assert now(clip).state == "done", clip.message
    assert clip.message.startswith("Your knee ")
    assert (clip.step, clip.steps_total > 0) == ("Drawing on the clip", True)
    assert clip.document is not None
    assert clip.document["recording"]["name"] == "squat.mp4"
    assert not storage.video(clip.pk).exists()
    left = {path.name for path in storage.result(clip.pk, "x").parent.iterdir()}
    assert left == {"report.html", "analysis.json", "overlay.mp4"}
    event = EventRow.objects.get()
    assert (event.kind, event.body["rung"], event.person) == ("clip", "squat.4", ann)
    work.work(str(clip.pk))  # a job that was queued twice
    assert now(clip).attempts == 1


def test_a_kept_clip_stays(ann: Person) -> None:
    clip = claimed(ann, keep=True)
    work.settle(clip, DONE)
    assert now(clip).state == "done"
    assert storage.video(clip.pk).exists()


def test_a_broken_clip_gets_a_sentence(ann: Person, film: Path) -> None:
    whole = film.read_bytes()
    clip = arrived(ann, whole[:600] + bytes(len(whole) - 600))
    work.work(str(clip.pk))
    assert now(clip).state == "refused"
    assert "“squat.mp4”" in clip.message
    assert clip.message.endswith(".")
    assert EventRow.objects.count() == 0


def test_a_clip_without_a_body_is_refused_and_says_why(ann: Person, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    render(empty, SampleOptions(reps=0, width=180, height=320, fps=10, brightness=0.02, noise=0))
    clip = arrived(ann, empty)
    work.work(str(clip.pk))
    assert now(clip).state == "refused"
    assert len(clip.message) > 30


@pytest.mark.parametrize(
    ("bounds", "word"),
    [
        (JobLimits(0, 60, 4_000_000_000, 10**9), "longer than it may"),
        (JobLimits(60, 1, 4_000_000_000, 10**9), "longer than it may"),
    ],
)
def test_an_analysis_that_goes_too_far_is_stopped(
    ann: Person, film: Path, monkeypatch: pytest.MonkeyPatch, bounds: JobLimits, word: str
) -> None:
    monkeypatch.setattr(work, "job_limits", lambda: bounds)
    clip = arrived(ann, film)
    work.work(str(clip.pk))
    assert now(clip).state == "failed"
    assert word in clip.message
    assert storage.video(clip.pk).exists()  # to try again


def test_an_analysis_may_not_take_all_memory() -> None:
    code = (
        "from overtoe.site.capture.job import set_limits; "
        "set_limits({'memory_bytes': 200_000_000, 'cpu_s': 60, 'file_bytes': 1000}); "
        "bytearray(400_000_000)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def test_the_job_stops_with_its_worker(tmp_path: Path) -> None:
    """Its input ends when the worker is gone, however it went; then nobody waits for it."""
    code = (
        "import sys, threading, time; from overtoe.site.capture import job; "
        "threading.Thread(target=job._stop_with_parent, daemon=True).start(); "
        "print('up', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"up\n"
        process.stdin.close()
        assert process.wait(timeout=30) == 1


def silent(clip: Clip) -> None:
    long_ago = timezone.now() - dt.timedelta(seconds=care.stale_s() + 1)
    Clip.objects.filter(pk=clip.pk).update(heartbeat_at=long_ago)


def test_a_clip_whose_worker_died_is_queued_again_three_times(ann: Person) -> None:
    clip = arrived(ann)
    for attempt in (1, 2):
        assert work.claim(str(clip.pk)) is not None
        silent(clip)
        care.take_care()
        assert (now(clip).state, clip.attempts) == ("waiting", attempt)
        assert DBTaskResult.objects.ready().count() == attempt
    assert work.claim(str(clip.pk)) is not None
    silent(clip)
    care.take_care()
    assert now(clip).state == "failed"
    assert "try again" in clip.message


def test_a_clip_that_is_being_measured_is_left_alone(ann: Person) -> None:
    clip = claimed(ann)
    care.take_care()
    assert now(clip).state == "running"
    assert not DBTaskResult.objects.exists()


def test_a_worker_that_comes_back_can_not_write_over_a_later_one(ann: Person) -> None:
    slow = claimed(ann)
    silent(slow)
    care.take_care()
    quick = work.claim(str(slow.pk))
    assert quick is not None
    work.settle(slow, {"outcome": "failed", "message": "too slow"})
    assert now(Clip.objects.get(pk=slow.pk)).state == "running"
    assert not work._ours(slow).update(step="x")
    work.settle(quick, DONE)
    assert Clip.objects.get(pk=slow.pk).state == "done"


def test_waiting_clips_that_no_job_knows_are_queued(ann: Person) -> None:
    lost = arrived(ann, made_at=timezone.now() - dt.timedelta(hours=1))
    queued = arrived(ann, made_at=timezone.now() - dt.timedelta(hours=1))
    analyze_clip.enqueue(str(queued.pk))
    care.take_care()
    care.take_care()
    args = [row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()]
    assert sorted(args) == sorted([str(lost.pk), str(queued.pk)])


def test_a_clip_whose_video_is_gone_says_so(ann: Person) -> None:
    clip = arrived(ann)
    storage.video(clip.pk).unlink()
    work.work(str(clip.pk))
    assert (now(clip).state, clip.message) == ("failed", work.VIDEO_GONE)


def test_a_deleted_clip_stops_its_analysis(
    ann: Person, film: Path, django_capture_on_commit_callbacks: Any
) -> None:
    clip = claimed(ann)
    shutil.copy(film, storage.video(clip.pk))
    with django_capture_on_commit_callbacks(execute=True):
        Clip.objects.get(pk=clip.pk).delete()
    assert work._teller(clip)(None) is False
    assert not storage.folder(clip.pk).exists()


def test_cleaning_deletes_what_has_had_its_time(
    ann: Person, django_capture_on_commit_callbacks: Any
) -> None:
    import os  # noqa: PLC0415

    long_ago = timezone.now() - dt.timedelta(days=8)
    done, kept = arrived(ann, state="done"), arrived(ann, state="done", keep=True)
    failed = arrived(ann, state="failed", finished_at=timezone.now())
    old = arrived(ann, state="failed", finished_at=long_ago)
    stray, fresh = storage.root() / "stray", storage.root() / "fresh"
    for folder in (stray, fresh):
        folder.mkdir()
    os.utime(stray, (0, 0))
    ann.uploads.create(name="half.mp4", size=10, touched_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        care.clean_up()
    there = {clip: storage.video(clip.pk).exists() for clip in (done, kept, failed, old)}
    assert there == {done: False, kept: True, failed: True, old: False}
    assert (stray.exists(), fresh.exists()) == (False, True)
    assert not ann.uploads.exists()


def test_deleting_a_person_deletes_their_files(
    ann: Person, django_capture_on_commit_callbacks: Any
) -> None:
    clip = arrived(ann, state="done", keep=True)
    upload = ann.uploads.create(name="half.mp4", size=10)
    storage.part(upload.pk).write_bytes(b"half")
    with django_capture_on_commit_callbacks(execute=True):
        ann.delete()
    assert not storage.folder(clip.pk).exists()
    assert not storage.part(upload.pk).exists()


def test_health_tells_a_missing_worker(client: Any) -> None:
    assert client.get("/health").status_code == 200
    assert client.get("/health?all").status_code == 503
    care.beat("one")
    told = json.loads(client.get("/health?all").content)
    assert (told["ok"], told["worker"]["state"]) == (True, "working")
    WorkerBeat.objects.update(at=timezone.now() - dt.timedelta(hours=1))
    answer = client.get("/health?all")
    assert (answer.status_code, answer.json()["worker"]["state"]) == (503, "silent")
