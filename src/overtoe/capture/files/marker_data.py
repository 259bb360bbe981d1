"""Markers as a file holds them, before they become landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from overtoe.capture.recording import ForcePlate

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MarkerData:
    """Marker paths in meters, in the laboratory's own axes.

    ``positions_m`` is (frames, markers, 3), NaN where a marker wasn't seen; ``labels`` are as
    written in the file.
    """

    name: str
    times_s: Floats
    labels: tuple[str, ...]
    positions_m: Floats
    forces: tuple[ForcePlate, ...] = ()
