"""The room behind the mannequin: wall with upright panels, skirting board, plank floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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
PLASTER: Final = 0.035
GRAIN: Final = 0.07
"""Contrast of wall and floor: real ones are never even, and a camera's rest is seen by that."""

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
    seen = np.empty(points.shape, dtype=np.float32)
    seen[on_floor], seen[~on_floor] = _floor(points[on_floor]), _wall(points[~on_floor])
    return seen


def _wall(points: Floats) -> Floats:
    looks = data()["looks"]
    x, y = points[..., 0], points[..., 1]
    in_panel = np.mod(x, PANEL_M)
    places = data()["furniture"]
    palette = np.array(
        [looks["wall"], looks["panel"], looks["skirting"]] + [p["color"] for p in places]
    )
    which = np.where(y < SKIRTING_M, 2, in_panel < 0.012)
    for number, place in enumerate(places, start=3):
        which[_inside(x, y, place)] = number
    light = 0.88 + 0.05 * np.clip(y, 0, 2.4) + PLASTER * _blotches(x / 0.07, y / 0.07)
    lit: Floats = palette[which] * light[..., None]
    return lit


def _inside(x: Floats, y: Floats, place: dict[str, Any]) -> NDArray[np.bool_]:
    left, right, low, high = place["box_m"]
    return np.asarray((x > left) & (x < right) & (y > low) & (y < high))


def _floor(points: Floats) -> Floats:
    x, z = points[..., 0], points[..., 2]
    plank = np.floor(z / PLANK_M)
    joint = np.mod(z, PLANK_M) < 0.006
    end = np.mod(x + 0.37 * plank, 1.1) < 0.008
    grain = 0.94 + 0.06 * np.sin(12.9898 * plank) + GRAIN * _blotches(x / 0.16, z / 0.03)
    color: Floats = np.array(data()["looks"]["floor"]) * grain[..., None]
    shadow = 1 - 0.35 * np.exp(-((x / 0.30) ** 2 + (z / 0.28) ** 2))
    lit: Floats = color * np.where(joint | end, 0.78, 1.0)[..., None] * shadow[..., None]
    return lit


def _blotches(x: Floats, y: Floats) -> Floats:
    """Smooth irregular pattern between -1 and 1 that never repeats, the same in every clip."""
    column, row = np.floor(x), np.floor(y)
    right, up = _eased(x - column), _eased(y - row)
    low = _hashed(column, row) * (1 - right) + _hashed(column + 1, row) * right
    high = _hashed(column, row + 1) * (1 - right) + _hashed(column + 1, row + 1) * right
    return low * (1 - up) + high * up


def _eased(share: Floats) -> Floats:
    return share * share * (3 - 2 * share)


def _hashed(column: Floats, row: Floats) -> Floats:
    # The usual sine hash of shaders: irregular, but a function of the place alone.
    value = np.sin(column * 127.1 + row * 311.7) * 43758.5453
    return 2 * (value - np.floor(value)) - 1
