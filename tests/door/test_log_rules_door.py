"""What is typed after `overtoe log` reaches the rules: clips, units, whole sessions, limits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ben(tmp_path):
    shutil.copy(ROOT / "examples" / "ben.toml", tmp_path / "ben.toml")
    return tmp_path / "ben.toml"


def overtoe(*words):
    code = "import sys; from overtoe.cli import main; sys.argv[0] = 'overtoe'; main()"
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _analysis(path: Path, lift_mm: float) -> Path:
    """The parts of an analysis that the log reads."""
    rep = {
        "partial": False,
        "knee_travel_cm": {"value": 5.0, "low": 3.0, "high": 7.0},
        "heel_lift_mm": {"value": lift_mm, "low": 0.0, "high": 2 * lift_mm},
        "ankle_dorsiflexion_deg": {"value": 34.0, "low": 30.0, "high": 38.0},
    }
    document = {"movement": {"name": "squat"}, "quality": {"usable": True}, "reps": [rep] * 3}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_clip_with_a_lifted_heel_holds_the_rung(ben, tmp_path):
    said = {}
    for name, lift in (("flat", 2.0), ("lifted", 32.0)):
        me = tmp_path / name / "ben.toml"
        me.parent.mkdir()
        shutil.copy(ben, me)
        overtoe("log", me, "--set", "squat.4 8,8,8", "--at", "2026-12-01T18:30")
        clip = _analysis(tmp_path / f"{name}.json", lift)
        told = overtoe("log", me, "--clip", clip, "--at", "2026-12-01T18:40")
        assert "Clip of squat.4: knee 5 cm past the toes" in told.stdout, told.stderr
        done = overtoe("progress", me, "--on", "2026-12-03", "--json")
        said[name] = json.loads(done.stdout)["ladders"]["squat"]["changes"][-1]["code"]
    assert said["lifted"] == "CONTROL"
    assert said["flat"] != "CONTROL"


def test_a_session_is_logged_as_planned_once_a_day(ben):
    first = overtoe("log", ben, "--done", "--at", "2026-12-01T18:30")
    assert first.returncode == 0, first.stderr
    again = overtoe("log", ben, "--done", "--at", "2026-12-01T20:00")
    assert again.returncode == 2
    assert "already" in again.stderr
    later = overtoe("today", ben, "--date", "2026-12-02")
    assert later.stdout.startswith("Ben · Thursday 03 December")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("squatt.2 8", "Did you mean “squat.2”"), ("wall-sit.1 30m", "counted in seconds")],
)
def test_sets_that_cannot_be_are_not_written_down(ben, typed, said):
    done = overtoe("log", ben, "--set", typed)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (ben.parent / "ben.log.jsonl").exists()


def test_a_hold_typed_without_a_unit_is_seconds(ben):
    overtoe("log", ben, "--set", "wall-sit.1 30", "--at", "2026-12-01T18:30")
    line = json.loads((ben.parent / "ben.log.jsonl").read_text().splitlines()[0])
    assert line["body"]["unit"] == "s"


def test_a_professionals_file_named_in_the_intake_acts_everywhere(ben):
    shutil.copy(ROOT / "examples" / "coach-template.toml", ben.parent)
    text = ben.read_text(encoding="utf-8")
    ben.write_text('limits = "coach-template.toml"\n' + text, encoding="utf-8")
    today = overtoe("today", ben, "--date", "2026-12-03", "--json")
    items = [
        item for block in json.loads(today.stdout)["session"]["blocks"] for item in block["items"]
    ]
    by = {reason["by"] for item in items for reason in item["why"]}
    assert "Cleo" in by
    assert "step-down.3" in {item["rung"] for item in items}
