"""From markers on the skin to landmarks: joint centers, foot ends, trunk points.

Which markers make which landmark stands in ``markers.toml``. Where a knee or an ankle has only its
lateral marker, its center is looked for inside the leg (:func:`overtoe.body.bones.joint_center`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.body.bones import HALF_BREADTH, joint_center
from overtoe.capture.files.hip_center import hip_centers
from overtoe.capture.files.names import by_plain_name
from overtoe.conventions import SIDES, Side, landmark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def landmark_paths(labels: tuple[str, ...], positions: Floats) -> dict[str, Floats]:
    """Paths of every landmark that the markers give, (frames, 3) each.

    Hip centers come from the file where it names them, otherwise from the pelvis markers
    (:func:`overtoe.capture.files.hip_center.hip_centers`). The toe tip is carried forward from the
    metatarsal markers by the share of the foot that lies ahead of the ball. The heel is the
    heel marker itself, whose center sits about a marker's radius behind the heel.
    """
    index = by_plain_name(labels)
    paths: dict[str, Floats] = {}
    for name, recipe in _recipes(index, positions):
        paths[name] = positions[:, recipe].mean(axis=1)
    return paths | _missing_hips(paths) | _toe_tips(paths)


def lateral_landmarks(labels: tuple[str, ...], positions: Floats) -> set[str]:
    """Knees and ankles that have one marker only, on the outside."""
    joints = {landmark(side, joint) for side in SIDES for joint in HALF_BREADTH}
    return {
        name
        for name, recipe in _recipes(by_plain_name(labels), positions)
        if name in joints and len(recipe) == 1 and not labels[recipe[0]].lower().endswith("jc")
    }


def inner_joints(paths: dict[str, Floats], lateral: set[str]) -> dict[str, Floats]:
    """Centers of the joints whose paths are those of lateral markers; y up."""
    centers = {}
    for side in SIDES:
        heel, toe = paths.get(landmark(side, "heel")), paths.get(landmark(side, "toe"))
        for joint in HALF_BREADTH:
            name = landmark(side, joint)
            if name in lateral and heel is not None and toe is not None:
                centers[name] = joint_center(
                    paths[name], heel, toe, joint=joint, right=side is Side.RIGHT
                )
    return centers


@cache
def _table() -> dict[str, Any]:
    text = files("overtoe.capture.files").joinpath("markers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _recipes(index: dict[str, int], positions: Floats) -> Iterator[tuple[str, list[int]]]:
    wanted = [(name, recipes, "") for name, recipes in _table()["middle"].items()]
    for side in SIDES:
        for name, recipes in _table()["sided"].items():
            wanted.append((landmark(side, name), recipes, side.value[0]))
    seen = {marker: at for marker, at in index.items() if _seen(positions[:, at])}
    for name, recipes, letter in wanted:
        for recipe in recipes:
            markers = [marker.format(s=letter) for marker in recipe]
            if all(marker in seen for marker in markers):
                yield name, [seen[marker] for marker in markers]
                break


def _seen(path: Floats) -> bool:
    return bool(np.isfinite(path).any())


def _missing_hips(paths: dict[str, Floats]) -> dict[str, Floats]:
    asis = [paths.get(landmark(side, "asis")) for side in SIDES]
    psis = [paths.get(landmark(side, "psis")) for side in SIDES]
    back = paths.get("sacrum") if psis[0] is None or psis[1] is None else (psis[0] + psis[1]) / 2
    if asis[0] is None or asis[1] is None or back is None:
        return _hip_points(paths)
    centers = hip_centers(left_asis=asis[0], right_asis=asis[1], back=back)
    return {
        landmark(side, "hip"): center
        for side, center in zip(SIDES, centers, strict=True)
        if landmark(side, "hip") not in paths
    }


def _hip_points(paths: dict[str, Floats]) -> dict[str, Floats]:
    return {
        landmark(side, "hip"): paths[landmark(side, "hip_point")]
        for side in SIDES
        if landmark(side, "hip_point") in paths and landmark(side, "hip") not in paths
    }


def _toe_tips(paths: dict[str, Floats]) -> dict[str, Floats]:
    reach = 1 / float(_table()["toe_tip"]["ball_over_foot"])
    tips = {}
    for side in SIDES:
        heel, ball = paths.get(landmark(side, "heel")), paths.get(landmark(side, "metatarsal"))
        if landmark(side, "toe") not in paths and heel is not None and ball is not None:
            tips[landmark(side, "toe")] = heel + reach * (ball - heel)
    return tips
