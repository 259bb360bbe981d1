"""Landmarks going out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from overtoe.capture import read_recording, write_landmarks
from overtoe.capture.recording import Recording
from overtoe.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MARKERS = Recording(
    name="a.trc",
    kind="markers",
    times_s=np.array([0.0, 0.01]),
    landmarks=("left_knee", "left_heel", "left_shoulder"),
    positions=np.array([[[0, 0.5, 0], [-0.1, 0.04, 0], [0, 1.4, 0]]] * 2),
    confidence=np.ones((2, 3)),
    unit="m",
)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.trc"])
def test_markers_come_back(tmp_path: Path, name: str) -> None:
    write_landmarks(MARKERS, tmp_path / name)
    back = read_recording(tmp_path / name)
    assert (back.kind, back.unit) == ("markers", "m")
    for landmark in MARKERS.landmarks:
        np.testing.assert_array_equal(back.path(landmark), MARKERS.path(landmark))


@pytest.mark.parametrize("name", ["a.xlsx", "a"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.csv or \.json"):
        write_landmarks(MARKERS, tmp_path / name)


def test_pixels_are_no_trc(tmp_path: Path) -> None:
    pixels = replace(MARKERS, unit="px", positions=MARKERS.positions[..., :2])
    with pytest.raises(UsageError):
        write_landmarks(pixels, tmp_path / "a.trc")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        write_landmarks(MARKERS, tmp_path / "no" / "a.csv")


def test_incomplete_document_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_landmarks(MARKERS, path)
    document = json.loads(path.read_text())
    del document["positions"]
    path.write_text(json.dumps(document))
    with pytest.raises(UnreadableError) as caught:
        read_recording(path)
    assert caught.value.code == "JSON_INCOMPLETE"
