"""Today's session: what was planned, bent by what the log says, with every reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.exposure import (
    best_tolerated,
    repetition_stress,
    repetitions,
    step_allowed,
)
from overtoe.program.progress import LadderProgress, Level, Rules, progress
from overtoe.program.rules import REASON_TEXT, Action
from overtoe.program.types import Load, Reason, Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.history import History
    from overtoe.program.types import Block, Prescribed, Program, Session

NOVICE_DAYS: Final = 28
"""House rule: smaller steps for the first four weeks."""


@dataclass(frozen=True)
class Adapted:
    """A session after adapting, and where the person stands on each ladder."""

    session: Session
    ladders: Mapping[str, LadderProgress]
    why: tuple[Reason, ...]


def adapt(
    program: Program,
    session: Session,
    history: History,
    catalogue: Catalogue,
    *,
    today: dt.date,
    rules: Rules,
) -> Adapted:
    """Bend a planned session to the log.

    A ladder that was never trained stays as planned. A ladder that was stopped is left out. Steps
    that would make the whole session a large jump for a tissue are taken back, largest first.
    """
    ladders = progress(program, history, catalogue, today=today, rules=rules)
    blocks = tuple(_bent(block, ladders, catalogue, rules) for block in session.blocks)
    bent = replace(session, blocks=tuple(block for block in blocks if block.items))
    bent = _within_exposure(bent, history, catalogue, ladders, today, rules)
    bent = _within_minutes(bent)
    why = tuple(
        one.changes[-1].reason
        for one in ladders.values()
        if one.changes and one.changes[-1].action != Action.HOLD
    )
    return Adapted(bent, ladders, why)


def _bent(
    block: Block, ladders: Mapping[str, LadderProgress], catalogue: Catalogue, rules: Rules
) -> Block:
    items = []
    for item in block.items:
        known = ladders.get(item.ladder)
        if known is None:
            items.append(item)
        elif not known.stopped:
            items.append(_at_level(item, known, catalogue, rules))
    return replace(block, items=tuple(items))


def _at_level(
    item: Prescribed, known: LadderProgress, catalogue: Catalogue, rules: Rules
) -> Prescribed:
    level = known.level
    rung = catalogue.rungs[level.rung]
    reason = (known.changes[-1].reason,) if known.changes else ()
    return replace(
        item,
        rung=rung.id,
        name=rung.name,
        sets=math.ceil(item.sets / 2) if level.half else item.sets,
        amount=_amount(item, level),
        work_s=_work_s(item, rung, level),
        rest_s=round(rung.dose.rest_s),
        tempo=rung.dose.tempo,
        equipment=tuple(sorted(rung.equipment)),
        load=_load(rung, level, rules),
        cue=rung.cues[0] if rung.cues else item.cue,
        why=(*item.why, *reason),
    )


def _amount(item: Prescribed, level: Level) -> int:
    """Whole amount in the unit that the item is counted in; ladders count holds in seconds."""
    if item.unit is Unit.MINUTES:
        return max(1, round(level.amount / 60))
    return round(level.amount)


def _work_s(item: Prescribed, rung: Rung, level: Level) -> int:
    """Scale the set's length with its amount; another rung takes its own length."""
    if rung.id == item.rung and item.amount:
        return round(item.work_s * _amount(item, level) / item.amount)
    high = (rung.dose.reps or rung.dose.seconds or rung.dose.meters or (1, 1))[1]
    sides = 2 if rung.sides == "each" else 1
    return round(rung.dose.set_s * sides * level.amount / high)


def _load(rung: Rung, level: Level, rules: Rules) -> Load | None:
    if level.load_kg <= 0:
        return None
    for make in rules.makes(rung):
        if abs(make.kg - level.load_kg) < 1e-9:
            return Load(make.kg, make.how, rung.load.held or "hands")
    return None


def _within_exposure(  # noqa: PLR0917  (private; the door takes keywords)
    bent: Session,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    today: dt.date,
    rules: Rules,
) -> Session:
    best = best_tolerated(
        history,
        catalogue,
        day=today,
        body_mass_kg=rules.body_mass_kg,
        pain_allowed=rules.pain_allowed,
        told=rules.mornings,
    )
    cautious = not history.sessions or (today - history.sessions[0].day).days < NOVICE_DAYS
    bolder = [
        item.ladder
        for item in bent.items
        if item.ladder in ladders
        and ladders[item.ladder].changes
        and ladders[item.ladder].changes[-1].action in {Action.MORE, Action.LOAD}
    ]
    for ladder in sorted(bolder, key=lambda one: -_largest(bent, one, catalogue, rules)):
        if _fits(bent, best, catalogue, rules, cautious=cautious):
            break
        bent = _held(bent, ladder, ladders[ladder], catalogue, rules)
    return bent


