"""The trade curve: what each joint carries as the knee travels further past the toes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.estimate import Estimate

    Floats = NDArray[np.float64]

Joint = Literal["knee", "hip", "lumbar", "ankle"]
JOINTS: Final[tuple[Joint, ...]] = ("knee", "hip", "lumbar", "ankle")


@dataclass(frozen=True, eq=False)
class Band:
    """One quantity over the travel grid, (points,) each: value, middle 50 % and 90 %."""

    value: Floats
    low50: Floats
    high50: Floats
    low90: Floats
    high90: Floats

    @classmethod
    def from_draws(cls, value: Floats, draws: Floats) -> Band:
        """Bands of draws (draws, points); always holding the value. NaN draws are left out."""
        # A column without any draw has no spread to show.
        filled = np.where(np.isnan(draws).all(axis=0), value, draws)
        low90, low50, high50, high90 = np.nanquantile(filled, [0.05, 0.25, 0.75, 0.95], axis=0)
        return cls(
            value,
            np.minimum(low50, value),
            np.maximum(high50, value),
            np.minimum(low90, value),
            np.maximum(high90, value),
        )


@dataclass(frozen=True)
class Mark:
    """A place on the curve: this squat, its twin, or what a cue asks for.

    ``ends_m`` is the 90 % interval of a measured place.
    """

    kind: Literal["you", "held", "cue"]
    label: str
    travel_m: float
    ends_m: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class TradeCurve:
    """Joint moments over knee travel for one body, load and depth; only where balance exists.

    Parameters
    ----------
    travel_m
        (points,) rising, knee joint center ahead of the toe tip.
    moment_Nm
        Band per joint; legs per leg, lumbar for the whole body.
    change_pct
        Band per joint: percent of the held-back squat's moment, drawn jointly with it.
    reference_m
        Travel of the squat that ``change_pct`` refers to: the held-back one, or today's where the
        knee stays behind the limit by itself.
    forward_m, forward_pct
        What a knee this much further forward than today would change, in percent of today; empty
        where that can't be balanced.
    shank_rad, trunk_rad
        (points,) the posture behind each point, thigh as asked.
    per_kg
        True when mass is unknown and moments are N·m per kilogram.
    """

    travel_m: Floats
    moment_Nm: dict[Joint, Band]
    change_pct: dict[Joint, Band]
    reference_m: float
    thigh_rad: float
    shank_rad: Floats
    trunk_rad: Floats
    marks: tuple[Mark, ...]
    sentence: str
    per_kg: bool = False
    forward_m: float = 0.0
    forward_pct: dict[str, Estimate] = field(default_factory=dict)
