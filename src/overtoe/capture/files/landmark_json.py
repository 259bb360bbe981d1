"""The whole recording as JSON: the same content as our landmark table, for programs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.capture.recording import Notice, Recording, Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MARK: Final = "overtoe_landmarks"
"""Key that says that this is our own form, with its version."""


def write_landmarks_json(recording: Recording, path: str | Path) -> None:
    """Write a recording's landmarks so that reading them gives the same recording again.

    Missing numbers are ``null``. Force plates and joint angles aren't landmarks and are left out.
    """
    world = recording.world_m
    document = {
        MARK: 1,
        "name": recording.name,
        "kind": recording.kind,
        "unit": recording.unit,
        "frame_size_px": recording.frame_size_px,
        "notices": [dataclasses.asdict(notice) for notice in recording.notices],
        "scene": _scene(recording.scene),
        "landmarks": recording.landmarks,
        "times_s": recording.times_s.tolist(),
        "positions": _nulls(recording.positions),
        "confidence": _nulls(recording.confidence),
        "world_m": None if world is None else _nulls(world),
    }
    Path(path).write_text(json.dumps(document, allow_nan=False), encoding="utf-8")


def recording_from_document(document: dict[str, Any]) -> Recording:
    """Recording from the document that :func:`write_landmarks_json` writes.

    Raises
    ------
    KeyError, TypeError, ValueError
        When it isn't complete.
    """
    size, world, scene = (document.get(key) for key in ("frame_size_px", "world_m", "scene"))
    names = tuple(document["landmarks"])
    frames = len(document["times_s"])
    axes = 3 if document["unit"] == "m" else 2
    return Recording(
        name=document["name"],
        kind=document["kind"],
        times_s=_numbers(document["times_s"], (frames,)),
        landmarks=names,
        positions=_numbers(document["positions"], (frames, len(names), axes)),
        confidence=_numbers(document["confidence"], (frames, len(names))),
        unit=document["unit"],
        frame_size_px=tuple(size) if size else None,
        world_m=_numbers(world, (frames, len(names), 3)) if world else None,
        scene=_read_scene(scene, frames) if scene else None,
        notices=tuple(Notice(**notice) for notice in document.get("notices", ())),
    )


def _scene(scene: Scene | None) -> dict[str, Any] | None:
    if scene is None:
        return None
    return {
        "brightness": _nulls(scene.brightness),
        "camera_shift_px": _nulls(scene.camera_shift_px),
        "cuts": [int(cut) for cut in scene.cuts],
        "roll_rad": scene.roll_rad,
        "roll_sigma_rad": scene.roll_sigma_rad,
    }


def _read_scene(scene: dict[str, Any], frames: int) -> Scene:
    return Scene(
        brightness=_numbers(scene["brightness"], (frames,)),
        camera_shift_px=_numbers(scene["camera_shift_px"], (frames, 2)),
        cuts=tuple(scene["cuts"]),
        roll_rad=scene["roll_rad"],
        roll_sigma_rad=scene["roll_sigma_rad"],
    )


def _nulls(values: Floats) -> list[Any]:
    cells = values.astype(object)
    cells[np.isnan(values)] = None
    nested: list[Any] = cells.tolist()
    return nested


def _numbers(values: Any, shape: tuple[int, ...]) -> Floats:
    # None becomes NaN; the shape is asked for because no frames leave no trace of it.
    return np.array(values, dtype=float).reshape(shape)
