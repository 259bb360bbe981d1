"""What may stand in for an exercise today: an easier rung, or a ladder that trains the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from overtoe.program.equipment import UNWEIGHED, missing
from overtoe.program.groups import group_of
from overtoe.program.plates import heaviest_up_to
from overtoe.program.rungs import amount_range
from overtoe.program.types import Load, Prescribed, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from overtoe.movements.types import Ladder, Rung
    from overtoe.program.plates import Make
    from overtoe.program.training import Training

MOST: Final = 4
"""More to choose from only takes time between two sets."""


def easier(item: Prescribed, training: Training) -> Prescribed | None:
    """The item on the next easier rung that this person may do."""
    ladder = training.catalogue.ladders.get(item.ladder)
    rung = training.catalogue.rungs.get(item.rung)
    if ladder is None or rung is None:
        return None
    lower = [one for one in ladder.rungs[: rung.number - 1] if _open(one, training)]
    return on_rung(item, lower[-1], training) if lower else None


def options(item: Prescribed, training: Training, *, taken: Iterable[str]) -> list[Prescribed]:
    """At most four stand-ins: the easier rung first, then ladders of the same part of the week.

    ``taken`` are ladders that the session has already.
    """
    found = [easy] if (easy := easier(item, training)) else []
    rung = training.catalogue.rungs.get(item.rung)
    if rung is None:
        return found
    others = [
        best
        for ladder in _kin(rung, training, taken=frozenset(taken))
        if (best := _level_with(rung, ladder, training)) is not None
    ]
    others.sort(key=lambda one: (one.pattern != rung.pattern, one.id))
    return [*found, *(on_rung(item, one, training) for one in others)][:MOST]


def on_rung(item: Prescribed, rung: Rung, training: Training) -> Prescribed:
    """The item on another rung, at the low end of its dose and at its lightest start."""
    low, _ = amount_range(rung.dose)
    unit = Unit.REPS if rung.dose.reps else Unit.SECONDS if rung.dose.seconds else Unit.METERS
    load = _load(rung, training)
    movement = training.catalogue.movements.get(rung.movement)
    sides = 2 if rung.sides == "each" else 1
    return replace(
        item,
        ladder=rung.ladder,
        rung=rung.id,
        name=rung.name,
        movement=movement.name if movement else "",
        amount=round(low),
        unit=unit,
        each_side=rung.sides == "each",
        tempo=rung.dose.tempo,
        work_s=round(rung.dose.set_s * sides),
        rest_s=round(rung.dose.rest_s),
        equipment=tuple(sorted(rung.equipment)),
        load=load,
        cue=rung.cues[0] if rung.cues else "",
        why=(),
    )


def loads(rung: Rung, training: Training) -> tuple[Make, ...]:
    """Loads to choose from on a rung; none where it takes none."""
    if rung.load.kind == "none" or rung.load.held in UNWEIGHED:
        return ()
    most = rung.load.kilograms(training.intake.body.mass_kg, rung.load.maximum)
    return tuple(make for make in training.rules.makes(rung) if make.kg <= most + 1e-9)


def _load(rung: Rung, training: Training) -> Load | None:
    start = rung.load.kilograms(training.intake.body.mass_kg)
    make = heaviest_up_to(loads(rung, training), start)
    return Load(make.kg, make.how, rung.load.held or "hands") if make else None


def _open(rung: Rung, training: Training) -> bool:
    return training.rules.allowed(rung) and not missing(rung, training.intake.equipment)


def _kin(rung: Rung, training: Training, *, taken: frozenset[str]) -> Iterator[Ladder]:
    group = group_of(rung.pattern)
    for name, ladder in training.catalogue.ladders.items():
        if name not in taken and ladder.default and ladder.pattern in group.patterns:
            yield ladder


def _level_with(rung: Rung, ladder: Ladder, training: Training) -> Rung | None:
    """The hardest open rung that asks no more of any tissue than the one it stands in for."""
    hardest = max(rung.tissues.values(), default=1.0)
    fitting = [
        one
        for one in ladder.rungs
        if _open(one, training) and max(one.tissues.values(), default=0.0) <= hardest + 1e-9
    ]
    return fitting[-1] if fitting else None
