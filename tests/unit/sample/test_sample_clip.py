"""A rendered clip and its truth."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from overtoe.errors import UsageError
from overtoe.sample import SampleOptions, render

if TYPE_CHECKING:
    from pathlib import Path

av = pytest.importorskip("av")

SMALL = SampleOptions(reps=1, speed=2, width=180, height=320, fps=15)


def frames(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    path = tmp_path_factory.mktemp("sample") / "a.mp4"
    return path, render(path, SMALL, truth_path=path.with_suffix(".json"))


def test_the_clip_has_the_frames_that_the_truth_has(made: tuple[Path, dict[str, Any]]) -> None:
    path, known = made
    pictures = frames(path)
    assert len(pictures) == len(known["times_s"])
    assert pictures[0].shape == (320, 180, 3)


def test_the_file_holds_the_returned_truth(made: tuple[Path, dict[str, Any]]) -> None:
    path, known = made
    assert json.loads(path.with_suffix(".json").read_text()) == known


def test_joints_are_drawn_where_the_truth_says(made: tuple[Path, dict[str, Any]]) -> None:
    path, known = made
    picture = frames(path)[0]
    x, y = known["joints_px"]["right_knee"][0]
    red, green, blue = picture[round(320 - y), round(x)].astype(int)
    # Skin is warm, the wall behind it gray.
    assert red > green > blue
    assert red - blue > 30


def test_truth_of_a_repetition_is_that_of_its_joints(made: tuple[Path, dict[str, Any]]) -> None:
    _, known = made
    (rep,) = known["reps"]
    knee, toe = (np.array(known["joints_m"][f"right_{name}"]) for name in ("knee", "toe"))
    assert rep["knee_travel_cm"] == pytest.approx(100 * (knee - toe)[:, 0].max(), abs=1e-3)
    assert rep["knee_flexion_deg"] == pytest.approx(max(known["angles_deg"]["knee_flexion"]), 1e-4)
    assert rep["start_s"] < rep["bottom_s"] < rep["end_s"]
    assert rep["descent_s"] == pytest.approx(rep["bottom_s"] - rep["start_s"], abs=1e-3)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a.mp4", "b.mp4"):
        render(tmp_path / name, SMALL)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_progress_ends_at_one(tmp_path: Path) -> None:
    told: list[float] = []
    render(tmp_path / "a.mp4", SMALL, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        render(tmp_path / "no" / "a.mp4", SMALL)


def test_standing_only(tmp_path: Path) -> None:
    known = render(tmp_path / "a.mp4", SampleOptions(reps=0, width=180, height=320, fps=10))
    assert known["reps"] == []
