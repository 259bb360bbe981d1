"""Loads, twin and curve of a known squat, as the document and the report say them."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest

from overtoe.analysis import AnalysisDocument, assemble
from overtoe.analysis.chain import add_loads
from overtoe.body import Lifter, Load
from overtoe.motion.types import MovementGuess
from overtoe.report import html, summary

DRAWS = 40
LIMIT_CM = -8.0  # well behind where this squat's knee is when its moment peaks


def _analysis(squat, lifter, load=None, *, limit_m=0.0, motion=None):
    plain = assemble(squat.recording, motion or squat.motion, lifter=lifter, load=load)
    return add_loads(plain, draws=DRAWS, knee_limit_m=limit_m)


@pytest.fixture(scope="module")
def loaded(squat):
    return _analysis(squat, Lifter(1.78, 80.0, "m"), Load(40.0), limit_m=LIMIT_CM / 100)


def _peak_frame(squat, analysis):
    knee = analysis.series["right_knee_moment_Nm"]
    rep = squat.motion.reps[0]
    return rep.start + int(np.argmax(knee[rep.start : rep.end + 1]))


def test_output_with_loads_keeps_to_its_schema(loaded):
    schema = AnalysisDocument.model_json_schema(mode="serialization")
    jsonschema.validate(json.loads(loaded.document.model_dump_json()), schema)


def test_the_change_is_that_of_the_two_columns_beside_it(loaded):
    rep = loaded.document.reps[0]
    for joint in ("knee", "hip", "lumbar"):
        key = f"{joint}_moment_Nm"
        here, held = (getattr(loads, key).value for loads in (rep.loads, rep.twin.loads))
        assert getattr(rep.twin.delta_pct, joint).value == pytest.approx(
            100 * (here - held) / abs(held), abs=0.05
        )


def test_holding_the_knee_back_moves_load_from_knee_to_hip_and_back(loaded):
    delta = loaded.document.reps[0].twin.delta_pct
    assert delta.knee.low > 0
    assert delta.hip.high < 0
    assert delta.lumbar.high < 0


def test_knee_and_hip_trade_the_same_moment(loaded):
    # The moment-sum identity: at one depth, what the knee gains the hip loses.
    rep = loaded.document.reps[0]
    sums = [
        loads.knee_moment_Nm.value + loads.hip_moment_Nm.value
        for loads in (rep.loads, rep.twin.loads)
    ]
    assert sums[0] == pytest.approx(sums[1], rel=0.02)


def test_the_twin_stands_at_the_same_depth_with_its_knee_at_the_limit(squat, loaded):
    twin = loaded.document.reps[0].twin
    assert twin.feasible
    assert twin.posture.knee_travel_cm == pytest.approx(LIMIT_CM, abs=0.05)
    depth = loaded.series["thigh_deg"][_peak_frame(squat, loaded)]
    assert twin.posture.thigh_deg == pytest.approx(depth, abs=0.1)


def test_the_curve_goes_through_the_repetition_and_says_what_the_twin_says(squat, loaded):
    you = next(mark for mark in loaded.trade.marks if mark.kind == "you")
    # The number that people read, the twin and the curve speak of one knee travel.
    assert you.travel_m * 100 == pytest.approx(squat.travel_cm, abs=0.01)
    assert loaded.document.trade.reference_cm == pytest.approx(LIMIT_CM)
    knee = loaded.document.reps[loaded.main].twin.delta_pct.knee
    assert f"{round(knee.value)}\u202f% ({round(knee.low)} to" in loaded.trade.sentence


def test_cues_and_limits_of_the_middle_repetition(loaded):
    document = loaded.document
    assert document.cues.rep == document.limiter.rep == loaded.main
    assert document.cues.pattern == document.reps[loaded.main].pattern == "knees past the toes"
    effects = {effect.name: effect for effect in document.cues.effects}
    # Weight in the heels: the ground pushes further behind the knee (Ishida 2022).
    assert effects["heels"].delta_pct.knee.low > 0
    assert {change.name for change in document.limiter.changes} == {
        "wedge", "stance", "counterweight",
    }  # fmt: skip
    assert document.limiter.stops[0].knee_travel_cm.value > document.reps[0].knee_travel_cm.value
    assert document.cues.sentence in html.render(loaded)


def test_a_knee_behind_the_limit_is_compared_with_one_further_forward(squat):
    analysis = _analysis(squat, Lifter(1.78, 80.0, "m"), limit_m=0.12)
    trade = analysis.document.trade
    assert trade.sentence.startswith("If the knee went 5 cm further forward")
    assert trade.reference_cm == pytest.approx(squat.travel_cm, abs=0.01)
    assert [mark.kind for mark in analysis.trade.marks].count("held") == 0


def test_a_knee_behind_the_limit_is_left_alone(squat):
    twin = _analysis(squat, Lifter(1.78, 80.0, "m"), limit_m=0.12).document.reps[0].twin
    assert twin.feasible
    assert "by itself" in twin.reason
    assert twin.delta_pct.knee.value == pytest.approx(0.0, abs=1e-6)


def test_without_mass_everything_is_per_kilogram(squat):
    analysis = _analysis(squat, Lifter(1.78))
    rep = analysis.document.reps[0]
    assert rep.loads.knee_moment_Nm.value is None
    assert rep.loads.knee_moment_Nm.reason
    assert rep.loads_normalized.knee_moment_Nm_per_kg.value > 0
    assert rep.twin.loads.knee_moment_Nm.value is None
    assert rep.twin.delta_pct.knee.value > 0
    assert "N·m/kg" in html.render(analysis)
    assert any("--mass" in line for line in summary.lines(analysis))


def test_a_load_without_a_body_mass_says_what_is_missing(squat):
    analysis = _analysis(squat, Lifter(1.78), Load(40.0))
    assert analysis.trade is None
    assert "no body mass" in analysis.document.reps[0].loads.knee_moment_Nm.reason
    assert "no body mass" in html.render(analysis)


def test_rising_from_a_chair_has_no_twin_and_says_why(squat):
    seated = replace(squat.motion, movement=MovementGuess("sit_to_stand", 0.9))
    twin = _analysis(squat, Lifter(1.78, 80.0), motion=seated).document.reps[0].twin
    assert not twin.feasible
    assert "chair" in twin.reason


def test_sources_are_named_once_and_numbered(loaded):
    sources = loaded.document.sources
    assert len(sources) == len({source.text for source in sources}) > 3
    assert sources[0].key == "S1"


def test_the_same_input_gives_the_same_document(squat, loaded):
    again = _analysis(squat, Lifter(1.78, 80.0, "m"), Load(40.0), limit_m=LIMIT_CM / 100)
    assert again.document.model_dump_json() == loaded.document.model_dump_json()
