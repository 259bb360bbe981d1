"""The clip again, with the measured leg, the toe line, the count and the travel drawn on it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.analysis.series import shown_leg
from overtoe.capture.video.decode import frames, probe, scaler
from overtoe.capture.video.parts import decoder
from overtoe.report import lettering, paint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from overtoe.capture.video.decode import Clip
    from overtoe.motion.types import Motion

    Picture = NDArray[np.uint8]

LONGEST_SIDE_PX: Final = 1280
"""Enough for a phone's screen, and every phone decodes it."""

TICKS_PER_S: Final = 90_000
"""Time base of the written clip: the usual one, fine enough for any camera's times."""

WHITE: Final = (255, 255, 255)
LEG: Final = (192, 80, 12)
"""The report's colour of the knee."""

CHAIN: Final = ("ankle", "knee", "hip", "shoulder")
FOOT: Final = ("heel", "toe")


@dataclass(frozen=True)
class _Caption:
    """What stands in the corner at one time."""

    count: str
    travel: str


def write_overlay(
    path_in: Path,
    path_out: Path,
    motion: Motion,
    *,
    progress: Callable[[float], None] | None = None,
) -> Path:
    """Write the clip with the measured leg drawn on it, as an mp4 that plays on a phone.

    H.264 in yuv420p with the index in front, at the clip's own times, at most 1280 pixels on the
    longer side, without sound. Frames in which nothing was measured stay as they are.

    Parameters
    ----------
    path_in, path_out
        The clip that ``motion`` was measured from, and the file to write.
    progress
        Called with the share that is done.

    Raises
    ------
    UnreadableError
        When the clip can't be read.
    """
    clip = probe(path_in)
    size = _written_size(clip)
    count = max(1, len(motion.times_s))
    drawing = _Drawing(motion, scale=size[1] / clip.size_px[1])
    av = decoder()
    with av.open(str(path_out), "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = _stream(container, size)
        for index, time_s, picture in _upright(clip, size):
            drawing.paint(picture, index)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time_s * TICKS_PER_S), stream.time_base
            container.mux(stream.encode(frame))
            if progress:
                progress(min(1.0, (index + 1) / count))
        container.mux(stream.encode(None))
    return path_out


class _Drawing:
    """What is drawn on each frame; lengths follow the written picture's height."""

    def __init__(self, motion: Motion, *, scale: float) -> None:
        self._motion, self._scale = motion, scale
        leg = shown_leg(motion)
        self._travel_m = None if leg is None else leg.knee_m[:, 0] - leg.toe_m[:, 0]

    def paint(self, picture: Picture, index: int) -> None:
        height = picture.shape[0]
        thick = max(2.0, height / 180)
        if index < len(self._motion.times_s) and self._motion.fitted_px:
            self._toe_line(picture, index, thick)
            for names in (CHAIN, FOOT):
                points = [self._point(name, index, height) for name in names]
                paint.line(picture, points, WHITE, 2 * thick)
                paint.line(picture, points, LEG, thick)
            heel = self._point("heel", index, height)
            paint.line(picture, [heel, heel], WHITE, 3 * thick)
            paint.line(picture, [heel, heel], LEG, 2 * thick)
        self._write(picture, self._caption(index))

    def _point(self, name: str, index: int, height: int) -> tuple[float, float]:
        path = self._motion.fitted_px.get(name)
        if path is None:
            return np.nan, np.nan
        x, y = path[index] * self._scale
        return float(x), height - float(y)

    def _toe_line(self, picture: Picture, index: int, thick: float) -> None:
        toe = self._point("toe", index, picture.shape[0])
        knee = self._point("knee", index, picture.shape[0])
        top = (toe[0], knee[1] - 4 * thick)
        for start, end in paint.dashes(toe, top, 3 * thick):
            paint.line(picture, [start, end], (0, 0, 0), thick)
            paint.line(picture, [start, end], WHITE, 0.6 * thick)

    def _caption(self, index: int) -> _Caption:
        reps = self._motion.reps
        begun = sum(rep.start <= index for rep in reps)
        travel = np.nan
        if self._travel_m is not None and index < len(self._travel_m):
            travel = float(self._travel_m[index]) * 100
        inside = any(rep.start <= index <= rep.end for rep in reps)
        return _Caption(
            count=f"rep {begun}/{len(reps)}" if reps else "",
            travel=_signed_cm(travel) if inside and np.isfinite(travel) else "",
        )

    def _write(self, picture: Picture, caption: _Caption) -> None:
        texts = [text for text in (caption.count, caption.travel) if text]
        if not texts:
            return
        size = picture.shape[0] / 28
        margin, leading = size, 2 * size
        wide = max(lettering.width(text, height=size) for text in texts)
        paint.darken(
            picture, (0, 0, int(wide + 2 * margin), int(margin / 2 + leading * len(texts))), 0.55
        )
        for number, text in enumerate(texts):
            base = margin / 2 + leading * number + 1.5 * size
            for stroke in lettering.strokes(text, height=size):
                points = [(margin + x, base - y) for x, y in stroke]
                paint.line(picture, points, WHITE, max(1.5, size / 6))


def _signed_cm(value: float) -> str:
    rounded = round(value)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded)} cm"


def _written_size(clip: Clip) -> tuple[int, int]:
    """Even (width, height): yuv420p keeps colour for blocks of two by two pixels."""
    scale = min(1.0, LONGEST_SIDE_PX / max(clip.size_px))
    width, height = (max(16, 2 * round(side * scale / 2)) for side in clip.size_px)
    return width, height


def _upright(clip: Clip, size: tuple[int, int]) -> Iterator[tuple[int, float, Picture]]:
    converter = scaler()
    for frame in frames(clip):
        yield frame.index, frame.time_s, np.ascontiguousarray(frame.rgb(size, converter))


def _stream(container: Any, size: tuple[int, int]) -> Any:
    stream = container.add_stream("libx264", options={"crf": "21", "preset": "veryfast"})
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
    return stream
