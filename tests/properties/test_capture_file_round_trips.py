"""What is written reads back the same, to the last digit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from overtoe.capture import read_recording, write_landmarks
from overtoe.capture.files.storage import Storage, read_storage, write_storage
from overtoe.capture.files.trc import read_trc, write_trc
from overtoe.capture.recording import Notice, Recording, Scene

FINITE = st.floats(-1e6, 1e6, allow_nan=False)
GAPPY = st.one_of(FINITE, st.just(float("nan")))
FRAMES = 4
NAMES = ("left_knee", "left_hip", "c7")


@settings(max_examples=40, deadline=None)
@given(
    positions=arrays(float, (FRAMES, 3, 3), elements=st.floats(0.001, 9.0) | st.just(np.nan)),
    rate=st.sampled_from([29.97, 60.0, 100.0, 240.0]),
)
def test_trc(positions: np.ndarray, rate: float) -> None:
    times = np.arange(FRAMES) / rate
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.trc"
        write_trc(path, times, NAMES, positions)
        back = read_trc(path)
    assert back.labels == NAMES
    np.testing.assert_array_equal(back.times_s, times)
    np.testing.assert_array_equal(back.positions_m, positions)


@settings(max_examples=40, deadline=None)
@given(values=arrays(float, (FRAMES, 2), elements=GAPPY), in_degrees=st.booleans())
def test_storage(values: np.ndarray, in_degrees: bool) -> None:
    storage = Storage("Coordinates", np.arange(FRAMES) / 30, ("a", "b"), values, in_degrees)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mot"
        write_storage(path, storage)
        back = read_storage(path)
    assert (back.title, back.columns, back.in_degrees) == ("Coordinates", ("a", "b"), in_degrees)
    np.testing.assert_array_equal(back.times_s, storage.times_s)
    np.testing.assert_array_equal(back.values, values)


@settings(max_examples=40, deadline=None)
@given(
    positions=arrays(float, (FRAMES, 3, 2), elements=GAPPY),
    confidence=arrays(float, (FRAMES, 3), elements=st.floats(0, 1)),
    world=st.none() | arrays(float, (FRAMES, 3, 3), elements=GAPPY),
    shift=arrays(float, (FRAMES, 2), elements=FINITE),
    roll=st.none() | st.floats(-0.2, 0.2),
)
def test_landmark_files_hold_the_whole_recording(
    positions: np.ndarray,
    confidence: np.ndarray,
    world: np.ndarray | None,
    shift: np.ndarray,
    roll: float | None,
) -> None:
    scene = Scene(np.linspace(0, 1, FRAMES), shift, (2,), roll, None if roll is None else 0.01)
    recording = Recording(
        name="clip.mp4",
        kind="video",
        times_s=np.array([0.0, 0.033, 0.1, 0.4]),
        landmarks=NAMES,
        positions=positions,
        confidence=confidence,
        unit="px",
        frame_size_px=(720, 1280),
        world_m=world,
        scene=scene,
        notices=(Notice("DARK", "It is dark."),),
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.csv", "a.json"):
            write_landmarks(recording, Path(folder) / name)
            assert_same(read_recording(Path(folder) / name), recording)


def assert_same(back: Recording, recording: Recording) -> None:
    for name in ("name", "kind", "landmarks", "unit", "frame_size_px", "notices"):
        assert getattr(back, name) == getattr(recording, name)
    for name in ("times_s", "positions", "confidence"):
        np.testing.assert_array_equal(getattr(back, name), getattr(recording, name))
    if recording.world_m is None:
        assert back.world_m is None
    else:
        np.testing.assert_array_equal(back.world_m, recording.world_m)
    assert back.scene is not None
    assert recording.scene is not None
    np.testing.assert_array_equal(back.scene.camera_shift_px, recording.scene.camera_shift_px)
    np.testing.assert_array_equal(back.scene.brightness, recording.scene.brightness)
    assert (back.scene.cuts, back.scene.roll_rad) == ((2,), recording.scene.roll_rad)
    assert back.scene.roll_sigma_rad == recording.scene.roll_sigma_rad
