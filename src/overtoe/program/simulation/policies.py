"""Three ways to choose the next session: the rules, a fixed plan, and "add 2.5 kg every time"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from overtoe.program.exposure import step_allowed
from overtoe.program.rules import RED_PAIN, Action, Signals, decide
from overtoe.program.rungs import LadderTable, Standing, move

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Policy = Literal["rules", "fixed", "linear"]
POLICIES: Final[tuple[Policy, ...]] = ("rules", "fixed", "linear")
PLATE_STEP_KG: Final = 2.5
FIXED_DAYS: Final = 14


@dataclass(frozen=True, eq=False)
class Reported:
    """What the log says after a session, per ladder; arrays (people,)."""

    pain: Floats
    morning_rise: Floats
    gap_days: Floats
    completed: NDArray[np.bool_]
    trained: NDArray[np.bool_]
    ill: NDArray[np.bool_]
    exposure_full: NDArray[np.bool_]


def advance(
    policy: Policy,
    standing: Standing,
    ladder: LadderTable,
    said: Reported,
    *,
    day: float,
    top: Ints,
    pain_allowed: Ints,
) -> tuple[Standing, Ints]:
    """Next standing of everyone on one ladder, and the action taken."""
    if policy == "rules":
        return _by_rules(standing, ladder, said, day=day, top=top, pain_allowed=pain_allowed)
    step = _fixed_action if policy == "fixed" else _linear_action
    action = np.where(said.trained, step(standing, ladder, said, day, top), Action.HOLD)
    heavier = standing.load_kg + PLATE_STEP_KG
    return move(standing, action, ladder, day=day, next_load_kg=heavier), action


def _by_rules(
    standing: Standing,
    ladder: LadderTable,
    said: Reported,
    *,
    day: float,
    top: Ints,
    pain_allowed: Ints,
) -> tuple[Standing, Ints]:
    counted = _count(standing, said, pain_allowed)
    most = ladder.load_most_kg[counted.rung]
    heavier = counted.load_kg + PLATE_STEP_KG
    ahead = counted.rung < top
    following = np.minimum(counted.rung + 1, ladder.top)
    verdict = decide(
        Signals(
            pain=said.pain,
            pain_allowed=pain_allowed,
            morning_rise=said.morning_rise,
            reds_before=np.maximum(counted.reds - 1, 0),
            gap_days=said.gap_days,
            ill=said.ill,
            failed=counted.failed,
            controlled=True,
            good=counted.good,
            days_since_climb=day - counted.climbed_day,
            at_top=counted.amount >= ladder.high[counted.rung],
            more_allowed=~said.exposure_full,
            load_ahead=heavier <= most,
            load_allowed=~said.exposure_full,
            range_ahead=ahead & ladder.climbs_in_range[following],
            rung_ahead=ahead,
        )
    )
    action = np.where(said.trained, verdict.action, Action.HOLD)
    moved = move(counted, action, ladder, day=day, next_load_kg=heavier)
    # Someone sent to a professional comes back to the lowest rung after that talk.
    return replace(moved, stopped=np.zeros_like(moved.stopped)), action


def _count(standing: Standing, said: Reported, pain_allowed: Ints) -> Standing:
    fine = said.completed & (said.pain <= pain_allowed) & (said.morning_rise <= 0)
    red = said.pain > RED_PAIN
    good = np.where(fine, standing.good + 1, 0)
    failed = np.where(said.completed, 0, standing.failed + 1)
    reds = np.where(red, standing.reds + 1, 0)
    return replace(
        standing,
        good=np.where(said.trained, good, standing.good),
        failed=np.where(said.trained, failed, standing.failed),
        reds=np.where(said.trained, reds, standing.reds),
        fresh=standing.fresh & ~said.trained,
    )


def _fixed_action(
    standing: Standing, ladder: LadderTable, said: Reported, day: float, top: Ints
) -> Ints:
    """Two weeks on each rung whatever happens, as a printed plan would have it."""
    del said
    due = (day - standing.climbed_day) >= FIXED_DAYS
    at_top = np.asarray(standing.amount >= ladder.high[standing.rung])
    action: Ints = np.select(
        [due & (standing.rung < top), ~at_top], [Action.UP, Action.MORE], Action.HOLD
    )
    return action


def _linear_action(
    standing: Standing, ladder: LadderTable, said: Reported, day: float, top: Ints
) -> Ints:
    """Add 2.5 kg after every session that was completed; a rung up where no load can be added."""
    del day
    heavier = standing.load_kg + PLATE_STEP_KG <= ladder.load_most_kg[standing.rung]
    action: Ints = np.select(
        [~said.completed, heavier, standing.rung < top],
        [Action.HOLD, Action.LOAD, Action.UP],
        Action.HOLD,
    )
    return action


def exposure_full(
    peak: Floats, total: Floats, best_peak: Floats, best_total: Floats, *, cautious: bool
) -> NDArray[np.bool_]:
    """Whether one more step would be too large for any tissue; arrays (people, tissues)."""
    fits = step_allowed(peak, total, best_peak=best_peak, best_total=best_total, cautious=cautious)
    full: NDArray[np.bool_] = np.logical_not(np.all(fits, axis=-1))
    return full
