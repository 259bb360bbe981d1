"""The loads of one repetition: at the greatest knee moment, as peaks, and at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.estimate import Estimate

if TYPE_CHECKING:
    from overtoe.loads.series import Band, LoadSeries
    from overtoe.motion.types import Floats, Repetition

KEYS: Final = (
    "knee_moment_Nm",
    "hip_moment_Nm",
    "ankle_moment_Nm",
    "lumbar_moment_Nm",
    "patellofemoral_force_N",
    "patellofemoral_stress_MPa",
    "lumbar_compression_N",
    "lumbar_shear_N",
)
"""Loads of a repetition; legs are per leg, lumbar for the whole body."""

NOTHING_SEEN: Final = "The lifter wasn't seen well enough in this repetition for loads."


@dataclass(frozen=True)
class RepetitionLoads:
    """Loads of one repetition by the names of ``KEYS``.

    ``at_peak`` holds everything at the instant of the greatest knee moment, ``peaks`` each load's
    own maximum, ``at_bottom`` the lowest point. ``per_body`` is ``at_peak`` in N·m per kilogram of
    body mass (``knee_moment_Nm_per_kg``) and in body weights (``lumbar_compression_bw``).
    ``peak_frame`` is None when nothing was seen. ``notes`` are sentences to show with the numbers.
    """

    at_peak: dict[str, Estimate]
    peaks: dict[str, Estimate]
    at_bottom: dict[str, Estimate]
    per_body: dict[str, Estimate]
    peak_frame: int | None
    notes: tuple[str, ...]


def at_repetition(series: LoadSeries, repetition: Repetition) -> RepetitionLoads:
    """Loads of a repetition, for its own leg or the mean of the legs seen.

    Without body mass every load is NaN with the reason, and ``per_body`` holds what is known.
    """
    bands = _bands(series, repetition)
    inside = slice(repetition.start, repetition.end + 1)
    knee = bands.get("knee_moment_Nm")
    if knee is None or not np.isfinite(knee.value[inside]).any():
        nothing = _nothing(series.reason if knee is None and series.reason else NOTHING_SEEN)
        return RepetitionLoads(nothing, nothing, nothing, {}, None, series.notes)
    frame = repetition.start + int(np.nanargmax(knee.value[inside]))
    at_peak = {name: _at(band, frame) for name, band in bands.items()}
    per_body = _per_body(at_peak, series.mass_kg)
    if series.mass_kg is None:
        nothing = _nothing(series.reason or NOTHING_SEEN)
        return RepetitionLoads(nothing, nothing, nothing, per_body, frame, series.notes)
    return RepetitionLoads(
        at_peak=at_peak,
        peaks={name: _peak(band, inside) for name, band in bands.items()},
        at_bottom={name: _at(band, repetition.bottom) for name, band in bands.items()},
        per_body=per_body,
        peak_frame=frame,
        notes=series.notes,
    )


def _bands(series: LoadSeries, repetition: Repetition) -> dict[str, Band]:
    sides = [repetition.side] if repetition.side in series.legs else list(series.legs)
    legs = [series.legs[side] for side in sides if side is not None]
    bands: dict[str, Band] = {}
    for name in KEYS:
        if name in series.body:
            bands[name] = series.body[name]
        elif legs and name in legs[0]:
            bands[name] = (
                legs[0][name] if len(legs) == 1 else legs[0][name].mean_with(legs[1][name])
            )
    return bands


def _nothing(reason: str) -> dict[str, Estimate]:
    return {name: Estimate(float("nan"), reason=reason) for name in KEYS}


def _at(band: Band, frame: int) -> Estimate:
    return _estimate(float(band.value[frame]), band.draws[:, frame])


def _peak(band: Band, inside: slice) -> Estimate:
    value = float(np.nanmax(band.value[inside]))
    drawn = band.draws[:, inside]
    seen = np.isfinite(drawn).any(axis=0)
    return _estimate(value, np.nanmax(drawn[:, seen], axis=1))


def _estimate(value: float, draws: Floats) -> Estimate:
    if not np.isfinite(value):
        return Estimate(value, reason=NOTHING_SEEN)
    return Estimate.from_draws(value, draws)


def _per_body(loads: dict[str, Estimate], mass_kg: float | None) -> dict[str, Estimate]:
    per_kg = 1.0 if mass_kg is None else 1 / mass_kg
    result = {}
    for name, estimate in loads.items():
        if name.endswith("_Nm"):
            result[f"{name}_per_kg"] = estimate.scaled(per_kg)
        elif name.endswith("_N"):
            result[f"{name.removesuffix('_N')}_bw"] = estimate.scaled(per_kg / GRAVITY_MPS2)
    return result
