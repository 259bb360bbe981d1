"""Building blocks of figures."""

from __future__ import annotations

import itertools
import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overtoe.report.svg import Scale, band, element, path, picture, words

NAN = math.nan


def test_text_and_attributes_are_escaped():
    drawn = picture((10, 10), words("a < b & c", (1, 2)), label='say "hi" & <go>')
    root = ElementTree.fromstring(drawn)
    assert root.get("aria-label") == 'say "hi" & <go>'
    assert root[0].text == "a < b & c"


def test_band_splits_at_a_gap_and_closes_each_part():
    drawn = band([0, 1, 2, 3, 4], [0, 0, NAN, 0, 0], [1, 1, 1, 1, 1])
    assert drawn == "M0 0L1 0L1 1L0 1ZM3 0L4 0L4 1L3 1Z"


def test_path_of_nothing_seen_is_empty():
    assert path([(NAN, 1.0), (2.0, NAN)]) == ""


def test_attributes_that_are_none_are_left_out():
    assert element("g", id=None, class_="a") == '<g class="a"/>'


@given(
    low=st.floats(-1e4, 1e4),
    span=st.floats(0.01, 1e4),
    count=st.integers(2, 8),
)
def test_ticks_are_inside_even_and_few(low, span, count):
    scale = Scale((low, low + span), (0.0, 100.0))
    ticks = scale.ticks(count)
    assert len(ticks) <= count + 1
    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in ticks)
    steps = [b - a for a, b in itertools.pairwise(ticks)]
    assert all(step == pytest.approx(steps[0], rel=1e-4, abs=1e-8) for step in steps)
