"""What a check is: something known, something computed, and how far apart they may lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    CheckFactory = Callable[[], "Check"]

Kind = Literal["exact", "engine", "measured", "direction"]


@dataclass(frozen=True)
class Check:
    """One row of the truth table.

    Parameters
    ----------
    id
        Short and stable, with dots: ``statics.sum``.
    what
        What is compared, in a few words.
    source
        Id of the source, see :mod:`overtoe.citations`; ``physics`` where no paper is needed.
    kind
        ``exact``: must agree to rounding. ``engine``: another program's result. ``measured``:
        within the spread of people and methods. ``direction``: which way, never how much.
    expected, got, tolerance
        As people read them.
    reason
        Why it should agree, and why the tolerance is what it is.
    passed
        None when it wasn't run; ``reason`` then says what is missing.
    """

    id: str
    what: str
    source: str
    kind: Kind
    expected: str
    got: str
    tolerance: str
    reason: str
    passed: bool | None


def close(
    id: str,
    what: str,
    *,
    source: str,
    kind: Kind,
    expected: ArrayLike,
    got: ArrayLike,
    tolerance: float,
    unit: str,
    reason: str,
    places: int = 2,
) -> Check:
    """A check that every number lies within ``tolerance`` of what is expected.

    >>> row = close("a.b", "two", source="physics", kind="exact", expected=2.0, got=2.04,
    ...             tolerance=0.05, unit="m", reason="rounding")
    >>> row.passed, row.got
    (True, '2.04 m')
    """
    want, have = np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    gap = np.abs(want - have)
    within = bool(np.all(gap <= tolerance))  # NaN is never within
    worst = "" if want.ndim == 0 else f", at most {_short(float(np.max(gap)))} off"
    return Check(
        id=id,
        what=what,
        source=source,
        kind=kind,
        expected=_listed(want, unit, places),
        got=_listed(have, unit, places) + worst,
        tolerance=f"± {_short(tolerance)} {unit}".rstrip(),
        reason=reason,
        passed=within,
    )


def agrees(
    id: str,
    what: str,
    *,
    source: str,
    kind: Kind,
    gap: ArrayLike,
    tolerance: float,
    unit: str,
    reason: str,
) -> Check:
    """A check that two ways to the same numbers differ by no more than ``tolerance`` anywhere.

    >>> agrees("a.b", "x", source="physics", kind="exact", gap=[1e-12, -2e-12], tolerance=1e-9,
    ...        unit="N", reason="rounding").got
    '2e-12 N apart'
    """
    worst = float(np.max(np.abs(np.asarray(gap, dtype=float))))
    return Check(
        id=id,
        what=what,
        source=source,
        kind=kind,
        expected="no difference",
        got=f"{_short(worst)} {unit} apart",
        tolerance=f"{_short(tolerance)} {unit}",
        reason=reason,
        passed=worst <= tolerance,
    )


def within(
    id: str,
    what: str,
    *,
    source: str,
    low: float,
    high: float,
    got: float,
    unit: str,
    reason: str,
    kind: Kind = "measured",
    places: int = 2,
) -> Check:
    """A check that one number lies in a published range."""
    return Check(
        id=id,
        what=what,
        source=source,
        kind=kind,
        expected=f"{low:.{places}f} to {high:.{places}f} {unit}".rstrip(),
        got=f"{got:.{places}f} {unit}".rstrip(),
        tolerance="inside",
        reason=reason,
        passed=bool(low <= got <= high),
    )


def holds(
    id: str,
    what: str,
    *,
    source: str,
    expected: str,
    got: str,
    passed: bool,
    reason: str,
    kind: Kind = "direction",
) -> Check:
    """A check of a direction or an order."""
    return Check(id, what, source, kind, expected, got, "the order", reason, bool(passed))


def not_run(
    id: str,
    what: str,
    *,
    source: str,
    kind: Kind,
    reason: str,
) -> Check:
    """A check that needs a part that isn't installed."""
    return Check(id, what, source, kind, "–", "–", "–", reason, None)


def _listed(values: np.ndarray, unit: str, places: int) -> str:
    flat = np.atleast_1d(values).ravel()
    shown = ", ".join(f"{value:.{places}f}" for value in flat[:8])
    more = f" … ({flat.size} values)" if flat.size > 8 else ""
    return f"{shown}{more} {unit}".rstrip()


def _short(number: float) -> str:
    return f"{number:.2g}"
