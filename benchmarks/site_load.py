"""Load of the site: 500 clients with a year of logs, 50 people at once, on PostgreSQL.

    scripts/postgres.sh .venv/bin/python benchmarks/site_load.py

Each of the 50 looks at a page, waits one to three seconds, and goes on: ten professionals between
worklist and clients, forty clients between today and logging a set. Times are measured at the
browser's end. Options: --clients 500 --days 365 --people 50 --seconds 60 --processes 2.
"""

# ruff: noqa: PLC0415  (Django's parts can be imported once the settings are named)
from __future__ import annotations

import argparse
import datetime as dt
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from overtoe.site.core.generator import Made

ROOT = Path(__file__).resolve().parent.parent
CSRF = "a" * 32
Times = dict[str, list[float]]


def main() -> None:
    """Fill, count queries, load, print."""
    asked = options()
    set_up()
    made = fill(asked.clients, asked.days)
    people = sign_in(made, asked.people)
    count_queries(made, people)
    with tempfile.NamedTemporaryFile() as log:
        port = free_port()
        server = serve(port, asked.processes, log.fileno())
        try:
            wait_for(port)
            load(port, people, 8)  # warm up
            show(load(port, people, asked.seconds), asked)
        finally:
            server.terminate()
            server.wait()


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def set_up() -> None:
    """Point the site to a folder and a database of its own."""
    os.environ.setdefault("OVERTOE_HOME", tempfile.mkdtemp(prefix="overtoe-load-"))
    url = os.environ.get("OVERTOE_TEST_DATABASE_URL", "")
    os.environ["DATABASE_URL"] = url
    print(f"database: {url.partition(':')[0] or 'sqlite'}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "overtoe.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(clients: int, days: int) -> Made:
    """Make the clinic."""
    from overtoe.movements import catalogue
    from overtoe.program.build import build
    from overtoe.program.intake import parse_intake
    from overtoe.program.types import Program
    from overtoe.site.core.generator import generate

    today = dt.datetime.now(dt.UTC).date()
    intake = (ROOT / "examples/ana.toml").read_text(encoding="utf-8")
    begin = today - dt.timedelta(days=42)
    intake = intake.replace("start = 2026-12-01", f"start = {begin.isoformat()}")
    program = build(parse_intake(intake), catalogue())
    if not isinstance(program, Program):
        sys.exit("no program")
    started = time.perf_counter()
    made = generate(clients, days=days, today=today, program=program, intake=intake)
    took = time.perf_counter() - started
    print(f"{made.people} clients, {made.events} log entries, written in {took:.0f} s")
    return made


def sign_in(made: Made, count: int) -> list[dict[str, str]]:
    """Make a session for each who takes part: one in five a professional, the others clients."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from overtoe.site.clinic.models import Client

    clients = list(Client.objects.filter(clinic=made.clinic).select_related("person__user"))
    people = []
    for number in range(count):
        client = clients[number % len(clients)]
        user = made.owner if number % 5 == 0 else client.person.user
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        people.append(
            {
                "role": "professional" if number % 5 == 0 else "client",
                "cookie": f"sessionid={session.session_key}; csrftoken={CSRF}",
                "session": str(session.session_key),
                "person": str(client.person_id),
                "client": str(client.pk),
                "clinic": str(made.clinic.pk),
            }
        )
    return people


def pages(one: dict[str, str]) -> dict[str, str]:
    """Addresses by name."""
    home = f"/clinic/{one['clinic']}/"
    return {
        "worklist": home,
        "client": f"{home}clients/{one['client']}/",
        "today": "/today",
        "log a set": "/sync/events",
    }


def set_of(one: dict[str, str], seq: int) -> bytes:
    """One set, as the phone's outbox sends it."""
    now = dt.datetime.now(dt.UTC)
    body = {"session": now.date().isoformat(), "rung": "squat.1", "amount": 8, "target": 8}
    event = {
        "id": str(uuid.uuid4()),
        "person": one["person"],
        "device": "phone",
        "seq": seq,
        "kind": "set.done",
        "made_at": now.isoformat(),
        "body": body,
    }
    return json.dumps({"events": [event]}).encode()


def count_queries(made: Made, people: list[dict[str, str]]) -> None:
    """Print how many queries each page takes."""
    from django.db import connection
    from django.test import Client as Browser

    for role in ("professional", "client"):
        one = next(p for p in people if p["role"] == role)
        browser = Browser(headers={"host": "localhost"})
        browser.cookies["sessionid"] = one["session"]
        for name in ("worklist", "client") if role == "professional" else ("today", "log a set"):
            answer = ask_directly(browser, name, one)
            asked: list[str] = []
            with connection.execute_wrapper(
                lambda run, sql, *more, asked=asked: (asked.append(sql), run(sql, *more))[1]
            ):
                ask_directly(browser, name, one)
            spent = sorted(processor_seconds(browser, name, one) for _ in range(9))[4]
            print(
                f"{name}: {len(asked)} queries, {spent * 1e3:.0f} ms of processor, "
                f"{len(answer.content) / 1e3:.0f} kB, status {answer.status_code}"
            )


def processor_seconds(browser: Any, name: str, one: dict[str, str]) -> float:
    """Time that this process computes for one answer, whatever else the machine does."""
    started = time.process_time()
    ask_directly(browser, name, one)
    return time.process_time() - started


def ask_directly(browser: Any, name: str, one: dict[str, str]) -> Any:
    """Ask without a server between."""
    address = pages(one)[name]
    if name != "log a set":
        return browser.get(address)
    return browser.post(address, set_of(one, 0), content_type="application/json")


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(port: int, processes: int, log: int) -> subprocess.Popen[bytes]:
    """Start the site as in production."""
    command = [
        sys.executable, "-m", "gunicorn", "overtoe.site.wsgi:application",
        "--bind", f"127.0.0.1:{port}", "--workers", str(processes), "--threads", "8",
        "--worker-class", "gthread", "--keep-alive", "30",
    ]  # fmt: skip
    return subprocess.Popen(command, stdout=log, stderr=log)


def wait_for(port: int) -> None:
    """Wait until the site answers."""
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the site doesn't answer")


def load(port: int, people: list[dict[str, str]], seconds: int) -> Times:
    """Let everyone work for a while; return the times of each page."""
    times: Times = defaultdict(list)
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=work, args=(port, one, number, until, times))
        for number, one in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def work(port: int, one: dict[str, str], number: int, until: float, times: Times) -> None:
    """One person's browser."""
    chance = random.Random(number)
    choices = {
        "professional": ("worklist", "client"),
        "client": ("today", "log a set", "log a set"),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.uniform(0, 2))
    seq = 0
    while time.monotonic() < until:
        name = chance.choice(choices[one["role"]])
        seq += 1
        started = time.perf_counter()
        status = ask(connection, name, one, seq)
        times[name if status == 200 else f"{name} (status {status})"].append(
            time.perf_counter() - started
        )
        time.sleep(chance.uniform(1, 3))
    connection.close()


def ask(connection: http.client.HTTPConnection, name: str, one: dict[str, str], seq: int) -> int:
    """Ask the server once."""
    headers = {"Host": "localhost", "Cookie": one["cookie"]}
    if name == "log a set":
        headers |= {"Content-Type": "application/json", "X-CSRFToken": CSRF}
        connection.request("POST", pages(one)[name], set_of(one, seq), headers)
    else:
        connection.request("GET", pages(one)[name], headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def show(times: Times, asked: argparse.Namespace) -> None:
    """Print the table."""
    count = sum(len(found) for found in times.values())
    print(f"{asked.people} people for {asked.seconds} s, {count / asked.seconds:.0f} requests/s")
    print("| page | requests | p50 | p95 |\n|---|--:|--:|--:|")
    for name, found in sorted(times.items()):
        ordered = sorted(found)
        middle, high = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
        print(f"| {name} | {len(ordered)} | {middle * 1e3:.0f} ms | {high * 1e3:.0f} ms |")


if __name__ == "__main__":
    main()
