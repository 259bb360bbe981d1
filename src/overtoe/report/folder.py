"""The report's folder: the page, the result as JSON, the overlay if asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.report import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from overtoe.analysis import Analysis
    from overtoe.report.pictures import Pictures

PAGE = "report.html"
RESULT = "analysis.json"
OVERLAY = "overlay.mp4"
SAME_TIME_S = 1e-4
"""Frames whose times differ by less are the same frame: none follow each other faster."""


def write_report(
    analysis: Analysis,
    folder: Path,
    *,
    clip: Path | None = None,
    overlay: bool = False,
    progress: Callable[[float], None] | None = None,
) -> list[Path]:
    """Write ``report.html`` and ``analysis.json``, with ``overlay`` also ``overlay.mp4``.

    Parameters
    ----------
    clip
        The video that the analysis is of; its frames go into the page. None draws lines instead.
    progress
        Called with the share that is done, while the overlay is written.

    Returns
    -------
    list of Path
        What was written, the page first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page, result = folder / PAGE, folder / RESULT
    pictures = frames_of(analysis, clip) if clip is not None else {}
    page.write_text(html.render(analysis, pictures), encoding="utf-8")
    result.write_text(analysis.document.model_dump_json(indent=2) + "\n", encoding="utf-8")
    written = [page, result]
    if overlay and clip is not None and analysis.motion and analysis.recording.kind == "video":
        from overtoe.report.overlay import write_overlay  # noqa: PLC0415  (the video stack)

        write_overlay(clip, folder / OVERLAY, analysis.motion, progress=progress)
        written.append(folder / OVERLAY)
    return written


def frames_of(analysis: Analysis, clip: Path) -> Pictures:
    """The frames that the page shows, by index; empty where the recording isn't a video."""
    wanted = html.wanted_frames(analysis)
    if analysis.recording.kind != "video" or not wanted:
        return {}
    from overtoe.capture.video.decode import frames, probe, scaler  # noqa: PLC0415

    times_s, found, converter = analysis.recording.times_s, probe(clip), scaler()
    pictures = {}
    for frame in frames(found):
        if frame.time_s > times_s[wanted[-1]] + SAME_TIME_S:
            break
        for index in wanted:
            if abs(frame.time_s - times_s[index]) < SAME_TIME_S:
                pictures[index] = frame.rgb(found.size_px, converter)
    return pictures
