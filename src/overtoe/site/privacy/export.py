"""Everything about one account in one archive, in formats that anything can open."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from typing import IO, TYPE_CHECKING, Any, Final

from django.utils import timezone

from overtoe import __version__
from overtoe.program.events import event_line
from overtoe.site.capture import storage
from overtoe.site.clinic import audit
from overtoe.site.clinic.models import AuditEntry, Client, Member, Note
from overtoe.site.people.models import ApiToken, Consent
from overtoe.site.people.queries import person_of
from overtoe.site.training.log_rows import log_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from overtoe.program.log import Log
    from overtoe.site.people.models import Person, User

README: Final = """\
Everything that Overtoe keeps about you, taken along on {day}.

account.json          your account, what you share, your tokens' names, where you work
intake.toml           your answers; "overtoe plan intake.toml" makes a program from them
log.jsonl             everything you logged, one entry a line; "overtoe log intake.toml --import
                      log.jsonl" reads it
log.csv               the same for a spreadsheet
programs/             every program that was made, as JSON, with the limits it was made with
clips/                one folder per clip: what was measured (result.json), the drawings made from
                      it, and the video where you chose to keep it
consents.json         to whom you agreed, with the very words, and what you have withdrawn
care.json             what clinics wrote about you: limits, notes, review dates
trail.csv             who saw and changed what of yours
your-work.csv         what you saw and changed yourself, where you work at a clinic

Text is UTF-8, times carry their zone, lengths are in m, masses in kg unless a name says otherwise.
Made by Overtoe {version}.
"""

LOG_COLUMNS: Final = (
    "made_at", "kind", "session", "rung", "amount", "unit", "target", "load_kg", "side", "joint",
    "when", "value", "id", "body",
)  # fmt: skip


def archive(user: User) -> IO[bytes]:
    """Write the archive to a file without a name, and return it at its start."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        person = person_of(user)
        today = timezone.localdate()
        into.writestr("README.txt", README.format(day=today.isoformat(), version=__version__))
        into.writestr("account.json", _json(_account(user, person)))
        into.writestr("your-work.csv", _trail(AuditEntry.objects.filter(by=user).order_by("at")))
        if person is not None:
            _add_person(into, person)
    file.seek(0)
    return file


def _add_person(into: zipfile.ZipFile, person: Person) -> None:
    into.writestr("intake.toml", person.intake)
    log = log_of(person)
    with into.open("log.jsonl", "w") as lines:
        for event in log:
            lines.write((event_line(event) + "\n").encode())
    into.writestr("log.csv", _log_csv(log))
    _add_programs(into, person)
    _add_clips(into, person)
    into.writestr("consents.json", _json(list(_consents(person))))
    into.writestr("care.json", _json(list(_care(person))))
    into.writestr("trail.csv", _trail(audit.about(person)))


def _account(user: User, person: Person | None) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "email": user.email,
        "made_at": user.date_joined,
        "last_sign_in": user.last_login,
        "tokens": list(
            ApiToken.objects.filter(user=user).values("name", "scopes", "made_at", "used_at")
        ),
        "works_at": list(Member.objects.filter(user=user).values("clinic__name", "role")),
    }
    if person is not None:
        shown |= {
            "name": person.name,
            "household": person.household.name if person.household else None,
            "shares": {
                "sessions": person.shares_sessions,
                "progress": person.shares_progress,
                "pain": person.shares_pain,
            },
            "keeps_clips": person.keeps_clips,
        }
    return shown


def _log_csv(log: Log) -> str:
    def line(event: Any) -> list[object]:
        known = {"made_at": event.made_at.isoformat(), "kind": event.kind, "id": event.id}
        said = {**event.body, **known, "body": json.dumps(dict(event.body), ensure_ascii=False)}
        return [said.get(column, "") for column in LOG_COLUMNS]

    return _csv(LOG_COLUMNS, (line(event) for event in log))


def _add_programs(into: zipfile.ZipFile, person: Person) -> None:
    for number, row in enumerate(person.programs.order_by("made_at").iterator(), 1):
        name = f"programs/{number:02d}-{timezone.localtime(row.made_at):%Y-%m-%d}"
        into.writestr(f"{name}.json", _json(row.program))
        if row.limits:
            into.writestr(f"{name}-limits.toml", row.limits)


def _add_clips(into: zipfile.ZipFile, person: Person) -> None:
    for clip in person.clips.order_by("made_at").iterator(chunk_size=20):
        told = {
            "name": clip.name,
            "movement": clip.movement,
            "rung": clip.rung,
            "load_kg": clip.load_kg,
            "state": clip.state,
            "message": clip.message,
            "made_at": clip.made_at,
            "seen_by_professional_at": clip.seen_by_professional_at,
        }
        into.writestr(f"clips/{clip.pk}/clip.json", _json(told))
        if clip.document is not None:
            into.writestr(f"clips/{clip.pk}/result.json", _json(clip.document))
        folder = storage.folder(clip.pk)
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                into.write(path, f"clips/{clip.pk}/files/{path.relative_to(folder)}")


def _consents(person: Person) -> Iterator[dict[str, Any]]:
    for one in Consent.objects.filter(person=person).select_related("clinic").order_by("given_at"):
        yield {
            "clinic": one.clinic.name,
            "text": one.text,
            "given_at": one.given_at,
            "withdrawn_at": one.withdrawn_at,
        }


def _care(person: Person) -> Iterator[dict[str, Any]]:
    for client in Client.objects.filter(person=person).select_related("clinic", "professional"):
        notes = Note.objects.filter(client=client).select_related("by").order_by("made_at")
        yield {
            "clinic": client.clinic.name,
            "looked_after_by": client.professional.email if client.professional else None,
            "limits": client.limits,
            "review_on": client.review_on,
            "notes": [
                {"at": note.made_at, "by": note.by.email if note.by else None, "text": note.text}
                for note in notes
            ],
        }


def _trail(lines: Iterable[AuditEntry]) -> str:
    found = lines.select_related("clinic", "by") if hasattr(lines, "select_related") else lines
    return _csv(
        ("at", "clinic", "by", "action", "detail"),
        (
            (one.at.isoformat(), one.clinic.name, one.by.email if one.by else "", one.action,
             one.detail)
            for one in found
        ),
    )  # fmt: skip


def _csv(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(lines)
    return text.getvalue()


def _json(value: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
