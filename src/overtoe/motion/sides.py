"""Which way the lifter faces, which leg is near, and left and right put back where they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDED_LANDMARKS, Side, landmark

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

LEG: Final = ("hip", "knee", "ankle", "heel", "toe")

SWAP_COST: Final = 0.15
"""Path, in leg lengths, that a swap must save over all leg landmarks before it is believed."""

FACING_CLEAR: Final = 0.05
"""Weakest forward evidence, in leg lengths, that tells a direction; front views give about 0.02."""


def facing_sign(recording: Recording) -> tuple[float, float]:
    """Direction in the picture that the lifter faces.

    Toes lie ahead of heels, a bent knee ahead of the line from hip to ankle, and the nose ahead of
    the ears. Each is a median over the clip in leg lengths; the feet count double.

    Returns
    -------
    +1 for the picture's right or −1 for its left, and the evidence's strength.
    """
    unit = leg_length(recording)
    votes: list[float] = []
    for side in Side:
        votes.append(2 * _median_x(recording, landmark(side, "toe"), landmark(side, "heel")))
        votes.append(_knee_ahead(recording, side))
        votes.append(_median_x(recording, "nose", landmark(side, "ear")) / 2)
    total = float(np.nansum(votes)) / (5 * unit)
    return (1.0 if total >= 0 else -1.0), abs(total)


def leg_length(recording: Recording) -> float:
    """Median length of thigh and shank in the picture, over both legs; NaN where none is seen."""
    lengths = [
        _distance(recording, landmark(side, "hip"), landmark(side, "knee"))
        + _distance(recording, landmark(side, "knee"), landmark(side, "ankle"))
        for side in Side
    ]
    finite = [float(np.nanmedian(each)) for each in lengths if np.isfinite(each).any()]
    return max(finite) if finite else float("nan")


def near_side(sign: float) -> Side:
    """Side of the body next to the camera: the right one when facing the picture's right.

    >>> near_side(-1.0)
    <Side.LEFT: 'left'>
    """
    return Side.RIGHT if sign > 0 else Side.LEFT


def repair_swaps(recording: Recording) -> tuple[Recording, int]:
    """Undo frames in which the network took the left leg for the right one.

    Both legs move smoothly, so the labeling that makes the paths shortest is kept, found by
    dynamic programming over the frames. Where both legs lie on top of each other a swap neither
    shows nor matters.

    Returns
    -------
    The recording with its labels put right, and the number of swapped stretches.
    """
    if not all(landmark(side, name) in recording.landmarks for side in Side for name in LEG[:3]):
        return recording, 0
    pair = _leg_paths(recording) / leg_length(recording)
    swapped = _shortest_labeling(pair)
    stretches = int((np.diff(np.concatenate([[0], swapped.astype(int)])) == 1).sum())
    return (_swapped(recording, swapped), stretches) if stretches else (recording, 0)


def _leg_paths(recording: Recording) -> Floats:
    """(2, frames, points, 2) paths of left and right leg."""
    known = [n for n in LEG if all(landmark(s, n) in recording.landmarks for s in Side)]
    return np.stack(
        [np.stack([recording.path(landmark(s, n)) for n in known], axis=1) for s in Side]
    )


def _shortest_labeling(pair: Floats) -> Bools:
    filled = np.stack([_held(side) for side in pair])
    keep = np.linalg.norm(np.diff(filled, axis=1), axis=-1).sum(axis=(0, 2))
    cross = np.linalg.norm(filled[::-1, 1:] - filled[:, :-1], axis=-1).sum(axis=(0, 2)) + SWAP_COST
    usual = np.nanmedian(filled, axis=1, keepdims=True)
    straight = np.linalg.norm(filled - usual, axis=-1).sum(axis=(0, 2))
    flipped = np.linalg.norm(filled[::-1] - usual, axis=-1).sum(axis=(0, 2))
    # A leg is usually where it usually is: a light pull that stops one slip from flipping the rest.
    unary = 0.1 * np.stack([straight, flipped], axis=1)
    return _cheapest_path(unary, keep, cross)


def _cheapest_path(unary: Floats, keep: Floats, cross: Floats) -> Bools:
    """Two-state dynamic programming: state 1 where swapped."""
    cost = unary[0].copy()
    came = np.zeros((len(unary), 2), dtype=bool)
    for frame in range(1, len(unary)):
        stay, change = keep[frame - 1], cross[frame - 1]
        options = (cost[0] + stay, cost[1] + change), (cost[1] + stay, cost[0] + change)
        came[frame] = [options[0][1] < options[0][0], options[1][1] < options[1][0]]
        cost = np.array([min(options[0]), min(options[1])]) + unary[frame]
    state = int(cost[1] < cost[0])
    states = np.zeros(len(unary), dtype=bool)
    for frame in range(len(unary) - 1, -1, -1):
        states[frame] = bool(state)
        state = 1 - state if came[frame, state] else state
    return states


def _held(paths: Floats) -> Floats:
    """Last seen position held through gaps, so that gaps cost nothing."""
    flat = paths.reshape(len(paths), -1)
    index = np.where(np.isfinite(flat), np.arange(len(flat))[:, None], 0)
    held = np.take_along_axis(flat, np.maximum.accumulate(index, axis=0), axis=0)
    return np.nan_to_num(held).reshape(paths.shape)


def _swapped(recording: Recording, swapped: Bools) -> Recording:
    order = np.arange(len(recording.landmarks))
    for name in SIDED_LANDMARKS:
        left, right = landmark(Side.LEFT, name), landmark(Side.RIGHT, name)
        if name in LEG and left in recording.landmarks and right in recording.landmarks:
            a, b = recording.landmarks.index(left), recording.landmarks.index(right)
            order[a], order[b] = b, a
    position, confidence = recording.positions.copy(), recording.confidence.copy()
    position[swapped] = recording.positions[swapped][:, order]
    confidence[swapped] = recording.confidence[swapped][:, order]
    return replace(recording, positions=position, confidence=confidence)


def _knee_ahead(recording: Recording, side: Side) -> float:
    names = [landmark(side, name) for name in ("hip", "knee", "ankle")]
    if not all(name in recording.landmarks for name in names):
        return float("nan")
    hip, knee, ankle = (recording.path(name) for name in names)
    line, rise = hip - ankle, knee - ankle
    length = np.linalg.norm(line, axis=1)
    # Sideways distance of the knee from the line from ankle to hip, to the picture's right.
    ahead = (rise[:, 0] * line[:, 1] - rise[:, 1] * line[:, 0]) / np.where(length > 0, length, 1)
    finite = ahead[np.isfinite(ahead)]
    return float(np.quantile(finite, 0.9) + np.quantile(finite, 0.1)) if finite.size else np.nan


def _median_x(recording: Recording, front: str, back: str) -> float:
    if front not in recording.landmarks or back not in recording.landmarks:
        return float("nan")
    ahead = (recording.path(front) - recording.path(back))[:, 0]
    return float(np.nanmedian(ahead)) if np.isfinite(ahead).any() else float("nan")


def _distance(recording: Recording, one: str, other: str) -> Floats:
    if one not in recording.landmarks or other not in recording.landmarks:
        return np.full(len(recording.times_s), np.nan)
    distance: Floats = np.linalg.norm(recording.path(one) - recording.path(other), axis=1)
    return distance
