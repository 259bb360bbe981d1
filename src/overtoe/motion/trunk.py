"""Pelvis, thorax and head from a hip, a shoulder and what else is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.motion.proportions import Sex, proportion
from overtoe.motion.skeleton import inclination
from overtoe.motion.types import Trunk

if TYPE_CHECKING:
    from overtoe.motion.types import Floats


def straight_trunk(
    hip: Floats, shoulder: Floats, head: Floats, stature_m: float, sex: Sex | None
) -> Trunk:
    """Trunk of a video: the pelvis takes a fixed share of the lean, the thorax closes the chain.

    Paths are (frames, 2) in meters; the share is in ``data/proportions.toml``.
    """
    pelvis = proportion("pelvis_share_of_lean").value * inclination(shoulder - hip)
    lumbar = lumbar_joint(hip, pelvis, stature_m, sex)
    upward = shoulder - lumbar
    along = upward / np.linalg.norm(upward, axis=1)[:, None]
    return Trunk(
        hip_m=hip,
        lumbar_m=lumbar,
        neck_m=shoulder + proportion("shoulder_to_neck", sex).value * stature_m * along,
        shoulder_m=shoulder,
        head_m=head,
        pelvis_rad=pelvis,
        thorax_rad=inclination(upward),
        bends=False,
    )


def bending_trunk(
    hip: Floats,
    shoulder: Floats,
    head: Floats,
    neck: Floats | None,
    pelvis: Floats,
    *,
    stature_m: float,
    sex: Sex | None,
) -> Trunk:
    """Trunk of a marker recording, whose ``pelvis`` inclination (frames,) is measured."""
    lumbar = lumbar_joint(hip, pelvis, stature_m, sex)
    if neck is None:
        neck = straight_trunk(hip, shoulder, head, stature_m, sex).neck_m
    return Trunk(
        hip_m=hip,
        lumbar_m=lumbar,
        neck_m=neck,
        shoulder_m=shoulder,
        head_m=head,
        pelvis_rad=pelvis,
        thorax_rad=inclination(neck - lumbar),
        bends=True,
    )


def lumbar_joint(hip: Floats, pelvis: Floats, stature_m: float, sex: Sex | None) -> Floats:
    """L5/S1 from the middle of the hip joints and the pelvis's inclination (Dumas 2018)."""
    up = proportion("lumbar_up", sex).value * stature_m
    back = proportion("lumbar_back", sex).value * stature_m
    along = np.stack([np.sin(pelvis), np.cos(pelvis)], axis=1)
    forward = np.stack([np.cos(pelvis), -np.sin(pelvis)], axis=1)
    joint: Floats = hip + up * along - back * forward
    return joint
