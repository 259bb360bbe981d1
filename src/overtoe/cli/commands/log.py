"""``overtoe log``: write down sets, pain, mornings, tests and clips."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from overtoe.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.cli.entries import Writer
    from overtoe.program.events import Event
    from overtoe.program.log import Log
    from overtoe.program.types import Session

Many = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log")(log_command)


def log_command(
    intake: Annotated[Path, typer.Argument(help="The intake, me.toml; its log lies beside it.")],
    sets: Annotated[
        Many,
        typer.Option(
            "--set", help='Sets done, like "split-squat.4 8,8,8 @12kg" or "wall-sit.2 45s".'
        ),
    ] = None,
    done: Annotated[bool, typer.Option("--done", help="Today's session as planned.")] = False,
    pain: Annotated[Many, typer.Option(help="Pain in training, like knee:left=2.")] = None,
    after: Annotated[Many, typer.Option(help="Pain after training, like knee:left=2.")] = None,
    morning: Annotated[Many, typer.Option(help="Pain this morning, like knee:left=1.")] = None,
    test: Annotated[Many, typer.Option(help="A test, like knee_to_wall:left=9.5cm.")] = None,
    clip: Annotated[
        list[Path] | None, typer.Option(help="A result of “overtoe analyze --json”.")
    ] = None,
    rung: Annotated[
        str | None, typer.Option(help="The rung that the clip shows, like squat.3.")
    ] = None,
    limits: Annotated[
        Path | None, typer.Option(help="A professional's limits or template.")
    ] = None,
    ill: Annotated[bool, typer.Option("--ill", help="Ill today.")] = False,
    note: Annotated[Many, typer.Option(help="A note in your own words.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="When, like 2026-03-02T18:30 (now if left out).")
    ] = None,
    events: Annotated[
        str | None, typer.Option("--json", help="Read events as JSON from a file, or - for stdin.")
    ] = None,
    merge_with: Annotated[
        list[Path] | None, typer.Option("--import", help="Merge another log (.jsonl, .csv).")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Write the whole log to a .jsonl, .json or .csv file.")
    ] = None,
) -> int:
    """Record what was done and felt. Without options it asks, set by set."""
    from overtoe.cli import entries, log_file, log_session
    from overtoe.cli.person_files import open_intake

    person = open_intake(intake)
    known = log_file.read_log(intake)
    device = platform.node() or "computer"
    seq = max((event.seq for event in known if event.device == device), default=0)
    writer = entries.Writer(person.name, device, _when(at), seq)
    made: list[Event] = []
    for source in merge_with or []:
        made += _imported(source)
    if events is not None:
        made += writer.raw(_json_events(events))
    made += _typed(writer, intake, sets or [], limits)
    if done:
        made += log_session.as_planned(intake, writer, limits)
    made += _felt(writer, pain, after, morning)
    made += [writer.test(text) for text in test or []]
    clips = _clips(writer, intake, clip or [], rung, limits)
    made += clips
    made += [writer.event("note", {"text": text}) for text in note or []]
    if ill:
        made.append(writer.event("illness", {}))
    if not made and export is None:
        made = log_session.asked(intake, writer, limits)
    added = log_file.append(intake, made)
    if export is not None:
        _export(log_file.read_log(intake), export)
    typer.echo(
        json.dumps({"added": added, "events": len(log_file.read_log(intake))})
        if events is not None
        else "\n".join([_told(added, export), *map(_clip_told, clips)])
    )
    return 0


def _felt(writer: Writer, pain: Many, after: Many, morning: Many) -> list[Event]:
    named = (("during", pain), ("after", after), ("morning", morning))
    return [writer.pain(text, when) for when, texts in named for text in texts or []]


def _when(text: str | None) -> dt.datetime:
    if text is None:
        return dt.datetime.now().astimezone()
    try:
        return dt.datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise UsageError(
            "LOG_WHEN", f"“{text}” isn't a time. Write it like 2026-03-02T18:30."
        ) from error


def _typed(writer: Writer, intake: Path, texts: list[str], limits: Path | None) -> list[Event]:
    """Sets typed with --set; those of today's session get its targets."""
    from overtoe.cli import log_session

    if not texts:
        return []
    session = _planned(intake, writer, limits)
    day = writer.at.date().isoformat()
    return [
        writer.event("set.done", log_session.checked_set(body, session))
        for text in texts
        for body in writer.sets(text, day)
    ]


