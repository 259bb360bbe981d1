"""Loads over time as columns: a tidy table, and joint angles and moments for OpenSim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.files.storage import Storage
from overtoe.conventions import SIDES

if TYPE_CHECKING:
    from overtoe.conventions import Side
    from overtoe.loads.series import LoadSeries
    from overtoe.motion.types import Floats, Leg, Motion

MOMENTS: Final = {
    # OpenSim's names, and the sign that turns extension into its flexion-positive coordinates.
    "hip_flexion_{s}_moment": ("hip_moment_Nm", -1.0),
    "knee_angle_{s}_moment": ("knee_moment_Nm", -1.0),
    "ankle_angle_{s}_moment": ("ankle_moment_Nm", -1.0),
}


def load_columns(series: LoadSeries) -> dict[str, Floats]:
    """Columns of the time course, (frames,) each: time and every load with its low and high.

    Columns are named like the keys of the analysis document, legs with their side in front
    (``left_knee_moment_Nm``, ``left_knee_moment_Nm_low`` …). Without body mass, loads are per
    kilogram and named so (``left_knee_moment_Nm_per_kg``). Gaps are NaN.
    """
    columns = {"time_s": series.times_s}
    per_kg = "" if series.mass_kg is not None else "_per_kg"
    bands = {
        f"{side.value}_{name}": band
        for side, leg in series.legs.items()
        for name, band in leg.items()
    }
    for name, band in (bands | series.body).items():
        columns[f"{name}{per_kg}"] = band.value
        columns[f"{name}{per_kg}_low"] = band.low
        columns[f"{name}{per_kg}_high"] = band.high
    return columns


def moments_storage(series: LoadSeries) -> Storage:
    """Moments with the names and signs of OpenSim's inverse dynamics, for a STO file.

    Knee and hip extension and plantarflexion are negative there, because its coordinates count
    flexion, and its knee angle counts flexion as positive like ours. Only what was seen is kept.
    """
    columns: dict[str, Floats] = {}
    for side in (side for side in SIDES if side in series.legs):
        for pattern, (name, sign) in MOMENTS.items():
            columns[pattern.format(s=side.value[0])] = sign * series.legs[side][name].value
    if "lumbar_moment_Nm" in series.body:
        columns["lumbar_extension_moment"] = series.body["lumbar_moment_Nm"].value
    return _storage("Overtoe inverse dynamics", series.times_s, columns, in_degrees=False)


def angles_storage(motion: Motion) -> Storage:
    """Joint angles with OpenSim's names, in degrees, for a MOT file."""
    columns: dict[str, Floats] = {}
    pelvis = motion.trunk.pelvis_rad
    columns["pelvis_tilt"] = -np.degrees(pelvis)
    columns["lumbar_extension"] = -np.degrees(motion.trunk.thorax_rad - pelvis)
    for side, leg in motion.legs.items():
        for name, angle in _leg_angles(leg, pelvis).items():
            columns[f"{name}_{_letter(side)}"] = np.degrees(angle)
    return _storage("Coordinates", motion.times_s, columns, in_degrees=True)


def _leg_angles(leg: Leg, pelvis: Floats) -> dict[str, Floats]:
    thigh, shank = _lean(leg.hip_m - leg.knee_m), _lean(leg.knee_m - leg.ankle_m)
    foot = leg.toe_m - leg.heel_m
    pitch = np.arctan2(-foot[:, 1], foot[:, 0])
    return {
        "hip_flexion": pelvis - thigh,
        "knee_angle": shank - thigh,
        "ankle_angle": shank - pitch + np.nanmedian(pitch),
    }


def _lean(line: Floats) -> Floats:
    return np.asarray(np.arctan2(line[:, 0], line[:, 1]))


def _letter(side: Side) -> str:
    return side.value[0]


def _storage(
    title: str, times_s: Floats, columns: dict[str, Floats], *, in_degrees: bool
) -> Storage:
    values = np.column_stack(list(columns.values())) if columns else np.empty((len(times_s), 0))
    seen = np.isfinite(values).all(axis=1)
    return Storage(title, times_s[seen], tuple(columns), values[seen], in_degrees)
