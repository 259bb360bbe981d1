"""Where a person stands on a ladder, and how an action moves them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.rules import Action

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from overtoe.movements.types import Dose, Ladder

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BACK_SHARE: Final = 0.8
DOWN_SHARE: Final = 0.7
RESTART_SHARE: Final = 0.5
"""House rules: what is left of the load after a step back, a rung down and a long layoff."""


@dataclass(frozen=True, eq=False)
class LadderTable:
    """A ladder as arrays over its rungs: amounts, loads in kg for one body, what climbs."""

    low: Floats
    high: Floats
    step: Floats
    load_start_kg: Floats
    load_most_kg: Floats
    climbs_in_range: NDArray[np.bool_]

    @property
    def top(self) -> int:
        """Index of the hardest rung."""
        return len(self.low) - 1


@dataclass(frozen=True, eq=False)
class Standing:
    """Where on the ladder, how much, and how it went lately; scalars or arrays of one shape.

    ``rung`` counts from 0. ``good``, ``failed`` and ``reds`` count sessions in a row, ``fresh``
    marks the first session after a climb, which has half the sets.
    """

    rung: Ints
    amount: Floats
    load_kg: Floats
    good: Ints
    failed: Ints
    reds: Ints
    climbed_day: Floats
    fresh: NDArray[np.bool_]
    stopped: NDArray[np.bool_]


def table(ladder: Ladder, body_mass_kg: float) -> LadderTable:
    """Return a ladder's numbers as arrays."""
    doses = [rung.dose for rung in ladder.rungs]
    spans = [amount_range(dose) for dose in doses]
    return LadderTable(
        np.array([low for low, _ in spans]),
        np.array([high for _, high in spans]),
        np.array([amount_step(dose) for dose in doses]),
        np.array([rung.load.kilograms(body_mass_kg) for rung in ladder.rungs]),
        np.array([rung.load.kilograms(body_mass_kg, rung.load.maximum) for rung in ladder.rungs]),
        np.array(["range" in rung.climbs_in for rung in ladder.rungs]),
    )


def amount_range(dose: Dose) -> tuple[float, float]:
    """Lowest and highest amount of a dose, whatever it counts."""
    span = dose.reps or dose.seconds or dose.meters or (1.0, 1.0)
    return float(span[0]), float(span[1])


def amount_step(dose: Dose) -> float:
    """Smallest step of a dose: about a seventh, at least one repetition or five seconds.

    Long times grow by whole minutes. A house rule, inside the step that exposure allows for a
    session's sum.
    """
    low, _ = amount_range(dose)
    if dose.reps is not None:
        return float(max(1, round(low / 7)))
    if low >= 300:
        return float(max(60, round(low / 420) * 60))
    return float(max(5, round(low / 35) * 5))


def starting(ladder: LadderTable, rung: ArrayLike, load_kg: ArrayLike, day: float) -> Standing:
    """Begin on a rung at the bottom of its range, with half the sets at first."""
    rungs = np.asarray(rung, dtype=np.int64)
    zero = np.zeros(rungs.shape, dtype=np.int64)
    return Standing(
        rungs,
        ladder.low[rungs],
        np.broadcast_to(np.asarray(load_kg, dtype=float), rungs.shape).copy(),
        zero,
        zero,
        zero,
        np.full(rungs.shape, float(day)),
        np.ones(rungs.shape, dtype=bool),
        np.zeros(rungs.shape, dtype=bool),
    )


def move(
    standing: Standing,
    action: Ints,
    ladder: LadderTable,
    *,
    day: float,
    next_load_kg: ArrayLike,
) -> Standing:
    """Carry an action out. Range and load never grow in the same step.

    ``next_load_kg`` is the next heavier load that can be made.
    """
    rung = _next_rung(standing, action, ladder)
    climbed = rung > standing.rung
    changed = rung != standing.rung
    load = _next_load(standing, action, ladder, rung, np.asarray(next_load_kg, dtype=float))
    amount = _next_amount(standing, action, ladder, rung)
    moved = action != Action.HOLD
    return replace(
        standing,
        rung=rung,
        amount=amount,
        load_kg=load,
        good=np.where(moved & (action != Action.MORE), 0, standing.good),
        climbed_day=np.where(changed, float(day), standing.climbed_day),
        fresh=climbed,
        stopped=standing.stopped | (action == Action.REFER),
    )


def _next_rung(standing: Standing, action: Ints, ladder: LadderTable) -> Ints:
    rung = standing.rung
    # A step back without weight to take off and without repetitions to drop is a rung down.
    bottomed = (standing.load_kg <= 0) & (standing.amount <= ladder.low[rung])
    down = (
        (action == Action.DOWN)
        | (action == Action.RESTART)
        | (action == Action.REFER)
        | ((action == Action.BACK) & bottomed)
    )
    stepped: Ints = np.clip(rung + (action == Action.UP) - down, 0, ladder.top)
    return stepped


def _next_load(
    standing: Standing, action: Ints, ladder: LadderTable, rung: Ints, next_load_kg: Floats
) -> Floats:
    load = standing.load_kg
    share = np.select(
        [
            (action == Action.RESTART) | (action == Action.REFER),
            action == Action.DOWN,
            action == Action.BACK,
        ],
        [RESTART_SHARE, DOWN_SHARE, BACK_SHARE],
        1.0,
    )
    kept = np.minimum(load * share, ladder.load_most_kg[rung])
    up = action == Action.UP
    # A rung that climbs in range begins with no more weight than before.
    begun = np.where(
        ladder.climbs_in_range[rung],
        np.minimum(load, ladder.load_start_kg[rung]),
        ladder.load_start_kg[rung],
    )
    loaded = np.where(np.isfinite(next_load_kg), next_load_kg, load)
    new: Floats = np.where(up, begun, np.where(action == Action.LOAD, loaded, kept))
    return new


def _next_amount(standing: Standing, action: Ints, ladder: LadderTable, rung: Ints) -> Floats:
    low, high = ladder.low[rung], ladder.high[rung]
    more = np.minimum(standing.amount + ladder.step[rung], high)
    hold = (action == Action.HOLD) | ((action == Action.BACK) & (standing.load_kg > 0))
    new: Floats = np.where(
        action == Action.MORE, more, np.where(hold, np.clip(standing.amount, low, high), low)
    )
    return new
