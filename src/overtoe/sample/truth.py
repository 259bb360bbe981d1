"""What is known about a sample clip, to the last digit."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.sample.figure import kneecap_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.body import Mannequin
    from overtoe.sample.camera import Camera
    from overtoe.sample.options import SampleOptions
    from overtoe.sample.poses import Poses
    from overtoe.sample.tempo import Stroke

    Floats = NDArray[np.float64]

SCHEMA_VERSION: Final = "1.0"
EDGE: Final = 0.05
"""Share of the hip's way, above the ankle, that marks the beginning, the rest at the bottom and
the end of a repetition; the same that the motion room uses."""


def truth(
    options: SampleOptions,
    *,
    body: Mannequin,
    view: Camera,
    made: Poses,
    times_s: Floats,
    strokes: tuple[Stroke, ...],
) -> dict[str, Any]:
    """Everything that was drawn, ready for JSON: camera, body, joints and angles, repetitions.

    Joint positions are meters in the lifter's frame and pixels with x right, y up from the lower
    left corner, as recordings have them.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "movement": "squat",
        "options": dataclasses.asdict(options),
        "camera_yaw_deg": options.yaw_deg,
        "camera_roll_deg": options.roll_deg,
        "facing": options.facing,
        "body_m": dataclasses.asdict(body),
        "times_s": times_s.tolist(),
        "angles_deg": {name: _list(np.degrees(angle)) for name, angle in made.angles.items()},
        "joints_m": {name: _list(path) for name, path in made.joints.items()},
        "joints_px": {name: _list(_pixels(view, path)) for name, path in made.joints.items()},
        "reps": [_repetition(options, body, made, times_s, stroke) for stroke in strokes],
    }


def _list(values: Floats) -> list[Any]:
    rounded: list[Any] = np.round(values, 6).tolist()
    return rounded


def _pixels(view: Camera, path: Floats) -> Floats:
    positions, _ = view.project(path)
    positions[:, 1] = view.height - positions[:, 1]
    return positions


def _repetition(
    options: SampleOptions, body: Mannequin, made: Poses, times_s: Floats, stroke: Stroke
) -> dict[str, Any]:
    during = (times_s >= stroke.start_s) & (times_s <= stroke.end_s)
    height = (made.joints["right_hip"] - made.joints["right_ankle"])[:, 1]
    start, bottom, end = _edges(height, times_s, stroke)
    near = Side.RIGHT if options.facing == "right" else Side.LEFT
    return {
        "start_s": round(start, 4),
        "bottom_s": round(bottom, 4),
        "end_s": round(end, 4),
        "partial": stroke.partial,
        "side": near.value,
        "descent_s": round(bottom - start, 4),
        "ascent_s": round(end - bottom, 4),
        **_peaks(body, made, during),
    }


def _peaks(body: Mannequin, made: Poses, during: NDArray[np.bool_]) -> dict[str, float]:
    travel = (made.joints["right_knee"] - made.joints["right_toe"])[:, 0]
    heel = made.joints["right_heel"][:, 1]
    peaks = {
        "knee_travel_cm": 100 * travel,
        "knee_travel_foot_pct": 100 * travel / body.shoe,
        "kneecap_travel_cm": 100 * (travel + kneecap_m(body)),
        "heel_lift_mm": 1000 * (heel - heel.min()),
        "knee_flexion_deg": np.degrees(made.angles["knee_flexion"]),
        "ankle_dorsiflexion_deg": np.degrees(made.angles["dorsiflexion"]),
        "shank_deg": np.degrees(made.angles["shank"]),
        "thigh_deg": np.degrees(made.angles["thigh"]),
        "trunk_lean_deg": np.degrees(made.angles["trunk"]),
    }
    return {name: round(float(path[during].max()), 4) for name, path in peaks.items()}


def _edges(height: Floats, times_s: Floats, stroke: Stroke) -> tuple[float, float, float]:
    """Times at which the hip leaves standing, is in the middle of its lowest part, and stands."""
    during = (times_s >= stroke.start_s) & (times_s <= stroke.end_s)
    times, heights = times_s[during], height[during]
    top, low = float(height.max()), float(heights.min())
    away = times[heights < top - EDGE * (top - low)]
    rest = times[heights <= low + EDGE * (top - low)]
    return float(away[0]), float(rest[0] + rest[-1]) / 2, float(away[-1])


def sides() -> tuple[str, ...]:
    """Names of all sided joints in the truth, for comparisons."""
    names = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")
    return tuple(landmark(side, name) for side in SIDES for name in names)
