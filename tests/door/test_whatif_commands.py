"""``overtoe whatif``, ``validate`` and ``citations``, as typed."""

from __future__ import annotations

import json
import sys

import pytest

from overtoe.cli import main

BODY = ["whatif", "--height", "178cm", "--mass", "80kg"]
LIFT = [*BODY, "--load", "80kg", "--depth", "parallel", "--shank", "35deg"]


@pytest.fixture
def overtoe(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["overtoe", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err

    return run


def test_loads_come_with_intervals_and_a_twin(overtoe):
    code, out, _ = overtoe(*LIFT, "--json")
    shown = json.loads(out)

    assert code == 0
    assert shown["feasible"] is True
    assert shown["posture"]["shank_deg"]["value"] == pytest.approx(35)
    assert shown["posture"].keys() >= {"shank_deg", "thigh_deg", "trunk_deg", "knee_travel_cm"}
    for part in (shown["loads"], shown["twin"]["loads"]):
        assert part.keys() == {
            "knee_moment_Nm",
            "hip_moment_Nm",
            "ankle_moment_Nm",
            "lumbar_moment_Nm",
            "patellofemoral_force_N",
            "patellofemoral_stress_MPa",
            "lumbar_compression_N",
            "lumbar_shear_N",
        }
        assert all(each["low"] < each["value"] < each["high"] for each in part.values())
    assert shown["twin"]["delta_pct"].keys() == {"knee", "hip", "lumbar", "ankle"}
    assert shown["twin"]["delta_pct"]["knee"]["low"] > 0 > shown["twin"]["delta_pct"]["hip"]["high"]


@pytest.mark.parametrize(
    "more",
    [
        ["--knee-limit", "0cm"],
        ["--dorsiflexion", "25deg"],
        ["--wedge", "15deg"],
        ["--counterweight", "5kg"],
        ["--cue", "sit-back"],
        ["--cue", "heels"],
        ["--cue", "knees-back"],
        ["--sex", "f", "--load-at", "front"],
        ["--depth", "full"],
        ["--depth", "100deg"],
    ],
)
def test_everything_that_can_be_typed_answers(overtoe, more):
    code, out, _ = overtoe(*LIFT, *more)

    assert code == 0
    assert "knee moment" in out


def test_no_balance_is_an_answer(overtoe):
    code, out, _ = overtoe(*BODY, "--shank", "10deg", "--json")
    shown = json.loads(out)

    assert code == 0
    assert shown["feasible"] is False
    assert shown["loads"] is None
    assert "fall backward" in shown["reason"]
    assert shown["twin"]["deepest_thigh_deg"]["value"] < 90


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (["--height", "3m", "--mass", "80kg"], "height"),
        (["--height", "178cm", "--mass=-80kg"], "mass"),
        (["--height", "178cm", "--mass", "80kg", "--load", "900kg"], "load"),
        (["--height", "178cm", "--knee-limit=-90cm"], "knee limit"),
        (["--height", "178"], "unit"),
        (["--height", "178cm", "--depth", "deep"], "depth"),
        (["--height", "178cm", "--sweep"], "--out"),
    ],
)
def test_nonsense_gets_a_sentence(overtoe, wrong, word):
    code, out, err = overtoe("whatif", *wrong)

    assert code == 2
    assert word in err
    assert "Traceback" not in out + err


def test_sweep_writes_a_page_without_outside_requests(overtoe, tmp_path):
    page = tmp_path / "trade.html"
    code, out, _ = overtoe(*LIFT, "--sweep", "--out", page)
    text = page.read_text("utf-8")

    assert code == 0
    assert str(page) in out
    assert "further forward" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert 'src="http' not in text


def test_sources_of_an_answer_are_listed(overtoe, tmp_path):
    _, out, _ = overtoe(*LIFT, "--json")
    result = tmp_path / "answer.json"
    result.write_text(out, "utf-8")
    code, listed, _ = overtoe("citations", result)
    _, rows, _ = overtoe("citations", result, "--json")

    assert code == 0
    assert "de Leva" in listed
    assert "10.52082/jssm.2022.341" in listed
    assert {row["id"] for row in json.loads(rows)["citations"]} >= {"de_leva", "van-eijden-1986"}


def test_citations_of_a_missing_file(overtoe, tmp_path):
    code, _, err = overtoe("citations", tmp_path / "none.json")

    assert code == 4
    assert "can't be opened" in err


def test_citations_of_something_else(overtoe, tmp_path):
    wrong = tmp_path / "notes.txt"
    wrong.write_text("hello", "utf-8")
    assert overtoe("citations", wrong)[0] == 4
    wrong.write_text("{}", "utf-8")
    assert overtoe("citations", wrong)[0] == 2


def test_validate_passes_and_counts(overtoe):
    code, out, _ = overtoe("validate", "--json")
    counts = json.loads(out)["counts"]

    assert code == 0
    assert counts["failed"] == 0
    assert counts["passed"] >= 30


def test_validate_exits_with_one_when_a_check_fails(overtoe, monkeypatch):
    from overtoe.validation.checks import statics  # noqa: PLC0415

    monkeypatch.setattr(statics, "G_MPS2", 9.7)
    code, out, _ = overtoe("validate")

    assert code == 1
    assert "FAIL" in out
