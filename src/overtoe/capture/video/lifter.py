"""Which of the people seen is the lifter: the one who moves up and down, large, upright, amid."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.video.detect import region_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.capture.video.crop import Region
    from overtoe.capture.video.detect import Person
    from overtoe.capture.video.scout import Look

STEP_AT_MOST: Final = 0.6
"""How far the hips go between two looks, in circle radii, before it is somebody else: a squat's
whole way down is about 0.5."""

GROWTH_AT_MOST: Final = 1.5
"""How much the circle's radius changes between two looks before it is somebody else."""


@dataclass(frozen=True)
class Sighting:
    """One person in one look."""

    index: int
    time_s: float
    person: Person


Track = tuple[Sighting, ...]


def tracks(looks: Sequence[Look], cuts: Sequence[int] = ()) -> list[Track]:
    """Link the people of successive looks; nobody is carried over a cut."""
    open_tracks: list[list[Sighting]] = []
    closed: list[list[Sighting]] = []
    previous = -1
    for look in looks:
        if any(previous < cut <= look.index for cut in cuts):
            closed += open_tracks
            open_tracks = []
        _extend(open_tracks, look)
        previous = look.index
    return [tuple(track) for track in closed + open_tracks]


def lifter(looks: Sequence[Look], cuts: Sequence[int] = (), *, width: float = 1.0) -> Track:
    """The lifter's sightings over the whole clip, shot by shot; empty when nobody was seen.

    ``width`` is the picture's width in units of its height.
    """
    borders = [0, *cuts, np.inf]
    found: list[Sighting] = []
    everyone = tracks(looks, cuts)
    for begin, end in pairwise(borders):
        shot = [track for track in everyone if begin <= track[0].index < end]
        total = sum(begin <= look.index < end for look in looks)
        if shot:
            best = max(shot, key=lambda track: likeness(track, total, width))
            found += _completed(best, shot)
    return tuple(found)


def likeness(track: Track, looks: int, width: float) -> float:
    """How much a track looks like a lifter's: seen often, large, upright, amid, up and down."""
    hips = np.array([sighting.person.hips for sighting in track])
    shoulders = np.array([sighting.person.shoulders for sighting in track])
    radius = float(np.median([_radius(sighting.person) for sighting in track]))
    travel = float(np.ptp(hips[:, 1])) / radius
    upright = float(np.mean(shoulders[:, 1] < hips[:, 1]))
    amid = 1.0 - min(1.0, abs(float(np.median(hips[:, 0])) / width - 0.5) * 2)
    seen = len(track) / max(1, looks)
    return seen * radius * (0.2 + min(travel, 0.6)) * (0.2 + upright) * (0.4 + amid)


def guide(track: Track, times_s: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[Region]:
    """Where to look for the lifter at each time, between the sightings by straight lines."""
    at = np.array([sighting.time_s for sighting in track])
    points = np.array([(*s.person.hips, *s.person.circle) for s in track])
    paths = [np.interp(times_s, at, points[:, column]) for column in range(4)]
    return [
        region_around((float(a), float(b)), (float(c), float(d)))
        for a, b, c, d in zip(*paths, strict=True)
    ]


def _extend(open_tracks: list[list[Sighting]], look: Look) -> None:
    pairs = sorted(
        (_distance(track[-1].person, person), t, p)
        for t, track in enumerate(open_tracks)
        for p, person in enumerate(look.people)
    )
    used_tracks: set[int] = set()
    used_people: set[int] = set()
    for distance, t, p in pairs:
        if distance < STEP_AT_MOST and t not in used_tracks and p not in used_people:
            used_tracks.add(t)
            used_people.add(p)
            open_tracks[t].append(Sighting(look.index, look.time_s, look.people[p]))
    for p, person in enumerate(look.people):
        if p not in used_people:
            open_tracks.append([Sighting(look.index, look.time_s, person)])


def _completed(best: Track, shot: Sequence[Track]) -> list[Sighting]:
    """Join pieces of other tracks that begin or end where the best one does."""
    joined = list(best)
    for track in sorted(shot, key=len, reverse=True):
        before, after = track[-1].index < joined[0].index, track[0].index > joined[-1].index
        if before and _distance(track[-1].person, joined[0].person) < STEP_AT_MOST:
            joined = [*track, *joined]
        elif after and _distance(joined[-1].person, track[0].person) < STEP_AT_MOST:
            joined = [*joined, *track]
    return joined


def _distance(one: Person, other: Person) -> float:
    """Distance of the hips in circle radii; infinite when the sizes can't be one person's."""
    ratio = _radius(one) / _radius(other)
    if not 1 / GROWTH_AT_MOST < ratio < GROWTH_AT_MOST:
        return float("inf")
    step = np.hypot(one.hips[0] - other.hips[0], one.hips[1] - other.hips[1])
    return float(step / max(_radius(one), _radius(other)))


def _radius(person: Person) -> float:
    away = np.hypot(person.circle[0] - person.hips[0], person.circle[1] - person.hips[1])
    return max(float(away), 1e-6)
