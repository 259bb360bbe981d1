"""Which of the people seen is the lifter: the one who moves up and down, large, upright, amid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

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

SIDEWAYS_COUNTS: Final = 1.5
"""How much more a step sideways counts than one up or down."""

UNSEEN_AT_MOST_S: Final = 2.0
"""Further than this from every sighting, whoever stands there may be somebody else."""

CARRIED_ON_S: Final = 1.0
"""How long a pace is carried on while somebody isn't seen."""


@dataclass(frozen=True)
class Sighting:
    """One person in one look."""

    time_s: float
    person: Person


Track = tuple[Sighting, ...]


@dataclass(frozen=True)
class Shot:
    """The lifter's sightings between two cuts.

    ``faces_left`` is where the lifter faces most of the time. The network sees a person who faces
    right and the mirror image of that person differently, so all lifters are shown to it facing
    right.
    """

    begin_s: float
    end_s: float
    track: Track
    faces_left: bool = False


def tracks(looks: Sequence[Look], cuts_s: Sequence[float] = ()) -> list[Track]:
    """Link the people of successive looks; nobody is carried over a cut."""
    open_tracks: list[list[Sighting]] = []
    closed: list[list[Sighting]] = []
    previous = -1.0
    for look in looks:
        if any(previous < cut <= look.time_s for cut in cuts_s):
            closed += open_tracks
            open_tracks = []
        _extend(open_tracks, look)
        previous = look.time_s
    return [tuple(track) for track in closed + open_tracks]


def lifter(
    looks: Sequence[Look], cuts_s: Sequence[float] = (), *, width: float = 1.0
) -> list[Shot]:
    """The lifter's sightings, shot by shot; a shot in which nobody was seen has none.

    ``width`` is the picture's width in units of its height.
    """
    everyone = tracks(looks, cuts_s)
    shots = []
    for begin, end in pairwise([0.0, *cuts_s, np.inf]):
        within = [track for track in everyone if begin <= track[0].time_s < end]
        total = sum(begin <= look.time_s < end for look in looks)
        best = max(within, key=lambda track: likeness(track, total, width), default=())
        whole = tuple(_completed(best, within)) if best else ()
        votes = [s.person.facing for s in whole if s.person.facing is not None]
        shots.append(Shot(begin, end, whole, faces_left=sum(votes) < 0))
    return shots


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


def expected(shots: Sequence[Shot], time_s: float) -> Region | None:
    """Where to look for the lifter, between the sightings by straight lines; None if nowhere."""
    shot = next(shot for shot in shots if shot.begin_s <= time_s < shot.end_s)
    track = shot.track
    if not track:
        return None
    at = [sighting.time_s for sighting in track]
    if min(abs(time_s - sighted) for sighted in at) > UNSEEN_AT_MOST_S:
        return None
    points = np.array([(*s.person.hips, *s.person.circle) for s in track])
    x, y, across, up = (float(np.interp(time_s, at, column)) for column in points.T)
    return replace(region_around((x, y), (across, up)), mirrored=shot.faces_left)


def _extend(open_tracks: list[list[Sighting]], look: Look) -> None:
    """Give each person of a look to the track that it continues best, or to a new one."""
    costs = np.array(
        [[_step(track, person, look.time_s) for person in look.people] for track in open_tracks]
    ).reshape(len(open_tracks), len(look.people))
    rows, columns = linear_sum_assignment(np.minimum(costs, 10 * STEP_AT_MOST))
    taken: set[int] = set()
    for row, column in zip(rows, columns, strict=True):
        if costs[row, column] < STEP_AT_MOST:
            open_tracks[row].append(Sighting(look.time_s, look.people[column]))
            taken.add(int(column))
    for number, person in enumerate(look.people):
        if number not in taken:
            open_tracks.append([Sighting(look.time_s, person)])


def _step(track: Sequence[Sighting], person: Person, time_s: float) -> float:
    """How far a person is from where the track would go on: sideways at its pace, same height.

    Somebody who walks keeps walking; a lifter goes up and down, not sideways. So people who pass in
    front of one another keep their tracks.
    """
    last = track[-1]
    x, y = last.person.hips
    if len(track) > 1:
        before = track[-2]
        pace = (x - before.person.hips[0]) / max(last.time_s - before.time_s, 1e-6)
        x += pace * min(time_s - last.time_s, CARRIED_ON_S)
    away = (SIDEWAYS_COUNTS * (person.hips[0] - x), person.hips[1] - y)
    return _sized(float(np.hypot(*away)), last.person, person)


def _completed(best: Track, shot: Sequence[Track]) -> list[Sighting]:
    """Join pieces of other tracks that begin or end where the best one does."""
    joined = list(best)
    for track in sorted(shot, key=len, reverse=True):
        before, after = track[-1].time_s < joined[0].time_s, track[0].time_s > joined[-1].time_s
        if before and _distance(track[-1].person, joined[0].person) < STEP_AT_MOST:
            joined = [*track, *joined]
        elif after and _distance(joined[-1].person, track[0].person) < STEP_AT_MOST:
            joined = [*joined, *track]
    return joined


def _distance(one: Person, other: Person) -> float:
    step = np.hypot(one.hips[0] - other.hips[0], one.hips[1] - other.hips[1])
    return _sized(float(step), one, other)


def _sized(way: float, one: Person, other: Person) -> float:
    """A way in circle radii; infinite when the sizes can't be one person's."""
    ratio = _radius(one) / _radius(other)
    if not 1 / GROWTH_AT_MOST < ratio < GROWTH_AT_MOST:
        return float("inf")
    return way / max(_radius(one), _radius(other))


def _radius(person: Person) -> float:
    away = np.hypot(person.circle[0] - person.hips[0], person.circle[1] - person.hips[1])
    return max(float(away), 1e-6)
