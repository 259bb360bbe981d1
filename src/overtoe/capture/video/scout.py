"""First look at the whole clip: who is where, twice a second, and what the background does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.decode import frames, scaler, size_at
from overtoe.capture.video.detect import find_people
from overtoe.capture.video.network import DETECTOR_PX, Detector
from overtoe.capture.video.scene import SceneReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from overtoe.capture.recording import Scene
    from overtoe.capture.video.decode import Clip
    from overtoe.capture.video.detect import Person

    Floats = NDArray[np.float64]

LOOK_EVERY_S: Final = 0.5
"""Time between two looks for people; a repetition takes two seconds or more."""

LOOK_PX: Final = 2 * DETECTOR_PX


@dataclass(frozen=True)
class Look:
    """The people seen in one frame."""

    index: int
    time_s: float
    people: tuple[Person, ...]


@dataclass(frozen=True, eq=False)
class Survey:
    """What the first look found: (frames,) times, the looks, and the scene."""

    times_s: Floats
    looks: tuple[Look, ...]
    scene: Scene


def survey(clip: Clip, *, on_frame: Callable[[int], None]) -> Survey:
    """Go through the clip once, looking for people now and then and at the scene all along."""
    detector, converter = Detector(), scaler()
    size = size_at(clip, LOOK_PX if clip.size_px[1] > clip.size_px[0] else DETECTOR_PX)
    scene = SceneReader(clip)
    times: list[float] = []
    looks: list[Look] = []
    for frame in frames(clip):
        times.append(frame.time_s)
        cut = scene.add(frame)
        if cut or not looks or frame.time_s - looks[-1].time_s >= LOOK_EVERY_S - 1e-6:
            people = find_people(frame.rgb(size, converter), detector)
            looks.append(Look(frame.index, frame.time_s, tuple(people)))
        on_frame(frame.index)
    return Survey(np.array(times), tuple(looks), scene.scene())
