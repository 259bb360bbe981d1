"""Loads that are promised can be put together from what is owned, and none is missed."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.program.plates import (
    MAX_PLATES_PER_END,
    Kit,
    barbell_loads,
    dumbbell_loads,
    heaviest_up_to,
)

SIZES = (0.5, 1.25, 2.5, 5.0, 10.0)
plates = st.dictionaries(st.sampled_from(SIZES), st.integers(1, 5), max_size=4).map(
    lambda d: tuple(sorted(d.items()))
)


def _used(how: str) -> list[float]:
    if "per side" not in how:
        return []
    return [float(part) for part in re.split(r" \+ ", how.split("per side ")[1])]


def _brute(owned: tuple[tuple[float, int], ...], ends: int, most: int) -> set[int]:
    choices = [range(number // ends + 1) for _, number in owned]
    return {
        round(1000 * sum(kg * n for (kg, _), n in zip(owned, ns, strict=True)))
        for ns in itertools.product(*choices)
        if sum(ns) <= most
    }


@given(plates)
@settings(max_examples=60, deadline=None)
def test_a_barbell_makes_exactly_what_pairs_of_plates_allow(owned) -> None:
    loads = barbell_loads(Kit(barbell_kg=20, plates=owned))
    expected = {20_000 + 2 * g for g in _brute(owned, 2, MAX_PLATES_PER_END["barbell"])}
    assert {round(1000 * load.kg) for load in loads} == expected


@given(plates, st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_dumbbells_use_no_more_plates_than_are_owned(owned, pieces: int) -> None:
    kit = Kit(handle_kg=2, handles=2, plates=owned)
    for load in dumbbell_loads(kit, pieces=pieces):
        used = _used(load.how)
        assert load.kg == pieces * (2 + 2 * sum(used))  # a handle of 2 kg, both ends alike
        for kg, number in owned:
            assert used.count(kg) * 2 * pieces <= number


@given(plates, st.floats(0, 100))
def test_the_heaviest_up_to_a_mass_is_never_above_it(owned, kg: float) -> None:
    loads = barbell_loads(Kit(barbell_kg=20, plates=owned))
    best = heaviest_up_to(loads, kg)
    assert (best is None) == (kg < 20)
    if best:
        assert best.kg <= kg + 1e-9
        assert all(load.kg <= best.kg or load.kg > kg for load in loads)
