"""The main figure draws what was measured, to scale."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import numpy as np
import pytest

from overtoe.analysis import assemble
from overtoe.analysis.document import Measured, Posture
from overtoe.report import bottom_frame
from overtoe.report.placing import place

SVG = "{http://www.w3.org/2000/svg}"
FRAME = 45


def _by_class(drawn, name):
    return [e for e in ElementTree.fromstring(drawn).iter() if e.get("class") == name]


@pytest.fixture
def rep(squat):
    return assemble(squat.recording, squat.motion).document.reps[0]


@pytest.fixture
def body(squat):
    return bottom_frame.body_at(squat.motion, FRAME)


def test_the_bar_is_as_long_as_the_travel(squat, rep, body):
    drawn = bottom_frame.line_figure(body, rep, caption="x")
    bar = _by_class(drawn, "travel")[0]
    length = float(bar.get("x2")) - float(bar.get("x1"))
    height = float(ElementTree.fromstring(drawn).get("height"))
    width = float(ElementTree.fromstring(drawn).get("width"))
    x0, x1 = -0.27, 0.065  # heel to knee, the widest part below the hips
    assert 0 < length < width
    foot = _by_class(drawn, "foot")[0].get("d")
    xs = [float(p.split()[0]) for p in foot.strip("MZ").split("L")]
    units_per_m = (max(xs) - min(xs)) / 0.27
    assert length / units_per_m * 100 == pytest.approx(squat.travel_cm, abs=0.1)
    assert height > units_per_m * (x1 - x0)


def test_facing_left_mirrors_the_bar(rep, body):
    right, left = (
        _by_class(bottom_frame.line_figure(body, rep, caption="x", forward=f), "travel")[0]
        for f in (1, -1)
    )
    assert float(right.get("x2")) > float(right.get("x1"))
    assert float(left.get("x2")) < float(left.get("x1"))


def test_the_number_stands_in_the_figure_with_its_interval(rep, body):
    drawn = bottom_frame.line_figure(body, rep, caption="x")
    said = [e.text for e in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert "6 cm past" in said
    assert "(5–7)" in said
    assert "✓ heel down" in said


def test_the_photo_lies_under_the_drawing(squat, rep, body):
    photo = np.full((800, 640, 3), 90, dtype=np.uint8)
    placing = place(squat.motion, squat.recording, FRAME)
    root = ElementTree.fromstring(bottom_frame.photo_figure(body, rep, placing, photo, caption="x"))
    assert root[0].tag == f"{SVG}image"
    assert root[0].get("href").startswith("data:image/jpeg;base64,")


def test_the_twin_keeps_bones_and_foot(body):
    posture = Posture(shank_deg=10.0, thigh_deg=90.0, trunk_deg=60.0, knee_travel_cm=-5.0)
    twin = bottom_frame.posed(body, posture)
    assert (twin.toe, twin.heel, twin.ankle) == (body.toe, body.heel, body.ankle)
    for first, last in (("ankle", "knee"), ("knee", "hip"), ("hip", "neck")):
        lengths = [math.dist(getattr(b, first), getattr(b, last)) for b in (body, twin)]
        assert lengths[0] == pytest.approx(lengths[1])
    assert twin.hip[1] == pytest.approx(twin.knee[1])  # a level thigh


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (2.0, 0.0, 6.0, "✓ heel down"),
        (30.0, 22.0, 38.0, "heel up 3.0 cm"),
        (15.0, -5.0, 35.0, "heel: can't tell"),
    ],
)
def test_heel_words_say_only_what_the_interval_allows(rep, value, low, high, words):
    lift = Measured(value=value, low=low, high=high)
    assert bottom_frame.heel_words(rep.model_copy(update={"heel_lift_mm": lift})) == words
