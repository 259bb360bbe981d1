"""The motion-capture road keeps what the markers say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overtoe.capture.recording import ForcePlate
from overtoe.conventions import Side
from overtoe.errors import CannotMeasureError
from overtoe.motion import measure
from overtoe.motion.messages import codes, sentence


@pytest.mark.parametrize("heading", [0, 90, -135])
def test_any_direction_in_the_laboratory_gives_the_drawn_squat(draw_markers, travel_m, heading):
    motion = measure(draw_markers(heading), stature_m=None)
    assert motion.view.kind == "markers"
    assert set(motion.legs) == {Side.LEFT, Side.RIGHT}
    for rep in motion.reps:
        # A 6 Hz filter takes off 0.1 % of a cosine of 2.4 s.
        assert rep.measures["knee_travel_cm"].value == pytest.approx(100 * travel_m(), abs=0.2)
        assert rep.measures["knee_flexion_deg"].value == pytest.approx(120, abs=0.5)
        assert rep.measures["heel_lift_mm"].value == pytest.approx(0, abs=1)


def test_one_complete_leg_is_enough_and_said(draw_markers):
    recording = draw_markers()
    position = recording.positions.copy()
    position[:, recording.landmarks.index("left_toe")] = np.nan
    motion = measure(replace(recording, positions=position), stature_m=1.8)
    assert set(motion.legs) == {Side.RIGHT}
    assert "ONE_LEG" in [message.code for message in motion.quality.messages]


def test_no_leg_is_refused(draw_markers):
    recording = draw_markers()
    position = recording.positions.copy()
    for side in ("left", "right"):
        position[:, recording.landmarks.index(f"{side}_knee")] = np.nan
    with pytest.raises(CannotMeasureError, match="hip, knee, ankle"):
        measure(replace(recording, positions=position), stature_m=1.8)


def test_forces_turn_with_the_body_and_come_on_its_times(draw_markers):
    recording = draw_markers(90)
    times = np.linspace(0, recording.times_s[-1], 5000)
    force = np.stack([np.zeros(5000), 400 + times, np.full(5000, 30.0)], axis=1)
    center = np.stack([np.zeros(5000), np.zeros(5000), np.full(5000, -0.1)], axis=1)
    plate = ForcePlate(times, force, center, np.zeros((5000, 3)), Side.LEFT)
    motion = measure(replace(recording, forces=(plate,)), stature_m=1.8)
    found = motion.forces[0]
    # Facing z, a push along z is a push forward.
    assert found.force_N[:, 0] == pytest.approx(np.full(len(motion.times_s), 30.0))
    assert found.force_N[:, 1] == pytest.approx(400 + motion.times_s)
    assert found.center_of_pressure_m == pytest.approx(np.full(len(motion.times_s), -0.1))


def test_every_sentence_says_something_whole():
    fields = {
        "seconds": 1.0,
        "yaw": 30.0,
        "roll": 3.0,
        "name": "x",
        "start": 0.0,
        "end": 1.0,
        "rest": "y",
        "share": 0.1,
        "rate": 10.0,
        "step": 0.1,
        "gaps": 1,
        "swaps": 1,
        "count": 1,
    }
    for code in codes():
        text = sentence(code, **fields)
        assert code == code.upper()
        assert text.endswith(".")
        assert "{" not in text
        for word in ("diagnos", "treat", "cure", "injury", "bad form", "wrong"):
            assert word not in text.lower()
