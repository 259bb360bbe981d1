"""When the mannequin goes down and comes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.options import SampleOptions

    Floats = NDArray[np.float64]

STANDING_S: Final = 1.0
DESCENT_S: Final = 1.0
BOTTOM_S: Final = 0.15
ASCENT_S: Final = 0.85
BETWEEN_S: Final = 0.15
REST_S: Final = 0.6
HALF: Final = 0.66
"""Angles of a half repetition as a share of a full one; the hip then goes half way down."""

UNEVEN: Final = 0.04
"""Standard deviation of depth and tempo from repetition to repetition."""


@dataclass(frozen=True)
class Stroke:
    """One way down and up again; times in seconds, ``depth`` as a share of a full repetition."""

    start_s: float
    descent_s: float
    bottom_s: float
    ascent_s: float
    depth: float
    partial: bool

    @property
    def end_s(self) -> float:
        """When the mannequin stands again."""
        return self.start_s + self.descent_s + self.bottom_s + self.ascent_s


def strokes(options: SampleOptions) -> tuple[Stroke, ...]:
    """All repetitions in order; with two or more, one half repetition follows a rest."""
    generator = np.random.default_rng(options.seed)
    halves = {options.reps - 1} if options.reps >= 2 else set()
    made: list[Stroke] = []
    start = STANDING_S
    for index in range(options.reps + len(halves)):
        partial = index in halves
        start += REST_S if partial else 0.0
        made.append(_stroke(start, partial, options.speed, generator))
        start = made[-1].end_s + BETWEEN_S / options.speed
    return tuple(made)


def frame_times(options: SampleOptions, made: tuple[Stroke, ...]) -> Floats:
    """Presentation time of every frame, with a second of standing before and after."""
    end = (made[-1].end_s if made else STANDING_S) + STANDING_S
    return np.arange(int(end * options.fps) + 1) / options.fps


def depth_at(times_s: Floats, made: tuple[Stroke, ...]) -> Floats:
    """Depth at each time, 0 standing and 1 at the bottom of a full repetition.

    Ways down and up are minimum-jerk paths (Flash & Hogan 1985, J Neurosci 5:1688).

    >>> depth_at(np.array([0.0, 2.0, 9.0]), (Stroke(0.0, 2.0, 0.0, 1.0, 1.0, False),)).tolist()
    [0.0, 1.0, 0.0]
    """
    depth = np.zeros(len(times_s))
    for stroke in made:
        down = (times_s - stroke.start_s) / stroke.descent_s
        up = (times_s - stroke.start_s - stroke.descent_s - stroke.bottom_s) / stroke.ascent_s
        depth += stroke.depth * (minimum_jerk(down) - minimum_jerk(up))
    return depth


def minimum_jerk(share: Floats) -> Floats:
    """Smoothest way from 0 to 1, for shares of the time from 0 to 1.

    >>> minimum_jerk(np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    x = np.clip(share, 0.0, 1.0)
    way: Floats = x**3 * (10 - 15 * x + 6 * x**2)
    return way


def _stroke(start: float, partial: bool, speed: float, generator: np.random.Generator) -> Stroke:
    depth, down, up = 1 + UNEVEN * np.clip(generator.standard_normal(3), -2, 2)
    scale = (HALF if partial else 1.0, (0.7 if partial else 1.0) / speed)
    return Stroke(
        start_s=start,
        descent_s=float(DESCENT_S * scale[1] * down),
        bottom_s=BOTTOM_S / speed,
        ascent_s=float(ASCENT_S * scale[1] * up),
        depth=float(min(depth, 1.0 + UNEVEN) * scale[0]),
        partial=partial,
    )
