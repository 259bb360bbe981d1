"""The site as people start it: everything at once, and nothing lost when parts of it are killed."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from overtoe.errors import UsageError
from overtoe.sample import SampleOptions, render
from overtoe.site.operations.address import Address, check_free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are found by Linux's list of children"
)

OVERTOE = [sys.executable, "-c", "from overtoe.cli import main; main()"]
PATIENCE_S = 120
SIGN_IN = """
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from overtoe.site.people.models import Person, User
user = User.objects.create_user("ann@example.org", "correct horse battery")
Person.objects.create(user=user, name="Ann")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""
LOOK = """
SELECT state, attempts, message, (SELECT COUNT(*) FROM training_eventrow) FROM capture_clip
"""


class Running:
    """A served site in a folder of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "OVERTOE_HOME": str(home),
            "OVERTOE_STALE_SECONDS": "5",
            "DJANGO_SETTINGS_MODULE": "overtoe.site.settings",
        }
        self.home, self.session = home, ""
        self.process = subprocess.Popen(
            [*OVERTOE, "serve", "--port", str(self.port), "--workers", "1"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, *words: str) -> str:
        ended = subprocess.run(
            words, env=self.env, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def sign_in(self) -> None:
        self.session = self.run(sys.executable, "-c", SIGN_IN)

    def children(self, of: int | None = None) -> dict[str, int]:
        pid = of or self.process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        named = {}
        for child in found:
            command = Path(f"/proc/{child}/cmdline").read_text()
            named["web" if "gunicorn" in command else "worker"] = int(child)
        return named

    def kill(self, name: str) -> None:
        os.kill(eventually(lambda: self.children().get(name)), signal.SIGKILL)

    def ask(self, method: str, path: str, data: bytes | None = None, **headers: str) -> Any:
        token = "t" * 32
        sent = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Tus-Resumable": "1.0.0",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, data=data, method=method, headers=sent)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.headers, answer.read()

    def well(self) -> bool:
        try:
            return bool(json.loads(self.ask("GET", "/health?all")[1])["ok"])
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE_S)


def eventually(look: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("waited too long")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    home = tmp_path / "home"
    home.mkdir()
    site = Running(home)
    try:
        yield site
    finally:
        site.process.kill()
        site.process.wait()
        assert site.process.stdout is not None
        site.process.stdout.close()


def upload(site: Running, clip: bytes, *, kill_after: int) -> None:
    """Send a clip as the page does: ask how far it is, go on, through every broken link."""
    name = base64.b64encode(b"squat.mp4").decode()
    headers = {"Upload_Length": str(len(clip)), "Upload_Metadata": f"filename {name}"}
    url = site.ask("POST", "/uploads", b"", **headers)[0]["Location"]
    sent = 0

    def once() -> bool:
        nonlocal sent
        try:
            told = site.ask("HEAD", url)[0]
            if told["Clip-Location"]:
                return True
            offset = int(told["Upload-Offset"])
            more = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset)}
            site.ask("PATCH", url, clip[offset : offset + 70_000], **more)
        except (OSError, urllib.error.URLError):
            return False
        sent += 1
        if sent == kill_after:
            site.kill("web")
        return False

    eventually(once)


def test_nothing_accepted_is_lost_when_parts_are_killed(running: Running, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    render(film, SampleOptions(reps=1, speed=2, width=180, height=320, fps=10))
    eventually(running.well)
    running.sign_in()
    upload(running, film.read_bytes(), kill_after=2)

    def state() -> Any:
        with closing(sqlite3.connect(running.home / "overtoe.sqlite3", timeout=20)) as rows:
            return rows.execute(LOOK).fetchone()

    for attempt in (1, 2):
        eventually(lambda attempt=attempt: state()[:2] == ("running", attempt))
        running.kill("worker")
    done = eventually(lambda: (found := state())[0] not in {"waiting", "running"} and found)
    assert (done[0], done[1], done[3]) == ("done", 3, 1), done
    # What runs can be saved, and stopped without a word of complaint.
    running.run(*OVERTOE, "backup", str(tmp_path / "b.tar"))
    assert running.stop() == 0
    running.run(*OVERTOE, "restore", str(tmp_path / "b.tar"), "--replace")
    assert state() == done


def test_all_ends_when_the_roof_is_killed(running: Running) -> None:
    eventually(running.well)
    children = running.children()
    assert set(children) == {"web", "worker"}
    running.process.kill()
    running.process.wait()
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children.values()))


def test_a_taken_address_is_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UsageError, match="--port"):
            check_free(Address("127.0.0.1", other.getsockname()[1]))
    with pytest.raises(UsageError):
        check_free(Address("192.0.2.1", 8000))
