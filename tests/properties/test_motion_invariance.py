"""What a measure must not depend on: where the lifter stands, how large, which way, and when."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from overtoe.motion import measure

KEYS = ("knee_travel_cm", "knee_travel_foot_pct", "knee_flexion_deg", "trunk_lean_deg", "descent_s")


def _drawing():
    path = Path(__file__).parents[1] / "unit" / "motion" / "conftest.py"
    spec = importlib.util.spec_from_file_location("drawn_lifters", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


DRAWING = _drawing()
squats = st.builds(
    DRAWING.Squats,
    shank=st.floats(15, 42),
    thigh=st.floats(60, 100),
    trunk=st.floats(15, 55),
    depths=st.sampled_from([(1.0,), (1.0, 1.0), (1.0, 0.7, 1.0)]),
    noise_px=st.floats(0.5, 2),
    fps=st.sampled_from([24.0, 30.0, 60.0]),
    seed=st.integers(0, 1000),
)
# A lifter who is drawn without noise stands exactly still; which of many equal frames is the
# highest is then a matter of the last digit, so there is always some noise.
few = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def measures(recording):
    motion = measure(recording, stature_m=1.78)
    return [[rep.kind, *(rep.measures[key].value for key in KEYS)] for rep in motion.reps]


def same(found, expected, tolerance):
    assert [row[0] for row in found] == [row[0] for row in expected]
    for row, other in zip(found, expected, strict=True):
        assert row[1:-1] == pytest.approx(other[1:-1], abs=tolerance)
        # Times are frames; a last digit may move one by a frame.
        assert row[-1] == pytest.approx(other[-1], abs=1 / 24 + 1e-6)


@few
@given(drawn=squats)
def test_a_mirrored_clip_gives_the_same_measures(drawn):
    recording = DRAWING.record(drawn)
    width = recording.frame_size_px[0]
    mirrored = recording.positions.copy()
    mirrored[:, :, 0] = width - mirrored[:, :, 0]
    # In a mirror, left is right: the names and the depth guess swap with the picture.
    order = [recording.landmarks.index(_other_side(name)) for name in recording.landmarks]
    again = replace(
        recording, positions=mirrored[:, order], world_m=recording.world_m[:, order] * [-1, 1, 1]
    )
    same(measures(again), measures(recording), 1e-4)


@few
@given(drawn=squats, x=st.floats(-300, 300), y=st.floats(-150, 300))
def test_where_the_lifter_stands_does_not_matter(drawn, x, y):
    recording = DRAWING.record(drawn)
    moved = replace(recording, positions=recording.positions + np.array([x, y]), frame_size_px=None)
    same(measures(moved), measures(recording), 1e-5)


@few
@given(drawn=squats, factor=st.floats(0.3, 3.0))
def test_the_size_in_the_picture_does_not_matter(drawn, factor):
    recording = DRAWING.record(drawn)
    larger = replace(recording, positions=recording.positions * factor, frame_size_px=None)
    same(measures(larger), measures(recording), 1e-5)


@few
@given(drawn=squats, later=st.floats(0.0, 1000.0))
def test_when_the_clip_starts_does_not_matter(drawn, later):
    recording = DRAWING.record(drawn)
    moved = replace(recording, times_s=recording.times_s + later)
    same(measures(moved), measures(recording), 1e-4)


@few
@given(drawn=squats)
def test_every_interval_holds_its_value(drawn):
    for rep in measure(DRAWING.record(drawn), stature_m=1.78).reps:
        for estimate in rep.measures.values():
            assert estimate.low <= estimate.value <= estimate.high


def _other_side(name):
    for one, other in (("left_", "right_"), ("right_", "left_")):
        if name.startswith(one):
            return other + name.removeprefix(one)
    return name
