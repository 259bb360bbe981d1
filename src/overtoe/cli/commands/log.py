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
        Many, typer.Option("--set", help='Sets done, like "split-squat.4 8,8,8 @12kg".')
    ] = None,
    done: Annotated[bool, typer.Option("--done", help="Today's session as planned.")] = False,
    pain: Annotated[Many, typer.Option(help="Pain in training, like knee:left=2.")] = None,
    after: Annotated[Many, typer.Option(help="Pain after training, like knee:left=2.")] = None,
    morning: Annotated[Many, typer.Option(help="Pain this morning, like knee:left=1.")] = None,
    test: Annotated[Many, typer.Option(help="A test, like knee_to_wall:left=9.5cm.")] = None,
    clip: Annotated[
        list[Path] | None, typer.Option(help="A result of “overtoe analyze --json”.")
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
    from overtoe.cli import entries, log_file
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
    session = writer.at.date().isoformat()
    made += [one for text in sets or [] for one in writer.sets(text, session)]
    if done:
        made += _as_planned(intake, writer)
    made += _felt(writer, pain, after, morning)
    made += [writer.test(text) for text in test or []]
    made += [writer.clip(path) for path in clip or []]
    made += [writer.event("note", {"text": text}) for text in note or []]
    if ill:
        made.append(writer.event("illness", {}))
    if not made and export is None:
        made = _asked(intake, writer)
    added = log_file.append(intake, made)
    if export is not None:
        _export(log_file.read_log(intake), export)
    typer.echo(
        json.dumps({"added": added, "events": len(log_file.read_log(intake))})
        if events is not None
        else _told(added, export)
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


def _as_planned(intake: Path, writer: Writer) -> list[Event]:
    session = _today(intake, writer)
    return [
        event
        for item in session.items
        for _ in range(item.sets)
        for event in [_planned_set(writer, item, session, item.amount)]
    ]


def _planned_set(writer: Writer, item: Any, session: Session, amount: float) -> Event:
    return writer.event(
        "set.done",
        {
            "rung": item.rung,
            "amount": amount,
            "target": item.amount,
            "unit": item.unit.value,
            "load_kg": item.load.kg if item.load else 0.0,
            "session": writer.at.date().isoformat(),
            "planned": session.id,
        },
    )


def _today(intake: Path, writer: Writer) -> Session:
    from overtoe.cli.person_files import open_history, open_training

    training = open_training(intake)
    day = writer.at.date()
    session = training.program.next_from(day)
    if session is None:
        raise UsageError(
            "PROGRAM_OVER", "The program has no session left. Make a new one with “overtoe plan”."
        )
    return training.today(session, open_history(intake), day=day).session


def _asked(intake: Path, writer: Writer) -> list[Event]:
    """Ask set by set; Enter takes what was planned."""
    if not sys.stdin.isatty():
        raise UsageError(
            "LOG_NOTHING",
            "There is nothing to write down. Give --set, --done, --pain, --morning, --test, --clip "
            "or --json, or run it in a terminal to be asked.",
        )
    session = _today(intake, writer)
    made = []
    for item in session.items:
        typer.echo(f"\n{item.name}: {item.dose}")
        for number in range(1, item.sets + 1):
            said = typer.prompt(f"  set {number} ({item.unit.value})", default=str(item.amount))
            if said.strip().lower() in {"s", "skip", "-"}:
                break
            made.append(_planned_set(writer, item, session, float(said)))
    for joint in ("knee:left", "knee:right", "ankle:left", "ankle:right", "low_back"):
        value = typer.prompt(f"Pain {joint.replace(':', ' ')}, 0 to 10", default="0")
        made.append(writer.pain(f"{joint}={value}", "during"))
    return made


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
