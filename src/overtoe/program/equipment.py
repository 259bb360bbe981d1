"""Whether what is owned is enough for a rung, and which loads it can carry."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from overtoe.program.person import Equipment
from overtoe.program.plates import (
    Kit,
    Make,
    barbell_loads,
    dumbbell_loads,
    kettlebell_loads,
    plate_loads,
)

if TYPE_CHECKING:
    from overtoe.movements.types import Rung

HEIGHT_ITEMS: Final = frozenset({"step", "box", "bench", "chair"})
HEIGHT_TOLERANCE_M: Final = 0.01
WEIGHT_ITEMS: Final = ("barbell", "dumbbell-pair", "dumbbell", "plate", "backpack")
UNWEIGHED: Final = frozenset({"band", "foot", "ankle", "dragged"})
"""Where a load sits when its kilograms can't be built from plates: bands, machines, straps."""


@lru_cache(maxsize=256)
def owned(equipment: Equipment) -> frozenset[str]:
    """Names of everything owned, with what the weights stand for.

    >>> sorted(owned(Equipment((("mat", 1),), kit=Kit(dumbbells=((8, 2),)))))
    ['dumbbell', 'dumbbell-pair', 'mat']
    """
    kit = equipment.kit
    derived = {
        "dumbbell": bool(dumbbell_loads(kit, pieces=1) or kettlebell_loads(kit)),
        "dumbbell-pair": bool(dumbbell_loads(kit, pieces=2) or kettlebell_loads(kit, pieces=2)),
        "barbell": kit.barbell_kg is not None,
        "plate": bool(kit.plates),
        "backpack": bool(kit.vest_kg),
    }
    return equipment.names | {name for name, has in derived.items() if has}


def missing(rung: Rung, equipment: Equipment) -> tuple[str, ...]:
    """What a rung needs and isn't there, in alphabetical order; empty where all is there.

    A height that no owned step, box, bench or chair reaches counts as missing too.
    """
    lacking = sorted(rung.equipment - owned(equipment))
    if not lacking and not _height_fits(rung, equipment):
        low, high = rung.height_cm or (0.0, 0.0)
        lacking = [f"height {low:g} to {high:g} cm"]
    return tuple(lacking)


def makes_for(rung: Rung, equipment: Equipment) -> tuple[Make, ...]:
    """Loads that the owned weights can make for this rung, lightest first."""
    kit = equipment.kit
    if "barbell" in rung.equipment:
        return barbell_loads(kit)
    pieces = rung.load.pieces
    found = (*dumbbell_loads(kit, pieces=pieces), *kettlebell_loads(kit, pieces=pieces))
    if pieces == 1 and rung.load.held not in {"overhead", "shoulders"}:
        found += plate_loads(kit)
    if rung.load.held in {"back", "shoulders", "chest"}:
        found += tuple(Make(kg, f"vest or backpack with {kg:g} kg") for kg in kit.vest_kg)
    best = {make.kg: make for make in reversed(found)}
    return tuple(best[kg] for kg in sorted(best))


def household(first: Equipment, second: Equipment) -> Equipment:
    """One set of equipment for two people: the larger count of each, not the sum.

    Both intakes of a couple usually list the same things.
    """
    names = sorted(first.names | second.names)
    items = tuple((name, max(first.count(name), second.count(name))) for name in names)
    heights = tuple(sorted({*first.heights_m, *second.heights_m}))
    return Equipment(items, heights, _kit(first.kit, second.kit))


def _kit(first: Kit, second: Kit) -> Kit:
    return replace(
        first,
        plates=_most(first.plates, second.plates),
        barbell_kg=first.barbell_kg if first.barbell_kg is not None else second.barbell_kg,
        handle_kg=first.handle_kg if first.handle_kg is not None else second.handle_kg,
        handles=max(first.handles, second.handles),
        dumbbells=_most(first.dumbbells, second.dumbbells),
        kettlebells=_most(first.kettlebells, second.kettlebells),
        vest_kg=tuple(sorted({*first.vest_kg, *second.vest_kg})),
    )


def _most(
    first: tuple[tuple[float, int], ...], second: tuple[tuple[float, int], ...]
) -> tuple[tuple[float, int], ...]:
    one, two = dict(first), dict(second)
    return tuple((kg, max(one.get(kg, 0), two.get(kg, 0))) for kg in sorted({*one, *two}))


def _height_fits(rung: Rung, equipment: Equipment) -> bool:
    if rung.height_cm is None or not rung.equipment & HEIGHT_ITEMS or not equipment.heights_m:
        return True
    low, high = (cm / 100 for cm in rung.height_cm)
    return any(
        low - HEIGHT_TOLERANCE_M <= height <= high + HEIGHT_TOLERANCE_M
        for height in equipment.heights_m
    )
