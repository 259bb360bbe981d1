"""A clip's own numbers come into the guide, and its own curve instead of the body's."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import numpy as np
import pytest

from overtoe import guide
from overtoe.analysis.document import (
    AnalysisDocument,
    Measured,
    RepetitionPart,
    TradePart,
    TradePoint,
)
from overtoe.guide.blocks import plain
from overtoe.guide.measured import measured_curve
from overtoe.guide.reader import shown_repetition
from overtoe.movements import catalogue

DAY = dt.date(2026, 12, 1)


def _measured(value, spread):
    return Measured(value=value, low=value - spread, high=value + spread)


def _rep(travel_cm):
    """A repetition with the parts that the guide reads, and no others."""
    thigh = _measured(100.0, 4.0)
    return RepetitionPart.model_construct(
        partial=False,
        kind="full",
        knee_travel_cm=_measured(travel_cm, 1.0),
        heel_lift_mm=_measured(2.0, 1.0),
        thigh_deg=thigh.value,
        intervals=SimpleNamespace(thigh_deg=thigh),
        twin=None,
    )


@pytest.fixture
def clip():
    points = tuple(
        TradePoint(
            knee_travel_cm=cm,
            knee_pct=_measured(8.0 * cm, 3.0),
            hip_pct=_measured(-5.0 * cm, 3.0),
            lumbar_pct=_measured(-4.0 * cm, 3.0),
        )
        for cm in (-5.0, 0.0, 5.0, 10.0)
    )
    return AnalysisDocument.model_construct(
        reps=(_rep(7.0), _rep(3.0), _rep(5.0)),
        trade=TradePart(
            sentence="5 cm further forward: knee +40 %.", reference_cm=0, points=points
        ),
        cues=None,
        limiter=None,
    )


def test_the_middle_repetition_is_shown(clip):
    assert shown_repetition(clip).knee_travel_cm.value == 5.0


def test_the_curve_is_the_clips_own(clip):
    curve = measured_curve(clip.trade, shown_repetition(clip))
    assert curve.travel_m == pytest.approx([-0.05, 0.0, 0.05, 0.10])
    assert curve.change_pct["knee"].value == pytest.approx([-40, 0, 40, 80])
    assert np.all(curve.change_pct["hip"].low90 < curve.change_pct["hip"].high90)
    assert [(mark.kind, mark.travel_m) for mark in curve.marks] == [("held", 0.0), ("you", 0.05)]


def test_the_guide_tells_what_the_clip_showed(intakes, couple, clip):
    one = guide.reader(intakes["ana"], couple.first, clip=clip)
    text = json.dumps(plain(guide.book([one], catalogue(), date=DAY)), ensure_ascii=False)
    for said in ("5 cm past your toes", "Your heel stayed down", "From your clip", "knee +40 %"):
        assert said in text
    assert "No clip yet" not in text
    assert guide.pdf([one], date=DAY).startswith(b"%PDF")
