"""Turn a laboratory's frame so that y points up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Cyclic turns keep the frame right-handed; the second of each pair looks the other way.
_TO_Y_UP = {
    (0, 1): ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    (0, -1): ((0, 1, 0), (-1, 0, 0), (0, 0, 1)),
    (1, 1): ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    (1, -1): ((1, 0, 0), (0, -1, 0), (0, 0, -1)),
    (2, 1): ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
    (2, -1): ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
}


def y_up_rotation(low: Floats, high: Floats) -> Floats:
    """Rotation matrix that makes the axis from the feet to the upper body point along y.

    ``low`` and ``high`` are (frames, 3) paths of something near the floor and something above it;
    the axis along which they are furthest apart in the median frame is up.

    >>> y_up_rotation(np.zeros((1, 3)), np.array([[0.1, 0.0, 1.4]])) @ [0.0, 0.0, 1.0]
    array([0., 1., 0.])
    """
    rise = np.nanmedian(high - low, axis=0)
    axis = int(np.nanargmax(np.abs(rise)))
    return np.array(_TO_Y_UP[axis, 1 if rise[axis] > 0 else -1], dtype=float)
