"""First look at the whole clip: who is where, twice a second, and which lines are level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.capture.video.decode import frames, scaler, size_at
from overtoe.capture.video.detect import find_people
from overtoe.capture.video.level import Level, find_lines, level
from overtoe.capture.video.network import DETECTOR_PX, Detector
from overtoe.capture.video.scene import GRAY_PX, CutReader

if TYPE_CHECKING:
    from overtoe.capture.video.decode import Clip
    from overtoe.capture.video.detect import Person
    from overtoe.capture.video.level import Lines

LOOK_EVERY_S: Final = 0.5
"""Time between two looks for people; a repetition takes two seconds or more."""

LOOKS_AT_LEAST: Final = 8
"""Looks in a clip that is too short for that."""

LEVEL_EVERY: Final = 8
LEVEL_PX: Final = 720
"""Looks between two searches for level lines, which stay where they are, and the picture's height
that they are searched in."""


@dataclass(frozen=True)
class Look:
    """The people seen at one time."""

    time_s: float
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Survey:
    """What the first look found; a shot's end is the time of the first picture of the next."""

    looks: tuple[Look, ...]
    cuts_s: tuple[float, ...]
    level: Level | None


def survey(clip: Clip) -> Survey:
    """Go through the clip once, coarsely."""
    every = min(LOOK_EVERY_S, (clip.duration_s or 60.0) / LOOKS_AT_LEAST)
    detector, cuts = Detector(), CutReader()
    pictures, grays = scaler(), scaler()
    size = size_at(clip, DETECTOR_PX * 2)
    looks: list[Look] = []
    cuts_s: list[float] = []
    lines: list[Lines] = []
    for frame in frames(clip, coarse=True):
        due = not looks or frame.time_s - looks[-1].time_s >= every - 1e-6
        if cuts.add(frame.gray(size_at(clip, GRAY_PX), grays)):
            cuts_s.append(frame.time_s)
            due = True
        if due:
            picture = frame.rgb(size, pictures)
            people = tuple(find_people(picture, detector))
            if len(looks) % LEVEL_EVERY == 0:
                large = frame.rgb(size_at(clip, LEVEL_PX), pictures)
                lines.append(find_lines(large, [person.region for person in people]))
            looks.append(Look(frame.time_s, people))
    return Survey(tuple(looks), tuple(cuts_s), level(lines))
