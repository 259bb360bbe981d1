"""Second look: the landmark network on every frame, in pieces of fixed length side by side."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.crop import Region
from overtoe.capture.video.landmarks import Pose, read_pose
from overtoe.capture.video.network import LandmarkNetwork

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from overtoe.capture.video.network import Model

    Picture = NDArray[np.uint8]

PIECE: Final = 48
"""Frames that one piece of work holds. Fixed, so that the numbers don't depend on how many pieces
run at once."""

SCORE_AT_LEAST: Final = 0.5
"""Published threshold of the landmark network for a person being there."""

STRAY_AT_MOST: Final = 0.25
"""How far a tracked crop's middle may be from where the lifter was sighted, in crop sides."""

STEADY_SHARE: Final = 0.05
STEADY_CHANGE: Final = 0.25
"""How fast a crop follows: this share of a small change, all of a change of a quarter of its side.
Chosen on real clips: the second differences of still landmarks fall to half."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Successive pictures and, for each, where the lifter should be; None where nobody was seen."""

    pictures: Sequence[Picture]
    expected: Sequence[Region | None]


def poses(pieces: Iterable[Piece], *, model: Model, workers: int) -> Iterator[list[Pose | None]]:
    """Poses of every piece, in order, ``workers`` pieces at a time."""
    idle: SimpleQueue[LandmarkNetwork] = SimpleQueue()
    for _ in range(workers):
        idle.put(LandmarkNetwork(model))
    waiting: deque[Future[list[Pose | None]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for piece in pieces:
            waiting.append(pool.submit(_work, piece, idle))
            while len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _work(piece: Piece, idle: SimpleQueue[LandmarkNetwork]) -> list[Pose | None]:
    network = idle.get()
    try:
        return track(piece, network)
    finally:
        idle.put(network)


def track(piece: Piece, network: LandmarkNetwork) -> list[Pose | None]:
    """Follow the lifter through one piece; None where the network sees no person."""
    found: list[Pose | None] = []
    region: Region | None = None
    used = Region(0.5, 0.5, 1.0)
    for picture, expected in zip(piece.pictures, piece.expected, strict=True):
        pose = None
        if expected is not None:
            if region is None:
                first = look(picture, expected, network)
                region = first.region if first.score >= SCORE_AT_LEAST else expected
            used = _near(region, expected)
            pose = look(picture, used, network)
            pose = pose if pose.score >= SCORE_AT_LEAST else None
        found.append(pose)
        region = steadied(used, pose.region) if pose else None
    return found


def steadied(used: Region, wished: Region) -> Region:
    """The next crop: mostly the last one while the lifter is still, the wished one while moving.

    Each landmark moves a little with the crop that it is seen in; a crop that trembles with its own
    landmarks' noise doubles that noise.
    """
    change = max(
        float(np.hypot(wished.x - used.x, wished.y - used.y)) / used.side,
        abs(float(np.log(wished.side / used.side))),
        abs(wished.turn_rad - used.turn_rad),
    )
    share = min(1.0, STEADY_SHARE + change / STEADY_CHANGE)
    return Region(
        used.x + share * (wished.x - used.x),
        used.y + share * (wished.y - used.y),
        used.side + share * (wished.side - used.side),
        used.turn_rad + share * (wished.turn_rad - used.turn_rad),
    )


def look(picture: Picture, region: Region, network: LandmarkNetwork) -> Pose:
    """The pose in one region of a picture."""
    return read_pose(network(picture, region), region)


def _near(region: Region, expected: Region) -> Region:
    """The tracked region, or the expected one where tracking has gone to somebody else."""
    away = np.hypot(region.x - expected.x, region.y - expected.y) / expected.side
    grown = region.side / expected.side
    return region if away < STRAY_AT_MOST and 0.5 < grown < 2 else expected
