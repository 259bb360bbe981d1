"""The room behind the mannequin: wall with upright panels, skirting board, plank floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.sample.body import data

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.sample.camera import Camera
    from overtoe.sample.options import SampleOptions

    Floats = NDArray[np.float64]
    Picture = NDArray[np.float32]

WALL_M: Final = 1.3
"""From the lifter to the wall."""

PANEL_M: Final = 0.62
PLANK_M: Final = 0.14
SKIRTING_M: Final = 0.09
_OVERSAMPLING: Final = 2


def room(view: Camera, options: SampleOptions) -> Picture:
    """Paint the empty room, (height, width, 3) in gray levels; it's the same in every frame."""
    step = 1 / _OVERSAMPLING
    columns = np.arange(step / 2, view.width, step)
    rows = np.arange(step / 2, view.height, step)
    bands = [_seen(view, options, columns, band) for band in np.array_split(rows, 8)]
    fine = np.concatenate(bands)
    shape = (view.height, _OVERSAMPLING, view.width, _OVERSAMPLING, 3)
    picture: Picture = fine.reshape(shape).mean(axis=(1, 3)).astype(np.float32)
    return picture


def _seen(view: Camera, options: SampleOptions, columns: Floats, rows: Floats) -> Picture:
    rays = view.rays(columns, rows)
    side = 1.0 if options.facing == "right" else -1.0
    to_wall = (-side * WALL_M - view.position[2]) / rays[..., 2]
    with np.errstate(divide="ignore"):
        to_floor = -view.position[1] / rays[..., 1]
    on_floor = (to_floor > 0) & (to_floor < to_wall)
    reach = np.where(on_floor, to_floor, to_wall)[..., None]
    points = view.position + reach * rays
    return np.where(on_floor[..., None], _floor(points), _wall(points)).astype(np.float32)


def _wall(points: Floats) -> Floats:
    looks = data()["looks"]
    x, y = points[..., 0], points[..., 1]
    in_panel = np.mod(x, PANEL_M)
    color = np.where((in_panel < 0.012)[..., None], looks["panel"], looks["wall"])
    color = np.where((y < SKIRTING_M)[..., None], looks["skirting"], color)
    light = 0.88 + 0.05 * np.clip(y, 0, 2.4)
    lit: Floats = color * light[..., None]
    return lit


def _floor(points: Floats) -> Floats:
    plank = np.floor(points[..., 2] / PLANK_M)
    joint = np.mod(points[..., 2], PLANK_M) < 0.006
    grain = 0.94 + 0.06 * np.sin(12.9898 * plank) + 0.02 * np.sin(40 * points[..., 0] + 3 * plank)
    color: Floats = np.array(data()["looks"]["floor"]) * grain[..., None]
    shadow = 1 - 0.35 * np.exp(-((points[..., 0] / 0.30) ** 2 + (points[..., 2] / 0.28) ** 2))
    lit: Floats = color * np.where(joint, 0.78, 1.0)[..., None] * shadow[..., None]
    return lit
