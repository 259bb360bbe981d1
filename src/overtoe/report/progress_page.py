"""The progress page: weeks, ladders, tissues, tests, readiness; each figure explains itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from overtoe.program.amounts import told_amount
from overtoe.program.ankle import shank_angle_rad
from overtoe.program.exposure import TISSUE_JOINT
from overtoe.program.rules import Action
from overtoe.program.weeks import SHOWN_TISSUES, WeekSummary, kept_weeks
from overtoe.report import design, wording
from overtoe.report.progress_figures import (
    ExposureWeek,
    Reading,
    exposure_figure,
    readings_figure,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from overtoe.movements.ready import Readiness
    from overtoe.movements.types import Catalogue
    from overtoe.program.history import History
    from overtoe.program.norms import Norm
    from overtoe.program.person import Intake
    from overtoe.program.progress import Change, LadderProgress


@dataclass(frozen=True)
class Figure:
    """A drawn figure with its heading and the sentence it says."""

    title: str
    svg: str
    caption: str


def render(
    intake: Intake,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    weeks: Sequence[WeekSummary],
    *,
    today: dt.date,
    readiness: Sequence[Readiness] = (),
    norms: Sequence[Norm] = (),
) -> str:
    """Return the progress page as one self-contained HTML document."""
    body = (
        design.templates()
        .get_template("progress.html")
        .render(
            person=intake.name,
            today=f"{today:%d %B %Y}",
            headline=_headline(weeks),
            weeks=weeks,
            **parts(intake, history, catalogue, ladders, weeks),
            readiness=[_ready_row(one) for one in readiness],
            norms=[{"name": one.name, "text": one.text, "source": one.source} for one in norms],
            stop_rule=wording.STOP_RULE,
            purpose=wording.PURPOSE,
        )
    )
    style = design.static_text("figures.css") + design.static_text("progress.css")
    return design.page(f"Progress of {intake.name}", body, style=style)


def parts(
    intake: Intake,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    weeks: Sequence[WeekSummary],
) -> dict[str, Any]:
    """Ladders, figures and changes of the page, for any door that frames them itself."""
    return {
        "ladders": [_ladder_row(one, catalogue) for one in ladders.values()],
        "exposure": [f for t in SHOWN_TISSUES if (f := _exposure(t, weeks, catalogue))],
        "readings": [f for f in (_ankles(intake, history), *_clips(history)) if f],
        "changes": [_change_row(c, catalogue) for c in _latest(ladders)],
    }


def _headline(weeks: Sequence[WeekSummary]) -> str:
    kept = kept_weeks(tuple(weeks))
    if not kept:
        return "Your first session starts the picture"
    return f"{kept} of {len(weeks)} weeks kept"


def _ready_row(one: Readiness) -> dict[str, object]:
    notes = [f"Still missing: {', '.join(one.missing)}." if one.missing else ""]
    notes.append(f"Not known: {', '.join(one.unknown)}." if one.unknown else "")
    return {
        "name": one.name,
        "word": one.word,
        "dots": one.dots,
        "missing": " ".join(note for note in notes if note),
        "basis": one.basis,
    }


def _ladder_row(one: LadderProgress, catalogue: Catalogue) -> dict[str, object]:
    ladder = catalogue.ladders[one.ladder]
    rung = catalogue.rungs[one.level.rung]
    load = f" with {one.level.load_kg:g} kg" if one.level.load_kg else ""
    amount, unit = told_amount(rung.dose, one.level.amount)
    return {
        "name": ladder.name,
        "number": rung.number,
        "of": len(ladder.rungs),
        "rung": rung.name,
        "dose": f"{amount} {unit.value}{load}",
        "stopped": one.stopped,
        "why": one.changes[-1].reason.text if one.changes else "",
    }


def _exposure(tissue: str, weeks: Sequence[WeekSummary], catalogue: Catalogue) -> Figure | None:
    if not any(week.exposure.get(tissue) for week in weeks):
        return None
    joint = TISSUE_JOINT[tissue]
    columns = [
        ExposureWeek(
            f"{week.monday:%d.%m.}",
            week.exposure[tissue],
            week.pain.get(joint),
            any(_eased(change, tissue, catalogue) for change in week.changes),
        )
        for week in weeks
    ]
    title = catalogue.tissues.get(tissue, tissue)
    heading = title[0].upper() + title[1:]
    latest, most = weeks[-1].exposure[tissue], max(week.exposure[tissue] for week in weeks)
    caption = f"This week: {100 * latest / most:.0f} % of your highest week."
    return Figure(heading, exposure_figure(heading, columns), caption)


def _eased(change: Change, tissue: str, catalogue: Catalogue) -> bool:
    rung = catalogue.rungs.get(change.before.rung)
    return change.action < Action.HOLD and rung is not None and tissue in rung.tissues


def _ankles(intake: Intake, history: History) -> Figure | None:
    sides = []
    for side in ("left", "right"):
        readings = [
            Reading(test.day, math.degrees(_shank_rad(intake, test.value)))
            for test in history.tests
            if test.name == "knee_to_wall_m" and test.side == side
        ]
        if readings:
            sides.append((side, readings))
    if not sides:
        return None
    caption = (
        "Shank angle in the knee-to-wall test, from your distance by geometry. The dashed line is "
        "35°, a common aim; a change under about 5° can be chance."
    )
    return Figure("Ankles", readings_figure("Ankles", "°", sides, mark=35.0), caption)


def _shank_rad(intake: Intake, distance_m: float) -> float:
    return shank_angle_rad(distance_m, stature_m=intake.body.stature_m, sex=intake.body.sex)


def _clips(history: History) -> list[Figure]:
    readings = [
        Reading(
            clip.day,
            clip.travel_m * 100,
            None if clip.travel_low_m is None else clip.travel_low_m * 100,
            None if clip.travel_high_m is None else clip.travel_high_m * 100,
        )
        for clip in history.clips
        if clip.travel_m is not None
    ]
    if not readings:
        return []
    svg = readings_figure("Knee travel", "cm", [("knee", readings)], mark=0.0)
    caption = (
        "Knee past the toes in your clips, with the 90 % interval. The dashed line is the toes."
    )
    return [Figure("Knee past the toes", svg, caption)]


def _latest(ladders: Mapping[str, LadderProgress], most: int = 20) -> list[Change]:
    every = [change for one in ladders.values() for change in one.changes]
    return sorted(every, key=lambda change: (change.day, change.ladder), reverse=True)[:most]


def _change_row(change: Change, catalogue: Catalogue) -> dict[str, str]:
    return {
        "day": f"{change.day:%d %b}",
        "name": catalogue.ladders[change.ladder].name,
        "why": change.reason.text,
    }
