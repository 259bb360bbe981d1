"""Which loads the owned weights can make, and how to put each together.

A barbell and a dumbbell handle take equal plates on both ends, so plates count in pairs per
handle, and two equal dumbbells need four of each. Masses are counted in grams inside, so that
2.5 + 1.25 is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PLATES_PER_END: Final = {"barbell": 6, "dumbbell": 3}
"""Sleeves are only so long, and changing plates takes time; house limits."""

Plates = tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class Kit:
    """Weights of a household.

    ``plates`` are (mass in kg, how many); they fit the ``barbell_kg`` and the adjustable dumbbell
    handles (``handle_kg``, ``handles`` of them). ``dumbbells`` and ``kettlebells`` are fixed
    ones, (mass, how many). ``vest_kg`` lists the loads of a vest or pack.
    """

    plates: Plates = ()
    barbell_kg: float | None = None
    handle_kg: float | None = None
    handles: int = 0
    dumbbells: Plates = ()
    kettlebells: Plates = ()
    vest_kg: tuple[float, ...] = ()


@dataclass(frozen=True)
class Make:
    """A load that can be made: its whole mass, and the words for it."""

    kg: float
    how: str


@lru_cache(maxsize=256)
def barbell_loads(kit: Kit) -> tuple[Make, ...]:
    """Loads that the barbell and pairs of plates make, lightest first.

    >>> [m.kg for m in barbell_loads(Kit(barbell_kg=20, plates=((5, 2), (1.25, 2))))]
    [20.0, 22.5, 30.0, 32.5]
    """
    if kit.barbell_kg is None:
        return ()
    per_side = _ends(kit.plates, ends=2, most=MAX_PLATES_PER_END["barbell"])
    return tuple(
        Make((round(kit.barbell_kg * 1000) + 2 * grams) / 1000, f"barbell, {_per_side(used)}")
        for grams, used in per_side
    )


@lru_cache(maxsize=256)
def dumbbell_loads(kit: Kit, *, pieces: int) -> tuple[Make, ...]:
    """Loads of ``pieces`` equal dumbbells, fixed or adjustable; the mass is that of all together.

    >>> kit = Kit(handle_kg=2, handles=2, plates=((1, 4), (2, 2)))
    >>> [(m.kg, m.how) for m in dumbbell_loads(kit, pieces=2)]
    [(4.0, '2 dumbbells of 2 kg, bare'), (8.0, '2 dumbbells of 4 kg, per side 1')]
    """
    fixed = {
        round(kg * 1000): f"{_several(pieces, 'dumbbell')} of {kg:g} kg"
        for kg, number in kit.dumbbells
        if number >= pieces
    }
    made = dict(_adjustable(kit, pieces)) | fixed
    return tuple(Make(grams * pieces / 1000, made[grams]) for grams in sorted(made))


@lru_cache(maxsize=256)
def kettlebell_loads(kit: Kit, *, pieces: int = 1) -> tuple[Make, ...]:
    """Loads of ``pieces`` equal kettlebells."""
    return tuple(
        Make(kg * pieces, f"{_several(pieces, 'kettlebell')} of {kg:g} kg")
        for kg, number in sorted(kit.kettlebells)
        if number >= pieces
    )


@lru_cache(maxsize=256)
def plate_loads(kit: Kit) -> tuple[Make, ...]:
    """Single plates held in the hands, lightest first."""
    return tuple(Make(kg, f"1 plate of {kg:g} kg") for kg, n in sorted(kit.plates) if n >= 1)


def heaviest_up_to(loads: Iterable[Make], kg: float) -> Make | None:
    """The heaviest load that is no heavier than ``kg``; None where even the lightest is.

    >>> heaviest_up_to((Make(4, "a"), Make(6, "b")), 5.9).how
    'a'
    """
    fitting = [load for load in loads if load.kg <= kg + 1e-9]
    return max(fitting, key=lambda load: load.kg, default=None)


def _adjustable(kit: Kit, pieces: int) -> list[tuple[int, str]]:
    if kit.handle_kg is None or kit.handles < pieces:
        return []
    handle = round(kit.handle_kg * 1000)
    return [
        (
            handle + 2 * grams,
            f"{_several(pieces, 'dumbbell')} of {(handle + 2 * grams) / 1000:g} kg, "
            f"{_per_side(used)}",
        )
        for grams, used in _ends(kit.plates, ends=2 * pieces, most=MAX_PLATES_PER_END["dumbbell"])
    ]


@cache
def _ends(plates: Plates, *, ends: int, most: int) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """Everything that can go on one end while all ends get the same: (grams, plates on it)."""
    found: dict[int, tuple[float, ...]] = {0: ()}
    for kg, number in sorted(plates, reverse=True):
        for grams, used in list(found.items()):
            for more in range(1, number // ends + 1):
                _keep_fewest(found, grams + more * round(kg * 1000), (*used, *[kg] * more))
    fitting = {grams: used for grams, used in found.items() if len(used) <= most}
    return tuple(sorted(fitting.items()))


def _keep_fewest(found: dict[int, tuple[float, ...]], grams: int, used: tuple[float, ...]) -> None:
    # Fewer plates are quicker to change; the order of the search settles the rest.
    if grams not in found or len(used) < len(found[grams]):
        found[grams] = used


def _per_side(used: tuple[float, ...]) -> str:
    return "per side " + " + ".join(f"{kg:g}" for kg in used) if used else "bare"


def _several(pieces: int, noun: str) -> str:
    return f"{pieces} {noun}" if pieces == 1 else f"{pieces} {noun}s"
