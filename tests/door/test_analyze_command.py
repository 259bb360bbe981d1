"""``overtoe analyze`` and ``overtoe schema`` as a user types them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from overtoe.analysis import AnalysisDocument
from overtoe.cli import main

LOADS = {
    "knee_moment_Nm", "hip_moment_Nm", "ankle_moment_Nm", "lumbar_moment_Nm",
    "patellofemoral_force_N", "patellofemoral_stress_MPa", "lumbar_compression_N",
    "lumbar_shear_N",
}  # fmt: skip


@pytest.fixture
def overtoe(monkeypatch, capsys, tmp_path):
    """The command line in this very process, inside an empty folder."""

    def run(*words):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["overtoe", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return SimpleNamespace(returncode=ended.value.code, stdout=said.out, stderr=said.err)

    return run


def _strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} was printed")

    return json.loads(text, parse_constant=refuse)


@pytest.fixture(scope="module")
def markers(recordings):
    return recordings / "mocap" / "opencap_subject4" / "squats1.trc"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["gone.mp4"], 4, "There is no file"),
        (["note.mp4"], 4, "can't be opened as a video"),
        (["note.mp4", "--height", "3m"], 2, "height of 3 m"),
        (["note.mp4", "--height", "178"], 2, "with a unit"),
        (["note.mp4", "--mass", "-5kg"], 2, "-5 kg"),
        (["note.mp4", "--load", "900kg"], 2, "900 kg"),
        (["note.mp4", "--load-at", "nose"], 2, "nose"),
        (["note.mp4", "--series", "out.xlsx"], 2, ".parquet"),
        (["note.mp4", "--nonsense"], 2, "--nonsense"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(overtoe, tmp_path, words, code, said):
    (tmp_path / "note.mp4").write_text("not a clip")
    done = overtoe("analyze", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_errors_are_json_too_when_asked_for(overtoe):
    done = overtoe("analyze", "gone.mp4", "--json")
    assert _strict(done.stdout)["error"]["code"] == "FILE_MISSING"


def test_the_schema_is_valid_and_described(overtoe):
    schema = _strict(overtoe("schema", "analysis").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    wrong = overtoe("schema", "nothing")
    assert (wrong.returncode, "nothing" in wrong.stderr) == (2, True)


@pytest.mark.recordings
def test_motion_capture_gives_json_alone_on_stdout_and_no_files(overtoe, markers, tmp_path):
    done = overtoe(
        "analyze", markers, "--height", "170cm", "--mass", "60.1kg", "--sex", "m", "--json",
        "--draws", "60")  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = _strict(done.stdout)
    jsonschema.validate(result, AnalysisDocument.model_json_schema(mode="serialization"))
    assert sum(rep["kind"] == "full" for rep in result["reps"]) == 5
    for part in ("loads", "loads_peak", "loads_at_bottom"):
        assert set(result["reps"][0][part]) == LOADS
    twin = result["reps"][0]["twin"]
    assert {"feasible", "reason", "loads", "delta_pct"} <= set(twin)
    assert result["sources"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.recordings
def test_without_mass_the_force_plates_weigh_the_lifter_and_it_says_so(overtoe, markers, tmp_path):
    done = overtoe("analyze", markers, "--height", "170cm", "--out", "r", "--draws", "60")
    assert done.returncode == 0, done.stderr
    assert "comes from the force plates" in done.stdout
    result = _strict((tmp_path / "r" / "analysis.json").read_text())
    # 60.1 kg by the same plates, says the data's own documentation.
    assert abs(result["lifter"]["mass_kg"] - 60.1) < 1
    rep = result["reps"][0]
    assert rep["legs"]["left"]["loads"]["knee_moment_Nm"]["value"] > 0
    assert rep["loads_normalized"]["knee_moment_Nm_per_kg"]["value"] > 0


@pytest.mark.recordings
def test_the_report_goes_to_a_folder_named_after_the_clip(overtoe, markers, tmp_path):
    done = overtoe("analyze", markers, "--series", "s.csv", "--draws", "60")
    assert done.returncode == 0, done.stderr
    page = Path("report") / "squats1" / "report.html"
    assert f"Written: {page}" in done.stdout
    assert "5 repetitions" in done.stdout
    header = (tmp_path / "s.csv").read_text().splitlines()[0].split(",")
    assert {"time_s", "knee_travel_cm", "knee_flexion_deg"} <= set(header)
    assert "src=" not in (tmp_path / page).read_text()


@pytest.mark.recordings
def test_the_same_input_gives_the_same_numbers(overtoe, markers):
    words = ("analyze", markers, "--mass", "60kg", "--height", "170cm", "--json", "--draws", "60")
    first, second = (overtoe(*words).stdout for _ in range(2))
    assert first == second


@pytest.mark.recordings
def test_a_front_view_is_refused_with_json_and_code_3(overtoe, recordings):
    clip = recordings / "clips" / "v20_mukundan_front_shallow.gif"
    done = overtoe("analyze", clip, "--json")
    assert done.returncode == 3, done.stderr
    result = _strict(done.stdout)
    assert result["quality"]["usable"] is False
    assert result["quality"]["messages"][0]["text"]
    jsonschema.validate(result, AnalysisDocument.model_json_schema(mode="serialization"))


@pytest.mark.recordings
def test_half_a_file_is_unreadable(overtoe, recordings):
    done = overtoe("analyze", recordings / "clips" / "rohan_truncated.mp4")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
