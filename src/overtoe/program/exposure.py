"""Exposure: how much a session asked of each tissue, and how far the next may go.

A repetition's stress is the catalogue's relative stress of the rung, grown by the external load in
body masses. A session has a *peak* (the hardest repetition) and a *sum* (range times repetitions).
Today is compared with the best tolerated session of the last 30 days, the comparison behind the
clearest finding there is (single runs against the longest of 30 days: BJSM 2025, PMID 40623829).
No ratio of weeks is used. The allowed steps are house rules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.movements.exposure import range_share, repetitions
from overtoe.program.amounts import ladder_amount, unit_of
from overtoe.program.types import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.history import DoneSession, History

WINDOW_DAYS: Final = 30
PEAK_STEP: Final = (1.10, 1.05)
SUM_STEP: Final = (1.20, 1.10)
"""House rules: largest step of peak and sum against the best tolerated session, and the smaller
one for the first four weeks, after a break, or with a known tendon complaint."""

TISSUE_JOINT: Final[Mapping[str, str]] = {
    "patellar-tendon": "knee",
    "patellofemoral": "knee",
    "achilles": "ankle",
    "shin": "ankle",
    "foot": "ankle",
    "hamstring": "hip",
    "hip": "hip",
    "groin": "hip",
    "low-back": "low_back",
    "shoulder": "shoulder",
    "elbow": "elbow",
}
"""Where pain in a tissue is told."""


@dataclass(frozen=True)
class Exposure:
    """Peak and sum of one tissue in one session, in the catalogue's relative units."""

    day: dt.date
    tissue: str
    peak: float
    total: float


def repetition_stress(stress: ArrayLike, load_kg: ArrayLike, body_mass_kg: ArrayLike) -> ArrayLike:
    """Relative stress of one repetition with external load.

    >>> float(repetition_stress(0.5, 20, 80))
    0.625
    """
    grown = 1.0 + np.asarray(load_kg) / np.asarray(body_mass_kg)
    result: NDArray[np.float64] = np.asarray(stress) * grown
    return result


def set_exposure(
    rung: Rung, *, amount: float, load_kg: float, body_mass_kg: float, sides: int
) -> dict[str, tuple[float, float]]:
    """Peak and sum of each tissue in one set: range, load and repetitions together.

    ``amount`` is in the ladder's unit (repetitions, seconds, meters). The peak is the stress of one
    repetition; the sum multiplies it by the joint's range and by repetitions, holds and distances
    turned into them (``overtoe.movements.exposure``).
    """
    unit = unit_of(rung.dose)
    count = sides * repetitions(
        rung,
        reps=amount if unit is Unit.REPS else 0.0,
        seconds=amount if unit is Unit.SECONDS else 0.0,
        meters=amount if unit is Unit.METERS else 0.0,
    )
    found = {}
    for tissue, stress in rung.tissues.items():
        one = float(np.asarray(repetition_stress(stress, load_kg, body_mass_kg)))
        found[tissue] = (one, one * count * range_share(rung, tissue))
    return found


def session_exposure(
    session: DoneSession, catalogue: Catalogue, *, body_mass_kg: float
) -> tuple[Exposure, ...]:
    """Exposure of every tissue in a session; sets of unknown rungs count nothing."""
    peaks: dict[str, float] = {}
    sums: dict[str, float] = {}
    for done in session.sets:
        rung = catalogue.rungs.get(done.rung)
        if rung is None:
            continue
        found = set_exposure(
            rung,
            amount=ladder_amount(done.amount, done.unit),
            load_kg=done.load_kg,
            body_mass_kg=body_mass_kg,
            # One entry without a side stands for both sides of a one-sided movement.
            sides=2 if rung.sides == "each" and done.side is None else 1,
        )
        for tissue, (peak, total) in found.items():
            peaks[tissue] = max(peaks.get(tissue, 0.0), peak)
            sums[tissue] = sums.get(tissue, 0.0) + total
    return tuple(Exposure(session.day, t, peaks[t], sums[t]) for t in sorted(peaks))


