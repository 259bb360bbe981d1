"""What every reader returns: landmark paths over time, whatever they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.conventions import Side

    Floats = NDArray[np.float64]

Kind = Literal["video", "landmarks", "markers", "angles"]


@dataclass(frozen=True)
class Notice:
    """Something that the reader or the lifter should know, with a stable code."""

    code: str
    text: str


@dataclass(frozen=True, eq=False)
class ForcePlate:
    """Ground reaction under one foot, in the laboratory frame of its recording.

    ``force_N`` (samples, 3) acts on the body; ``center_of_pressure_m`` (samples, 3);
    ``moment_Nm`` (samples, 3) is the free moment. ``side`` is None when unknown.
    """

    times_s: Floats
    force_N: Floats
    center_of_pressure_m: Floats
    moment_Nm: Floats
    side: Side | None


@dataclass(frozen=True, eq=False)
class Scene:
    """What the picture itself says, frame by frame; only video has it.

    ``brightness`` (frames,) mean luma 0–1. ``camera_shift_px`` (frames, 2) path of the background
    since the first frame, x right, y up. ``cuts`` frame indices at which another shot begins.
    ``roll_rad`` is how far the camera is turned clockwise about its axis, from lines that are level
    or upright in the world, with its standard deviation; None where the picture holds no such line.
    """

    brightness: Floats
    camera_shift_px: Floats
    cuts: tuple[int, ...]
    roll_rad: float | None = None
    roll_sigma_rad: float | None = None


@dataclass(frozen=True, eq=False)
class Recording:
    """Landmark paths of one person over time.

    Parameters
    ----------
    name
        The file's name, without its folder.
    kind
        ``video`` and ``landmarks`` hold image positions, ``markers`` laboratory positions.
    times_s
        (frames,) true presentation times, rising, not necessarily evenly spaced.
    landmarks
        Names after :mod:`overtoe.conventions`; markers may bring more (``c7``, ``left_asis``).
    positions
        (frames, landmarks, 2) in ``px`` with x right and y **up** from the picture's lower left
        corner, or (frames, landmarks, 3) in ``m`` in the laboratory frame with y up. NaN = missing.
    confidence
        (frames, landmarks) from 0 to 1; markers have 1 where seen.
    unit
        ``px`` or ``m``.
    frame_size_px
        (width, height) after rotation; None for markers.
    world_m
        (frames, landmarks, 3) the pose network's own three-dimensional guess around the hips, x
        right, y up, z toward the camera. Good for the view, not for measuring.
    scene, forces, notices
        See the classes.
    joint_angles_rad
        Named joint angles over time for files that hold angles (``MOT``), (frames,) each.
    """

    name: str
    kind: Kind
    times_s: Floats
    landmarks: tuple[str, ...]
    positions: Floats
    confidence: Floats
    unit: Literal["px", "m"]
    frame_size_px: tuple[int, int] | None = None
    world_m: Floats | None = None
    scene: Scene | None = None
    forces: tuple[ForcePlate, ...] = ()
    notices: tuple[Notice, ...] = ()
    joint_angles_rad: dict[str, Floats] | None = None

    @property
    def duration_s(self) -> float:
        """Time from the first to the last frame."""
        return float(self.times_s[-1] - self.times_s[0]) if len(self.times_s) else 0.0

    def has(self, name: str) -> bool:
        """Whether the landmark exists and is seen at least once."""
        return name in self.landmarks and bool(np.isfinite(self.path(name)).any())

    def path(self, name: str) -> Floats:
        """Positions of one landmark, (frames, 2 or 3)."""
        path: Floats = self.positions[:, self.landmarks.index(name)]
        return path
