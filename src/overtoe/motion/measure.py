"""From a recording to a motion: the room's front door."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from overtoe.errors import CannotMeasureError
from overtoe.motion.assemble import Measured, assemble, whole
from overtoe.motion.from_markers import body_from_markers
from overtoe.motion.from_video import body_from_video
from overtoe.motion.messages import notice, sentence
from overtoe.motion.movement import named_movement
from overtoe.motion.rough import active_frames
from overtoe.motion.screening import (
    judge_view,
    picture_notices,
    require_inside,
    screen,
    view_notices,
)
from overtoe.motion.sides import facing_sign, near_side, repair_swaps
from overtoe.motion.stretches import Stretch, chosen, part, stretches, with_trusted_shift
from overtoe.motion.types import View
from overtoe.motion.upright import upright
from overtoe.motion.view import as_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.capture.recording import Recording
    from overtoe.motion.proportions import Sex
    from overtoe.motion.types import Motion

WHY: Final = {
    "CAMERA_MOVES": "the camera moves",
    "CLIP_TOO_SHORT": "too short",
    "NOBODY_SEEN": "nobody seen",
    "CLIP_TOO_DARK": "too dark",
    "CLIP_FRONT_VIEW": "seen from the front",
    "CLIP_REAR_VIEW": "seen from behind",
    "CLIP_OBLIQUE_VIEW": "seen at an angle",
    "CLIP_UPSIDE_DOWN": "upside down",
    "LEG_NOT_SEEN": "leg hidden",
    "PERSON_CUT_OFF": "person cut off",
}


def measure(
    recording: Recording,
    *,
    stature_m: float | None,
    movement: str | None = None,
    lifter_sex: Sex | None = None,
    progress: Callable[[float], None] | None = None,
) -> Motion:
    """Measure how a body moves: travel, angles, heel rise and tempo of every repetition.

    Video goes through one rigid skeleton fitted to the whole clip; markers are projected onto the
    plane of progression. Both end in the same meters, angles and repetitions.

    Parameters
    ----------
    recording
        From :func:`overtoe.capture.read_recording`.
    stature_m
        The lifter's height, which turns pixels into meters. Without it centimeters rest on the
        population's height and have wide intervals; percent of foot length and angles don't.
    movement
        One of :data:`overtoe.motion.movement.MOVEMENTS`; None recognizes it.
    lifter_sex
        For the body's proportions; None takes the mean of both, with the spread of both.
    progress
        Called with the share of the work that is done, from 0 to 1.

    Raises
    ------
    CannotMeasureError
        The recording can't carry a number; the error has the code and the sentence to show, and
        everything else that was noticed.
    UsageError
        ``MOVEMENT_UNKNOWN``.

    Notes
    -----
    Method, limits and measured accuracy: ``docs/motion.md``.
    """
    if movement is not None:
        named_movement(movement)
    screen(recording)
    tell = progress or (lambda _: None)
    if recording.unit == "m":
        measured = _from_markers(recording, stature_m, movement, lifter_sex)
        tell(1.0)
        return measured.motion
    recording = with_trusted_shift(recording)
    return _best_stretch(recording, stature_m, movement, lifter_sex, tell)


def _from_markers(
    recording: Recording, stature_m: float | None, movement: str | None, sex: Sex | None
) -> Measured:
    paths, forces = body_from_markers(recording, stature_m, sex)
    measured = assemble(recording, paths, View("markers"), movement, swaps=0)
    motion = replace(measured.motion, forces=forces, facing="unknown")
    if len(paths.legs) == 1:
        motion = _with_notices(motion, "ONE_LEG")
    return replace(measured, motion=motion)


def _with_notices(motion: Motion, *codes: str) -> Motion:
    messages = (*motion.quality.messages, *(notice(code) for code in codes))
    return replace(motion, quality=replace(motion.quality, messages=messages))


def _best_stretch(
    recording: Recording,
    stature_m: float | None,
    movement: str | None,
    sex: Sex | None,
    tell: Callable[[float], None],
) -> Motion:
    """Measure every usable stretch and keep the one with the most repetitions."""
    pieces = stretches(recording)
    done: list[tuple[Stretch, Measured]] = []
    failed: list[tuple[Stretch, CannotMeasureError]] = []
    for number, piece in enumerate(pieces):
        try:
            done.append((piece, _stretch(recording, piece, stature_m, movement, sex)))
        except CannotMeasureError as error:
            failed.append((piece, error))
        tell((number + 1) / len(pieces))
    if not done:
        raise _main_error(failed)
    piece, best = max(done, key=lambda pair: (pair[1].score, pair[0].end - pair[0].start))
    motion = whole(best.motion, recording, piece.start)
    if piece.end - piece.start < len(recording.times_s):
        motion = _name_the_rest(motion, recording, piece, failed)
    return motion


def _stretch(
    recording: Recording,
    piece: Stretch,
    stature_m: float | None,
    movement: str | None,
    sex: Sex | None,
) -> Measured:
    """Measure one stretch of a clip."""
    clip = part(recording, piece.start, piece.end)
    if piece.trouble == "camera":
        raise CannotMeasureError("CAMERA_MOVES", sentence("CAMERA_MOVES"), view="unknown")
    screen(clip)
    clip, swaps = repair_swaps(clip)
    active = active_frames(clip)
    sign, _ = facing_sign(chosen(clip, active))
    kind, yaw = judge_view(clip, active, sign)
    require_inside(clip, near_side(sign), active)
    body = upright(clip, sign)
    paths = body_from_video(clip, body, stature_m, sex)
    if paths is None:
        raise CannotMeasureError("LEG_NOT_SEEN", sentence("LEG_NOT_SEEN"), view=kind)
    view = as_view(kind, yaw, sign, body.roll)
    known = body.roll.source != "assumed"
    messages = [
        *picture_notices(clip, near_side(sign)),
        *view_notices(view.yaw_rad, view.roll_rad, roll_known=known),
    ]
    measured = assemble(clip, paths, view, movement, swaps=swaps, messages=messages)
    motion = replace(measured.motion, facing="right" if sign > 0 else "left")
    return replace(measured, motion=motion)


def _main_error(failed: list[tuple[Stretch, CannotMeasureError]]) -> CannotMeasureError:
    """The longest stretch's reason; the others stand beside it."""
    _, main = max(failed, key=lambda pair: (pair[0].end - pair[0].start, -pair[0].start))
    others = {e.code: e.text for _, e in failed if e.code != main.code}
    main.messages = (*main.messages, *others.items())
    return main


def _name_the_rest(
    motion: Motion,
    recording: Recording,
    piece: Stretch,
    failed: list[tuple[Stretch, CannotMeasureError]],
) -> Motion:
    times = recording.times_s
    rest = [
        f"seconds {times[other.start]:.1f} to {times[other.end - 1]:.1f} "
        f"({WHY.get(error.code, 'no repetition')})"
        for other, error in failed
    ]
    said = notice(
        "PART_USED",
        start=times[piece.start],
        end=times[piece.end - 1],
        rest=", ".join(rest) or "another shot with fewer repetitions",
    )
    quality = replace(motion.quality, messages=(said, *motion.quality.messages))
    return replace(motion, quality=quality)
