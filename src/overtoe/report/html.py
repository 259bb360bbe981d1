"""The report: one self-contained HTML page that is understood in three seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.analysis.series import shown_frame, time_course
from overtoe.report import (
    bottom_frame,
    design,
    insight,
    loads_table,
    numbers,
    over_time,
    strips,
    trade,
    wording,
)
from overtoe.report.placing import place

if TYPE_CHECKING:
    from overtoe.analysis import Analysis, AnalysisDocument
    from overtoe.analysis.document import RepetitionPart
    from overtoe.motion.types import Motion
    from overtoe.report.pictures import Pictures
    from overtoe.report.placing import Placing


def render(analysis: Analysis, pictures: Pictures | None = None) -> str:
    """The report of an analysis as one HTML page.

    Parameters
    ----------
    analysis
        From :func:`overtoe.analysis.analyze`.
    pictures
        Frames of the clip by index, (height, width, 3) of RGB; see :func:`wanted_frames`. Without
        them the figures are line drawings.
    """
    document = analysis.document
    title = f"{wording.movement_name(document)} · {document.recording.name}"
    if analysis.motion is None or not document.quality.usable:
        body = _template("refused.html", document=document)
        return design.page(title, body, style=design.static_text("figures.css"))
    parts = _Parts(analysis, analysis.motion, pictures or {})
    body = _template(
        "report.html",
        document=document,
        main=parts.main,
        hero=_hero(parts),
        strip=_strip(parts),
        spark=_spark(parts),
        time=_over_time(parts),
        trade=trade.section(analysis.trade) if analysis.trade else "",
        loads=_loads(parts),
        insight=insight.section(document),
    )
    return design.page(
        title,
        body,
        style=design.static_text("figures.css") + design.static_text("report.css"),
        script=design.static_text("trade.js") if analysis.trade else "",
    )


def wanted_frames(analysis: Analysis) -> list[int]:
    """Indices of the frames that the report shows, rising."""
    if analysis.motion is None:
        return []
    motion, main = analysis.motion, analysis.main
    shown = list(motion.reps[: strips.MOST]) + ([] if main is None else [motion.reps[main]])
    return sorted({shown_frame(motion, rep) for rep in shown})


@dataclass(frozen=True, eq=False)
class _Parts:
    analysis: Analysis
    motion: Motion
    pictures: Pictures

    @property
    def document(self) -> AnalysisDocument:
        return self.analysis.document

    @property
    def main(self) -> RepetitionPart | None:
        index = self.analysis.main
        return None if index is None else self.document.reps[index]

    @property
    def forward(self) -> int:
        return -1 if self.motion.facing == "left" else 1

    def placing(self, frame: int) -> Placing | None:
        return place(self.motion, self.analysis.recording, frame)


def _template(name: str, **values: object) -> str:
    tools = {"numbers": numbers, "wording": wording, "strips": strips}
    return design.templates().get_template(name).render(**tools, **values)


def _hero(parts: _Parts) -> dict[str, str]:
    """Photo, line figure and twin of the main repetition, as finished SVG."""
    drawn = {"photo": "", "lines": "", "twin": ""}
    rep, index = parts.main, parts.analysis.main
    if rep is None or index is None:
        return drawn
    frame = shown_frame(parts.motion, parts.motion.reps[index])
    body = bottom_frame.body_at(parts.motion, frame)
    if body is None:
        return drawn
    caption = wording.alt_text(rep)
    forward = parts.forward
    drawn["lines"] = bottom_frame.line_figure(body, rep, caption=caption, forward=forward)
    placing, photo = parts.placing(frame), parts.pictures.get(frame)
    if placing is not None and photo is not None:
        drawn["photo"] = bottom_frame.photo_figure(body, rep, placing, photo, caption=caption)
    drawn["twin"] = _twin(parts, rep, body)
    return drawn


def _twin(parts: _Parts, rep: RepetitionPart, body: bottom_frame.Body) -> str:
    if rep.twin is None or rep.twin.posture is None or rep.twin.reason is not None:
        return ""  # no balance, or a knee that stays behind the limit by itself
    placing, pixels_per_m = bottom_frame.plain_placing(body, forward=parts.forward)
    return bottom_frame.twin_figure(
        body,
        bottom_frame.posed(body, rep.twin.posture),
        placing,
        pixels_per_m,
        forward=parts.forward,
        caption=wording.twin_caption(rep.twin),
    )


def _loads(parts: _Parts) -> str:
    if parts.main is None:
        return ""
    return loads_table.section(parts.main, parts.analysis.load_notes)


def _strip(parts: _Parts) -> list[dict[str, str]]:
    cells = []
    shown = zip(parts.motion.reps, parts.document.reps, strict=True)
    for index, (found, rep) in enumerate(list(shown)[: strips.MOST]):
        frame = shown_frame(parts.motion, found)
        body = bottom_frame.body_at(parts.motion, frame)
        placing = parts.placing(frame)
        drawing = body and strips.thumbnail(
            body,
            wording.thumb_label(index, rep),
            place=placing,
            photo=parts.pictures.get(frame),
            forward=parts.forward,
        )
        cells.append(
            {
                "drawing": drawing or "",
                "gray": strips.why_gray(rep),
                "main": "yes" if index == parts.analysis.main else "",
            }
        )
    return cells


def _spark(parts: _Parts) -> str:
    series = time_course(parts.motion)
    if "knee_height_cm" not in series:
        return ""
    return strips.knee_height_line(series["time_s"], series["knee_height_cm"], parts.document.reps)


def _over_time(parts: _Parts) -> str:
    series, rep = time_course(parts.motion), parts.main
    if rep is None or "knee_travel_cm" not in series:
        return ""
    panels = [
        over_time.Panel(
            "Knee past the toes, cm", series["knee_travel_cm"], _half(rep, "knee_travel_cm"),
            zero_name="toes", keep=(-4, 4),
        ),
        over_time.Panel(
            # A heel can't go through the floor: what lies below is the network's error.
            "Heel lift, mm", np.maximum(series["heel_lift_mm"], 0.0), _half(rep, "heel_lift_mm"),
            keep=(-5, 30),
        ),
        over_time.Panel(
            "Knee bend, degrees", series["knee_flexion_deg"], _half(rep, "knee_flexion_deg"),
            keep=(0, 60),
        ),
    ]  # fmt: skip
    spans = [(r.start_s, r.end_s) for r in parts.document.reps]
    label = "Knee travel, heel lift and knee bend over time; the numbers stand in the table."
    return over_time.figure(series["time_s"], panels, spans, label=label)


def _half(rep: RepetitionPart, name: str) -> float | None:
    measured = getattr(rep, name)
    if measured.low is None or measured.high is None:
        return None
    return float(measured.high - measured.low) / 2
