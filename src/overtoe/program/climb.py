"""Where a person starts on a ladder, and the planned way up: one step a week at most.

The plan is what should happen if all goes well. The log decides what does happen
(``overtoe.program.progress``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.doors import Shut
from overtoe.program.equipment import makes_for
from overtoe.program.plates import Make, heaviest_up_to
from overtoe.program.screen import ADULT_AGE
from overtoe.program.starts import start_number
from overtoe.program.types import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.movements.types import Ladder, Rung
    from overtoe.program.doors import Gate
    from overtoe.program.person import Intake

EASIER_EVERY: Final = 4
"""Every fourth week is easier; a convention with weak evidence."""

WEEKS_PER_STEP: Final = 2
"""Planned weeks on one rung and load: two good sessions are needed to climb; house rule."""


PRESSURE_HOLD_S: Final = 30
"""Longest hold with known high blood pressure: two minutes of a wall squat reached 196/112 mmHg on
average (Goldring 2014); the 30 s are a house rule."""

YOUNG_LEAST_REPS: Final = 8
"""Under 18 loaded sets stay at 8 repetitions or more; house rule."""


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
    first = _first_open(ladder, gate, number)
    if isinstance(first, Shut):
        return first
    stages = list(_stages(ladder, gate, first))
    return Route(ladder, reason, tuple(_weeks(stages, weeks, gate.intake)))


def _first_open(ladder: Ladder, gate: Gate, number: int) -> Rung | Shut:
    """The start, else the nearest easier rung, else the next one if only equipment is missing."""
    shut = gate.shut(ladder.rungs[number - 1], ladder)
    for rung in reversed(ladder.rungs[:number]):
        if gate.shut(rung, ladder) is None:
            return rung
    if shut is not None and shut.equipment:
        for rung in ladder.rungs[number : number + 1]:
            if gate.shut(rung, ladder) is None:
                return rung
    return gate.shut(ladder.rungs[0], ladder) or ladder.rungs[0]


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


def _weeks(stages: list[tuple[Rung, Make | None]], weeks: int, intake: Intake) -> Iterator[Step]:
    stage, held = 0, 0
    for week in range(1, weeks + 1):
        if week > 1 and held >= WEEKS_PER_STEP and not easier(week) and stage + 1 < len(stages):
            stage, held = stage + 1, 0
        rung, load = stages[stage]
        yield Step(
            rung,
            load,
            careful_amount(_amount(rung, held), rung, intake),
            _step_reason(stages, stage, held),
        )
        held += 0 if easier(week) else 1


def _amount(rung: Rung, held: int) -> int:
    low, high = rung.dose.reps or rung.dose.seconds or rung.dose.meters or (1, 1)
    share = min(held, WEEKS_PER_STEP) / WEEKS_PER_STEP
    amount = low + (high - low) * share
    step = 1 if rung.dose.reps else (5 if high > 30 else 1)
    return max(1, round(amount / step) * step)


def careful_amount(amount: int, rung: Rung, intake: Intake) -> int:
    """Shorter holds with known high blood pressure, no low repetitions with load under 18."""
    if rung.kind == "isometric" and rung.dose.seconds and _pressure(intake):
        return min(amount, PRESSURE_HOLD_S)
    if rung.dose.reps and rung.load.kind != "none" and intake.age_years < ADULT_AGE:
        return max(amount, YOUNG_LEAST_REPS)
    return amount


def _pressure(intake: Intake) -> bool:
    return intake.health.blood_pressure == "high_controlled"


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
