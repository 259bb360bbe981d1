"""The motion-capture road: three-dimensional markers onto the plane of progression."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.body.bones import rigid_leg
from overtoe.conventions import SIDES, Side, landmark
from overtoe.errors import CannotMeasureError
from overtoe.motion import signals
from overtoe.motion.body_paths import Accuracy, BodyPaths
from overtoe.motion.fit import planted_toe
from overtoe.motion.proportions import Sex, proportion
from overtoe.motion.trunk import bending_trunk, straight_trunk
from overtoe.motion.types import Arms, FootForce, Leg

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording
    from overtoe.motion.types import Floats, Trunk

CUTOFF_HZ: Final = 6.0
"""Usual cut-off for squats from markers; the reference moments of the tests use it too."""

ACCURACY: Final = Accuracy(
    noise_m=0.002, bias_m=0.008, angle_rad=0.026, foot_rad=0.026, heel_m=0.003, scale=0.0
)
"""Markers sit on skin and joint centers are estimated: about 1 cm and 1.5 degrees (Leardini 2005,
Gait & Posture 21:212, from memory)."""

LEG: Final = ("hip", "knee", "ankle", "heel", "toe")


def body_from_markers(
    recording: Recording, stature_m: float | None, sex: Sex | None
) -> tuple[BodyPaths, tuple[FootForce, ...]]:
    """Project markers and ground forces onto the sagittal plane.

    The plane of progression is the mean direction of both feet in the frames where they stand,
    seen from above. Markers are smoothed; thighs and shanks keep the length that they have when
    the leg is straight (:func:`overtoe.body.bones.rigid_leg`).

    Raises
    ------
    CannotMeasureError
        ``MARKERS_MISSING`` when neither leg has hip, knee, ankle, heel and toe.
    """
    sides = [s for s in SIDES if all(recording.has(landmark(s, name)) for name in LEG)]
    if not sides:
        raise CannotMeasureError(
            "MARKERS_MISSING",
            f"“{recording.name}” shows neither leg whole. Knee travel needs hip, knee, ankle, heel "
            "and toe of one leg. Export these markers, or name them as docs/formats.md lists.",
        )
    forward = progression(recording, sides)
    flat = _projected(_with_rigid_legs(recording, sides), forward)
    legs = {side: _leg(flat, side) for side in sides}
    planted = {side: _planted(recording.times_s, leg) for side, leg in legs.items()}
    stature = stature_m or _stature(flat, legs, sex)
    paths = BodyPaths(
        times_s=recording.times_s,
        legs=legs,
        trunk=_trunk(flat, legs, stature, sex),
        arms=_arms(flat),
        planted=planted,
        accuracy=ACCURACY,
        near_side=None,
        stature_m=stature,
        stature_known=stature_m is not None,
    )
    return paths, _forces(recording, forward)


def _with_rigid_legs(recording: Recording, sides: list[Side]) -> Recording:
    positions = recording.positions.copy()
    for side in sides:
        hip, knee, ankle = (landmark(side, name) for name in ("hip", "knee", "ankle"))
        moved = rigid_leg(recording.path(hip), recording.path(knee), recording.path(ankle))
        for name, path in zip((hip, knee), moved, strict=True):
            positions[:, recording.landmarks.index(name)] = path
    return replace(recording, positions=positions)


def progression(recording: Recording, sides: list[Side]) -> Floats:
    """Unit vector (x, z) of the laboratory floor along which the feet point."""
    total = np.zeros(2)
    for side in sides:
        foot = recording.path(landmark(side, "toe")) - recording.path(landmark(side, "heel"))
        level = foot[:, [0, 2]] / np.linalg.norm(foot[:, [0, 2]], axis=1)[:, None]
        total += np.nanmedian(level, axis=0)
    direction: Floats = total / np.linalg.norm(total)
    return direction


def _projected(recording: Recording, forward: Floats) -> dict[str, Floats]:
    flat = {}
    for name in recording.landmarks:
        path = recording.path(name)
        plane = np.stack([path[:, [0, 2]] @ forward, path[:, 1]], axis=1)
        flat[name] = signals.smooth(recording.times_s, plane, cutoff_hz=CUTOFF_HZ)
        flat[name][~np.isfinite(plane).all(axis=1)] = np.nan
    return flat


def _leg(flat: dict[str, Floats], side: Side) -> Leg:
    path = {name: flat[landmark(side, name)] for name in LEG}
    length = float(np.nanmedian(np.linalg.norm(path["toe"] - path["heel"], axis=1)))
    return Leg(
        side=side,
        hip_m=path["hip"],
        knee_m=path["knee"],
        ankle_m=path["ankle"],
        heel_m=path["heel"],
        toe_m=path["toe"],
        foot_length_m=length,
    )


def _planted(times_s: Floats, leg: Leg) -> signals.Bools:
    unit = float(np.nanmedian(np.linalg.norm(leg.hip_m - leg.knee_m, axis=1))) * 2
    return planted_toe(times_s, leg.toe_m / unit)[0]


def _stature(flat: dict[str, Floats], legs: dict[Side, Leg], sex: Sex | None) -> float:
    """Stature from the legs' lengths, which a marker recording shows in any posture."""
    lengths = [
        np.nanmedian(np.linalg.norm(leg.knee_m - leg.ankle_m, axis=1))
        + np.nanmedian(np.linalg.norm(leg.hip_m - leg.knee_m, axis=1))
        for leg in legs.values()
    ]
    guesses = [float(np.mean(lengths)) / proportion("leg", sex).value]
    if "c7" in flat and np.isfinite(flat["c7"]).any():
        top = float(np.nanquantile(flat["c7"][:, 1], 0.95))
        guesses.append(top / proportion("seventh_cervical_height", sex).value)
    return float(np.mean(guesses))


