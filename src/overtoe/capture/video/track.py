"""Second look: the landmark network on every frame, in pieces of fixed length side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.crop import Region
from overtoe.capture.video.landmarks import Pose, read_pose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from overtoe.capture.video.crew import Crew, Hand
    from overtoe.capture.video.decode import Small
    from overtoe.capture.video.network import LandmarkNetwork

    Picture = NDArray[np.uint8]

PIECE: Final = 48
SHORT_PIECE: Final = 12
"""Frames that one piece of work holds, in the clip's midst and at its end. They follow from the
file alone, so that the numbers don't depend on how many pieces run at once."""

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
    """Successive pictures and, for each, where the lifter should be; None where nobody was seen.

    ``width`` is the pictures' true width in heights.
    """

    pictures: Sequence[Small]
    expected: Sequence[Region | None]
    width: float


def piece_length(done: int, total: int | None) -> int:
    """How long the next piece is: shorter toward the end, so that all hands finish together."""
    if not total:
        return PIECE
    return int(np.clip((total - done) // 4, SHORT_PIECE, PIECE))


def poses(pieces: Iterable[Piece], crew: Crew) -> Iterator[list[Pose | None]]:
    """Poses of every piece, in order."""
    return crew.each(track, pieces)


def track(piece: Piece, hand: Hand) -> list[Pose | None]:
    """Follow the lifter through one piece; None where the network sees no person."""
    network, width = hand.network, piece.width
    found: list[Pose | None] = []
    region: Region | None = None
    used = Region(0.5, 0.5, 1.0)
    for small, expected in zip(piece.pictures, piece.expected, strict=True):
        pose = None
        if expected is not None:
            picture = small.rgba(hand.colors)
            if region is None:
                first = look(picture, expected, network, width=width)
                region = first.region if first.score >= SCORE_AT_LEAST else expected
            used = _near(region, expected)
            pose = look(picture, used, network, width=width)
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
        used.mirrored,
    )


def look(
    picture: Picture, region: Region, network: LandmarkNetwork, *, width: float | None = None
) -> Pose:
    """The pose in one region of a picture whose true width, in heights, may be given."""
    return read_pose(network(picture, region, width=width), region)


def _near(region: Region, expected: Region) -> Region:
    """The tracked region, or the expected one where tracking has gone to somebody else."""
    away = np.hypot(region.x - expected.x, region.y - expected.y) / expected.side
    grown = region.side / expected.side
    return region if away < STRAY_AT_MOST and 0.5 < grown < 2 else expected
