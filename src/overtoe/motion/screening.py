"""Whether a stretch of landmarks can carry numbers at all, and what limits them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import SIDES, Side, landmark
from overtoe.errors import CannotMeasureError
from overtoe.motion.messages import notice, sentence
from overtoe.motion.stretches import SHORTEST_S, chosen
from overtoe.motion.view import OBLIQUE_RAD, folded, judge_yaw, view_kind

if TYPE_CHECKING:
    from overtoe.capture.recording import Notice, Recording
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats
    from overtoe.motion.view import ViewKind

DARK: Final = 0.12
"""Mean brightness, from 0 to 1, under which a picture is called dark."""

REFUSED_RAD: Final = math.radians(42)
"""Yaw from which on not even angles are given: from 45 degrees on MediaPipe's knee is off by
14 ± 15 degrees (https://iris.uniecampus.it/handle/11389/91575)."""

FEWEST_SEEN: Final = 0.25
"""Share of frames with a person under which nobody counts as seen."""

SLOWEST_RATE: Final = 20.0

BODY: Final = ("shoulder", "hip", "knee", "ankle")


def screen(recording: Recording) -> None:
    """Refuse what holds no person, no time, or a person who isn't upright.

    Raises
    ------
    CannotMeasureError
        With the sentence that says what was seen and what to change.
    """
    if recording.kind == "angles" or not recording.landmarks:
        raise _refusal("ANGLES_ONLY", name=recording.name)
    if len(recording.times_s) < 5 or recording.duration_s < SHORTEST_S:
        raise _refusal("CLIP_TOO_SHORT", seconds=recording.duration_s)
    if _seen_share(recording) < FEWEST_SEEN:
        dark = recording.scene is not None and float(recording.scene.brightness.mean()) < DARK
        raise _refusal("CLIP_TOO_DARK" if dark else "NOBODY_SEEN")
    if recording.unit == "px":
        _require_upright(recording)


def judge_view(recording: Recording, active: Bools, sign: float) -> tuple[ViewKind, float | None]:
    """Name the view in the active frames and refuse what isn't from the side.

    Raises
    ------
    CannotMeasureError
        ``CLIP_FRONT_VIEW``, ``CLIP_REAR_VIEW`` or ``CLIP_OBLIQUE_VIEW``.
    """
    frames = chosen(recording, active) if active.any() else recording
    yaw = judge_yaw(frames, sign)
    kind = view_kind(frames, yaw)
    if folded(yaw) >= REFUSED_RAD:
        degrees = math.degrees(folded(yaw))
        code = {"front": "CLIP_FRONT_VIEW", "rear": "CLIP_REAR_VIEW"}.get(kind, "CLIP_OBLIQUE_VIEW")
        text = sentence(code, yaw=degrees)
        raise CannotMeasureError(code, text, view=kind, yaw_rad=folded(yaw))
    return kind, yaw


def require_inside(recording: Recording, side: Side, active: Bools) -> None:
    """Refuse a leg that is outside the picture most of the time while the lifter moves.

    Raises
    ------
    CannotMeasureError
        ``PERSON_CUT_OFF``.
    """
    names = [landmark(side, n) for n in ("hip", "knee", "ankle")]
    out = [outside(recording, n)[active] for n in names if n in recording.landmarks]
    if out and float(np.mean(np.any(out, axis=0))) > 0.5:
        raise _refusal("PERSON_CUT_OFF")


def view_notices(yaw_rad: float, roll_rad: float, *, roll_known: bool) -> list[Notice]:
    """What the camera's place did to the numbers."""
    found = []
    if yaw_rad >= OBLIQUE_RAD:
        found.append(notice("TRAVEL_NOT_GIVEN", yaw=math.degrees(yaw_rad)))
    elif yaw_rad >= math.radians(12):
        found.append(notice("CAMERA_TURNED", yaw=math.degrees(yaw_rad)))
    if abs(roll_rad) >= math.radians(2):
        found.append(notice("CAMERA_NOT_LEVEL", roll=math.degrees(abs(roll_rad))))
    if not roll_known:
        found.append(notice("LEVEL_UNCERTAIN"))
    return found


def picture_notices(recording: Recording, side: Side) -> list[Notice]:
    """Darkness, frame rate, parts outside the picture."""
    found = []
    scene = recording.scene
    if scene is not None and float(np.median(scene.brightness)) < DARK:
        found.append(notice("DARK"))
    if scene is not None and recording.frame_size_px is not None:
        way = np.ptp(np.nan_to_num(scene.camera_shift_px), axis=0).max()
        if way > 0.02 * recording.frame_size_px[0]:
            found.append(notice("CAMERA_MOVED"))
    step = float(np.median(np.diff(recording.times_s)))
    if 1 / step < SLOWEST_RATE:
        found.append(notice("LOW_FRAME_RATE", rate=1 / step, step=step))
    outside = outside_share(recording, side)
    if outside > 0.05:
        found.append(notice("PERSON_PARTLY_CUT_OFF", share=outside))
    return found


def outside_share(recording: Recording, side: Side) -> float:
    """Share of frames in which a point of the near leg or the shoulder is outside the picture."""
    if recording.frame_size_px is None:
        return 0.0
    names = [landmark(side, n) for n in (*BODY, "heel", "toe")]
    known = [n for n in names if n in recording.landmarks]
    out = np.any([outside(recording, n) for n in known], axis=0)
    return float(np.mean(out))


def outside(recording: Recording, name: str) -> Bools:
    """Frames in which a landmark lies outside the picture: a guess, not a sight."""
    if recording.frame_size_px is None:
        return np.zeros(len(recording.times_s), dtype=bool)
    path = np.nan_to_num(recording.path(name), nan=1.0)
    size = np.array(recording.frame_size_px, dtype=float)
    return np.asarray(((path < 0) | (path > size)).any(axis=1))


def _refusal(code: str, **values: object) -> CannotMeasureError:
    return CannotMeasureError(code, sentence(code, **values), view="unknown")


def _seen_share(recording: Recording) -> float:
    names = [landmark(s, n) for s in SIDES for n in ("hip", "knee", "ankle")]
    known = [recording.path(n) for n in names if n in recording.landmarks]
    if not known:
        return 0.0
    return (
        float(np.isfinite(np.stack(known)).all(axis=(0, 2)).mean())
        if recording.unit == "px"
        else 1.0
    )


def _require_upright(recording: Recording) -> None:
    lines = [_up(recording, side) for side in SIDES]
    line = np.nanmedian(np.concatenate([each for each in lines if each is not None]), axis=0)
    lean = math.degrees(math.atan2(abs(line[0]), line[1]))
    if lean > 120:
        raise _refusal("CLIP_UPSIDE_DOWN")
    if lean > 50:
        raise _refusal("CLIP_ON_ITS_SIDE")


def _up(recording: Recording, side: Side) -> Floats | None:
    """From ankle to shoulder, or to the hip where no shoulder is known."""
    for top in ("shoulder", "hip"):
        names = landmark(side, "ankle"), landmark(side, top)
        if all(recording.has(n) for n in names):
            return recording.path(names[1]) - recording.path(names[0])
    return None
