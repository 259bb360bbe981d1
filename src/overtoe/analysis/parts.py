"""From the rooms' results to parts of the analysis document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from overtoe.analysis.document import (
    Intervals,
    LifterPart,
    Measured,
    Message,
    MovementPart,
    QualityPart,
    RecordingPart,
    RepetitionPart,
)
from overtoe.capture.recording import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.body import Lifter, Load
    from overtoe.capture.recording import Recording
    from overtoe.errors import CannotMeasureError
    from overtoe.estimate import Estimate
    from overtoe.motion.types import Motion, Repetition

_DECIMALS: Final = 4
_MEASURES: Final = (
    "knee_travel_cm",
    "knee_travel_foot_pct",
    "kneecap_travel_cm",
    "heel_lift_mm",
    "knee_flexion_deg",
    "ankle_dorsiflexion_deg",
)
NOT_MEASURED: Final = "not seen in this recording"


def measured(estimate: Estimate | None, reason: str = NOT_MEASURED) -> Measured:
    """An estimate as the document writes it; what isn't finite is missing, with the reason.

    >>> from overtoe.estimate import Estimate
    >>> measured(Estimate(float("nan"))).reason
    'not seen in this recording'
    """
    if estimate is None or not math.isfinite(estimate.value):
        return missing((estimate and estimate.reason) or reason)
    low, high = finite(estimate.low), finite(estimate.high)
    why = estimate.reason or (None if low is not None else "no interval is known for it")
    return Measured(value=finite(estimate.value), low=low, high=high, reason=why)


def missing(reason: str) -> Measured:
    """No value, and why."""
    return Measured(value=None, low=None, high=None, reason=reason)


def finite(value: float | None) -> float | None:
    """The number rounded to what is worth writing; None for NaN, infinity and None.

    >>> finite(1.23456789), finite(float("inf"))
    (1.2346, None)
    """
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), _DECIMALS) + 0.0  # no minus before a zero


def degrees(angle_rad: float) -> float | None:
    """An angle in degrees, None when unknown."""
    return finite(math.degrees(angle_rad))


def recording_part(recording: Recording, motion: Motion | None) -> RecordingPart:
    """The recording, and the view if it was measured."""
    view = motion.view if motion else None
    camera = view if view is not None and view.kind != "markers" else None
    return RecordingPart(
        name=recording.name,
        kind=recording.kind,
        duration_s=round(recording.duration_s, _DECIMALS),
        frames=len(recording.times_s),
        facing=motion.facing if motion else "unknown",
        near_side=motion.near_side.value if motion and motion.near_side else None,
        view=view.kind if view else "unknown",
        camera_yaw_deg=degrees(camera.yaw_rad) if camera else None,
        camera_roll_deg=degrees(camera.roll_rad) if camera else None,
        used_s=tuple((round(a, 4), round(b, 4)) for a, b in motion.used) if motion else (),
    )


def refused_recording_part(recording: Recording, error: CannotMeasureError) -> RecordingPart:
    """A recording that can't be measured, with what was judged of its view before giving up."""
    part = recording_part(recording, None)
    known = {
        "view": error.view,
        "facing": error.facing,
        "camera_yaw_deg": None if error.yaw_rad is None else degrees(error.yaw_rad),
        "camera_roll_deg": None if error.roll_rad is None else degrees(error.roll_rad),
    }
    values = part.model_dump() | {name: v for name, v in known.items() if v is not None}
    return RecordingPart.model_validate(values)


def quality_part(motion: Motion, notices: Iterable[Notice]) -> QualityPart:
    """What limits the numbers; the reader's notices come before the motion's, none twice."""
    quality = motion.quality
    return QualityPart(
        usable=quality.usable,
        fit_rms_px=finite(quality.fit_rms_px),
        gaps=quality.gaps,
        swaps_repaired=quality.swaps_repaired,
        messages=_messages((*notices, *quality.messages)),
    )


def refused_part(error: CannotMeasureError, notices: Iterable[Notice]) -> QualityPart:
    """The quality of a recording that carries no number: the reason comes first."""
    reason = Message(code=error.code, text=error.text)
    noticed = (*(Notice(code, text) for code, text in error.messages), *notices)
    others = tuple(message for message in _messages(noticed) if message.code != error.code)
    return QualityPart(
        usable=False, fit_rms_px=None, gaps=0, swaps_repaired=0, messages=(reason, *others)
    )


def lifter_part(lifter: Lifter | None, load: Load | None) -> LifterPart:
    """What was said about the lifter and the load."""
    carried = load is not None and load.mass_kg > 0
    return LifterPart(
        stature_cm=finite(lifter.stature_m * 100) if lifter else None,
        mass_kg=finite(lifter.mass_kg) if lifter else None,
        mass_from="said" if lifter and lifter.mass_kg is not None else None,
        sex=lifter.sex if lifter else None,
        load_kg=load.mass_kg if load else 0.0,
        load_at=load.at if load and carried else None,
    )


def movement_part(motion: Motion) -> MovementPart:
    """The movement and its certainty."""
    guess = motion.movement
    return MovementPart(name=guess.name, certainty=round(guess.certainty, _DECIMALS))


def repetition_part(motion: Motion, rep: Repetition) -> RepetitionPart:
    """One repetition without its loads."""
    start, bottom, end = (
        round(float(motion.times_s[i]), _DECIMALS) for i in (rep.start, rep.bottom, rep.end)
    )
    known = {name: measured(rep.measures.get(name)) for name in _MEASURES}
    plain = {name: measured(rep.measures.get(name)) for name in Intervals.model_fields}
    more = {
        name: measured(value)
        for name, value in rep.measures.items()
        if name not in known and name not in plain
    }
    return RepetitionPart(
        start_s=start,
        bottom_s=bottom,
        end_s=end,
        partial=rep.kind == "partial",
        kind=rep.kind,
        side=rep.side.value if rep.side else None,
        more=more,
        intervals=Intervals(**plain),
        **known,
        **{name: value.value for name, value in plain.items()},
    )


def _messages(notices: Iterable[Notice]) -> tuple[Message, ...]:
    unique = {(notice.code, notice.text): None for notice in notices}
    return tuple(Message(code=code, text=text) for code, text in unique)
