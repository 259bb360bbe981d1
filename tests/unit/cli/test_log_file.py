from __future__ import annotations

import datetime as dt
import uuid

from overtoe.cli.log_file import append, log_path, new_id, read_log
from overtoe.program.events import Event

AT = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)


def note(number: int) -> Event:
    return Event(f"phone-{number:06d}", "ana", "phone", number, "note", AT, {"text": f"n{number}"})


def test_what_is_added_can_be_read(tmp_path):
    intake = tmp_path / "me.toml"
    assert append(intake, [note(1), note(2)]) == 2
    assert append(intake, [note(2), note(3)]) == 1
    assert [event.seq for event in read_log(intake)] == [1, 2, 3]


def test_a_torn_last_line_is_set_aside_and_the_rest_kept(tmp_path):
    """What a kill in the middle of a write leaves behind."""
    intake = tmp_path / "me.toml"
    append(intake, [note(1), note(2)])
    path = log_path(intake)
    path.write_bytes(path.read_bytes()[:-20])
    append(intake, [note(3)])
    assert [event.seq for event in read_log(intake)] == [1, 3]
    assert path.with_suffix(".torn").exists()


def test_a_last_line_without_its_end_is_kept(tmp_path):
    intake = tmp_path / "me.toml"
    append(intake, [note(1)])
    path = log_path(intake)
    path.write_bytes(path.read_bytes()[:-1])
    append(intake, [note(2)])
    assert [event.seq for event in read_log(intake)] == [1, 2]


def test_ids_are_uuids_that_sort_by_time():
    early, late = new_id(1_000), new_id(2_000)
    assert early < late
    assert uuid.UUID(early).version == 7
