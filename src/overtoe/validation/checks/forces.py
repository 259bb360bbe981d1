"""Kneecap and low back: published formulas against published measurements."""

from __future__ import annotations

from typing import Final

import numpy as np

from overtoe.body import NO_LOAD, Lifter, Load, segments
from overtoe.loads import joints
from overtoe.loads.posture import static_demand
from overtoe.validation.check import Check, close, holds, within

BODY: Final = segments(Lifter(1.75, 75.0))
TABLE_DEG: Final = np.array([0.0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
PER_MOMENT_A: Final = [10.0, 11.7, 13.8, 16.6, 19.9, 23.9, 28.4, 33.3, 37.7, 40.5]
PER_MOMENT_B: Final = [17.5, 18.3, 18.9, 19.2, 23.7, 29.3, 38.6, 46.1, 55.5, 63.0]


def formula_table() -> Check:
    """Kneecap force per N·m by both formula families, as tabled by hand."""
    # Family B jumps at 60°, so the angle must not fall short of it by rounding.
    angle = np.radians(TABLE_DEG + 1e-9)
    got = [joints.patellofemoral_force_N(1.0, angle, mix=mix) for mix in (0.0, 1.0)]
    return close(
        "kneecap.formulas",
        "kneecap force per knee moment, 0 to 90°, both families",
        source="van-eijden-1986",
        kind="exact",
        expected=[PER_MOMENT_A, PER_MOMENT_B],
        got=got,
        tolerance=0.06,
        unit="N per N·m",
        reason="The same formulas evaluated by hand, rounded to 0.1.",
        places=1,
    )


def roos() -> Check:
    """Forward running loads the kneecap more than backward running, by the measured moments."""
    ratio = [
        float(
            joints.patellofemoral_force_N(157.0, np.radians(44), mix=mix)
            / joints.patellofemoral_force_N(124.0, np.radians(41), mix=mix)
        )
        for mix in (0.0, 0.5, 1.0)
    ]
    return close(
        "kneecap.roos",
        "kneecap force, forward over backward running, three mixes of the families",
        source="roos-2012",
        kind="measured",
        expected=np.full(3, 4.5 / 3.4),
        got=ratio,
        tolerance=0.07,
        unit="times",
        reason="Twenty runners; from their mean moments and angles, body mass cancels. "
        "Means of ratios differ from ratios of means by a few percent.",
    )


def im_arm() -> Check:
    """Quadriceps arm in living knees falls as the knee bends; the band lies near it."""
    near = []
    for degrees, measured in ((10.0, (45.5, 47.1)), (50.0, (31.5, 32.9))):
        band = sorted(1000.0 * float(arm) for arm in joints.quadriceps_arms_m(np.radians(degrees)))
        near.append(max(0.0, band[0] - max(measured), min(measured) - band[1]))
    return close(
        "kneecap.im",
        "quadriceps arm at 10 and 50°: distance between our band and the measured one",
        source="im-2015",
        kind="measured",
        expected=np.zeros(2),
        got=near,
        tolerance=2.0,
        unit="mm",
        reason="Means of 30 women and 10 men in motion; 2 mm is below the spread between people.",
        places=1,
    )


def besier() -> Check:
    """Contact area grows with flexion and fits the unloaded mean at 60°."""
    area = 1e6 * joints.contact_area_m2(np.radians([0.0, 30.0, 60.0]))
    mean = (520.0 + 396.0) / 2
    grows = bool(np.all(np.diff(area) > 0))
    near = abs(area[2] / mean - 1.0) <= 0.15
    return holds(
        "kneecap.besier",
        "contact area: grows from 0 to 60°, and lies near the unloaded mean at 60°",
        source="besier-2005",
        kind="measured",
        expected=f"grows; {mean:.0f} mm² ± 15 %",
        got=", ".join(f"{value:.0f}" for value in area) + " mm²",
        passed=grows and near,
        reason="Eight women and eight men. Loaded areas are 24 % larger, and at 30° the formula "
        "lies well below: stress there is an upper estimate.",
    )


def powers() -> Check:
    """Squat loads the kneecap more when deep, leg extension more when nearly straight."""
    flexion = np.radians([0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 90.0])
    squat = static_demand(
        BODY, NO_LOAD, shank_rad=0.36 * flexion, thigh_rad=0.64 * flexion
    ).forces.patellofemoral_stress_MPa
    seated = static_demand(
        BODY,
        Load(1.0, "hands"),
        shank_rad=flexion - np.pi / 2,
        thigh_rad=np.pi / 2,
        support="seated",
    ).forces.patellofemoral_stress_MPa
    # The weight on the shin isn't known, so both are made equal at 45°: shapes only.
    seated = seated * squat[3] / seated[3]
    order = np.sign(squat - seated)
    return holds(
        "kneecap.powers",
        "stress in squat and leg extension, made equal at 45°",
        source="powers-2014",
        expected="extension above at 0, 15, 30°; squat above at 60, 75, 90°",
        got=" ".join("=" if not sign else "squat" if sign > 0 else "extension" for sign in order),
        passed=bool(np.all(order[:3] < 0) and np.all(order[4:] > 0)),
        reason="Ten adults; the order at each angle is in the abstract, the weights are not.",
    )


def cappozzo_low() -> Check:
    """Low back compression under a bar of 0.8 body weight."""
    return _cappozzo(0.8, 6.0)


def cappozzo_high() -> Check:
    """Low back compression under a bar of 1.6 body weights."""
    return _cappozzo(1.6, 10.0)


def cappozzo_lean() -> Check:
    """Trunk lean decides the low back's compression."""
    shank = np.radians([15.0, 20.0, 25.0, 30.0])
    demand = static_demand(BODY, Load(60.0), shank_rad=shank, thigh_rad=np.radians(60))
    force = demand.forces.lumbar_compression_N
    return holds(
        "back.lean",
        "low back compression rises with trunk lean",
        source="cappozzo-1985",
        expected="rises",
        got=f"{force[-1]:.0f} to {force[0]:.0f} N",
        passed=bool(np.all(np.diff(force) < 0)),
        reason="The paper names trunk flexion as the strongest determinant.",
    )


def _cappozzo(bar: float, expected_bw: float) -> Check:
    demand = static_demand(
        BODY, Load(bar * 75.0), shank_rad=np.radians(30), thigh_rad=np.radians(60)
    )
    return within(
        f"back.cappozzo-{bar:g}",
        f"low back compression in a half squat, bar {bar:g} body weights",
        source="cappozzo-1985",
        low=0.75 * expected_bw,
        high=1.25 * expected_bw,
        got=float(demand.forces.lumbar_compression_N / (75.0 * 9.80665)),
        unit="body weights",
        reason="Four lifters, 6 to 10 body weights at L3/L4 from 0.8 to 1.6. Ours is at L5/S1 with "
        "an erector arm of 5 to 7 cm, which alone is worth ± 17 %.",
        places=1,
    )


CHECKS: Final = [
    formula_table,
    roos,
    im_arm,
    besier,
    powers,
    cappozzo_low,
    cappozzo_high,
    cappozzo_lean,
]
