"""From net moments to forces in the joint: kneecap, Achilles tendon and low back.

One muscle group balances each net moment and nothing pulls against it. Muscles that do pull
against it (co-contraction) press harder, so every force here is a lower bound.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.polynomial.polynomial import polyval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Number = float | Floats

LOWER_BOUND: Final = (
    "No co-contraction is modeled: one muscle group balances each net moment. The joint's true "
    "force is at least this."
)
EXTRAPOLATED: Final = (
    "The formulas for the kneecap were measured up to 90° of knee flexion. Deeper values use the "
    "arms and areas at 90° and are an extrapolation."
)


@cache
def constants() -> dict[str, Any]:
    """Constants of the joint models with their sources (``data/joints.toml``)."""
    text = files("overtoe.loads.data").joinpath("joints.toml").read_text("utf-8")
    return tomllib.loads(text)


def _clamped_deg(knee_flexion_rad: Number) -> Floats:
    limit = float(constants()["patellofemoral"]["clamp_deg"])
    # Rounded, so that an angle right at a knot falls on one side of it on every machine.
    flexion = np.round(np.degrees(knee_flexion_rad), 9)
    return np.asarray(np.clip(flexion, 0.0, limit), dtype=float)


def is_extrapolated(knee_flexion_rad: Number) -> NDArray[np.bool_]:
    """Whether the kneecap's formulas are used beyond the flexion that they were measured in."""
    limit = constants()["patellofemoral"]["clamp_deg"]
    return np.asarray(np.degrees(knee_flexion_rad) > limit)


def quadriceps_arms_m(knee_flexion_rad: Number) -> tuple[Floats, Floats]:
    """Effective quadriceps arm by both formula families, clamped at 90° of flexion.

    >>> [round(float(arm) * 1000, 1) for arm in quadriceps_arms_m(np.radians(50))]
    [37.5, 32.5]
    """
    flexion = _clamped_deg(knee_flexion_rad)
    table = constants()["patellofemoral"]
    curved = polyval(flexion, table["curved"]["arm_mm"]) / 1e3
    pieces = table["piecewise"]
    which = np.clip(np.digitize(flexion, pieces["knots_deg"]) - 1, 0, len(pieces["from_cm"]))
    # The last row holds from 90 degrees on.
    rows = np.array([*pieces["from_cm"], [pieces["beyond_cm"], 0.0]])[which]
    return curved, (rows[..., 0] + rows[..., 1] * flexion) / 1e2


def patellofemoral_ratios(knee_flexion_rad: Number) -> tuple[Floats, Floats]:
    """Kneecap force per quadriceps force by both formula families.

    >>> [round(float(ratio), 3) for ratio in patellofemoral_ratios(np.radians(50))]
    [0.896, 0.954]
    """
    flexion = _clamped_deg(knee_flexion_rad)
    table = constants()["patellofemoral"]
    curved = polyval(flexion, table["curved"]["ratio_above"]) / polyval(
        flexion, table["curved"]["ratio_below"]
    )
    angle = np.radians(polyval(flexion, table["piecewise"]["angle_deg"]))
    return curved, 2 * np.sin(angle / 2)


def quadriceps_factors(knee_flexion_rad: Number) -> tuple[Floats, Floats]:
    """Quadriceps force per net extensor moment (1/m) by both formula families."""
    first, second = quadriceps_arms_m(knee_flexion_rad)
    return 1 / first, 1 / second


def patellofemoral_factors(knee_flexion_rad: Number) -> tuple[Floats, Floats]:
    """Kneecap force per net extensor moment (1/m) by both formula families.

    >>> [round(float(factor), 1) for factor in patellofemoral_factors(np.radians(60))]
    [28.4, 38.6]
    """
    pulls = quadriceps_factors(knee_flexion_rad)
    ratios = patellofemoral_ratios(knee_flexion_rad)
    return pulls[0] * ratios[0], pulls[1] * ratios[1]


def quadriceps_force_N(
    knee_moment_Nm: Number, knee_flexion_rad: Number, *, mix: Number = 0.5
) -> Floats:
    """Quadriceps force that gives the net extensor moment; zero when the net moment flexes.

    ``mix`` is 0 for the first formula family, 1 for the second, between them in between.
    """
    first, second = quadriceps_factors(knee_flexion_rad)
    return np.asarray(np.maximum(knee_moment_Nm, 0.0) * ((1 - mix) * first + mix * second))


def patellofemoral_force_N(
    knee_moment_Nm: Number, knee_flexion_rad: Number, *, mix: Number = 0.5
) -> Floats:
    """Force between kneecap and thigh bone; ``mix`` as in :func:`quadriceps_force_N`.

    >>> force = [patellofemoral_force_N(100.0, np.radians(90), mix=m) for m in (0.0, 1.0)]
    >>> [round(float(f)) for f in force]
    [4052, 6304]
    """
    first, second = patellofemoral_factors(knee_flexion_rad)
    return np.asarray(np.maximum(knee_moment_Nm, 0.0) * ((1 - mix) * first + mix * second))


def contact_area_m2(knee_flexion_rad: Number) -> Floats:
    """Contact area between kneecap and thigh bone, clamped at 90° of flexion.

    >>> round(float(contact_area_m2(np.radians(60))) * 1e6)
    473
    """
    area = constants()["patellofemoral"]["contact"]["area_mm2"]
    return np.asarray(polyval(_clamped_deg(knee_flexion_rad), area)) / 1e6


def patellofemoral_stress_MPa(
    knee_moment_Nm: Number, knee_flexion_rad: Number, *, mix: Number = 0.5
) -> Floats:
    """Kneecap force over contact area."""
    force = patellofemoral_force_N(knee_moment_Nm, knee_flexion_rad, mix=mix)
    return force / contact_area_m2(knee_flexion_rad) / 1e6


def achilles_force_N(ankle_moment_Nm: Number, *, arm_m: Number | None = None) -> Floats:
    """Achilles tendon force; zero when the net moment lifts the toes."""
    arm = float(np.mean(constants()["achilles"]["arm_mm"])) / 1e3 if arm_m is None else arm_m
    return np.asarray(np.maximum(ankle_moment_Nm, 0.0) / arm)


def erector_arm_m() -> tuple[float, float]:
    """Range of the back muscles' arm at L5/S1."""
    low, high = constants()["lumbar"]["erector_arm_mm"]
    return low / 1e3, high / 1e3


def lumbar_compression_N(
    lumbar_moment_Nm: Number, along_N: Number, *, arm_m: Number | None = None
) -> Floats:
    """Compression at L5/S1: the upper body's push along the spine and the back muscles' pull.

    Parameters
    ----------
    along_N
        Part of the force on the upper body that runs along the spine, upward positive.
    arm_m
        Arm of the back muscles; the middle of the range by default. Abdominal pressure and
        abdominal muscles aren't modeled; a net flexor moment is balanced at the same arm.

    >>> round(float(lumbar_compression_N(120.0, 400.0, arm_m=0.06)))
    2400
    """
    arm = float(np.mean(erector_arm_m())) if arm_m is None else arm_m
    return np.asarray(along_N + np.abs(lumbar_moment_Nm) / arm)
