"""What is saved comes back whole, or nothing changes; a kill in between is ended later."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from overtoe.errors import UnreadableError, UsageError
from overtoe.site.operations import databases
from overtoe.site.operations import restore as restoring
from overtoe.site.operations.backup import backup
from overtoe.site.operations.in_use import in_use
from overtoe.site.operations.restore import restore, settle

CLIP = "0b8c9f0e-1111-4222-8333-444455556666"


@pytest.fixture
def site(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(settings, tmp_path, monkeypatch)


class Site:
    """A small site in a folder, with a database that is being written to."""

    def __init__(self, settings: Any, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.settings, self.folder, self.patch = settings, folder, patch
        self.use("home")

    def use(self, name: str) -> Path:
        home = self.folder / name
        home.mkdir(exist_ok=True)
        self.settings.HOME, self.settings.MEDIA_ROOT = home, home / "clips"
        self.connect("sqlite3", str(home / "overtoe.sqlite3"))
        return home

    def connect(self, engine: str, name: str) -> None:
        chosen = {"ENGINE": f"django.db.backends.{engine}", "NAME": name}
        self.patch.setattr(databases, "chosen", lambda: chosen)

    def fill(self, home: Path, word: str) -> None:
        (home / "secret-key").write_text(f"key of {word}")
        result = home / "clips" / CLIP / "result"
        result.mkdir(parents=True)
        (result / "report.html").write_text(f"report of {word}")
        (home / "clips" / "arriving").mkdir()
        (home / "clips" / "arriving" / "half").write_bytes(b"half a clip")
        (home / "clips" / CLIP / "result.draft").mkdir()
        (home / "clips" / CLIP / "result.draft" / "report.html").write_text("half a report")
        with closing(sqlite3.connect(home / "overtoe.sqlite3")) as rows:
            rows.execute("PRAGMA journal_mode=WAL")
            rows.execute("CREATE TABLE said (word TEXT)")
            rows.execute("INSERT INTO said VALUES (?)", (word,))
            rows.commit()


def state(home: Path) -> tuple[str, str, str]:
    with closing(sqlite3.connect(home / "overtoe.sqlite3")) as rows:
        word = rows.execute("SELECT word FROM said").fetchone()[0]
    report = home / "clips" / CLIP / "result" / "report.html"
    return word, report.read_text(), (home / "secret-key").read_text()


def saved(site: Site, word: str = "first") -> Path:
    site.fill(site.use("home"), word)
    path = site.folder / "backup.tar"
    backup(path)
    return path


FIRST = ("first", "report of first", "key of first")
SECOND = ("second", "report of second", "key of second")


def test_a_backup_comes_back_in_an_empty_folder(site: Site) -> None:
    path = saved(site)
    assert path.stat().st_mode & 0o777 == 0o600
    with tarfile.open(path) as tar:
        names = set(tar.getnames())
    report = f"clips/{CLIP}/result/report.html"
    assert names == {"overtoe-backup.json", "database.sqlite3", "secret-key", report}
    home = site.use("new")
    (home / "secret-key").write_text("made a moment ago")
    restore(path, home, replace=False)
    assert state(home) == FIRST
    assert {one.name for one in home.iterdir()} >= {"overtoe.sqlite3", "secret-key", "clips"}
    assert not list(home.glob("before-restore-*"))
    assert not list((site.folder / "home").glob(".*-*"))  # nothing is left of the saving


def test_rows_written_while_saving_are_whole(site: Site) -> None:
    home = site.use("home")
    site.fill(home, "first")
    with closing(sqlite3.connect(home / "overtoe.sqlite3")) as other:
        other.execute("INSERT INTO said VALUES ('not committed')")
        backup(site.folder / "b.tar")
        other.rollback()
    restored = site.use("new")
    restore(site.folder / "b.tar", restored, replace=False)
    with closing(sqlite3.connect(restored / "overtoe.sqlite3")) as rows:
        assert rows.execute("SELECT word FROM said").fetchall() == [("first",)]


def test_data_that_is_there_is_only_replaced_on_purpose(site: Site) -> None:
    path = saved(site)
    home = site.use("other")
    site.fill(home, "second")
    with pytest.raises(UsageError, match="--replace"):
        restore(path, home, replace=False)
    assert state(home) == SECOND
    restore(path, home, replace=True)
    assert state(home) == FIRST
    aside = home / "before-restore-1"
    assert (aside / "secret-key").read_text() == "key of second"
    assert (aside / "clips" / CLIP / "result" / "report.html").read_text() == "report of second"
    with closing(sqlite3.connect(aside / "database.sqlite3")) as rows:
        assert rows.execute("SELECT word FROM said").fetchone() == ("second",)


def test_a_restore_killed_at_any_move_is_ended_later(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(site)
    real = shutil.move
    for moves in range(12):
        home = site.use(f"killed-{moves}")
        site.fill(home, "second")
        left = iter(range(moves))

        def move(source: Any, target: Any, left: Any = left) -> Any:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return real(source, target)

        with monkeypatch.context() as killed:
            killed.setattr(shutil, "move", move)
            try:
                restore(path, home, replace=True)
            except KeyboardInterrupt:
                pass
            else:
                break
        settle(home)
        assert state(home) == FIRST
        assert (home / "before-restore-1" / "secret-key").read_text() == "key of second"
        assert not (home / restoring.READY).exists()
    assert moves > 5  # every move was the last one once


@pytest.mark.parametrize("cut", [0.2, 0.6, 1.0])
def test_a_backup_that_was_cut_off_changes_nothing(site: Site, cut: float) -> None:
    path = saved(site)
    whole = path.read_bytes()
    # A tar file ends with nothing but zeros, which nobody misses.
    path.write_bytes(whole[: int(cut * (len(whole.rstrip(b"\0")) - 10))])
    home = site.use("other")
    site.fill(home, "second")
    with pytest.raises(UnreadableError, match="Nothing was changed"):
        restore(path, home, replace=True)
    assert state(home) == SECOND


def test_a_flipped_byte_is_noticed(site: Site) -> None:
    path = saved(site)
    whole = bytearray(path.read_bytes())
    place = whole.index(b"report of first")
    whole[place] ^= 1
    path.write_bytes(whole)
    with pytest.raises(UnreadableError, match="isn't as it was written"):
        restore(path, site.use("new"), replace=False)


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "clips/../../outside", "clips/x", "other"]
)
def test_files_that_do_not_belong_are_refused(site: Site, name: str) -> None:
    path, source = site.folder / "evil.tar", site.folder / "source"
    source.write_text("evil")
    with tarfile.open(path, "w") as tar:
        tar.add(source, arcname=name)
        (site.folder / "list").write_text(json.dumps({"form": 1, "made_by": "x", "files": {}}))
        tar.add(site.folder / "list", arcname="overtoe-backup.json")
    with pytest.raises(UnreadableError):
        restore(path, site.use("new"), replace=False)
    assert not (site.folder / "outside").exists()


def test_a_running_site_is_not_replaced(site: Site) -> None:
    path = saved(site)
    home = site.use("home")
    with in_use(home), pytest.raises(UsageError, match="Stop it first"):
        restore(path, home, replace=True)


def test_the_other_kind_of_database_is_told(site: Site) -> None:
    path = saved(site)
    home = site.use("new")
    site.connect("postgresql", "x")
    site.patch.setattr(databases, "holds_data", lambda: False)
    with pytest.raises(UsageError, match="DATABASE_URL"):
        restore(path, home, replace=False)


def test_nothing_to_save_is_said(site: Site) -> None:
    with pytest.raises(UsageError, match="no data yet"):
        backup(site.folder / "b.tar")
    assert not (site.folder / "b.tar").exists()
