"""Forces inside the joints of a posture at rest: kneecap, Achilles tendon, low back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import GRAVITY_MPS2
from overtoe.loads import joints

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Chain, Floats, Number
    from overtoe.loads.posture.moments import Moments
    from overtoe.loads.posture.solve import Posture


@dataclass(frozen=True, eq=False)
class Tissue:
    """Where between the published joint models a body lies.

    ``kneecap_mix`` is 0 for one formula family of the kneecap and 1 for the other;
    ``erector_arm_m`` is the back muscles' arm, None for the middle of its range.
    """

    kneecap_mix: Number = 0.5
    erector_arm_m: Number | None = None


MIDDLE: Final = Tissue()


@dataclass(frozen=True, eq=False)
class Forces:
    """Lower bounds, because muscles that pull against each other aren't modeled."""

    patellofemoral_force_N: Floats
    patellofemoral_stress_MPa: Floats
    achilles_force_N: Floats
    lumbar_compression_N: Floats
    lumbar_shear_N: Floats


def draw_tissue(rng: np.random.Generator, n: int) -> Tissue:
    """Draws over the whole band between the models, each part as likely as the other."""
    return Tissue(rng.uniform(0.0, 1.0, n), rng.uniform(*joints.erector_arm_m(), n))


def static_forces(
    chain: Chain, posture: Posture, moments: Moments, tissue: Tissue = MIDDLE
) -> Forces:
    """Joint forces of one working leg and of the low back; NaN where the moments are.

    The weight above L5/S1 splits along and across the trunk; shear is positive where the upper
    body tends to slide forward.
    """
    flexion, mix = posture.knee_flexion_rad, tissue.kneecap_mix
    weight = GRAVITY_MPS2 * chain.above_lumbar.mass_kg
    along = weight * np.cos(posture.trunk_rad)
    return Forces(
        joints.patellofemoral_force_N(moments.knee_Nm, flexion, mix=mix),
        joints.patellofemoral_stress_MPa(moments.knee_Nm, flexion, mix=mix),
        joints.achilles_force_N(moments.ankle_Nm),
        joints.lumbar_compression_N(moments.lumbar_Nm, along, arm_m=tissue.erector_arm_m),
        np.asarray(
            np.where(np.isfinite(moments.lumbar_Nm), weight * np.sin(posture.trunk_rad), np.nan)
        ),
    )
