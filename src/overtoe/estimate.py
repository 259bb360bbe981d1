"""A number that travels with its doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

COVERAGE: Final = 0.90
"""Share of true values that an interval is meant to hold."""

Z90: Final = 1.6448536269514722
"""Half width of a central 90 % interval of a normal distribution, in standard deviations."""


@dataclass(frozen=True)
class Estimate:
    """A value with its 90 % interval, or with the reason why it has none.

    >>> Estimate.from_sigma(6.0, 1.0).low
    4.355146373048528
    """

    value: float
    low: float | None = None
    high: float | None = None
    reason: str | None = None

    @classmethod
    def from_sigma(cls, value: float, sigma: float) -> Estimate:
        """Interval of a normally distributed error with standard deviation ``sigma``."""
        return cls(float(value), float(value - Z90 * sigma), float(value + Z90 * sigma))

    @classmethod
    def from_draws(cls, value: float, draws: ArrayLike) -> Estimate:
        """Interval from random draws of the same quantity; NaN draws are left out.

        The interval always holds the value itself.
        """
        finite = np.asarray(draws, dtype=float)
        finite = finite[np.isfinite(finite)]
        if finite.size == 0:
            return cls(float(value), reason="no draw gave a number")
        low, high = np.quantile(finite, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
        return cls(float(value), min(float(low), float(value)), max(float(high), float(value)))

    def scaled(self, factor: float) -> Estimate:
        """The same quantity in another unit (``factor`` new units per old one)."""
        ends = [None if end is None else end * factor for end in (self.low, self.high)]
        low, high = ends if factor >= 0 else reversed(ends)
        return Estimate(self.value * factor, low, high, self.reason)
