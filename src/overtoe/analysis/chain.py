"""The whole chain behind one call: recording in, analysis out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from overtoe import __version__
from overtoe.analysis import parts
from overtoe.analysis.document import AnalysisDocument
from overtoe.analysis.series import time_course
from overtoe.analysis.types import Analysis
from overtoe.body import NO_LOAD, Lifter
from overtoe.errors import CannotMeasureError

if TYPE_CHECKING:
    from overtoe.body import Load
    from overtoe.capture.recording import Recording
    from overtoe.motion.types import Motion, Repetition


def analyze(
    recording: Recording,
    *,
    lifter: Lifter | None = None,
    load: Load | None = None,
    movement: str | None = None,
    draws: int = 500,
    knee_limit_m: float = 0.0,
    dorsiflexion_rad: float | None = None,
) -> Analysis:
    """Measure a recording: repetitions, travel, angles, joint loads, the held-back twin.

    Parameters
    ----------
    recording
        From :func:`overtoe.capture.read_recording`.
    lifter
        Whose body it is. None measures what needs no body: angles, tempo, travel in % of the foot.
    load
        What is carried; None is body weight only.
    movement
        ``squat`` and so on; None recognizes it.
    draws
        Random draws behind the intervals of loads; the same number gives the same intervals.
    knee_limit_m
        Where the twin's knee is held, ahead of the toe tip.
    dorsiflexion_rad
        The ankle's range, where it was tested; it may be what stops the knee.

    Returns
    -------
    Analysis
        For a recording that can't be measured, one without ``motion`` whose document says
        ``usable: false`` and why.
    """
    from overtoe.motion import measure  # noqa: PLC0415  (loads SciPy)

    stature_m = lifter.stature_m if lifter else None
    try:
        sex = lifter.sex if lifter else None
        motion = measure(recording, stature_m=stature_m, movement=movement, lifter_sex=sex)
    except CannotMeasureError as error:
        return refused(recording, error, lifter=lifter, load=load)
    plain = assemble(recording, motion, lifter=lifter, load=load)
    return add_loads(
        plain, draws=draws, knee_limit_m=knee_limit_m, dorsiflexion_rad=dorsiflexion_rad
    )


def assemble(
    recording: Recording,
    motion: Motion,
    *,
    lifter: Lifter | None = None,
    load: Load | None = None,
) -> Analysis:
    """An analysis of a motion that has been measured."""
    document = AnalysisDocument(
        overtoe_version=__version__,
        recording=parts.recording_part(recording, motion),
        quality=parts.quality_part(motion, recording.notices),
        lifter=parts.lifter_part(lifter, load),
        movement=parts.movement_part(motion),
        reps=tuple(parts.repetition_part(motion, rep) for rep in motion.reps),
    )
    return Analysis(
        recording=recording,
        document=document,
        motion=motion,
        lifter=lifter,
        load=load,
        main=main_repetition(motion.reps),
        series=time_course(motion),
    )


def add_loads(
    analysis: Analysis,
    *,
    draws: int,
    knee_limit_m: float,
    dorsiflexion_rad: float | None = None,
) -> Analysis:
    """The analysis with joint loads, twins, trade curve and the sources of all of them."""
    from overtoe.analysis.loads import measured_loads, weighed  # noqa: PLC0415  (loads SciPy)

    if analysis.motion is None or not analysis.document.reps:
        return analysis
    said, load = analysis.lifter or Lifter(analysis.motion.stature_m), analysis.load or NO_LOAD
    lifter = weighed(analysis.motion, said, load)
    found = measured_loads(
        analysis.motion,
        lifter,
        load,
        draws=draws,
        knee_limit_m=knee_limit_m,
        main=analysis.main,
        dorsiflexion_rad=dorsiflexion_rad,
    )
    reps = tuple(map(found.added_to, analysis.document.reps, range(len(analysis.document.reps))))
    update: dict[str, object] = {
        "reps": reps,
        "trade": found.trade_part,
        "cues": found.cues,
        "limiter": found.limiter,
        "sources": found.sources,
    }
    if lifter.mass_kg != said.mass_kg:
        stood = {"mass_kg": parts.finite(lifter.mass_kg), "mass_from": "plates"}
        update["lifter"] = analysis.document.lifter.model_copy(update=stood)
    return replace(
        analysis,
        document=analysis.document.model_copy(update=update),
        trade=found.trade,
        series=analysis.series | found.columns,
        load_series=found.series,
        load_notes=found.notes,
    )


def refused(
    recording: Recording,
    error: CannotMeasureError,
    *,
    lifter: Lifter | None = None,
    load: Load | None = None,
) -> Analysis:
    """An analysis of a recording that carries no number, with the reason."""
    document = AnalysisDocument(
        overtoe_version=__version__,
        recording=parts.refused_recording_part(recording, error),
        quality=parts.refused_part(error, recording.notices),
        lifter=parts.lifter_part(lifter, load),
        movement=None,
        reps=(),
    )
    return Analysis(recording=recording, document=document, lifter=lifter, load=load)


def main_repetition(reps: tuple[Repetition, ...]) -> int | None:
    """Index of the repetition that figures show: the full one with the middle knee travel.

    Half repetitions and holds stand in only where there is nothing else. Of an even number the
    lower of the two middle ones is taken.
    """
    full = [index for index, rep in enumerate(reps) if rep.kind == "full"]
    chosen = full or list(range(len(reps)))
    known = [index for index in chosen if math.isfinite(_travel(reps[index]))] or chosen
    if not known:
        return None
    ranked = sorted(known, key=lambda index: (_travel(reps[index]), index))
    return ranked[(len(ranked) - 1) // 2]


def _travel(rep: Repetition) -> float:
    estimate = rep.measures.get("knee_travel_cm")
    return estimate.value if estimate else math.nan
