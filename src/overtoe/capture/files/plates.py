"""Force plates from a MOT file, and which foot stands on which."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.capture.recording import ForcePlate
from overtoe.conventions import SIDES, Side, landmark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.files.storage import Storage

    Floats = NDArray[np.float64]

LOADED_N: Final = 20.0
"""Below this vertical force the center of pressure is noise; usual in gait software."""

REACH_M: Final = 0.25
"""A center of pressure further than a foot's length from a foot's middle isn't under that foot."""

_COLUMN = re.compile(r"^(?P<plate>.*?)_?(?P<what>[vpm])(?P<axis>[xyz])$")
_TORQUE = re.compile(r"^(?P<plate>.*)torque(?P<rest>.*?)_(?P<axis>[xyz])$")


def plates_in(storage: Storage) -> tuple[ForcePlate, ...]:
    """Force plates of a table in OpenSim's naming; plates that nobody stood on are left out.

    Knows ``ground_force_1_vx … px … mx``, ``ground_force_vx`` with ``ground_torque_x``, and
    ``1_ground_force_vx`` with ``1_ground_torque_x``.
    """
    columns: dict[str, dict[str, Floats]] = {}
    for name in storage.columns:
        plate, channel = _channel(name)
        if channel:
            columns.setdefault(plate, {})[channel] = storage.column(name)
    plates = (_plate(storage.times_s, channels) for channels in columns.values())
    return tuple(plate for plate in plates if plate is not None)


def with_sides(
    plates: tuple[ForcePlate, ...], times_s: Floats, paths: dict[str, Floats]
) -> tuple[ForcePlate, ...]:
    """The same plates with the foot whose middle the center of pressure stays nearest to."""
    feet = {side: _middle_of_foot(side, paths) for side in SIDES}
    return tuple(
        dataclasses.replace(plate, side=_nearest(plate, times_s, feet)) for plate in plates
    )


def turned(plates: tuple[ForcePlate, ...], rotation: Floats) -> tuple[ForcePlate, ...]:
    """The same plates in a frame turned by ``rotation``."""
    return tuple(
        dataclasses.replace(
            plate,
            force_N=plate.force_N @ rotation.T,
            center_of_pressure_m=plate.center_of_pressure_m @ rotation.T,
            moment_Nm=plate.moment_Nm @ rotation.T,
        )
        for plate in plates
    )


def _channel(name: str) -> tuple[str, str]:
    torque = _TORQUE.match(name)
    if torque:
        return f"{torque['plate']}force{torque['rest']}", f"m{torque['axis']}"
    column = _COLUMN.match(name)
    if column and "force" in column["plate"]:
        return column["plate"], column["what"] + column["axis"]
    return "", ""


def _plate(times_s: Floats, channels: dict[str, Floats]) -> ForcePlate | None:
    none = np.zeros(len(times_s))
    force, place, moment = (
        np.column_stack([channels.get(what + axis, none) for axis in "xyz"]) for what in "vpm"
    )
    if not (np.abs(force) > LOADED_N).any():
        return None
    return ForcePlate(times_s, force, place, moment, None)


def _middle_of_foot(side: Side, paths: dict[str, Floats]) -> Floats | None:
    points = [
        paths[landmark(side, n)] for n in ("heel", "toe", "ankle") if landmark(side, n) in paths
    ]
    return np.mean(points, axis=0) if points else None


def _nearest(plate: ForcePlate, times_s: Floats, feet: dict[Side, Floats | None]) -> Side | None:
    loaded = np.abs(plate.force_N[:, 1]) > LOADED_N
    if not loaded.any():
        return None
    distances = {
        side: _distance(plate, loaded, times_s, foot)
        for side, foot in feet.items()
        if foot is not None
    }
    near = {side: distance for side, distance in distances.items() if distance < REACH_M}
    return min(near, key=near.__getitem__) if near else None


def _distance(plate: ForcePlate, loaded: NDArray[np.bool_], times_s: Floats, foot: Floats) -> float:
    at = plate.times_s[loaded]
    gaps = [
        plate.center_of_pressure_m[loaded, axis] - np.interp(at, times_s, foot[:, axis])
        for axis in (0, 2)
    ]
    return float(np.nanmedian(np.hypot(*gaps)))
