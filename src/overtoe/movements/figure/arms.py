"""Arm positions by name: the directions of upper arm and forearm."""

from __future__ import annotations

from math import pi, radians
from typing import Final

from overtoe.errors import UsageError

_TRUNK: Final[dict[str, tuple[float, float]]] = {
    # Degrees from the trunk's upward direction; negative turns forward.
    "sides": (-186, -170),
    "along": (-180, -180),
    "goblet": (-162, -32),
    "cradle": (-158, -72),
    "hips": (-215, -136),
    "crossed": (-162, 8),
    "back-bar": (-212, -14),
    "front-rack": (-98, 72),
    "overhead": (-4, -2),
    "back-swing": (-228, -216),
    "ready": (-160, -62),
    "seat": (-190, -182),
    "behind": (-222, -206),
    "reach-forward": (-4, 0),
    "elbow-90": (-180, -90),
    "row-end": (-215, -86),
    "face": (-94, 48),
    "curl": (-180, -32),
    "triceps-low": (4, 154),
    "chin": (-140, 12),
    "bench-high": (-200, -190),
    "bench-low": (-262, -160),
    "dip-low": (-258, -172),
    "pillow": (-12, 14),
    "lying-low": (-180, -185),
    "lying-high": (-180, -108),
    "knee-high": (-130, 0),
    "knee-low": (-130, -96),
}
_LEVEL: Final[dict[str, tuple[float, float]]] = {
    # Degrees above forward, whatever the trunk does.
    "hang": (268, 272),
    "forward": (-4, 4),
    "forward-low": (-58, -30),
    "vertical": (92, 88),
    "vertical-down": (270, 270),
    "lying-overhead": (150, 172),
    "press-up": (92, 88),
    "press-down": (322, 92),
    "row-bent": (176, 268),
    "side-prop": (270, 180),
    "floor-support": (270, 0),
    "floor-support-long": (312, 0),
    "forward-front": (282, 128),
    "wide-front": (2, -2),
    "hang-front": (277, 268),
    "hips-front": (308, 222),
    "goblet-front": (285, 128),
}
_SWING: Final[dict[str, tuple[tuple[float, float], tuple[float, float]]]] = {
    "walk": ((-160, -140), (-202, -186)),
    "run": ((-146, -58), (-232, -128)),
}


def directions(
    arms: str | tuple[float, float], up_rad: float, *, near: bool, front: bool
) -> tuple[float, float]:
    """Directions of upper arm and forearm, radians above forward, for a trunk pointing ``up_rad``.

    Raises
    ------
    UsageError
        When the name isn't one of the positions.

    >>> [round(angle, 2) for angle in directions("hang", 1.0, near=True, front=False)]
    [4.68, 4.75]
    """
    if not isinstance(arms, str):
        return arms
    name = f"{arms}-front" if front and f"{arms}-front" in _LEVEL else arms
    name = "sides" if name == "knee" else name
    if name in _LEVEL:
        pair = tuple(radians(angle) for angle in _LEVEL[name])
    elif name in _TRUNK or name in _SWING:
        turned = _TRUNK[name] if name in _TRUNK else _SWING[name][0 if near else 1]
        pair = tuple(up_rad + radians(angle) for angle in turned)
    else:
        raise UsageError(
            "UNKNOWN_ARMS",
            f"“{arms}” was given as arm position. The figure doesn't know it. Use one of "
            f"{', '.join(sorted(names()))}.",
        )
    first, second = (angle if near or not front else pi - angle for angle in pair)
    return first, second


def names() -> frozenset[str]:
    """All known arm positions."""
    return frozenset({*_TRUNK, *_LEVEL, *_SWING, "knee"})
