"""One scale for the whole body: the near side looks larger than the far one, and by how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.motion.proportions import network

if TYPE_CHECKING:
    from overtoe.motion.types import Floats

LEAST_SEEN: Final = 10
"""Fewest frames that show both legs for their sizes to be compared."""


@dataclass(frozen=True, eq=False)
class Planes:
    """The lifter's near, middle and far plane; perspective scales each about the camera's axis.

    ``factor`` is the size of the near side over the middle's, and of the middle's over the far
    side's; ``sigma`` its standard deviation.
    """

    near: Side
    center: Floats
    factor: float
    sigma: float

    def flat(self, path: Floats, name: str) -> Floats:
        """Bring a landmark's path, by its full name, into the middle plane."""
        side = next((s for s in SIDES if name.startswith(s.value)), None)
        if side is None:
            return path
        return self.center + (path - self.center) / self._size(side)

    def seen(self, path: Floats, side: Side) -> Floats:
        """Undo ``flat`` for a point on one side of the body."""
        return self.center + (path - self.center) * self._size(side)

    def _size(self, side: Side) -> float:
        return self.factor if side is self.near else 1 / self.factor


def judge_planes(
    paths: dict[str, Floats], confidence: dict[str, Floats], near: Side, center: Floats
) -> Planes:
    """Weigh what both legs' sizes in the picture say against the usual distance of a camera.

    The far leg is half hidden, so its size is believed only as far as the network sees it.
    """
    usual, seen = network("near_size"), network("far_leg_seen")
    lengths = {side: _leg_length(paths, side) for side in SIDES}
    ratio = lengths[near] / lengths[near.other]
    value, weight = math.log(usual.value) / usual.sd**2, usual.sd**-2
    trust = _trust(confidence, near.other)
    if math.isfinite(ratio) and trust > 0:
        value += trust * math.log(ratio * seen.value) / 2 / seen.sd**2
        weight += trust / seen.sd**2
    return Planes(near, center, math.exp(value / weight), weight**-0.5)


def _leg_length(paths: dict[str, Floats], side: Side) -> float:
    names = [landmark(side, name) for name in ("hip", "knee", "ankle")]
    if not all(name in paths for name in names):
        return math.nan
    hip, knee, ankle = (paths[name] for name in names)
    length = np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1)
    return float(np.nanmedian(length)) if np.isfinite(length).sum() >= LEAST_SEEN else math.nan


def _trust(confidence: dict[str, Floats], side: Side) -> float:
    names = [landmark(side, name) for name in ("hip", "knee", "ankle")]
    known = [float(np.mean(confidence[name])) for name in names if name in confidence]
    return min(known, default=0.0)
