"""Room for a session: no large jump for any tissue, and no more than its minutes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.amounts import ladder_amount
from overtoe.program.exposure import SUM_STEP, best_tolerated, set_exposure, step_allowed
from overtoe.program.rules import LAYOFF_DAYS, REASON_TEXT, Action
from overtoe.program.types import BlockKind, Reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from overtoe.movements.types import Catalogue
    from overtoe.program.history import History
    from overtoe.program.progress import LadderProgress, Rules
    from overtoe.program.types import Prescribed, Session

    Totals = dict[str, tuple[float, float]]

NOVICE_DAYS: Final = 28
"""House rule: smaller steps for the first four weeks, and for four weeks after a break."""

HELD: Final = Reason("EXPOSURE", REASON_TEXT["EXPOSURE"])
SET_BY_SET: Final = Reason(
    "SET_BY_SET",
    "Sets come back one at a time, so that no tissue gets far more than in your best recent "
    "session.",
)
NO_TIME: Final = Reason("NO_TIME", "Fewer sets, so that the session fits your minutes.")


def within_exposure(
    session: Session,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    *,
    today: dt.date,
    rules: Rules,
    take_back: Callable[[Prescribed], Prescribed],
) -> Session:
    """Take back steps, then sets, until each tissue stays near the best tolerated session.

    First the last steps in amount or load go, the largest first; then sets of movements that were
    trained before, down to one each. A set can't be split, so one set more than the percentage
    allows may stay; a movement's first sessions are halved instead of being held here.
    """
    limit = _Limit(session, history, catalogue, today=today, rules=rules)
    bolder = [
        name
        for name, one in ladders.items()
        if one.changes and one.changes[-1].action in {Action.MORE, Action.LOAD}
    ]
    for ladder in sorted(bolder, key=lambda one: (-limit.largest(session, one), one)):
        if not limit.broken(session, whole_set=False):
            return session
        session = _mended(
            session,
            {
                item.id: replace(take_back(item), why=(*item.why[:-1], HELD))
                for item in session.items
                if item.ladder == ladder and item.why and item.why[-1].code in {"MORE", "LOAD"}
            },
        )
    return _fewer_sets(session, limit, frozenset(ladders))


def _fewer_sets(session: Session, limit: _Limit, trained: frozenset[str]) -> Session:
    while broken := limit.broken(session, whole_set=True):
        loose = [
            item
            for item in session.items
            if item.sets > 1 and item.ladder in trained and broken & limit.tissues(item)
        ]
        if not loose:
            return session
        least = max(loose, key=lambda item: (item.sets, limit.share(item, broken), item.id))
        fewer = replace(least, sets=least.sets - 1, why=_with(least.why, SET_BY_SET))
        session = _mended(session, {least.id: fewer})
    return session


class _Limit:
    """The best tolerated session of 30 days, and what a session would bring beside it."""

    def __init__(
        self,
        session: Session,
        history: History,
        catalogue: Catalogue,
        *,
        today: dt.date,
        rules: Rules,
    ) -> None:
        self.catalogue, self.rules = catalogue, rules
        self.best = best_tolerated(
            history,
            catalogue,
            day=today,
            body_mass_kg=rules.body_mass_kg,
            pain_allowed=rules.pain_allowed,
            told=rules.mornings,
        )
        self.cautious = rules.careful or cautious(history, today)

    def broken(self, session: Session, *, whole_set: bool) -> frozenset[str]:
        """Tissues that would get too large a step."""
        found = planned_exposure(session, self.catalogue, self.rules)
        return frozenset(
            t for t in found if not self._fits(session, t, found[t], whole_set=whole_set)
        )

    def _fits(
        self, session: Session, tissue: str, asked: tuple[float, float], *, whole_set: bool
    ) -> bool:
        peak, total = asked
        best_peak, best_total = self.best.get(tissue, (0.0, 0.0))
        if whole_set and best_total > 0:
            # Only sets are left to give: rung and load have settled the peak.
            one = max(self._one_set(item).get(tissue, (0.0, 0.0))[1] for item in session.items)
            return total <= max(best_total * SUM_STEP[int(self.cautious)], best_total + one) + 1e-9
        return bool(
            step_allowed(
                peak,
                total,
                best_peak=best_peak,
                best_total=best_total,
                cautious=self.cautious,
            )
        )

    def _one_set(self, item: Prescribed) -> Totals:
        return item_exposure(replace(item, sets=1), self.catalogue, self.rules)

    def tissues(self, item: Prescribed) -> frozenset[str]:
        """Tissues that a line loads."""
        return frozenset(self._one_set(item))

    def share(self, item: Prescribed, tissues: frozenset[str]) -> float:
        """The most that one set of a line brings to some tissues."""
        return max((x[1] for t, x in self._one_set(item).items() if t in tissues), default=0.0)

    def largest(self, session: Session, ladder: str) -> float:
        """The most that a ladder brings to any tissue."""
        return max(
            (
                total
                for item in session.items
                if item.ladder == ladder
                for _, total in item_exposure(item, self.catalogue, self.rules).values()
            ),
            default=0.0,
        )


def cautious(history: History, today: dt.date) -> bool:
    """Whether the smaller steps hold: within four weeks of the start or of coming back.

    A break is a gap of more than two weeks.
    """
    days = [session.day for session in history.sessions if session.day < today]
    if not days:
        return True
    begun = days[0]
    for before, after in zip(days, [*days[1:], today], strict=True):
        if (after - before).days > LAYOFF_DAYS:
            begun = after
    return (today - begun).days < NOVICE_DAYS


def planned_exposure(session: Session, catalogue: Catalogue, rules: Rules) -> Totals:
    """Peak and sum per tissue that a session would bring; the warm-up counts too."""
    found: Totals = {}
    for item in session.items:
        for tissue, (peak, total) in item_exposure(item, catalogue, rules).items():
            known_peak, known_total = found.get(tissue, (0.0, 0.0))
            found[tissue] = (max(known_peak, peak), known_total + total)
    return found


def item_exposure(item: Prescribed, catalogue: Catalogue, rules: Rules) -> Totals:
    """Peak and sum per tissue of one line."""
    rung = catalogue.rungs.get(item.rung)
    if rung is None:
        return {}
    one = set_exposure(
        rung,
        amount=ladder_amount(item.amount, item.unit.value),
        load_kg=item.load.kg if item.load else 0.0,
        body_mass_kg=rules.body_mass_kg,
        sides=2 if item.each_side else 1,
    )
    return {tissue: (peak, total * item.sets) for tissue, (peak, total) in one.items()}


def within_minutes(session: Session) -> Session:
    """Drop sets, from the end of the session, until it fits its minutes.

    Each movement keeps one set if it can; the warm-up is kept.
    """
    limit = session.minutes_allowed * 60
    warm = sum(b.seconds for b in session.blocks if b.kind is BlockKind.WARM_UP)
    while True:
        rest = [b for b in session.blocks if b.kind is not BlockKind.WARM_UP]
        items = [item for block in rest for item in block.items]
        if not items or session.seconds <= limit:
            return session
        sets = fit_minutes(
            np.array([item.sets for item in items]),
            np.array([item.work_s + item.rest_s for item in items]),
            overhead_s=warm + sum(item.setup_s for item in items),
            limit_s=limit,
        )
        kept = {item.id: int(n) for item, n in zip(items, sets, strict=True)}
        session = _with_sets(session, kept)


def _with_sets(session: Session, kept: Mapping[str, int]) -> Session:
    blocks = []
    for block in session.blocks:
        cut = [
            item
            if kept.get(item.id, item.sets) == item.sets
            else replace(item, sets=kept[item.id], why=_with(item.why, NO_TIME))
            for item in block.items
        ]
        blocks.append(replace(block, items=tuple(item for item in cut if item.sets > 0)))
    return replace(session, blocks=tuple(block for block in blocks if block.items))


def _with(why: tuple[Reason, ...], reason: Reason) -> tuple[Reason, ...]:
    return why if reason in why else (*why, reason)


def _mended(session: Session, mended: Mapping[str, Prescribed]) -> Session:
    """The session with some lines replaced, by their ids."""
    return replace(
        session,
        blocks=tuple(
            replace(block, items=tuple(mended.get(item.id, item) for item in block.items))
            for block in session.blocks
        ),
    )


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
