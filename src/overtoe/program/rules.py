"""The progression and pain rules, as one table.

Every rule that fits proposes an action; the most careful one wins, and names its reason. Because
pain can only add rules that fit, more pain never yields more load. The table works on arrays, so
that one trainee and ten thousand simulated ones go through the same lines.

Sources: pain bands and next-morning check after Silbernagel 2007 (doi:10.1177/0363546506298279);
pain up to 3 of 10 to progress a tendon stage after Breda 2021 (doi:10.1136/bjsports-2020-103403).
Counts of sessions, days and percentages are house rules and are called so where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RED_PAIN: Final = 5
"""More than this is too much (Silbernagel 2007)."""

LAYOFF_DAYS: Final = 14
LONG_LAYOFF_DAYS: Final = 28
RUNG_DAYS: Final = 7
GOOD_SESSIONS: Final = 2
FAILED_SESSIONS: Final = 2


class Action(IntEnum):
    """What happens to a ladder, from the most careful to the boldest."""

    REFER = 0
    RESTART = 1
    DOWN = 2
    BACK = 3
    HOLD = 4
    MORE = 5
    LOAD = 6
    UP = 7


@dataclass(frozen=True, eq=False)
class Signals:
    """What a session said about one ladder; each field a scalar or an array of one shape.

    ``pain`` is the worst of during and after, ``morning_rise`` next morning against the usual
    morning, ``good`` the sessions in a row that went well, this one included.
    """

    pain: ArrayLike
    pain_allowed: ArrayLike
    morning_rise: ArrayLike
    reds_before: ArrayLike
    gap_days: ArrayLike
    ill: ArrayLike
    failed: ArrayLike
    controlled: ArrayLike
    good: ArrayLike
    days_since_climb: ArrayLike
    at_top: ArrayLike
    more_allowed: ArrayLike
    load_ahead: ArrayLike
    load_allowed: ArrayLike
    range_ahead: ArrayLike
    rung_ahead: ArrayLike


REASONS: Final = (
    ("RED_TWICE", "Pain was above 5 twice in a row. Stop this one and talk to a professional."),
    ("LONG_LAYOFF", "More than four weeks have passed, so you start again at about half."),
    ("RED", "Pain was above 5, so the next step is an easier rung with less load."),
    ("MORNING_WORSE", "The next morning was worse than usual, so you step down one rung."),
    ("LAYOFF", "More than two weeks have passed, so you start again with less."),
    ("ILLNESS", "You were ill, so you start again with less."),
    ("ABOVE_ALLOWED", "Pain was above what is allowed, so you step back a little."),
    ("TWO_FAILED", "Two sessions fell short of the target, so you step back a little."),
    ("CONTROL", "The heel came up or control was lost, so you stay until it is steady."),
    ("SHORT", "The target wasn't reached yet, so you stay."),
    ("ONE_MORE", "That went well. One more like it, then you climb."),
    ("ONE_RUNG_A_WEEK", "At most one rung a week, so the body can follow."),
    ("EXPOSURE", "More today would be a large step against your best recent session, so you stay."),
    ("TOP", "You are at the top of this ladder. Keep it."),
    ("MORE", "That went well and without trouble, so you do a little more."),
    ("LOAD", "Two good sessions at the top of the range, so the load goes up one step."),
    ("UP", "Two good sessions at the top of the range, so you climb one rung."),
)
"""Rules in their order, with the sentence a person reads."""

REASON_CODES: Final = tuple(code for code, _ in REASONS)
REASON_TEXT: Final = dict(REASONS)


@dataclass(frozen=True, eq=False)
class Verdict:
    """Actions (values of :class:`Action`) and reasons (indices into :data:`REASONS`)."""

    action: NDArray[np.int64]
    reason: NDArray[np.int64]


def decide(signals: Signals) -> Verdict:
    """Choose the most careful action that fits, and the first rule that asked for it.

    >>> calm = Signals(0, 2, 0, 0, 3, False, 0, True, 2, 9, True, True, False, False, False, True)
    >>> Action(int(decide(calm).action)).name
    'UP'
    """
    rules = (*_careful(signals), *_bold(signals))
    fits = np.array(np.broadcast_arrays(*(np.asarray(fit, dtype=bool) for fit, _ in rules)))
    actions = np.array([action for _, action in rules])
    proposed = np.where(fits, actions[(...,) + (None,) * (fits.ndim - 1)], len(Action))
    chosen = proposed.min(axis=0)
    return Verdict(chosen, proposed.argmin(axis=0))


def _careful(s: Signals) -> list[tuple[ArrayLike, Action]]:
    pain, gap = np.asarray(s.pain), np.asarray(s.gap_days)
    red = pain > RED_PAIN
    failed = np.asarray(s.failed)
    return [
        (red & (np.asarray(s.reds_before) > 0), Action.REFER),
        (gap > LONG_LAYOFF_DAYS, Action.RESTART),
        (red, Action.DOWN),
        (np.asarray(s.morning_rise) > 0, Action.DOWN),
        (gap > LAYOFF_DAYS, Action.BACK),
        (s.ill, Action.BACK),
        (pain > np.asarray(s.pain_allowed), Action.BACK),
        (failed >= FAILED_SESSIONS, Action.BACK),
        (~np.asarray(s.controlled, dtype=bool), Action.HOLD),
        (failed > 0, Action.HOLD),
    ]


def _bold(s: Signals) -> list[tuple[ArrayLike, Action]]:
    """Return the rules for a session that went well; exactly one of them fits."""
    top = np.asarray(s.at_top, dtype=bool)
    ready = np.asarray(s.good) >= GOOD_SESSIONS
    ahead = np.asarray(s.rung_ahead, dtype=bool)
    # Range before load: while the next rung only asks for more range, no weight is added here.
    load_first = np.asarray(s.load_ahead, dtype=bool) & ~np.asarray(s.range_ahead, dtype=bool)
    rested = np.asarray(s.days_since_climb) >= RUNG_DAYS
    more, loaded = np.asarray(s.more_allowed, dtype=bool), np.asarray(s.load_allowed, dtype=bool)
    climb = top & ready & ~load_first & ahead
    return [
        (top & ~ready, Action.HOLD),
        (climb & ~rested, Action.HOLD),
        ((~top & ~more) | (top & ready & load_first & ~loaded), Action.HOLD),
        (top & ready & ~load_first & ~ahead, Action.HOLD),
        (~top & more, Action.MORE),
        (top & ready & load_first & loaded, Action.LOAD),
        (climb & rested, Action.UP),
    ]
