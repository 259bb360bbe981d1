"""What can be chosen about a sample clip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from overtoe.errors import UsageError

Facing = Literal["right", "left"]


@dataclass(frozen=True)
class SampleOptions:
    """A squat in front of a camera; the defaults make the clip that the documentation shows.

    Parameters
    ----------
    body, stature_m
        See :func:`overtoe.sample.body.mannequin`.
    reps
        Full repetitions; with two or more, a rest and a half repetition follow the second last.
    shank_deg, thigh_deg
        Inclination of shank and thigh at the bottom; the trunk leans as balance asks.
    heel_lift_mm
        How far the heels come off the floor at the bottom.
    speed
        1 takes 1 s down and 0.85 s up; 2 takes half of that.
    facing
        Which way the lifter faces in the picture.
    yaw_deg
        How far the camera stands ahead of the true side (negative: behind).
    roll_deg
        How far the camera is turned clockwise about its own axis.
    distance_m, fill
        From the camera to the lifter, and the share of the picture's height the lifter fills.
    noise
        Standard deviation of the picture's noise, in gray levels of 255.
    brightness
        1 is a lit room; 0.3 is dark.
    seed
        Random body, unevenness from repetition to repetition, noise.
    """

    body: str = "average-man"
    stature_m: float = 1.75
    reps: int = 5
    shank_deg: float = 40.0
    thigh_deg: float = 84.0
    heel_lift_mm: float = 0.0
    speed: float = 1.0
    facing: Facing = "right"
    yaw_deg: float = 0.0
    roll_deg: float = 0.0
    distance_m: float = 3.5
    fill: float = 0.62
    noise: float = 0.0
    brightness: float = 1.0
    fps: float = 30.0
    width: int = 720
    height: int = 1280
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what can't be drawn."""
        _within("reps", self.reps, 0, 50)
        _within("stature_m", self.stature_m, 1.2, 2.3)
        _within("shank_deg", self.shank_deg, 5, 50)
        _within("thigh_deg", self.thigh_deg, 30, 115)
        _within("heel_lift_mm", self.heel_lift_mm, 0, 80)
        _within("speed", self.speed, 0.25, 4)
        _within("yaw_deg", self.yaw_deg, -80, 80)
        _within("roll_deg", self.roll_deg, -30, 30)
        _within("distance_m", self.distance_m, 1.5, 20)
        _within("fill", self.fill, 0.1, 0.9)
        _within("noise", self.noise, 0, 60)
        _within("brightness", self.brightness, 0.02, 1.2)
        _within("fps", self.fps, 5, 240)
        _within("width", self.width, 160, 2160)
        _within("height", self.height, 160, 3840)
        if self.width % 2 or self.height % 2:
            raise UsageError(
                "SAMPLE_ODD_SIZE",
                f"{self.width} × {self.height} can't be encoded: video stores color for two pixels "
                "at a time. Choose even numbers.",
            )


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise UsageError(
            "SAMPLE_OPTION",
            f"{name} = {value:g} can't be drawn; choose something between {low:g} and {high:g}.",
        )
