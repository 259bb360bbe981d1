"""What must never happen, counted over every prescription."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.rungs import LadderTable, Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.program.simulation.policies import Reported

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NAMES: Final = (
    "more_demand_with_pain",
    "load_and_range_together",
    "more_than_a_rung_a_week",
    "session_over_its_minutes",
    "equipment_not_owned",
    "red_flag_got_a_program",
)


def demand(standing: Standing, ladder: LadderTable, stress: Floats, mass_kg: Floats) -> Floats:
    """Relative demand of what is prescribed: rung, load and amount together."""
    share = standing.amount / ladder.high[standing.rung]
    result: Floats = stress[standing.rung] * (1 + standing.load_kg / mass_kg) * (0.7 + 0.3 * share)
    return result


def check_step(
    before: Standing,
    after: Standing,
    ladder: LadderTable,
    said: Reported,
    *,
    top: Ints,
    pain_allowed: Ints,
) -> dict[str, int]:
    """Count what one step broke; only for people who trained."""
    pained = (said.pain > pain_allowed) | (said.morning_rise > 0)
    harder = (
        (after.load_kg > before.load_kg + 1e-9)
        | (after.rung > before.rung)
        | ((after.rung == before.rung) & (after.amount > before.amount + 1e-9))
    )
    climbed = after.rung > before.rung
    ranged = climbed & ladder.climbs_in_range[after.rung]
    both = ranged & (after.load_kg > before.load_kg + 1e-9)
    week = climbed & ((after.climbed_day - before.climbed_day) < 7)
    twice = after.rung > before.rung + 1
    return {
        "more_demand_with_pain": int((said.trained & pained & harder).sum()),
        "load_and_range_together": int((said.trained & both).sum()),
        "more_than_a_rung_a_week": int((said.trained & (week | twice)).sum()),
        "equipment_not_owned": int((after.rung > top).sum()),
    }
