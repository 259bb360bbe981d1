"""Our own landmark table: one row per frame and landmark, exact to the last digit.

Columns: ``time_s, landmark, x, y, z, unit, confidence`` and, from video, ``world_x_m, world_y_m,
world_z_m``. Lines that begin with ``#`` before the header carry what belongs to the whole
recording; they may be left out. See docs/formats.md.
"""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import numpy as np

from overtoe.capture.files.text import number, read_lines
from overtoe.capture.recording import Notice, Recording, Scene
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COLUMNS: Final = ("time_s", "landmark", "x", "y", "z", "unit", "confidence")
WORLD: Final = ("world_x_m", "world_y_m", "world_z_m")
NEEDED: Final = ("time_s", "landmark", "x", "y")
SCENE_ROW: Final = "@scene"
"""A row of this name holds the picture's shift in x and y and its brightness as confidence."""

_FORMAT: Final = "# overtoe landmarks 1"


def write_landmarks_csv(recording: Recording, path: str | Path) -> None:
    """Write a recording's landmarks so that reading them gives the same recording again.

    Force plates and joint angles aren't landmarks and are left out. Numbers are written with as
    many digits as it takes to read the same number back.
    """
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        file.write(f"{_FORMAT}\n# {json.dumps(_facts(recording), ensure_ascii=False)}\n")
        rows = csv.writer(file, lineterminator="\n")
        world = recording.world_m
        rows.writerow((*COLUMNS, *(WORLD if world is not None else ())))
        for index, time in enumerate(recording.times_s):
            if recording.scene is not None:
                rows.writerow(_scene_row(recording.scene, index, float(time)))
            for place, name in enumerate(recording.landmarks):
                position = recording.positions[index, place]
                cells = [*map(_cell, position), *([""] * (3 - len(position)))]
                extra = [] if world is None else [_cell(value) for value in world[index, place]]
                sure = _cell(recording.confidence[index, place])
                rows.writerow([_cell(time), name, *cells, recording.unit, sure, *extra])


def read_landmarks_csv(path: str | Path) -> Recording:
    """Read a table in the long form that :func:`write_landmarks_csv` writes.

    ``z``, ``unit`` (``px``) and ``confidence`` (1) may be missing. Rows may come in any order.

    Raises
    ------
    UnreadableError
        ``CSV_COLUMNS``, ``CSV_NUMBERS``, ``CSV_UNIT`` or ``CSV_EMPTY``.
    """
    path = Path(path)
    lines = read_lines(path)
    facts = _read_facts(lines)
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    if not rows or not set(NEEDED) <= set(rows[0]):
        raise UnreadableError(
            "CSV_COLUMNS",
            f"“{path.name}” needs the columns {', '.join(NEEDED)} and at least one row, as "
            "docs/formats.md describes. Add them.",
        )
    try:
        return _recording(path.name, rows, facts)
    except ValueError as error:
        raise UnreadableError(
            "CSV_NUMBERS",
            f"“{path.name}” holds something that isn't a number ({error}). Correct the cell or "
            "leave it empty.",
        ) from error


def _recording(name: str, rows: list[dict[str, str]], facts: dict[str, Any]) -> Recording:
    unit = _unit(rows, name)
    times_s = np.array(sorted({number(row["time_s"]) for row in rows}))
    frame = {time: index for index, time in enumerate(times_s.tolist())}
    names = tuple(dict.fromkeys(r["landmark"] for r in rows if r["landmark"] != SCENE_ROW))
    column = {landmark: index for index, landmark in enumerate(names)}
    has_z = unit == "m" or any(
        number(row.get("z") or "") == number(row.get("z") or "") for row in rows
    )
    values = np.full((len(times_s), len(names), 7), np.nan)
    for row in rows:
        if row["landmark"] != SCENE_ROW:
            values[frame[number(row["time_s"])], column[row["landmark"]]] = _numbers(row)
    world = values[:, :, 4:] if WORLD[0] in rows[0] else None
    seen = np.isfinite(values[:, :, :2]).all(axis=2)
    return Recording(
        name=str(facts.get("name", name)),
        kind=facts.get("kind", "markers" if unit == "m" else "landmarks"),
        times_s=times_s,
        landmarks=names,
        positions=values[:, :, : 3 if has_z else 2].copy(),
        confidence=np.where(np.isnan(values[:, :, 3]), seen.astype(float), values[:, :, 3]),
        unit=unit,
        frame_size_px=tuple(facts["frame_size_px"]) if facts.get("frame_size_px") else None,
        world_m=world,
        scene=_scene(rows, frame, facts),
        notices=tuple(Notice(**notice) for notice in facts.get("notices", ())),
    )


def _facts(recording: Recording) -> dict[str, Any]:
    scene = recording.scene
    facts: dict[str, Any] = {
        "name": recording.name,
        "kind": recording.kind,
        "frame_size_px": recording.frame_size_px,
        "notices": [dataclasses.asdict(notice) for notice in recording.notices],
    }
    if scene is not None:
        facts["scene"] = {
            "cuts": [int(cut) for cut in scene.cuts],
            "roll_rad": scene.roll_rad,
            "roll_sigma_rad": scene.roll_sigma_rad,
        }
    return facts


def _read_facts(lines: list[str]) -> dict[str, Any]:
    if len(lines) < 2 or lines[0].strip() != _FORMAT:
        return {}
    try:
        facts = json.loads(lines[1].removeprefix("#"))
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _unit(rows: list[dict[str, str]], name: str) -> Literal["px", "m"]:
    units = {row.get("unit") or "px" for row in rows}
    if len(units) > 1 or not units <= {"px", "m"}:
        raise UnreadableError(
            "CSV_UNIT",
            f"“{name}” has the units {', '.join(sorted(units))}. Positions must be all in px or "
            "all in m; anything else can't be compared. Convert them.",
        )
    return cast("Literal['px', 'm']", units.pop())


def _numbers(row: dict[str, str]) -> list[float]:
    return [number(row.get(name) or "") for name in ("x", "y", "z", "confidence", *WORLD)]


def _scene_row(scene: Scene, index: int, time: float) -> list[str]:
    shift = [_cell(value) for value in scene.camera_shift_px[index]]
    return [_cell(time), SCENE_ROW, *shift, "", "px", _cell(scene.brightness[index])]


def _scene(
    rows: list[dict[str, str]], frame: dict[float, int], facts: dict[str, Any]
) -> Scene | None:
    if "scene" not in facts:
        return None
    values = np.full((len(frame), 7), np.nan)
    for row in rows:
        if row["landmark"] == SCENE_ROW:
            values[frame[number(row["time_s"])]] = _numbers(row)
    known = facts["scene"]
    return Scene(
        brightness=values[:, 3],
        camera_shift_px=values[:, :2],
        cuts=tuple(known.get("cuts", ())),
        roll_rad=known.get("roll_rad"),
        roll_sigma_rad=known.get("roll_sigma_rad"),
    )


def _cell(value: float) -> str:
    return "" if np.isnan(value) else repr(float(value))
