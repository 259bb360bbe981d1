"""Render a sample clip and its truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overtoe.sample.body import mannequin
from overtoe.sample.camera import camera
from overtoe.sample.film import frames, write_clip
from overtoe.sample.options import SampleOptions
from overtoe.sample.poses import poses
from overtoe.sample.room import room
from overtoe.sample.tempo import depth_at, frame_times, strokes
from overtoe.sample.truth import truth

if TYPE_CHECKING:
    from collections.abc import Callable


def render(
    path: str | Path,
    options: SampleOptions | None = None,
    *,
    truth_path: str | Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Any]:
    """Write a clip of a squatting mannequin and return what is true about it.

    Parameters
    ----------
    path
        The clip to write (``mp4``).
    options
        What to draw; the defaults where None.
    truth_path
        Where to write the truth as JSON as well.
    progress
        Called with the share of the clip that is done, from 0 to 1.

    Raises
    ------
    UsageError
        For a body that doesn't exist.
    MissingPartError
        When the video part isn't installed.
    """
    options = options or SampleOptions()
    body = mannequin(options.body, stature_m=options.stature_m, seed=options.seed)
    made_strokes = strokes(options)
    times_s = frame_times(options, made_strokes)
    made = poses(body, options, depth_at(times_s, made_strokes))
    view = camera(options)
    pictures = frames(body, made, view, room(view, options), options)
    write_clip(
        Path(path),
        pictures,
        fps=options.fps,
        size=(options.width, options.height),
        progress=_share(progress, len(times_s)),
    )
    known = truth(options, body=body, view=view, made=made, times_s=times_s, strokes=made_strokes)
    if truth_path is not None:
        Path(truth_path).write_text(json.dumps(known, indent=1), encoding="utf-8")
    return known


def _share(progress: Callable[[float], None] | None, count: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda done: progress(done / count)
