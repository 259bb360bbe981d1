from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overtoe.capture.video.detect import Person
from overtoe.capture.video.lifter import expected, lifter
from overtoe.capture.video.scout import Look

TIMES_S = np.arange(0, 12, 0.5)


def _person(x: float, y: float, radius: float = 0.4) -> Person:
    return Person(
        score=0.9,
        hips=(x, y),
        circle=(x, y - radius),
        shoulders=(x, y - radius / 2),
        box=(x - 0.1, y - radius, x + 0.1, y),
    )


def _squat(time: float, radius: float = 0.4) -> float:
    """Height of the hips: two seconds down and up again, by half a circle radius."""
    return 0.5 + 0.25 * radius * (1 - np.cos(np.pi * time))


def _looks(*paths: object) -> list[Look]:
    return [Look(t, tuple(p(t) for p in paths if p(t) is not None)) for t in TIMES_S]  # type: ignore[operator]


def _middle(looks: list[Look], cuts: tuple[float, ...] = (), at: float = 5.0) -> float | None:
    region = expected(lifter(looks, cuts, width=1.0), at)
    return None if region is None else region.x


def test_the_one_who_moves_up_and_down_is_the_lifter_though_another_is_nearer() -> None:
    looks = _looks(
        lambda t: _person(0.35, 0.5, 0.5), lambda t: _person(0.65, _squat(t, 0.35), 0.35)
    )
    assert _middle(looks) == pytest.approx(0.65)


def test_a_smaller_mirror_image_that_moves_as_well_is_not_the_lifter() -> None:
    looks = _looks(
        lambda t: _person(0.2, _squat(t, 0.15), 0.15), lambda t: _person(0.55, _squat(t))
    )
    assert _middle(looks) == pytest.approx(0.55)


def test_somebody_who_walks_through_does_not_take_over() -> None:
    def walker(time: float) -> Person | None:
        return _person(0.1 + 0.2 * (time - 4), 0.5) if 4 <= time < 8 else None

    looks = _looks(lambda t: _person(0.5, _squat(t)), walker)
    shots = lifter(looks, width=1.0)
    places = [region.x for t in TIMES_S if (region := expected(shots, t)) is not None]
    assert len(places) == len(TIMES_S)
    assert max(abs(place - 0.5) for place in places) < 0.15


def test_the_lifter_is_found_again_after_a_gap() -> None:
    looks = _looks(lambda t: None if 3 < t < 6 else _person(0.5, _squat(t)))
    assert _middle(looks, at=8.0) == pytest.approx(0.5)


def test_each_shot_has_its_own_lifter_and_nobody_is_carried_over_a_cut() -> None:
    looks = _looks(lambda t: _person(0.3 if t < 6 else 0.7, _squat(t)))
    assert _middle(looks, (6.0,), at=5.9) == pytest.approx(0.3)
    assert _middle(looks, (6.0,), at=6.0) == pytest.approx(0.7)


@pytest.mark.parametrize(("votes", "left"), [((0.3, -0.1, 0.2), False), ((-0.3, 0.1, -0.2), True)])
def test_who_faces_left_most_of_the_time_is_looked_at_in_a_mirror(
    votes: tuple[float, ...], left: bool
) -> None:
    looks = _looks(lambda t: replace(_person(0.5, _squat(t)), facing=votes[int(t) % 3]))
    region = expected(lifter(looks, width=1.0), 3.0)
    assert region is not None
    assert region.mirrored is left


def test_nobody_seen_nobody_expected() -> None:
    assert _middle(_looks(lambda t: None)) is None
    assert _middle([]) is None


def test_long_after_the_lifter_has_left_nobody_is_expected() -> None:
    looks = _looks(lambda t: _person(0.5, _squat(t)) if t <= 5 else None)
    assert _middle(looks, at=6.5) == pytest.approx(0.5)
    assert _middle(looks, at=7.5) is None
