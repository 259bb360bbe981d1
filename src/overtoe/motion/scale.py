"""From pixels to meters: what the lifter's stature says about every length that is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.motion.proportions import Sex, network, proportion

if TYPE_CHECKING:
    from overtoe.motion.skeleton import Segments

LANDMARK_SIGMA: Final = 0.03
"""Relative error of one seen length, after what ``data/network.toml`` says about the network: from
clip to clip its joints move, and the near leg is closer to the camera than the trunk."""

FLOOR_SIGMA: Final = 0.02
"""What no averaging removes: all of those lengths come from one network and one camera."""


@dataclass(frozen=True)
class Scale:
    """Meters per pixel with its relative standard deviation, and the stature behind it."""

    m_per_px: float
    sigma: float
    stature_m: float
    stature_known: bool


def scale_from_stature(
    body: Segments, standing: dict[str, float], stature_m: float | None, sex: Sex | None
) -> Scale:
    """Combine all lengths that stature predicts, weighted by their spread between people.

    Parameters
    ----------
    body
        Fitted lengths in pixels.
    standing
        Vertical distances in quiet standing in pixels, ``ankle_to_shoulder`` and ``ankle_to_ear``,
        where the clip shows standing.
    stature_m
        The lifter's stature, or None for the population's.

    Notes
    -----
    The ratios are those of ANSUR II; see ``data/proportions.toml``.
    """
    population = proportion("stature_m", sex)
    stature = population.value if stature_m is None else stature_m
    seen = {"leg": body.shank + body.thigh, **standing}
    guesses, weights = [], []
    for name, length_px in seen.items():
        if not np.isfinite(length_px) or length_px <= 0:
            continue
        ratio = proportion(name, sex)
        guesses.append(network(f"{name}_seen").value * ratio.value * stature / length_px)
        weights.append(1 / ((ratio.sd / ratio.value) ** 2 + LANDMARK_SIGMA**2))
    weight = np.array(weights)
    m_per_px = float(np.exp((weight * np.log(guesses)).sum() / weight.sum()))
    sigma = float(np.sqrt(1 / weight.sum() + FLOOR_SIGMA**2))
    if stature_m is None:
        sigma = float(np.hypot(sigma, population.sd / population.value))
    return Scale(m_per_px, sigma, stature, stature_m is not None)
