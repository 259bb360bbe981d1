"""Where meters of the motion lie in a frame of the clip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.analysis.series import shown_leg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from overtoe.capture.recording import Recording
    from overtoe.motion.types import Motion

    Floats = NDArray[np.float64]
    Complex = NDArray[np.complex128]

_JOINTS: Final = ("hip", "knee", "ankle", "heel", "toe")
_WINDOW_FRAMES: Final = 3


@dataclass(frozen=True)
class Placing:
    """A similarity from meters (x forward, y up) to pixels of one frame (x right, y **down**)."""

    turn: complex
    origin: complex
    mirrored: bool
    frame_height_px: float

    @property
    def pixels_per_m(self) -> float:
        """Pixels that one meter spans."""
        return abs(self.turn)

    @property
    def forward(self) -> int:
        """+1 when the lifter faces right in the picture, -1 when left."""
        return -1 if self.mirrored else 1

    def __call__(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Pixel position of a point."""
        z = self.turn * complex(-x_m if self.mirrored else x_m, y_m) + self.origin
        return z.real, self.frame_height_px - z.imag


def place(motion: Motion, recording: Recording, frame: int) -> Placing | None:
    """Fit the placing of one frame from the measured leg and where it lies in the picture.

    The turn and scale come from the whole clip, the origin from the frames around ``frame``, so
    that a slightly moving camera doesn't shift the drawing. None when there is no picture.
    """
    leg = shown_leg(motion)
    if recording.frame_size_px is None or leg is None or not motion.fitted_px:
        return None
    mirrored = motion.facing == "left"
    joints = [name for name in _JOINTS if name in motion.fitted_px]
    body = _complex([getattr(leg, f"{name}_m") for name in joints], mirrored=mirrored)
    seen = _complex([motion.fitted_px[name] for name in joints], mirrored=False)
    turn = _turn(body, seen)
    if turn is None:
        return None
    near = slice(max(frame - _WINDOW_FRAMES, 0), frame + _WINDOW_FRAMES + 1)
    rest = (seen - turn * body)[near]
    if not np.isfinite(rest).any():
        return None
    origin = complex(np.nanmedian(rest.real), np.nanmedian(rest.imag))
    return Placing(turn, origin, mirrored, float(recording.frame_size_px[1]))


def _turn(body: Complex, seen: Complex) -> complex | None:
    both = np.isfinite(body) & np.isfinite(seen)
    rows = both.sum(axis=1) >= 3
    if not rows.any():
        return None
    body, seen = (_centered(points, both)[rows] for points in (body, seen))
    return complex(np.nansum(np.conj(body) * seen) / np.nansum(np.abs(body) ** 2))


def _centered(points: Complex, both: NDArray[np.bool_]) -> Complex:
    kept = np.where(both, points, 0)
    mean = kept.sum(axis=1, keepdims=True) / np.maximum(both.sum(axis=1, keepdims=True), 1)
    return np.where(both, points - mean, np.nan)


def _complex(paths: Sequence[Floats], *, mirrored: bool) -> Complex:
    points = np.stack(paths, axis=1)
    z: Complex = (-points[..., 0] if mirrored else points[..., 0]) + 1j * points[..., 1]
    return z
