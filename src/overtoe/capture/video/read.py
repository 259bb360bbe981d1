"""One video in, one recording out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.recording import Recording
from overtoe.capture.video.decode import frames, probe, scaler, size_at
from overtoe.capture.video.landmarks import NAMES
from overtoe.capture.video.lifter import guide, lifter
from overtoe.capture.video.network import LANDMARK_PX
from overtoe.capture.video.scout import survey
from overtoe.capture.video.track import PIECE, Piece, poses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region
    from overtoe.capture.video.decode import Clip
    from overtoe.capture.video.landmarks import Pose
    from overtoe.capture.video.network import Model
    from overtoe.capture.video.scout import Survey

    Floats = NDArray[np.float64]

Progress = "Callable[[int, int | None], None]"

DETAIL: Final = 1.4
"""Pixels decoded per pixel of the crop: enough that the picture isn't the limit, no more."""


def read_video(
    path: str | Path,
    *,
    model: Model = "full",
    progress: Callable[[int, int | None], None] | None = None,
    workers: int | None = None,
) -> Recording:
    """Landmarks of the lifter in every frame of a clip.

    Parameters
    ----------
    path
        A video file, or an animated picture.
    model
        Size of the landmark network: ``lite``, ``full`` or ``heavy``.
    progress
        Called with the number of frames done and how many there are (None while unknown).
    workers
        Pieces of work side by side, one per core by default. The numbers don't depend on it.

    Returns
    -------
    Recording
        Kind ``video``; positions are NaN in frames where the lifter isn't seen.

    Raises
    ------
    UnreadableError
        When the file isn't a video or holds no picture.
    MissingPartError
        When the decoder, the network runtime or its weights aren't installed.
    """
    clip = probe(path)
    tell = progress or (lambda _done, _total: None)
    seen = survey(clip, on_frame=lambda _index: None)
    total = len(seen.times_s)
    places = _expected(clip, seen)
    found: list[Pose | None] = []
    tell(0, total)
    for batch in poses(_pieces(clip, places), model=model, workers=workers or os.cpu_count() or 1):
        found += batch
        tell(len(found), total)
    return _recording(clip, seen, found[:total])


def _expected(clip: Clip, seen: Survey) -> list[Region | None]:
    width = clip.size_px[0] / clip.size_px[1]
    sightings = lifter(seen.looks, seen.scene.cuts, width=width)
    if not sightings:
        return [None] * len(seen.times_s)
    return list(guide(sightings, seen.times_s))


def _pieces(clip: Clip, places: Sequence[Region | None]) -> Iterator[Piece]:
    sides = [place.side for place in places if place is not None]
    if not sides:
        return
    size = size_at(clip, round(DETAIL * LANDMARK_PX / float(np.median(sides))))
    converter = scaler()
    pictures: list[NDArray[np.uint8]] = []
    begin = 0
    for frame, _place in zip(frames(clip), places, strict=False):
        pictures.append(frame.rgb(size, converter))
        if len(pictures) == PIECE:
            yield Piece(pictures, places[begin : begin + PIECE])
            begin, pictures = begin + PIECE, []
    if pictures:
        yield Piece(pictures, places[begin : begin + len(pictures)])


def _recording(clip: Clip, seen: Survey, found: Sequence[Pose | None]) -> Recording:
    count = len(seen.times_s)
    positions = np.full((count, len(NAMES), 2), np.nan)
    world = np.full((count, len(NAMES), 3), np.nan)
    confidence = np.zeros((count, len(NAMES)))
    width, height = clip.size_px
    for index, pose in enumerate(found):
        if pose is not None:
            positions[index] = pose.points * [height, -height] + [0, height]
            world[index] = pose.world_m
            confidence[index] = pose.confidence
    return Recording(
        name=clip.path.name,
        kind="video",
        times_s=seen.times_s,
        landmarks=NAMES,
        positions=positions,
        confidence=confidence,
        unit="px",
        frame_size_px=(width, height),
        world_m=world,
        scene=seen.scene,
    )
