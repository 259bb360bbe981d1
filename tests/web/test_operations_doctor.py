"""What doctor says about the site's folder, and what log lines keep to themselves."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from overtoe.cli import checks
from overtoe.site.core.logs import JsonLines

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("OVERTOE_HOME", str(home))
    return home


def test_no_folder_yet_is_fine_and_none_is_made(folder: Path) -> None:
    (finding,) = checks._site_folder()
    assert (finding.state, folder.exists()) == ("ok", False)


def test_a_folder_that_others_can_read_is_told(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    (finding,) = checks._site_folder()
    assert (finding.state, finding.todo) == ("damaged", f"chmod 700 {folder}")
    folder.chmod(0o700)
    (finding,) = checks._site_folder()
    assert "GB free for clips" in finding.text


def test_a_disk_that_is_nearly_full_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(mode=0o700)
    usage = shutil.disk_usage(folder)
    nearly = type(usage)(usage.total, usage.used, 1_000_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: nearly)
    (finding,) = checks._site_folder()
    assert (finding.state, finding.text) == ("damaged", "1.0 GB free for clips")


def test_postgresql_needs_its_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert checks._site_database() == []
    monkeypatch.setenv("DATABASE_URL", "postgresql://user@host/name")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    (finding,) = checks._site_database()
    assert (finding.state, "pg_dump and pg_restore" in finding.text) == ("missing", True)


def test_a_log_line_holds_the_kind_of_an_error_and_where_but_nothing_that_was_typed() -> None:
    try:
        raise ValueError("my left knee hurts")  # noqa: TRY301
    except ValueError:
        record = logging.LogRecord(
            "overtoe", logging.ERROR, "x.py", 1, "%s wrote", ("ann@example.org",), sys.exc_info()
        )
    record.code = "NOTE"
    record.request = "GET /people/ann"
    line = JsonLines().format(record)
    told = json.loads(line)
    assert (told["message"], told["exception"], told["code"]) == ("%s wrote", "ValueError", "NOTE")
    assert told["where"][0].startswith("test_operations_doctor.py:")
    assert not any(word in line for word in ("ann@", "/people", "hurts"))
