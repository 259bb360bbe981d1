"""People in one picture: anchors, decoding and merging of the detector's answers.

The anchor scheme is that of single-shot detectors (Liu et al. 2016, arXiv:1512.02325) with the
strides of the BlazePose detector; merging is BlazeFace's weighted blending (Bazarevsky et al. 2019,
arXiv:1907.05047).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.crop import Region
from overtoe.capture.video.network import DETECTOR_PX, Detector

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Picture = NDArray[np.uint8]

STRIDES_AND_SHAPES: Final = ((8, 2), (16, 2), (32, 6))
"""Cell size in pixels and boxes per cell; gives the network's 2254 boxes."""

SCORE_AT_LEAST: Final = 0.5
OVERLAP_MERGED: Final = 0.3
"""Published settings of the detector: see the model card of BlazePose GHUM 3D."""

REGION_PER_RADIUS: Final = 2.5
"""Side of the landmark crop per distance from the hips to the circle point: twice the radius of the
circle around the whole body, and a quarter more for room to move."""


@dataclass(frozen=True)
class Person:
    """One person found in a picture; lengths in units of the picture's height, y down.

    ``hips`` is the middle of the hips, ``radius`` that of the circle around the body, ``shoulders``
    the middle of the shoulders, ``box`` (left, top, right, bottom) of the head and torso.
    ``facing`` is how far the toes and the nose point to the right of the picture, in crop sides;
    None where nobody looked.
    """

    score: float
    hips: tuple[float, float]
    circle: tuple[float, float]
    shoulders: tuple[float, float]
    box: tuple[float, float, float, float]
    facing: float | None = None

    @property
    def region(self) -> Region:
        """Where the landmark network should look."""
        return region_around(self.hips, self.circle)


def region_around(hips: tuple[float, float], circle: tuple[float, float]) -> Region:
    """The landmark crop around the hips that puts the circle point straight above them."""
    along, up = circle[0] - hips[0], hips[1] - circle[1]
    turn = float(np.arctan2(along, up))
    return Region(hips[0], hips[1], REGION_PER_RADIUS * float(np.hypot(along, up)), turn)


def find_people(
    picture: Picture, detector: Detector, *, width: float | None = None
) -> list[Person]:
    """All people in a picture, the surest first; ``width`` is its true width in heights."""
    wide = picture.shape[1] / picture.shape[0] if width is None else width
    square = Region(wide / 2, 0.5, max(wide, 1.0))
    boxes, logits = detector(picture, square, width=width)
    scores = 1.0 / (1.0 + np.exp(-np.clip(logits.astype(float), -100, 100)))
    kept = np.flatnonzero(scores >= SCORE_AT_LEAST)
    values = boxes[kept].astype(float) / DETECTOR_PX
    values[:, 0:2] += anchors()[kept]
    values[:, 4:] += np.tile(anchors()[kept], 4)
    return [_person(merged, score, square) for merged, score in _merged(values, scores[kept])]


@cache
def anchors() -> Floats:
    """Middles of the detector's boxes, (2254, 2) from 0 to 1, row by row, coarse cells last."""
    layers = []
    for stride, shapes in STRIDES_AND_SHAPES:
        cells = DETECTOR_PX // stride
        middles = (np.arange(cells) + 0.5) / cells
        rows, columns = np.meshgrid(middles, middles, indexing="ij")
        layers.append(np.repeat(np.stack([columns.ravel(), rows.ravel()], axis=-1), shapes, axis=0))
    return np.concatenate(layers)


def _merged(values: Floats, scores: Floats) -> list[tuple[Floats, float]]:
    """Blend boxes that lie on the same person, weighted by their scores."""
    people = []
    order = np.argsort(-scores, kind="stable")
    while len(order):
        overlap = _overlap(values[order[0]], values[order])
        same = order[overlap > OVERLAP_MERGED]
        blended = np.average(values[same], axis=0, weights=scores[same])
        people.append((blended, float(scores[order[0]])))
        order = order[overlap <= OVERLAP_MERGED]
    return people


def _overlap(one: Floats, many: Floats) -> Floats:
    """Intersection over union of boxes given as (x middle, y middle, width, height)."""
    low = np.maximum(one[:2] - one[2:4] / 2, many[:, :2] - many[:, 2:4] / 2)
    high = np.minimum(one[:2] + one[2:4] / 2, many[:, :2] + many[:, 2:4] / 2)
    shared = np.prod(np.clip(high - low, 0, None), axis=1)
    union = np.prod(one[2:4]) + np.prod(many[:, 2:4], axis=1) - shared
    result: Floats = np.where(union > 0, shared / np.where(union > 0, union, 1), 0)
    result[0] = 1.0  # a box without area is still itself
    return result


def _person(values: Floats, score: float, square: Region) -> Person:
    points = square.to_picture(values[4:].reshape(4, 2))
    middle = square.to_picture(values[np.newaxis, 0:2])[0]
    half = values[2:4] * square.side / 2
    return Person(
        score=score,
        hips=_pair(points[0]),
        circle=_pair(points[1]),
        shoulders=_pair(points[2]),
        box=(*_pair(middle - half), *_pair(middle + half)),
    )


def _pair(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])
