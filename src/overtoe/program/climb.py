"""Where a person starts on a ladder, and the planned way up: one step a week at most.

The plan is what should happen if all goes well. The log decides what does happen
(``overtoe.program.progress``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.equipment import makes_for
from overtoe.program.plates import Make, heaviest_up_to
from overtoe.program.starts import start_number
from overtoe.program.types import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.movements.types import Ladder, Rung
    from overtoe.program.doors import Gate, Shut

EASIER_EVERY: Final = 4
"""Every fourth week is easier; a convention with weak evidence."""

WEEKS_PER_STEP: Final = 2
"""Planned weeks on one rung and load: two good sessions are needed to climb; house rule."""


@dataclass(frozen=True)
class Step:
    """What is planned on a ladder in one week."""

    rung: Rung
    load: Make | None
    amount: int
    why: Reason


@dataclass(frozen=True)
class Route:
    """The planned way of one person on one ladder, week by week."""

    ladder: Ladder
    start: Reason
    steps: tuple[Step, ...]


def easier(week: int) -> bool:
    """Whether a week (counted from 1) is an easier one.

    >>> [week for week in range(1, 13) if easier(week)]
    [4, 8, 12]
    """
    return week % EASIER_EVERY == 0


def route(ladder: Ladder, gate: Gate, *, weeks: int) -> Route | Shut:
    """The planned way up a ladder, or the reason why no rung of it is open.

    Never more than one rung or one load step a week, never both at once; a rung whose equipment
    is missing may be passed over, any other closed rung ends the way.
    """
    number, reason = start_number(ladder, gate)
    first = next((r for r in reversed(ladder.rungs[:number]) if gate.shut(r, ladder) is None), None)
    if first is None:
        shut = gate.shut(ladder.rungs[0], ladder)
        if shut is not None:
            return shut
    stages = list(_stages(ladder, gate, first or ladder.rungs[0]))
    return Route(ladder, reason, tuple(_weeks(stages, weeks)))


def _stages(ladder: Ladder, gate: Gate, first: Rung) -> Iterator[tuple[Rung, Make | None]]:
    rung: Rung | None = first
    while rung is not None:
        for load in _loads(rung, gate):
            yield rung, load
        rung = _next(rung, ladder, gate)


def _next(rung: Rung, ladder: Ladder, gate: Gate) -> Rung | None:
    for higher in ladder.rungs[rung.number : rung.number + 2]:
        shut = gate.shut(higher, ladder)
        if shut is None:
            return higher
        if not shut.equipment:
            return None
    return None


def _loads(rung: Rung, gate: Gate) -> list[Make | None]:
    """Planned loads on a rung, lightest first; ``[None]`` for body weight."""
    load, body_kg = rung.load, gate.intake.body.mass_kg
    if load.kind == "none" or load.held in {None, "band", "ankle", "foot", "dragged"}:
        return [None]
    made = makes_for(rung, gate.intake.equipment)
    most = _most_kg(rung, gate)
    start = heaviest_up_to(made, min(most, load.kilograms(body_kg))) or (made[0] if made else None)
    if start is None:
        return [None]
    rise = load.increment * (body_kg / 100 if load.kind == "percent_bw" else 1)
    loads: list[Make | None] = [start]
    for make in made:
        if (loads[-1] or start).kg + max(rise, 0.5) - 1e-9 <= make.kg <= most + 1e-9:
            loads.append(make)
    return loads


def _most_kg(rung: Rung, gate: Gate) -> float:
    most = rung.load.kilograms(gate.intake.body.mass_kg, rung.load.maximum)
    limits = gate.limits
    bound = dict(limits.heaviest_kg).get(rung.ladder, most) if limits else most
    return min(most, bound)


def _weeks(stages: list[tuple[Rung, Make | None]], weeks: int) -> Iterator[Step]:
    stage, held = 0, 0
    for week in range(1, weeks + 1):
        if week > 1 and held >= WEEKS_PER_STEP and not easier(week) and stage + 1 < len(stages):
            stage, held = stage + 1, 0
        rung, load = stages[stage]
        yield Step(rung, load, _amount(rung, held), _step_reason(stages, stage, held))
        held += 0 if easier(week) else 1


def _amount(rung: Rung, held: int) -> int:
    low, high = rung.dose.reps or rung.dose.seconds or rung.dose.meters or (1, 1)
    share = min(held, WEEKS_PER_STEP) / WEEKS_PER_STEP
    amount = low + (high - low) * share
    step = 1 if rung.dose.reps else (5 if high > 30 else 1)
    return max(1, round(amount / step) * step)


def _step_reason(stages: list[tuple[Rung, Make | None]], stage: int, held: int) -> Reason:
    rung, load = stages[stage]
    if stage == 0:
        return Reason("FIRST", "You start here.") if held == 0 else _grow()
    if held:
        return _grow()
    if rung is stages[stage - 1][0] and load is not None:
        return Reason("LOAD_STEP", f"The next load that your weights make: {load.how}.")
    harder = ", ".join(rung.climbs_in) or "demand"
    return Reason("CLIMB", f"One rung up, harder in {harder}, if two sessions went well.")


def _grow() -> Reason:
    return Reason("GROW", "Same movement and load; the amount grows within its range.")
