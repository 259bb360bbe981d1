"""From the landmark network's raw answer to named landmarks in the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.detect import region_around
from overtoe.capture.video.network import LANDMARK_PX, RawPose
from overtoe.conventions import SIDED_LANDMARKS, SIDES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region

    Floats = NDArray[np.float64]

NETWORK_INDEX: Final = {
    "eye": (2, 5),
    "ear": (7, 8),
    "shoulder": (11, 12),
    "elbow": (13, 14),
    "wrist": (15, 16),
    "hip": (23, 24),
    "knee": (25, 26),
    "ankle": (27, 28),
    "heel": (29, 30),
    "toe": (31, 32),
}
"""The network's own numbers of our landmarks, (left, right); its toe is called foot index."""

NAMES: Final = (
    "nose",
    *(f"left_{name}" for name in SIDED_LANDMARKS),
    *(f"right_{name}" for name in SIDED_LANDMARKS),
)
_ROWS: Final = np.array(
    [
        0,
        *(NETWORK_INDEX[n][0] for n in SIDED_LANDMARKS),
        *(NETWORK_INDEX[n][1] for n in SIDED_LANDMARKS),
    ]
)
_SWAPPED: Final = np.array(
    [0, *_ROWS[1 + len(SIDED_LANDMARKS) :], *_ROWS[1 : 1 + len(SIDED_LANDMARKS)]]
)
"""Rows of a mirrored crop: what looks like a left foot there is the right one."""

_HIPS, _CIRCLE = 33, 34

HEATMAP_REACH: Final = 3
HEATMAP_AT_LEAST: Final = 0.5
"""Window of the refinement (7 × 7 cells) and the least peak that it trusts."""


@dataclass(frozen=True, eq=False)
class Pose:
    """One person's landmarks in one picture, in the order of :data:`NAMES`.

    ``points`` (landmarks, 2) in units of the picture's height, x right, y down; ``confidence``
    (landmarks,); ``world_m`` (landmarks, 3) x right, y up, z toward the camera; ``score`` that a
    person is there; ``region`` where to look in the next picture.
    """

    points: Floats
    confidence: Floats
    world_m: Floats
    score: float
    region: Region


def read_pose(raw: RawPose, region: Region) -> Pose:
    """Name the landmarks and bring them from the crop into the picture."""
    values = raw.points.astype(float)
    crop = refined(values[:, :2] / LANDMARK_PX, raw.heatmaps)
    picture = region.to_picture(crop)
    seen = _logistic(values[:, 3]) * _logistic(values[:, 4])
    rows = _SWAPPED if region.mirrored else _ROWS
    wished = region_around(
        (float(picture[_HIPS, 0]), float(picture[_HIPS, 1])),
        (float(picture[_CIRCLE, 0]), float(picture[_CIRCLE, 1])),
    )
    return Pose(
        points=picture[rows],
        confidence=seen[rows],
        world_m=_upright(raw.world_m.astype(float), region)[rows],
        score=raw.score,
        region=replace(wished, mirrored=region.mirrored),
    )


def facing(pose: Pose, region: Region) -> float:
    """How far toes and nose point to the right of the picture, in crop sides."""
    x = dict(zip(NAMES, pose.points[:, 0], strict=True))
    feet = sum(x[f"{side}_toe"] - x[f"{side}_heel"] for side in SIDES)
    head = x["nose"] - (x["left_ear"] + x["right_ear"]) / 2
    return float(feet + head) / region.side


def refined(points: Floats, heatmaps: NDArray[np.float32]) -> Floats:
    """Move each point to the center of mass of its heatmap nearby, where that has a clear peak.

    ``points`` (39, 2) from 0 to 1. The network's heatmap and its regressed coordinates are two
    answers; near a clear peak the heatmap follows the picture more closely.
    """
    cells = heatmaps.shape[0]
    base = (points * cells).astype(int)
    reach = np.arange(-HEATMAP_REACH, HEATMAP_REACH + 1)
    columns = base[:, 0, np.newaxis, np.newaxis] + reach
    rows = base[:, 1, np.newaxis, np.newaxis] + reach[:, np.newaxis]
    inside = (columns >= 0) & (columns < cells) & (rows >= 0) & (rows < cells)
    which = np.arange(len(points))[:, np.newaxis, np.newaxis]
    logits = heatmaps[np.clip(rows, 0, cells - 1), np.clip(columns, 0, cells - 1), which]
    mass = np.where(inside, _logistic(logits.astype(float)), 0.0)
    total = mass.sum(axis=(1, 2))
    middle = np.stack([(mass * columns).sum(axis=(1, 2)), (mass * rows).sum(axis=(1, 2))], axis=-1)
    clear = mass.max(axis=(1, 2)) >= HEATMAP_AT_LEAST
    middle /= np.where(total > 0, total, 1.0)[:, np.newaxis]
    return np.where(clear[:, np.newaxis], middle / cells, points)


def _upright(world_m: Floats, region: Region) -> Floats:
    """From the crop's axes (x right, y down, z away) to ours, undoing its turn and mirroring."""
    cosine, sine = np.cos(region.turn_rad), np.sin(region.turn_rad)
    across = -world_m[:, 0] if region.mirrored else world_m[:, 0]
    x = across * cosine - world_m[:, 1] * sine
    y = across * sine + world_m[:, 1] * cosine
    return np.stack([x, -y, -world_m[:, 2]], axis=-1)


def _logistic(logits: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60)))
    return result
