"""Whatever is asked within the ranges gets an answer without a missing number in disguise."""

from __future__ import annotations

import json
from math import radians

from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.body import LOAD_PLACES, Lifter, Load
from overtoe.cli.whatif_table import table
from overtoe.loads.whatif import sweep, whatif
from overtoe.loads.whatif_document import document
from overtoe.loads.whatif_question import Question


def degrees(low, high):
    return st.floats(low, high).map(radians)


lifters = st.builds(
    Lifter, st.floats(0.9, 2.3), st.floats(25.0, 300.0), st.sampled_from(["m", "f", None])
)
questions = st.builds(
    Question,
    lifters,
    st.builds(Load, st.floats(0.0, 600.0), st.sampled_from(LOAD_PLACES)),
    thigh_rad=degrees(10, 125),
    shank_rad=st.none() | degrees(-10, 60),
    knee_limit_m=st.floats(-0.3, 0.4),
    cue=st.sampled_from([None, "heels", "sit-back", "knees-back"]),
    dorsiflexion_rad=st.none() | degrees(0, 60),
    wedge_rad=degrees(0, 40),
    counterweight_kg=st.floats(0.0, 40.0),
    stance_rad=degrees(0, 60),
)


@settings(deadline=None, max_examples=40)
@given(questions)
def test_every_question_gets_a_whole_document(question):
    answer = whatif(question, draws=30)
    shown = document(answer)

    json.dumps(shown, allow_nan=False)
    assert (shown["loads"] is None) == (not answer.feasible)
    assert (shown["twin"]["loads"] is None) == (not answer.twin.feasible)
    assert (shown["twin"]["reason"] is None) == answer.twin.feasible
    assert "nan" not in table(shown)
    curve = sweep(question, draws=30)
    assert curve is None or curve.travel_m[0] <= curve.reference_m <= curve.travel_m[-1]
