"""Intake, plan and today as a person uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANA, BEN = ROOT / "examples" / "ana.toml", ROOT / "examples" / "ben.toml"


def _run(*words: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from overtoe.cli import main; main()", *map(str, words)],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plan")
    done = _run("plan", ANA, BEN, "--out", out, "--start", "2026-12-01")
    assert done.returncode == 0, done.stderr
    return out


def test_a_couple_gets_pages_sheets_calendars_and_json(folder: Path) -> None:
    names = {file.name for file in folder.iterdir()}
    assert names == {
        "plan.json", "plan-ana.html", "plan-ben.html", "sheet-ana.html", "sheet-ben.html",
        "plan-ana.ics", "plan-ben.ics",
    }  # fmt: skip
    data = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert [program["person"] for program in data["programs"]] == ["Ana", "Ben"]
    assert len(data["shared"]) == 36  # 12 weeks, 3 common days


def test_the_page_is_complete_by_itself_and_the_sheet_has_the_stop_rule(folder: Path) -> None:
    page = (folder / "plan-ana.html").read_text(encoding="utf-8")
    sheet = (folder / "sheet-ana.html").read_text(encoding="utf-8")
    assert 'src="http' not in page
    assert 'style="' not in page  # the page's own policy would refuse it
    assert page.count("<use href=") > 100
    assert sheet.count("⬣ Stop") == 36
    assert "each side" in sheet


def test_a_red_flag_ends_politely_with_code_3(tmp_path: Path) -> None:
    file = tmp_path / "ana.toml"
    file.write_text(
        ANA.read_text(encoding="utf-8").replace("yes = [] ", 'yes = ["chest"] '), encoding="utf-8"
    )
    done = _run("plan", file, "--out", tmp_path / "plan", "--json")
    assert done.returncode == 3
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "SEE_PROFESSIONAL"
    assert "thank you" in error["text"]
    assert not (tmp_path / "plan").exists()


def test_today_shows_one_person_and_a_couple(tmp_path: Path) -> None:
    for source in (ANA, BEN):
        (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    ana, ben = tmp_path / "ana.toml", tmp_path / "ben.toml"
    alone = _run("today", ana, "--date", "2026-12-08")
    assert alone.returncode == 0, alone.stderr
    assert alone.stdout.startswith("Ana · Tuesday 08 December")
    both = _run("today", ana, ben, "--date", "2026-12-08", "--json")
    assert both.returncode == 0, both.stderr
    turns = json.loads(both.stdout)["turns"]
    assert {turn["person"] for turn in turns} == {"Ana", "Ben"}


def test_an_intake_asks_and_running_it_again_keeps_the_answers(tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text(ANA.read_text(encoding="utf-8"), encoding="utf-8")
    done = _run("intake", file, text="\n" * 200)
    assert done.returncode == 0, done.stderr + done.stdout[-500:]
    text = file.read_text(encoding="utf-8")
    assert 'name = "Ana"' in text
    assert 'told = "kneecap"' in text
    assert _run("intake", file, "--check").returncode == 0


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    done = _run("plan", tmp_path / "none.toml")
    assert done.returncode == 4
    assert "none.toml" in done.stderr


def test_the_same_files_come_out_whatever_the_order_of_sets(tmp_path: Path) -> None:
    # Python shuffles sets by process; nothing of that may reach a program.
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", "from overtoe.cli import main; main()", "plan", str(ANA),
             "--out", str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True, capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0
    for name in ("plan.json", "plan.html", "sheet.html", "plan.ics"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
