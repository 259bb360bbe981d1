"""Pictures of every page of the site, on a phone and a desk, light and dark: ``site-pictures/``.

Starts the site on data of its own in a folder that is thrown away, with Ana and Ben a few weeks
into their programs, and drives the system's Chromium.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
import threading
import uuid
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
PATHS = {
    "welcome": "/", "sign-in": "/account/login/", "sign-up": "/account/signup/",
    "today": "/today", "together": "/together", "progress": "/progress", "me": "/me",
    "about": "/start/about", "goals": "/start/goals", "time": "/start/time", "kit": "/start/kit",
    "pain": "/start/pain", "health": "/start/health", "tests": "/start/tests",
    "film": "/film", "privacy": "/privacy", "clinic": "/clinic/",
}  # fmt: skip
OPEN = {"welcome", "sign-in", "sign-up"}
INTAKE = """
name = "{name}"
goals = ["stairs", "hike"]
[body]
birth_year = {year}
sex = "{sex}"
stature_cm = {stature}
mass_kg = {mass}
[time]
{day} = 30
{later} = 30
start = {start}
[health]
yes = []
{pain}
[equipment]
items = ["wall", "floor-space", "chair", "timer", "path", "mat", "step", "rings", "towel"]
heights_cm = [10, 20]
dumbbells_kg = {{ "5" = 2, "10" = 2 }}
"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main(out: Path) -> None:
    """Make all pictures."""
    home = tempfile.mkdtemp(prefix="overtoe-pictures-")
    os.environ["OVERTOE_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sys.path.insert(0, str(ROOT / "tests"))
    import django  # noqa: PLC0415  (after the settings are named)

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    _people()
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _pictures(f"http://localhost:{server.server_port}", out)
    finally:
        server.shutdown()
        shutil.rmtree(home, ignore_errors=True)


def _people() -> None:
    from overtoe.site.people.models import Household, Person, User  # noqa: PLC0415
    from overtoe.site.training.services import make_program  # noqa: PLC0415

    home = Household.objects.create(name="Home")
    bodies = {"Ana": (1988, "female", 168, 64), "Ben": (1985, "male", 182, 84)}
    today = dt.datetime.now(tz=dt.UTC).date()
    for name, (year, sex, stature, mass) in bodies.items():
        pain = '[[pain]]\njoint = "knee"\nside = "left"\nduring = 2\n' if name == "Ana" else ""
        start = today - dt.timedelta(days=21)
        text = INTAKE.format(
            name=name, year=year, sex=sex, stature=stature, mass=mass, pain=pain, start=start,
            day=f"{today:%A}".lower(), later=f"{today + dt.timedelta(days=3):%A}".lower(),
        )  # fmt: skip
        user = User.objects.create_user(f"{name.lower()}@example.org", "long enough for two")
        person = Person.objects.create(user=user, name=name, intake=text, household=home)
        make_program(person)
        _log(person, today)


def _log(person: Any, today: dt.date) -> None:
    """Three weeks as planned, with a knee that complains a little, and a session yesterday."""
    from overtoe.site.training.log_rows import receive  # noqa: PLC0415
    from overtoe.site.training.services import training_of  # noqa: PLC0415

    current = training_of(person)
    if current is None:
        return
    days = [session for session in current.program.sessions() if session.date < today]
    moved = {days[-1].id: today - dt.timedelta(days=1)}
    for number, session in enumerate(days):
        day = moved.get(session.id, session.date)
        at = dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC)
        bodies = [("session.start", {"session": day.isoformat(), "planned": session.id})]
        bodies += [
            ("set.done", {"rung": item.rung, "amount": item.amount, "target": item.amount,
                          "unit": item.unit.value, "session": day.isoformat(),
                          "load_kg": item.load.kg if item.load else 0})
            for item in session.items for _ in range(item.sets)
        ]  # fmt: skip
        knee = {"joint": "knee", "side": "left", "value": (2, 1, 3, 1, 0, 2)[number % 6]}
        bodies += [("pain", {**knee, "when": "during"}), ("session.finish", bodies[0][1])]
        bodies += [
            ("test", {"name": "knee_to_wall_m", "side": side, "value": 0.08 + 0.004 * number})
            for side in ("left", "right")
        ]
        receive(person, [_event(kind, body, at) for kind, body in bodies])


def _event(kind: str, body: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "person": "", "device": "pictures", "seq": 0, "kind": kind,
        "made_at": at.isoformat(), "body": body,
    }  # fmt: skip


def _pictures(url: str, out: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("OVERTOE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                page = browser.new_context(
                    base_url=url, viewport={"width": width, "height": height}, color_scheme=scheme
                ).new_page()
                _one_round(page, out, f"{size}-{scheme}")
        browser.close()


def _one_round(page: Any, out: Path, suffix: str) -> None:
    for name in OPEN:
        page.goto(PATHS[name])
        page.screenshot(path=out / f"{name}-{suffix}.png", full_page=True)
    page.goto("/account/login/")
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password").fill("long enough for two")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/today")
    for name, path in PATHS.items():
        if name in OPEN:
            continue
        response = page.goto(path)
        if response.ok:
            page.wait_for_timeout(400)
            page.screenshot(path=out / f"{name}-{suffix}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site-pictures")
