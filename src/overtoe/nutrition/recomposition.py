"""How much lean mass training can add, and how sure that is.

The energy balance model has no term for training. This stands beside it: the pace seen in trials,
slowing with time and training age. The pace is data; how it slows is our own assumption, and is
called so wherever it is shown.
"""

from __future__ import annotations

import math
from typing import Final

from overtoe.estimate import Estimate

TRIAL_GAIN: Final = (0.021, -0.002)
"""Share of lean mass gained by the slow and the fast group of Garthe 2011 in a deficit with four
strength sessions a week (+2.1 ± 0.4 % in 8.5 weeks, −0.2 ± 0.7 % in 5.3);
doi:10.1123/ijsnem.21.2.97."""

TRIAL_WEEKS: Final = 8.5
FULL_SESSIONS: Final = 4

HALVING_WEEKS: Final = 26.0
"""House assumption: the pace halves every half year of training."""

PACE_BAND: Final = (0.4, 1.8)
"""House assumption: individuals differ from the trial's mean pace by about this factor."""

TRAINING_HALVING_Y: Final = 1.0
"""House assumption: each year trained before halves the pace once."""

DEFICIT_FACTOR: Final = (0.0, 0.5, 1.0)
"""In a deficit: from nothing (the fast group) to the whole pace (the slow group)."""


def weekly_pace_kg(lean_kg: float, *, training_years: float, sessions: int) -> float:
    """Return the pace of lean gain at the start, kg per week.

    >>> round(weekly_pace_kg(60, training_years=0, sessions=4) * 8.5, 2)  # 2.1 % of 60 kg
    1.26
    """
    pace = TRIAL_GAIN[0] * lean_kg / TRIAL_WEEKS
    trained = math.exp2(-training_years / TRAINING_HALVING_Y)
    attendance = math.sqrt(min(1.0, sessions / FULL_SESSIONS))
    return pace * trained * attendance


def lean_gain_kg(
    lean_kg: float,
    *,
    weeks: float,
    training_years: float,
    sessions: int,
    deficit: bool,
) -> Estimate:
    """Lean mass that training adds in ``weeks`` weeks, with its band.

    >>> gain = lean_gain_kg(60, weeks=8.5, training_years=0, sessions=4, deficit=True)
    >>> gain.low, round(gain.value, 2)
    (0.0, 0.56)
    """
    tau = HALVING_WEEKS / math.log(2)
    pace = weekly_pace_kg(lean_kg, training_years=training_years, sessions=sessions)
    gained = pace * tau * (1 - math.exp(-weeks / tau))
    low, middle, high = DEFICIT_FACTOR if deficit else (PACE_BAND[0], 1.0, PACE_BAND[1])
    return Estimate(gained * middle, gained * low, gained * high)
