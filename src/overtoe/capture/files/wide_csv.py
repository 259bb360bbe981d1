"""Landmark tables with one row per frame: ``left_knee_x, left_knee_y, left_knee_v …``."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import numpy as np

from overtoe.capture.files.keypoints import ASSUMED_FPS, NORMALIZED_BELOW
from overtoe.capture.files.text import number, read_lines
from overtoe.capture.recording import Notice, Recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_COLUMN = re.compile(r"^(?P<landmark>[a-z_0-9]+?)_(?P<what>x|y|v|c|visibility|confidence|score)$")
_ALIASES = {"foot_index": "toe", "big_toe": "toe"}
_CONFIDENCE = ("v", "c", "visibility", "confidence", "score")


def is_wide(header: list[str]) -> bool:
    """Whether a header has a pair of ``…_x`` and ``…_y`` columns.

    >>> is_wide(["left_knee_x", "left_knee_y"]), is_wide(["time_s", "landmark", "x", "y"])
    (True, False)
    """
    return any(name.endswith("_x") and f"{name[:-2]}_y" in header for name in header)


def read_wide_csv(path: Path) -> Recording:
    """Read pixels with y down, as networks write them; times from ``time_s`` where there.

    Raises
    ------
    UnreadableError
        ``KEYPOINTS_NORMALIZED`` for shares of a picture of unknown size, ``CSV_NUMBERS``.
    """
    rows = list(csv.DictReader(read_lines(path)))
    columns = _columns(list(rows[0]) if rows else [])
    try:
        points = _points(rows, columns)
        times = [number(row["time_s"]) for row in rows] if rows and "time_s" in rows[0] else None
    except (ValueError, TypeError) as error:
        raise UnreadableError(
            "CSV_NUMBERS",
            f"“{path.name}” holds something that isn't a number ({error}). Correct the cell or "
            "leave it empty.",
        ) from error
    return _recording(path.name, tuple(columns), points, times)


def _columns(header: list[str]) -> dict[str, dict[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    for name in header:
        match = _COLUMN.match(name.strip().lower())
        if match:
            what = "confidence" if match["what"] in _CONFIDENCE else match["what"]
            columns.setdefault(_plain(match["landmark"]), {})[what] = name
    return {name: parts for name, parts in columns.items() if {"x", "y"} <= set(parts)}


def _plain(landmark: str) -> str:
    for theirs, ours in _ALIASES.items():
        if landmark.endswith(f"_{theirs}"):
            return landmark.removesuffix(theirs) + ours
    return landmark


def _points(rows: list[dict[str, str]], columns: dict[str, dict[str, str]]) -> Floats:
    points = np.full((len(rows), len(columns), 3), np.nan)
    points[:, :, 2] = 1.0
    for index, row in enumerate(rows):
        for place, parts in enumerate(columns.values()):
            for axis, what in enumerate(("x", "y", "confidence")):
                if what in parts:
                    points[index, place, axis] = number(row[parts[what]])
    points[np.isnan(points[:, :, :2]).any(axis=2), 2] = 0.0
    return points


def _recording(
    name: str, landmarks: tuple[str, ...], points: Floats, times: list[float] | None
) -> Recording:
    if not np.isfinite(points[:, :, :2]).any():
        raise UnreadableError(
            "CSV_EMPTY", f"“{name}” holds no landmark positions. There is nothing to measure."
        )
    width, height = np.nanmax(points[:, :, :2], axis=(0, 1))
    if max(width, height) < NORMALIZED_BELOW:
        raise UnreadableError(
            "KEYPOINTS_NORMALIZED",
            f"“{name}” gives positions as shares of the picture, but not the picture's size. "
            "Without it angles are wrong. Convert them to pixels.",
        )
    text = "The file doesn't say how large the picture was; its size is taken from the landmarks."
    notices = [Notice("SIZE_ASSUMED", text)]
    if times is None:
        times = list(np.arange(len(points)) / ASSUMED_FPS)
        text = f"The file has no times; {ASSUMED_FPS:.0f} frames per second are assumed."
        notices.append(Notice("RATE_ASSUMED", text))
    size = (int(np.ceil(width)), int(np.ceil(height)))
    return Recording(
        name=name,
        kind="landmarks",
        times_s=np.array(times, dtype=float),
        landmarks=landmarks,
        positions=np.array([0.0, size[1]]) + points[:, :, :2] * np.array([1.0, -1.0]),
        confidence=np.nan_to_num(points[:, :, 2]),
        unit="px",
        frame_size_px=size,
        notices=tuple(notices),
    )
