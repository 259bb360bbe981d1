"""Logging and progress as typed on the command line."""

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


def overtoe(*words, **more):
    code = "import sys; from overtoe.cli import main; sys.argv[0] = 'overtoe'; main()"
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_sets_pain_and_mornings_are_written_down(ben):
    done = overtoe(
        "log", ben, "--set", "split-squat.2 8,8,8 @10lb", "--pain", "knee:left=1",
        "--at", "2026-03-02T18:30",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "4 entries" in done.stdout
    lines = (ben.parent / "ben.log.jsonl").read_text().splitlines()
    first = json.loads(lines[0])
    assert first["body"]["entered"] == {"load": "10lb"}
    assert first["body"]["load_kg"] == pytest.approx(4.5359237)


def test_scripts_send_events_and_sending_twice_changes_nothing(ben):
    event = {
        "id": "phone-00000001",
        "person": "Ben",
        "device": "phone",
        "seq": 1,
        "kind": "set.done",
        "made_at": "2026-03-02T18:30:00+01:00",
        "body": {"rung": "squat.2", "amount": 8},
    }
    text = json.dumps([event])
    first = overtoe("log", ben, "--json", "-", input=text)
    again = overtoe("log", ben, "--json", "-", input=text)
    assert json.loads(first.stdout) == {"added": 1, "events": 1}
    assert json.loads(again.stdout) == {"added": 0, "events": 1}


def test_what_is_exported_can_be_imported_elsewhere(ben, tmp_path):
    overtoe("log", ben, "--note", "calm · good", "--at", "2026-03-02T18:30")
    for suffix in ("csv", "json", "jsonl"):
        out = tmp_path / f"all.{suffix}"
        assert overtoe("log", ben, "--export", out).returncode == 0
        other = tmp_path / f"other-{suffix}.toml"
        shutil.copy(ben, other)
        assert overtoe("log", other, "--import", out).returncode == 0
        assert (tmp_path / f"other-{suffix}.log.jsonl").read_text() == (
            ben.parent / "ben.log.jsonl"
        ).read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pain", "knee"], "isn't pain"),
        (["--pain", "knee:left=12"], "0 to 10"),
        (["--set", "squats 8"], "isn't a set"),
        (["--at", "yesterday", "--note", "x"], "isn't a time"),
    ],
)
def test_what_cannot_be_understood_gets_a_sentence_and_logs_nothing(ben, words, said):
    done = overtoe("log", ben, *words)
    assert done.returncode in {2, 4}
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ben.parent / "ben.log.jsonl").exists()


def test_a_missing_intake_gets_a_sentence(tmp_path):
    done = overtoe("progress", tmp_path / "nobody.toml")
    assert done.returncode == 4
    assert "There is no file" in done.stderr


def test_nutrition_tells_numbers_and_refuses_contradictions(ben):
    done = overtoe("nutrition", ben, "--goal", "lose-10lb-fat,gain-10lb-muscle", "--json")
    numbers = json.loads(done.stdout)
    assert numbers["energy_kcal"]["value"] >= numbers["least_kcal"] - 1
    assert numbers["muscle_goal_weeks"][1] is None  # nobody is promised 4.5 kg of muscle
    ben.write_text(ben.read_text() + "\n[food]\neats_kcal = 900\n")
    refused = overtoe("nutrition", ben)
    assert refused.returncode == 2
    assert "can't be right" in refused.stderr