def exposures(
    history: History, catalogue: Catalogue, *, body_mass_kg: float
) -> tuple[Exposure, ...]:
    """Exposure of every session of a history."""
    return tuple(
        exposure
        for session in history.sessions
        for exposure in session_exposure(session, catalogue, body_mass_kg=body_mass_kg)
    )


def tolerated(
    session: DoneSession,
    history: History,
    *,
    pain_allowed: int,
    told: Mapping[str, int] | None = None,
) -> frozenset[str]:
    """Joints that took a session well: pain in it as allowed, next morning as usual."""
    next_day = session.day + dt.timedelta(days=1)
    bad = {
        note.joint
        for note in history.pain
        if note.day == session.day and note.when != "morning" and note.value > pain_allowed
    }
    bad |= {
        note.joint
        for note in history.pain
        if note.day == next_day
        and note.when == "morning"
        and note.value > usual_morning(history, note.joint, before=session.day, told=told)
    }
    return frozenset(set(TISSUE_JOINT.values()) - bad)


def usual_morning(
    history: History, joint: str, *, before: dt.date, told: Mapping[str, int] | None = None
) -> float:
    """Usual morning pain of a joint: the median of the last ten mornings up to a day.

    Before any morning was logged, it is what the intake ``told``, else 0.
    """
    values = [
        note.value
        for note in history.pain
        if note.joint == joint and note.when == "morning" and note.day <= before
    ]
    return float(np.median(values[-10:])) if values else float((told or {}).get(joint, 0))


def best_tolerated(
    history: History,
    catalogue: Catalogue,
    *,
    day: dt.date,
    body_mass_kg: float,
    pain_allowed: int,
    told: Mapping[str, int] | None = None,
) -> dict[str, tuple[float, float]]:
    """Highest tolerated peak and sum per tissue in the 30 days before a day."""
    best: dict[str, tuple[float, float]] = {}
    for session in history.sessions:
        if not 0 < (day - session.day).days <= WINDOW_DAYS:
            continue
        fine = tolerated(session, history, pain_allowed=pain_allowed, told=told)
        for one in session_exposure(session, catalogue, body_mass_kg=body_mass_kg):
            if TISSUE_JOINT.get(one.tissue, one.tissue) in fine:
                peak, total = best.get(one.tissue, (0.0, 0.0))
                best[one.tissue] = (max(peak, one.peak), max(total, one.total))
    return best


def step_allowed(
    peak: ArrayLike,
    total: ArrayLike,
    *,
    best_peak: ArrayLike,
    best_total: ArrayLike,
    cautious: ArrayLike,
) -> NDArray[np.bool_]:
    """Whether a session's peak and sum are an allowed step; without a best session all are.

    >>> bool(step_allowed(1.0, 11.0, best_peak=1.0, best_total=10.0, cautious=False))
    True
    >>> bool(step_allowed(1.2, 10.0, best_peak=1.0, best_total=10.0, cautious=False))
    False
    """
    careful = np.asarray(cautious, dtype=bool)
    peak_cap = np.where(careful, PEAK_STEP[1], PEAK_STEP[0]) * np.asarray(best_peak)
    sum_cap = np.where(careful, SUM_STEP[1], SUM_STEP[0]) * np.asarray(best_total)
    new = np.asarray(best_total) <= 0
    fits = (np.asarray(peak) <= peak_cap + 1e-9) & (np.asarray(total) <= sum_cap + 1e-9)
    allowed: NDArray[np.bool_] = new | fits
    return allowed


def hardest(rungs: Iterable[Rung]) -> dict[str, float]:
    """Highest relative stress per tissue among some rungs."""
    peaks: dict[str, float] = {}
    for rung in rungs:
        for tissue, stress in rung.tissues.items():
            peaks[tissue] = max(peaks.get(tissue, 0.0), stress)
    return peaks
