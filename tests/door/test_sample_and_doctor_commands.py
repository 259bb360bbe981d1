"""``overtoe sample`` and ``overtoe doctor`` as people and scripts run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from overtoe.cli import checks
from overtoe.cli.app import build_app
from overtoe.cli.checks import Finding, can_measure
from overtoe.errors import MissingPartError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ["--reps", "1", "--speed", "2", "--width", "180", "--picture-height", "320", "--fps", "10"]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build_app(), list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_sample_writes_clip_and_truth(tmp_path: Path) -> None:
    clip, truth = tmp_path / "a.mp4", tmp_path / "a.json"
    code, out = run("sample", str(clip), "--truth", str(truth), *SMALL)
    assert code == 0
    assert clip.stat().st_size > 1000
    known = json.loads(truth.read_text())
    assert f"{known['reps'][0]['knee_travel_cm']:+.1f} cm" in out


def test_sample_json_names_its_files(tmp_path: Path) -> None:
    clip = tmp_path / "a.mp4"
    code, out = run("sample", str(clip), "--json", *SMALL)
    assert code == 0
    assert json.loads(out)["clip"] == str(clip)


@pytest.mark.parametrize("wrong", [["--facing", "up"], ["--height", "175"], ["--body", "giraffe"]])
def test_sample_refuses_nonsense(tmp_path: Path, wrong: list[str]) -> None:
    with pytest.raises(UsageError):
        run("sample", str(tmp_path / "a.mp4"), *wrong)


def test_doctor_lists_every_part_as_json() -> None:
    code, out = run("doctor", "--json")
    document = json.loads(out)
    assert code == (0 if document["ready"] else 1)
    parts = {finding["part"] for finding in document["findings"]}
    assert {"numpy", "av", "ai-edge-litert", "pose network: full", "ezc3d"} <= parts
    assert {finding["state"] for finding in document["findings"]} <= {"ok", "missing", "damaged"}


def test_doctor_says_what_to_do_when_the_weights_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> bytes:
        raise MissingPartError("WEIGHTS_MISSING", f"The file {name} isn't there.")

    monkeypatch.setattr("overtoe.capture.video.parts.weights", gone)
    code, out = run("doctor")
    assert code == 1
    assert "missing" in out
    assert "make setup" in out
    assert "can't be measured yet" in out


def test_doctor_tells_damaged_from_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> bytes:
        raise MissingPartError("WEIGHTS_DAMAGED", f"The file {name} is another one.")

    monkeypatch.setattr("overtoe.capture.video.parts.weights", broken)
    states = {finding.state for finding in checks.findings() if "network" in finding.part}
    assert states == {"damaged"}


def test_a_package_that_cannot_be_loaded_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(name: str) -> None:
        raise OSError("wrong processor")

    monkeypatch.setattr(checks.importlib, "import_module", explode)
    finding = checks._package("numpy", "numpy", True, "measuring", "pip install numpy")
    assert finding.state == "damaged"
    assert "wrong processor" in finding.text


def test_only_needed_parts_decide() -> None:
    optional = Finding("ezc3d", "missing", False, "")
    needed = Finding("av", "missing", True, "")
    assert can_measure([optional])
    assert not can_measure([optional, needed])