def _middle(flat: dict[str, Floats], name: str) -> Floats | None:
    known = [flat[landmark(s, name)] for s in SIDES if landmark(s, name) in flat]
    return np.mean(known, axis=0) if known else None


def _trunk(
    flat: dict[str, Floats], legs: dict[Side, Leg], stature: float, sex: Sex | None
) -> Trunk:
    hip = np.mean([leg.hip_m for leg in legs.values()], axis=0)
    missing = np.full(hip.shape, np.nan)
    shoulder = _middle(flat, "shoulder")
    shoulder = missing if shoulder is None else shoulder
    neck = flat.get("c7")
    head = _head(flat, shoulder if neck is None else neck, hip, stature)
    front, back = _middle(flat, "asis"), _middle(flat, "psis")
    if front is None or back is None:
        return straight_trunk(hip, shoulder, head, stature, sex)
    line = front - back
    tilt = np.arctan2(-line[:, 1], line[:, 0])
    # The line from rear to front spine isn't level in everyone: count from quiet standing.
    upright = np.nanquantile(hip[:, 1], 0.9) - 0.03
    tilt = tilt - np.nanmedian(tilt[hip[:, 1] >= upright])
    return bending_trunk(hip, shoulder, head, neck, tilt, stature_m=stature, sex=sex)


def _head(flat: dict[str, Floats], neck: Floats, hip: Floats, stature: float) -> Floats:
    ears = _middle(flat, "ear")
    if ears is not None:
        return ears
    if "nose" in flat:
        return flat["nose"]
    # People look ahead: an unseen head is taken to lean half as far as the trunk.
    along = neck - hip
    half = along / np.linalg.norm(along, axis=1)[:, None] + np.array([0.0, 1.0])
    beyond: Floats = neck + 0.075 * stature * half / np.linalg.norm(half, axis=1)[:, None]
    return beyond


def _arms(flat: dict[str, Floats]) -> Arms | None:
    shoulder, elbow, wrist = (_middle(flat, name) for name in ("shoulder", "elbow", "wrist"))
    if shoulder is None or elbow is None or wrist is None:
        return None
    return Arms(shoulder, elbow, wrist)


def _forces(recording: Recording, forward: Floats) -> tuple[FootForce, ...]:
    result = []
    for plate in recording.forces:
        if plate.side is None or len(plate.times_s) < 2:
            continue
        force = np.stack([plate.force_N[:, [0, 2]] @ forward, plate.force_N[:, 1]], axis=1)
        center = plate.center_of_pressure_m[:, [0, 2]] @ forward
        result.append(
            FootForce(
                plate.side,
                np.stack([_resampled(recording, plate.times_s, c) for c in force.T], axis=1),
                _resampled(recording, plate.times_s, center),
            )
        )
    return tuple(result)


def _resampled(recording: Recording, times_s: Floats, values: Floats) -> Floats:
    known = np.isfinite(values)
    if known.sum() < 2:
        return np.full(len(recording.times_s), np.nan)
    resampled: Floats = np.interp(
        recording.times_s, times_s[known], values[known], left=np.nan, right=np.nan
    )
    return resampled