def _planned(intake: Path, writer: Writer, limits: Path | None) -> Session | None:
    """Today's session; None where there is no program for it."""
    from overtoe.cli.log_session import todays
    from overtoe.errors import OvertoeError

    try:
        return todays(intake, writer, limits)
    except OvertoeError:
        return None


def _clips(
    writer: Writer, intake: Path, paths: list[Path], rung: str | None, limits: Path | None
) -> list[Event]:
    """Clips with the rung that they show: the one given, else the one trained or planned."""
    if not paths:
        return []
    from overtoe.cli.person_files import open_history
    from overtoe.movements import catalogue
    from overtoe.program.clip_rung import clip_rungs
    from overtoe.program.names import refuse_unknown

    if rung is not None:
        refuse_unknown([rung], set(catalogue().rungs), "rung")
    day = writer.at.date()
    trained = [done.rung for done in open_history(intake).sets() if done.day == day]
    session = _planned(intake, writer, limits) if rung is None else None
    planned = [item.rung for item in session.items] if session else []
    made = []
    for path in paths:
        facts = writer.clip_facts(path)
        found = (
            (rung,) if rung else clip_rungs(facts["movement"], [*trained, *planned], catalogue())
        )
        made.append(writer.event("clip", facts | {"rung": found[0] if found else None}))
    return made


def _clip_told(event: Event) -> str:
    body = event.body
    lift = body.get("heel_lift_m")
    travel = body.get("travel_m")
    facts = [
        f"knee {100 * abs(travel):.0f} cm {'past' if travel >= 0 else 'behind'} the toes"
        if travel is not None
        else "",
        f"heel lift {1000 * lift:.0f} mm" if lift is not None else "",
    ]
    seen = ", ".join(fact for fact in facts if fact)
    if body.get("rung") is None:
        return (
            f"Clip: {seen}. No exercise of today looks like it, so it holds nothing back; "
            "name one with --rung."
        )
    return f"Clip of {body['rung']}: {seen}."


def _json_events(source: str) -> Iterable[Any]:
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    try:
        if text.lstrip().startswith("["):
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, TypeError) as error:
        raise UnreadableError(
            "LOG_JSON", f"The events aren't JSON ({error}). Nothing was logged."
        ) from error


def _imported(path: Path) -> list[Event]:
    from overtoe.cli.person_files import read_text
    from overtoe.program.events import event_from
    from overtoe.program.log import read_lines

    text = read_text(path)
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(text))
        return [event_from(row | {"body": json.loads(row["body"])}) for row in rows]
    if path.suffix == ".json":
        return [event_from(one) for one in json.loads(text)]
    return list(read_lines(text))


def _export(log: Log, path: Path) -> None:
    from overtoe.program.events import event_data
    from overtoe.program.log import write_lines

    if path.suffix == ".csv":
        out = io.StringIO()
        fields = ["made_at", "kind", "person", "body", "device", "seq", "id"]
        writer = csv.DictWriter(out, fieldnames=fields)
        writer.writeheader()
        for event in log:
            data = event_data(event)
            writer.writerow(data | {"body": json.dumps(data["body"], ensure_ascii=False)})
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
    elif path.suffix == ".json":
        path.write_text(json.dumps([event_data(e) for e in log], indent=1), encoding="utf-8")
    else:
        path.write_text(write_lines(log), encoding="utf-8")


def _told(added: int, export: Path | None) -> str:
    parts = [f"{added} {'entry' if added == 1 else 'entries'} written down."]
    if export is not None:
        parts.append(f"The whole log is in {export}.")
    return " ".join(parts)