def _within_minutes(session: Session) -> Session:
    """Drop sets, from the end of the session, until it fits its minutes; each keeps one."""
    items = session.items
    sets = fit_minutes(
        np.array([item.sets for item in items]),
        np.array([item.work_s + item.rest_s for item in items]),
        overhead_s=sum(item.setup_s for item in items),
        limit_s=session.minutes_allowed * 60,
    )
    if [item.sets for item in items] == list(sets):
        return session
    kept = iter(int(one) for one in sets)
    blocks = []
    for block in session.blocks:
        cut = tuple(replace(item, sets=next(kept)) for item in block.items)
        blocks.append(replace(block, items=tuple(item for item in cut if item.sets > 0)))
    return replace(session, blocks=tuple(block for block in blocks if block.items))


def _held(
    session: Session,
    ladder: str,
    known: LadderProgress,
    catalogue: Catalogue,
    rules: Rules,
) -> Session:
    """Take one ladder's last step back: do what was done last time."""
    before = replace(known, level=known.changes[-1].before, changes=())
    said = Reason("EXPOSURE", REASON_TEXT["EXPOSURE"])

    def mend(item: Prescribed) -> Prescribed:
        if item.ladder != ladder:
            return item
        back = _at_level(item, before, catalogue, rules)
        return replace(back, why=(*item.why[:-1], said))

    blocks = tuple(
        replace(block, items=tuple(mend(item) for item in block.items)) for block in session.blocks
    )
    return replace(session, blocks=blocks)


def fit_minutes(
    sets: NDArray[np.int64],
    set_s: NDArray[np.float64] | NDArray[np.int64],
    *,
    overhead_s: ArrayLike,
    limit_s: ArrayLike,
) -> NDArray[np.int64]:
    """Return sets (…, items) that fit the time: extra sets go first, then items, from the end.

    >>> fit_minutes(np.array([3, 3]), np.array([60, 60]), overhead_s=0, limit_s=240).tolist()
    [3, 1]
    """
    kept = np.array(sets, dtype=np.int64)
    limit = np.asarray(limit_s, dtype=float) - np.asarray(overhead_s, dtype=float)
    for least in (1, 0):
        for item in range(kept.shape[-1] - 1, -1, -1):
            over = np.maximum((kept * set_s).sum(axis=-1) - limit, 0.0)
            drop = np.ceil(over / np.maximum(set_s[..., item], 1)).astype(np.int64)
            kept[..., item] = np.maximum(kept[..., item] - drop, np.minimum(kept[..., item], least))
    return kept


def planned_exposure(
    session: Session, catalogue: Catalogue, rules: Rules
) -> dict[str, tuple[float, float]]:
    """Peak and sum per tissue that a session would bring."""
    found: dict[str, tuple[float, float]] = {}
    for item in session.items:
        for tissue, (peak, total) in _item_exposure(item, catalogue, rules).items():
            known_peak, known_total = found.get(tissue, (0.0, 0.0))
            found[tissue] = (max(known_peak, peak), known_total + total)
    return found


def _item_exposure(
    item: Prescribed, catalogue: Catalogue, rules: Rules
) -> dict[str, tuple[float, float]]:
    rung = catalogue.rungs.get(item.rung)
    if rung is None:
        return {}
    load = item.load.kg if item.load else 0.0
    count = item.sets * repetitions(item.amount, item.unit.value)
    sides = 2 if item.each_side else 1
    found = {}
    for tissue, stress in rung.tissues.items():
        one = float(repetition_stress(stress, load, rules.body_mass_kg))  # type: ignore[arg-type]
        found[tissue] = (one, one * count * sides)
    return found


def _largest(session: Session, ladder: str, catalogue: Catalogue, rules: Rules) -> float:
    return max(
        (
            total
            for item in session.items
            if item.ladder == ladder
            for _, total in _item_exposure(item, catalogue, rules).values()
        ),
        default=0.0,
    )


def _fits(
    session: Session,
    best: Mapping[str, tuple[float, float]],
    catalogue: Catalogue,
    rules: Rules,
    *,
    cautious: bool,
) -> bool:
    for tissue, (peak, total) in planned_exposure(session, catalogue, rules).items():
        best_peak, best_total = best.get(tissue, (0.0, 0.0))
        if not step_allowed(
            peak, total, best_peak=best_peak, best_total=best_total, cautious=cautious
        ):
            return False
    return True
