"""The log's file beside the intake: read it, add to it, lose nothing when killed in between."""

from __future__ import annotations

import os
import secrets
import time
from typing import TYPE_CHECKING

from overtoe.errors import UnreadableError
from overtoe.program.events import Event, event_line
from overtoe.program.log import Log, merge, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def log_path(intake: Path) -> Path:
    """Return where the log of an intake lies: ``me.toml`` has ``me.log.jsonl``."""
    return intake.with_suffix(".log.jsonl")


def read_log(intake: Path) -> Log:
    """Read the log of an intake; none yet is an empty log.

    Raises
    ------
    UnreadableError
        When a line before the last can't be read.
    """
    path = log_path(intake)
    if not path.exists():
        return ()
    try:
        return read_lines(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "LOG_TEXT", f"{path.name} isn't a text file, so nothing was read. Is it the right file?"
        ) from error


def append(intake: Path, events: Iterable[Event]) -> int:
    """Add events that aren't in the log yet, each on disk before the next; return how many."""
    path = log_path(intake)
    known = {event.id for event in read_log(intake)}
    fresh = [event for event in merge(events) if event.id not in known]
    if not fresh:
        return 0
    _mend_tail(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        for event in fresh:
            os.write(descriptor, (event_line(event) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return len(fresh)


def _mend_tail(path: Path) -> None:
    """Close a last line that a crash cut off, so that the next event starts on its own line."""
    if not path.exists() or path.stat().st_size == 0:
        return
    data = path.read_bytes()
    if data.endswith(b"\n"):
        return
    head, _, tail = data.rpartition(b"\n")
    try:
        whole = bool(read_lines(tail.decode()))
    except (UnreadableError, UnicodeDecodeError):
        whole = False
    if whole:
        with path.open("ab") as file:
            file.write(b"\n")
        return
    path.with_suffix(".torn").write_bytes(tail)
    with path.open("r+b") as file:
        file.truncate(len(head) + 1 if head else 0)


def new_id(milliseconds: int | None = None) -> str:
    """Make an id that sorts by time (UUID version 7, RFC 9562)."""
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
