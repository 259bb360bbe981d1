"""The command: ladders with demand, rungs with cues, drawings to keep."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from overtoe.cli.app import build_app
from overtoe.errors import OvertoeError


def run(*words: str) -> str:
    result = CliRunner().invoke(build_app(), ["movements", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_list_names_every_ladder_with_its_climb():
    out = run()
    assert "split-squat" in out
    assert "175 cm and 75 kg" in out


def test_rungs_of_a_ladder_have_intervals():
    out = run("--ladder", "step-down", "--height", "168cm", "--mass", "62kg", "--sex", "f")
    assert "step-down.9" in out
    assert "(" in out
    assert "90 % interval" in out


def test_json_holds_demand_in_named_units():
    document = json.loads(run("--ladder", "squat", "--json"))
    rung = document["ladders"][0]["rungs"][3]
    assert rung["id"] == "squat.4"
    assert rung["demand"]["knee_Nm_per_kg"]["low"] < rung["demand"]["knee_Nm_per_kg"]["high"]
    assert rung["needs"]["dorsiflexion_deg"] == 35.0
    assert rung["evidence"]["basis"] == "geometry"


def test_equipment_filters_what_can_be_done():
    document = json.loads(run("--equipment", "step,rail", "--json"))
    owned = {"step", "rail", "wall", "chair", "mat", "floor-space", "towel", "timer", "path"}
    rungs = [rung for ladder in document["ladders"] for rung in ladder["rungs"]]
    assert rungs
    assert all(set(rung["equipment"]) <= owned for rung in rungs)
    assert not any(ladder["id"] == "bench-press" for ladder in document["ladders"])


def test_show_says_how_and_how_sure():
    out = run("show", "split-squat.5")
    assert "Keep the heel down." in out
    assert "Evidence C" in out
    assert "from memory" in out


def test_show_draws_one_rung_and_a_page_of_a_ladder(tmp_path):
    run("show", "split-squat.5", "--out", str(tmp_path / "one.svg"))
    assert (tmp_path / "one.svg").read_text().startswith("<svg")
    run("show", "step-down", "--out", str(tmp_path / "all.html"))
    page = (tmp_path / "all.html").read_text()
    assert page.count("<article>") == 9
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--ladder", "nothing"], "UNKNOWN_LADDER"),
        (["show", "nothing.9"], "UNKNOWN_LADDER"),
        (["--equipment", "spaceship"], "UNKNOWN_EQUIPMENT"),
        (["show", "split-squat", "--out", "all.svg"], "BAD_DRAWING"),
        (["--height", "3m"], "BAD_STATURE"),
    ],
)
def test_mistakes_are_answered_with_a_sentence(words, code):
    with pytest.raises(OvertoeError) as caught:
        run(*words)
    assert caught.value.code == code
