"""Paths over time: outliers, smoothing without delay, and gaps, on true timestamps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.linalg import solveh_banded
from scipy.ndimage import median_filter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.motion.types import Floats

    Bools = NDArray[np.bool_]

HAMPEL_SCALE: Final = 1.4826
"""Ratio of the standard deviation to the median absolute deviation of a normal distribution."""

LONGEST_BRIDGE_S: Final = 0.25
"""Longest gap that smoothing may bridge; at squat speed a knee turns by less than 20 degrees."""


def outliers(path: Floats, *, least: float = 0.0, window: int = 7, threshold: float = 5.0) -> Bools:
    """Mark samples far from the median of their neighbors (Hampel's identifier).

    Parameters
    ----------
    path
        (frames,) or (frames, k); a frame is marked when any of its columns is.
    least
        Smallest distance from the running median that counts, in the path's unit: a path at rest
        most of the time has a spread near zero, and its movement is no outlier.
    window
        Number of neighboring frames, the sample included.
    threshold
        Distance from the running median, in robust standard deviations of that distance over the
        whole path.

    Returns
    -------
    (frames,) booleans; missing samples are never marked.

    >>> outliers(np.array([0.0, 1, 0, 1, 90, 1, 0, 1, 0])).nonzero()[0].tolist()
    [4]
    """
    columns = path.reshape(len(path), -1)
    marked = np.zeros(len(path), dtype=bool)
    for column in columns.T:
        seen = np.isfinite(column)
        if seen.sum() < window:
            continue
        values = column[seen]
        distance = np.abs(values - median_filter(values, size=window, mode="nearest"))
        spread = HAMPEL_SCALE * np.median(distance) + 1e-3 * np.ptp(values) + 1e-12
        marked[np.flatnonzero(seen)[distance > max(threshold * spread, least)]] = True
    return marked


def running_median(times_s: Floats, path: Floats, window_s: float) -> Floats:
    """Median over a moving window, column by column; missing samples stay missing.

    >>> running_median(np.arange(5) * 0.1, np.array([[0.0], [0], [9], [0], [0]]), 0.3).ravel()
    array([0., 0., 0., 0., 0.])
    """
    result = np.full(path.shape, np.nan)
    seen = np.isfinite(path).all(axis=1)
    if seen.sum() < 2:
        return result
    step = float(np.median(np.diff(times_s[seen])))
    size = 2 * max(1, round(window_s / step / 2)) + 1
    result[seen] = median_filter(path[seen], size=(size, 1), mode="nearest")
    return result


def smooth(
    times_s: Floats,
    values: Floats,
    *,
    cutoff_hz: float,
    weights: Floats | None = None,
    bridge_s: float = LONGEST_BRIDGE_S,
) -> Floats:
    """Smooth without delay at the true times of the samples, bridging short gaps only.

    A smoothing spline in discrete form: least squares with a penalty on the second derivative.
    On evenly spaced samples its gain is ``1 / (1 + (f / cutoff)^4)``, the gain of a second-order
    Butterworth filter run forward and backward (Winter, Biomechanics and Motor Control of Human
    Movement, 4th ed., §3.4.4), yet it needs neither even spacing nor complete data.

    Parameters
    ----------
    times_s
        (frames,) rising.
    values
        (frames,) or (frames, k); NaN = missing. One missing column leaves out the frame.
    cutoff_hz
        Frequency at which the gain is one half.
    weights
        (frames,) trust in each sample relative to the others.
    bridge_s
        Longest gap that is bridged.

    Returns
    -------
    The smoothed values; frames inside gaps longer than ``bridge_s`` and before the first
    or after the last sample are NaN.

    Notes
    -----
    Peaks lose about ``(f / cutoff)^4`` of their height.
    """
    columns = values.reshape(len(values), -1)
    seen: Bools = np.asarray(np.isfinite(columns).all(axis=1))
    result = np.full(columns.shape, np.nan)
    if seen.sum() >= 3:
        first, last = np.flatnonzero(seen)[[0, -1]]
        part = slice(int(first), int(last) + 1)
        weight = np.where(seen, 1.0 if weights is None else weights, 0.0)[part]
        result[part] = _penalized(times_s[part], columns[part], weight, cutoff_hz)
        result[~bridged(times_s, seen, bridge_s)] = np.nan
    return result.reshape(values.shape)


def _penalized(times_s: Floats, columns: Floats, weight: Floats, cutoff_hz: float) -> Floats:
    step = np.diff(times_s)
    typical = float(np.median(step))
    width = np.minimum(np.gradient(times_s), 2 * typical)
    trust = weight * width / max(float(weight[weight > 0].mean()), 1e-12)
    penalty = (2 * math.pi * cutoff_hz) ** -4
    left, right = step[:-1], step[1:]
    span = (left + right) / 2
    # Second derivative at the inner samples, and its weight in the integral over time.
    a, c = 1 / (left * span), 1 / (right * span)
    b = -(a + c)
    strength = penalty * span
    bands = np.zeros((3, len(times_s)))
    bands[2] = trust + 1e-9 * typical
    bands[2, :-2] += strength * a * a
    bands[2, 1:-1] += strength * b * b
    bands[2, 2:] += strength * c * c
    bands[1, 1:-1] += strength * a * b
    bands[1, 2:] += strength * b * c
    bands[0, 2:] += strength * a * c
    right_side = trust[:, None] * np.nan_to_num(columns)
    solved: Floats = solveh_banded(bands, right_side)
    return solved


def bridged(times_s: Floats, seen: Bools, longest_s: float = LONGEST_BRIDGE_S) -> Bools:
    """Mark frames that are seen, or lie in a gap no longer than ``longest_s``.

    >>> times = np.arange(6) * 0.1
    >>> bridged(times, np.array([True, False, True, False, False, False])).tolist()
    [True, True, True, False, False, False]
    """
    frames = np.arange(len(seen))
    known = np.flatnonzero(seen)
    if known.size == 0:
        return np.zeros(len(seen), dtype=bool)
    position = np.searchsorted(known, frames)
    before = known[np.clip(position - 1, 0, known.size - 1)]
    after = known[np.clip(position, 0, known.size - 1)]
    inside = (before < frames) & (after > frames)
    short = times_s[after] - times_s[before] <= longest_s
    return np.asarray(seen | (inside & short))


def count_gaps(seen: Bools) -> int:
    """Number of runs of missing frames between the first and the last seen one.

    >>> count_gaps(np.array([False, True, False, False, True, False, True]))
    2
    """
    known = np.flatnonzero(seen)
    if known.size == 0:
        return 0
    inner = seen[known[0] : known[-1] + 1].astype(int)
    return int((np.diff(inner) == -1).sum())


def rate(times_s: Floats, values: Floats) -> Floats:
    """First derivative at the true times; NaN next to gaps."""
    if len(times_s) < 2:
        return np.full(values.shape, np.nan)
    derivative: Floats = np.gradient(values, times_s, axis=0)
    return derivative


def runs(mask: Bools) -> list[tuple[int, int]]:
    """Stretches of true values as (first, one past last).

    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
