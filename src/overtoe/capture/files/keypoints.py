"""Keypoints of common landmark networks become recordings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.capture.recording import Notice, Recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ASSUMED_FPS: Final = 30.0
NORMALIZED_BELOW: Final = 4.0
"""Positions that all stay below this are shares of the picture, not pixels."""


@dataclass(frozen=True, eq=False)
class Keypoints:
    """Keypoints of one frame after another, y pointing **down** as networks have it.

    ``points`` (frames, keypoints, 3) holds x, y and confidence; NaN where nobody was found.
    ``times_s`` and ``size_px`` are None when the file doesn't say.
    """

    name: str
    points: Floats
    times_s: Floats | None = None
    size_px: tuple[int, int] | None = None


def recording_from_keypoints(data: Keypoints) -> Recording:
    """Name the landmarks, turn y up and say what had to be assumed.

    A confidence of 0 means "not found" in all these formats and becomes a gap.

    Raises
    ------
    UnreadableError
        ``KEYPOINTS_UNKNOWN`` for an unknown number of keypoints, ``KEYPOINTS_NORMALIZED`` for
        shares of a picture of unknown size.
    """
    table = _set_of(data)
    names = tuple(
        name for name, index in table.items() if isinstance(index, int) and name != "count"
    )
    points = data.points[:, [table[name] for name in names]].copy()
    points[~(points[:, :, 2] > 0)] = np.nan
    size, notices = _size(data, points)
    positions = _upright(points[:, :, :2], size)
    times = data.times_s
    if times is None:
        times = np.arange(len(points)) / ASSUMED_FPS
        text = f"The file has no times; {ASSUMED_FPS:.0f} frames per second are assumed."
        notices = (*notices, Notice("RATE_ASSUMED", text))
    return Recording(
        name=data.name,
        kind="landmarks",
        times_s=times,
        landmarks=names,
        positions=positions,
        confidence=np.nan_to_num(points[:, :, 2]),
        unit="px",
        frame_size_px=size,
        notices=notices,
    )


@cache
def _sets() -> dict[str, dict[str, Any]]:
    text = files("overtoe.capture.files").joinpath("keypoints.toml").read_text(encoding="utf-8")
    sets: dict[str, dict[str, Any]] = tomllib.loads(text)["sets"]
    return sets


def _set_of(data: Keypoints) -> dict[str, Any]:
    count = data.points.shape[1]
    for table in _sets().values():
        if table["count"] == count:
            return table
    known = ", ".join(str(table["count"]) for table in _sets().values())
    raise UnreadableError(
        "KEYPOINTS_UNKNOWN",
        f"“{data.name}” has {count} keypoints per person. Overtoe knows the sets with {known}; for "
        "others write a CSV with landmark names (docs/formats.md).",
    )


def _size(data: Keypoints, points: Floats) -> tuple[tuple[int, int], tuple[Notice, ...]]:
    if data.size_px is not None:
        return data.size_px, ()
    if not np.isfinite(points[:, :, :2]).any():
        return (1, 1), ()
    width, height = np.nanmax(points[:, :, :2], axis=(0, 1))
    if max(width, height) < NORMALIZED_BELOW:
        raise UnreadableError(
            "KEYPOINTS_NORMALIZED",
            f"“{data.name}” gives positions as shares of the picture, but not the picture's size. "
            "Without it angles are wrong. Add width and height in pixels.",
        )
    text = "The file doesn't say how large the picture was; its size is taken from the landmarks."
    return (int(np.ceil(width)), int(np.ceil(height))), (Notice("SIZE_ASSUMED", text),)


def _upright(points: Floats, size: tuple[int, int]) -> Floats:
    shares = bool(np.isfinite(points).any()) and float(np.nanmax(points)) < NORMALIZED_BELOW
    pixels = points * size if shares else points
    upright: Floats = np.array([0.0, size[1]]) + pixels * np.array([1.0, -1.0])
    return upright
