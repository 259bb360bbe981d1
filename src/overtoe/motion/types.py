"""What the motion room returns: one body in its sagittal plane, over time.

All positions are meters in the frame of :mod:`overtoe.conventions`: x forward, y up, the floor at
y = 0. All arrays run over the recording's frames; NaN where nothing was seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from overtoe.capture.recording import Notice
    from overtoe.conventions import Side
    from overtoe.estimate import Estimate

    Floats = NDArray[np.float64]

RepetitionKind = Literal["full", "partial", "hold"]


@dataclass(frozen=True, eq=False)
class Leg:
    """One leg; every path is (frames, 2)."""

    side: Side
    hip_m: Floats
    knee_m: Floats
    ankle_m: Floats
    heel_m: Floats
    toe_m: Floats
    foot_length_m: float


@dataclass(frozen=True, eq=False)
class Trunk:
    """Pelvis, thorax and head; paths are (frames, 2), inclinations (frames,) radians.

    ``hip_m`` is the middle of both hips, ``lumbar_m`` the joint between L5 and the sacrum,
    ``neck_m`` the level of C7, ``shoulder_m`` the middle of both shoulders. Where pelvis and thorax
    can't be told apart (video), ``pelvis_rad`` and ``thorax_rad`` come from the bending that the
    trunk's lean implies, and ``bends`` is False.
    """

    hip_m: Floats
    lumbar_m: Floats
    neck_m: Floats
    shoulder_m: Floats
    head_m: Floats
    pelvis_rad: Floats
    thorax_rad: Floats
    bends: bool


@dataclass(frozen=True, eq=False)
class Arms:
    """Both arms, averaged where both are seen; paths are (frames, 2)."""

    shoulder_m: Floats
    elbow_m: Floats
    wrist_m: Floats


@dataclass(frozen=True, eq=False)
class FootForce:
    """Measured ground reaction under one foot, in the sagittal plane and on the motion's times."""

    side: Side
    force_N: Floats
    """(frames, 2), on the body."""
    center_of_pressure_m: Floats
    """(frames,) forward position of the center of pressure."""


@dataclass(frozen=True)
class View:
    """How the camera stood: yaw and roll with their standard deviations."""

    kind: Literal["side", "oblique", "front", "rear", "markers"]
    yaw_rad: float = 0.0
    yaw_sigma_rad: float = 0.0
    roll_rad: float = 0.0
    roll_sigma_rad: float = 0.0


@dataclass(frozen=True)
class Uncertainty:
    """Standard deviations that later rooms draw from.

    ``joint_sigma_m`` is the error of a joint's position that stays the same over a repetition
    (what smoothing can't remove), by joint name; ``scale_sigma`` is relative.
    """

    joint_sigma_m: dict[str, float]
    angle_sigma_rad: dict[str, float]
    scale_sigma: float


@dataclass(frozen=True)
class Quality:
    """Whether the recording carries numbers, and what limits them."""

    usable: bool
    fit_rms_px: float | None
    gaps: int
    swaps_repaired: int
    messages: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Repetition:
    """One repetition, half repetition or hold; indices into the motion's frames.

    ``measures`` has the keys of ``reps[]`` in the analysis document (``knee_travel_cm`` …). A
    measure that can't be given has the value NaN and a reason.
    """

    kind: RepetitionKind
    side: Side | None
    start: int
    bottom: int
    end: int
    measures: dict[str, Estimate] = field(default_factory=dict)


@dataclass(frozen=True)
class MovementGuess:
    """Which movement this is, with how sure we are from 0 to 1."""

    name: str
    certainty: float


@dataclass(frozen=True, eq=False)
class Motion:
    """The whole body in its sagittal plane, over time."""

    name: str
    times_s: Floats
    facing: Literal["right", "left", "unknown"]
    near_side: Side | None
    """The side nearest to the camera; None for markers, which see both."""
    legs: dict[Side, Leg]
    trunk: Trunk
    arms: Arms | None
    angles_rad: dict[str, Floats]
    """(frames,) each, of the near leg (or the mean of both): ``shank``, ``thigh``, ``trunk``,
    ``foot_pitch``, ``knee_flexion``, ``hip_flexion``, ``dorsiflexion``."""
    stature_m: float
    uncertainty: Uncertainty
    view: View
    quality: Quality
    movement: MovementGuess
    reps: tuple[Repetition, ...]
    forces: tuple[FootForce, ...] = ()
    used: tuple[tuple[float, float], ...] = ()
    """Stretches of the recording that were measured, as (start_s, end_s)."""
    pixels_per_m: float | None = None
    fitted_px: dict[str, Floats] = field(default_factory=dict)
    """Where the fitted points of the measured leg and the trunk lie in the picture: (frames, 2)
    each, x right, y up from the lower left corner, camera roll and shift left in. Names: ``toe``,
    ``heel``, ``ankle``, ``knee``, ``kneecap``, ``hip``, ``shoulder``, ``head``; empty for markers.
    """
    measured_side: Side | None = None
    """The leg behind ``angles_rad`` and the repetitions: the near one, or the front one of a split
    stance; None where both legs are averaged."""
    stature_known: bool = True
    """False where no stature was given, so that every length rests on the population's."""
