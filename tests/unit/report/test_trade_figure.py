"""The trade curve: one scale for both panels, marks on the curve, data for the slider."""

from __future__ import annotations

import html
import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from overtoe.loads.sweep import Band, Mark, TradeCurve
from overtoe.report import trade

TRAVEL_M = np.linspace(-0.06, 0.10, 33)
PER_CM = {"knee": 5.0, "hip": -4.0, "lumbar": -3.0, "ankle": 0.0}


def _band(values):
    spread = np.abs(values) * 0.2 + 0.5
    return Band(values, values - spread / 2, values + spread / 2, values - spread, values + spread)


@pytest.fixture
def curve():
    change = {joint: slope * 100 * TRAVEL_M for joint, slope in PER_CM.items()}
    return TradeCurve(
        travel_m=TRAVEL_M,
        moment_Nm={joint: _band(100 * (1 + values / 100)) for joint, values in change.items()},
        change_pct={joint: _band(values) for joint, values in change.items()},
        reference_m=0.0,
        thigh_rad=np.pi / 2,
        shank_rad=TRAVEL_M,
        trunk_rad=TRAVEL_M,
        marks=(Mark("held", "held back", 0.0), Mark("you", "you today", 0.06)),
        sentence="From toes to 6 cm past: knee +30 % (24–36).",
    )


def _elements(drawn, name):
    return [e for e in ElementTree.fromstring(drawn).iter() if e.get("class") == name]


def _ends(element):
    numbers = [tuple(map(float, p.split())) for p in element.get("d").strip("M").split("L")]
    return numbers[0], numbers[-1]


def test_same_percent_is_the_same_height_in_both_panels(curve):
    drawn = trade.figure(curve)
    (_, knee_low), (_, knee_high) = _ends(_elements(drawn, "line knee")[0])
    (_, hip_low), (_, hip_high) = _ends(_elements(drawn, "line hip")[0])
    assert knee_high < knee_low  # the knee's line rises
    assert hip_high > hip_low  # the hip's falls
    assert (knee_low - knee_high) / (hip_high - hip_low) == pytest.approx(5 / 4, rel=1e-3)


def test_you_today_stands_on_every_line(curve):
    drawn = trade.figure(curve)
    dots = _elements(drawn, "you")
    assert len(dots) == 3
    assert len({dot.get("cx") for dot in dots}) == 1
    cursor = _elements(drawn, "cursor")[0]
    assert f"translate({float(dots[0].get('cx')):.2f} 0)" == cursor.get("transform")


def test_slider_data_holds_the_numbers_of_the_curve(curve):
    data = json.loads(html.unescape(re.search(r'data-trade="([^"]+)"', trade.section(curve))[1]))
    at = data["x"].index(6.0)
    assert data["lines"]["knee"]["pct"][at] == pytest.approx(30.0)
    assert data["lines"]["hip"]["moment"][at] == pytest.approx(76.0)
    assert set(data["lines"]) == {"knee", "hip", "lumbar"}


def test_the_slider_starts_at_you_today_and_says_so(curve):
    section = trade.section(curve)
    assert 'value="6.0"' in section
    assert 'aria-valuetext="6 cm past the toes"' in section


def test_a_mark_off_the_curve_is_not_drawn(curve):
    far = TradeCurve(**{**vars(curve), "marks": (Mark("cue", "sit back", -0.2),)})
    assert "sit back" not in trade.figure(far)


def test_the_page_is_whole_and_loads_nothing(curve):
    page = trade.page(curve)
    assert page.startswith("<!doctype html>")
    assert not re.search(r'(?:src|href)="', page)
    assert "It does not diagnose or treat." in page


def test_per_kilogram_is_said(curve):
    per_kg = TradeCurve(**{**vars(curve), "per_kg": True})
    assert "N·m/kg" in trade.section(per_kg)
