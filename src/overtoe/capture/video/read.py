"""One video in, one recording out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.recording import Recording
from overtoe.capture.video.crew import Crew
from overtoe.capture.video.decode import frames, probe, scaler, size_at
from overtoe.capture.video.landmarks import NAMES
from overtoe.capture.video.lifter import expected, lifter
from overtoe.capture.video.network import LANDMARK_PX
from overtoe.capture.video.scene import GRAY_PX, SceneReader
from overtoe.capture.video.scout import survey
from overtoe.capture.video.track import Piece, piece_length, poses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from overtoe.capture.recording import Scene
    from overtoe.capture.video.crop import Region
    from overtoe.capture.video.decode import Clip, Small
    from overtoe.capture.video.landmarks import Pose
    from overtoe.capture.video.lifter import Shot
    from overtoe.capture.video.network import Model

    Floats = NDArray[np.float64]

DETAIL: Final = 1.0
"""Pixels decoded per pixel of the crop: enough that the picture isn't the limit, no more."""

BEFORE_CUT: Final = 1
AFTER_CUT: Final = 2
"""Frames around another shot's beginning in which nothing is said: encoders smear the change over
them, and the first crop of a shot comes from a coarser look."""


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
    found: list[Pose | None] = []
    total = clip.frames
    if progress:
        progress(0, total)
    with Crew(model, workers or os.cpu_count() or 1) as crew:
        seen = survey(clip, crew)
        second = _SecondLook(clip, lifter(seen.looks, seen.cuts_s, width=clip.width))
        for batch in poses(second.pieces(), crew):
            found += batch
            if progress:
                progress(len(found), max(total, len(found)) if total else None)
    times = np.array(second.times_s)
    return _recording(clip, times, found, second.scene.scene(times, seen.level))


class _SecondLook:
    """Goes through the clip again in pieces, and keeps times and scene on the way."""

    def __init__(self, clip: Clip, shots: Sequence[Shot]) -> None:
        self._clip, self._shots = clip, shots
        self.times_s: list[float] = []
        self.scene = SceneReader(clip.size_px[1])

    def pieces(self) -> Iterator[Piece]:
        """Pieces of the clip that end where a shot ends."""
        pictures: list[Small] = []
        places: list[Region | None] = []
        length, total = piece_length(0, self._clip.frames), self._clip.frames
        for picture, place, is_cut in self._frames():
            if pictures and (is_cut or len(pictures) == length):
                yield Piece(pictures, places, self._clip.width)
                pictures, places = [], []
                length = piece_length(len(self.times_s), total)
            pictures.append(picture)
            places.append(place)
        if pictures:
            yield Piece(pictures, places, self._clip.width)

    def _frames(self) -> Iterator[tuple[Small, Region | None, bool]]:
        size, gray_size = self._size(), size_at(self._clip, GRAY_PX)
        pictures, grays = scaler(), scaler()
        for frame in frames(self._clip):
            place = expected(self._shots, frame.time_s)
            picture = frame.small(size, pictures)
            is_cut = self.scene.add(frame.time_s, frame.gray(gray_size, grays), place)
            self.times_s.append(frame.time_s)
            yield picture, place, is_cut

    def _size(self) -> tuple[int, int]:
        """Decoded size at which the lifter's crop has about the network's own detail."""
        sides = [s.person.region.side for shot in self._shots for s in shot.track]
        height = DETAIL * LANDMARK_PX / float(np.median(sides)) if sides else GRAY_PX
        return size_at(self._clip, round(height))


def _recording(
    clip: Clip, times_s: Floats, found: Sequence[Pose | None], scene: Scene
) -> Recording:
    count = len(times_s)
    positions = np.full((count, len(NAMES), 2), np.nan)
    world = np.full((count, len(NAMES), 3), np.nan)
    confidence = np.zeros((count, len(NAMES)))
    width, height = clip.size_px
    around = {cut + step for cut in scene.cuts for step in range(-BEFORE_CUT, AFTER_CUT)}
    for index, pose in enumerate(found):
        if pose is not None and index not in around:
            positions[index] = pose.points * [height, -height] + [0, height]
            world[index] = pose.world_m
            confidence[index] = pose.confidence
    return Recording(
        name=clip.path.name,
        kind="video",
        times_s=times_s,
        landmarks=NAMES,
        positions=positions,
        confidence=confidence,
        unit="px",
        frame_size_px=(width, height),
        world_m=world,
        scene=scene,
    )
