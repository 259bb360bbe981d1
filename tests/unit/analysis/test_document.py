"""The document: its schema, its honesty about what is missing."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overtoe.analysis import AnalysisDocument, assemble, main_repetition, refused
from overtoe.analysis.parts import measured
from overtoe.body import Lifter
from overtoe.capture.recording import Notice
from overtoe.errors import CannotMeasureError
from overtoe.estimate import Estimate

SCHEMA = AnalysisDocument.model_json_schema(mode="serialization")

REP_KEYS = {
    "start_s", "bottom_s", "end_s", "partial", "side", "knee_travel_cm", "knee_travel_foot_pct",
    "kneecap_travel_cm", "heel_lift_mm", "knee_flexion_deg", "ankle_dorsiflexion_deg", "shank_deg",
    "thigh_deg", "trunk_lean_deg", "descent_s", "ascent_s",
}  # fmt: skip


def _strict(text):
    def refuse(constant):
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


@pytest.fixture
def document(squat):
    return assemble(squat.recording, squat.motion, lifter=Lifter(1.78, 80.0, "m")).document


def test_output_keeps_to_its_schema(document):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(_strict(document.model_dump_json()), SCHEMA)


def test_all_promised_keys_are_there(document):
    result = _strict(document.model_dump_json())
    assert {"schema_version", "recording", "quality", "movement", "reps"} <= set(result)
    assert {
        "kind", "duration_s", "frames", "facing", "view", "camera_yaw_deg", "camera_roll_deg",
    } <= set(result["recording"])  # fmt: skip
    assert {"usable", "fit_rms_px", "gaps", "swaps_repaired", "messages"} <= set(result["quality"])
    assert set(result["reps"][0]) >= REP_KEYS


def test_numbers_are_those_of_the_motion(document, squat):
    rep = document.reps[0]
    assert rep.knee_travel_cm.value == pytest.approx(squat.travel_cm, abs=1e-4)
    assert (rep.start_s, rep.bottom_s, rep.end_s) == (0.0, 1.5, 3.0)
    assert document.recording.camera_yaw_deg == pytest.approx(math.degrees(0.03), abs=1e-3)


def test_posture_and_tempo_are_plain_numbers_with_their_intervals_beside_them(document):
    rep = document.reps[0]
    for name in ("shank_deg", "thigh_deg", "trunk_lean_deg", "descent_s", "ascent_s"):
        beside = getattr(rep.intervals, name)
        assert getattr(rep, name) == beside.value
        assert beside.low < beside.value < beside.high


def test_what_was_not_seen_has_a_reason_and_no_number(squat):
    rep = squat.motion.reps[0]
    blind = replace(rep, measures={"heel_lift_mm": Estimate(math.nan, reason="heel hidden")})
    document = assemble(squat.recording, replace(squat.motion, reps=(blind,))).document
    result = _strict(document.model_dump_json())["reps"][0]
    assert result["heel_lift_mm"] == {
        "value": None, "low": None, "high": None, "reason": "heel hidden",
    }  # fmt: skip
    assert result["knee_travel_cm"]["reason"]
    jsonschema.validate(_strict(document.model_dump_json()), SCHEMA)


@given(
    value=st.floats(),
    low=st.one_of(st.none(), st.floats()),
    high=st.one_of(st.none(), st.floats()),
)
def test_no_estimate_ever_writes_nan(value, low, high):
    written = _strict(measured(Estimate(value, low, high)).model_dump_json())
    assert written["value"] is not None or written["reason"]
    assert written["low"] is not None or written["reason"]


def test_a_refused_recording_keeps_its_reasons_first(squat):
    error = CannotMeasureError(
        "CLIP_FRONT_VIEW", "From the front.", messages=(("DARK", "It is dark."),), view="front"
    )
    recording = replace(squat.recording, notices=(Notice("CUT", "A cut."),))
    document = refused(recording, error).document
    assert [m.code for m in document.quality.messages] == ["CLIP_FRONT_VIEW", "DARK", "CUT"]
    assert not document.quality.usable
    assert document.recording.view == "front"
    assert document.reps == ()
    jsonschema.validate(_strict(document.model_dump_json()), SCHEMA)


def _reps(squat, travels, kinds=None):
    template = squat.motion.reps[0]
    kinds = kinds or ["full"] * len(travels)
    return tuple(
        replace(template, kind=kind, measures={"knee_travel_cm": Estimate(travel)})
        for travel, kind in zip(travels, kinds, strict=True)
    )


def test_the_main_repetition_has_the_middle_travel(squat):
    assert main_repetition(_reps(squat, [5.0, 9.0, 7.0])) == 2
    assert main_repetition(_reps(squat, [5.0, 9.0])) == 0


def test_half_repetitions_are_main_only_when_alone(squat):
    reps = _reps(squat, [1.0, 8.0, 2.0], ["partial", "full", "partial"])
    assert main_repetition(reps) == 1
    assert main_repetition(reps[:1]) == 0
    assert main_repetition(()) is None


def test_an_unseen_travel_does_not_make_a_repetition_the_middle(squat):
    assert main_repetition(_reps(squat, [math.nan, 4.0, math.nan])) == 1
