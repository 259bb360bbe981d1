"""First look at the whole clip: who is where, twice a second, and which lines are level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.decode import frames, scaler, size_at
from overtoe.capture.video.detect import find_people
from overtoe.capture.video.landmarks import facing
from overtoe.capture.video.level import Level, find_lines, level
from overtoe.capture.video.network import DETECTOR_PX
from overtoe.capture.video.scene import GRAY_PX, CutReader
from overtoe.capture.video.track import SCORE_AT_LEAST, look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from overtoe.capture.video.crew import Crew, Hand
    from overtoe.capture.video.decode import Clip, Small
    from overtoe.capture.video.detect import Person
    from overtoe.capture.video.level import Lines

    Picture = NDArray[np.uint8]

LOOK_EVERY_S: Final = 0.5
"""Time between two looks for people; a repetition takes two seconds or more."""

LOOKS_AT_LEAST: Final = 8
"""Looks in a clip that is too short for that."""

LEVEL_EVERY: Final = 8
LEVEL_PX: Final = 720
"""Looks between two searches for level lines, which stay where they are, and the picture's height
that they are searched in."""

FACING_EVERY: Final = 4
FACING_PEOPLE: Final = 2
"""Looks between two of which way people face, counted anew in each shot, and how many of them are
asked, the largest first."""


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


@dataclass(frozen=True, eq=False)
class _View:
    """One picture to look at: small for people, large where lines are due."""

    time_s: float
    small: Small
    large: Picture | None
    width: float
    asks_facing: bool


def survey(clip: Clip, crew: Crew) -> Survey:
    """Go through the clip once, coarsely."""
    cuts_s: list[float] = []
    seen = list(crew.each(_look, _views(clip, cuts_s)))
    lines = [found for _, found in seen if found is not None]
    return Survey(tuple(look for look, _ in seen), tuple(cuts_s), level(lines))


def _views(clip: Clip, cuts_s: list[float]) -> Iterator[_View]:
    """Pictures to look at; adds the times of cuts to ``cuts_s`` on the way."""
    every = min(LOOK_EVERY_S, (clip.duration_s or 60.0) / LOOKS_AT_LEAST)
    cuts, smalls, grays, larges = CutReader(), scaler(), scaler(), scaler()
    size, gray_size = size_at(clip, DETECTOR_PX * 2), size_at(clip, GRAY_PX)
    number, in_shot, last = 0, 0, -np.inf
    for frame in frames(clip, coarse=True):
        is_cut = cuts.add(frame.gray(gray_size, grays))
        if is_cut:
            cuts_s.append(frame.time_s)
            in_shot = 0
        if not is_cut and frame.time_s - last < every - 1e-6:
            continue
        large = number % LEVEL_EVERY == 0
        yield _View(
            frame.time_s,
            small=frame.small(size, smalls),
            large=frame.gray_of_all(size_at(clip, LEVEL_PX), larges) if large else None,
            width=clip.width,
            asks_facing=in_shot % FACING_EVERY == 0,
        )
        number, in_shot, last = number + 1, in_shot + 1, frame.time_s


def _look(view: _View, hand: Hand) -> tuple[Look, Lines | None]:
    picture = view.small.rgba(hand.colors)
    people = find_people(picture, hand.detector, width=view.width)
    lines = None
    if view.large is not None:
        lines = find_lines(view.large, [person.region for person in people])
    if view.asks_facing:
        largest = sorted(people, key=lambda person: -person.region.side)[:FACING_PEOPLE]
        people = [
            _asked(person, picture, view.width, hand) if person in largest else person
            for person in people
        ]
    return Look(view.time_s, tuple(people)), lines


def _asked(person: Person, picture: Picture, width: float, hand: Hand) -> Person:
    pose = look(picture, person.region, hand.network, width=width)
    return (
        replace(person, facing=facing(pose, person.region))
        if pose.score >= SCORE_AT_LEAST
        else person
    )
