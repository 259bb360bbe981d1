"""From a video file to upright RGB pictures with true times, small and one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.capture.video.parts import decoder
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

SMALLEST_SIDE_PX: Final = 16
"""Below this no scaler or network has anything to work on."""

SQUARE_ENOUGH: Final = 0.01
"""Pixels this near to square come from an encoder's rounding and are square."""


LUMA_FORMATS: Final = ("yuv", "nv12", "p010")
"""How the names of pixel formats begin that keep luma and color apart."""


CONVERTER_STEP_PX: Final = 32
"""Pixels that the color converter handles at once, at most."""


@dataclass(frozen=True)
class Clip:
    """What the file says about itself.

    ``size_px`` is (width, height) as it is meant to be seen: after rotation and with square pixels.
    ``turns`` are quarter turns counterclockwise that bring the picture upright. ``frames`` is
    the container's own count, None if unsaid.
    """

    path: Path
    size_px: tuple[int, int]
    turns: int
    frames: int | None
    duration_s: float | None
    codec: str

    @property
    def width(self) -> float:
        """The picture's width in units of its height."""
        return self.size_px[0] / self.size_px[1]


class Small:
    """A small picture that becomes red, green and blue only where it is looked at.

    Scaling in the decoder's colors and converting what is left takes a third of the time of doing
    both at once.
    """

    def __init__(self, raw: Any, turns: int) -> None:
        self._raw, self._turns = raw, turns

    def rgba(self, converter: Any) -> Picture:
        """Upright (height, width, 4) picture, its last channel without meaning."""
        return np.rot90(converter.reformat(self._raw, format="rgba").to_ndarray(), self._turns)


class Frame:
    """One decoded picture and when it is shown; converted only when asked for.

    ``index`` counts the clip's frames, ``time_s`` from its first one.
    """

    def __init__(self, index: int, time_s: float, raw: Any, turns: int) -> None:
        self.index, self.time_s = index, time_s
        self._raw, self._small, self._turns = raw, raw, turns

    def rgb(self, size_px: tuple[int, int], scaler: Any) -> Picture:
        """Upright (height, width, 3) picture of the given (width, height)."""
        picture = _scaled(self._raw, self._stored(size_px), scaler, "rgb24")
        return np.rot90(picture.to_ndarray(), self._turns)

    def small(self, size_px: tuple[int, int], scaler: Any) -> Small:
        """The picture scaled to about (width, height), in the decoder's own colors.

        Its sides are whole steps of the color converter, which otherwise leaves the last pixels of
        a row to chance; so it can be a little wider or taller than its proportions say.
        """
        form = "yuv420p" if self._raw.format.name.startswith(LUMA_FORMATS) else "rgba"
        width, height = self._stored(size_px)
        whole = (-(-width // CONVERTER_STEP_PX) * CONVERTER_STEP_PX, height + height % 2)
        self._small = _scaled(self._raw, whole, scaler, form)
        return Small(self._small, self._turns)

    def gray(self, size_px: tuple[int, int], scaler: Any) -> Picture:
        """Upright (height, width) luma; cheaper after :meth:`small`, which it then starts from."""
        return self._gray(self._small, size_px, scaler)

    def gray_of_all(self, size_px: tuple[int, int], scaler: Any) -> Picture:
        """Upright (height, width) luma from the whole picture."""
        return self._gray(self._raw, size_px, scaler)

    def _gray(self, raw: Any, size_px: tuple[int, int], scaler: Any) -> Picture:
        gray = _scaled(raw, self._stored(size_px), scaler, "gray")
        return np.rot90(gray.to_ndarray(), self._turns)

    def _stored(self, size_px: tuple[int, int]) -> tuple[int, int]:
        return size_px if self._turns % 2 == 0 else size_px[::-1]


def _scaled(raw: Any, size_px: tuple[int, int], scaler: Any, form: str) -> Any:
    return scaler.reformat(raw, *size_px, form, interpolation="AREA")


def scaler() -> Any:
    """A converter for :class:`Frame`; one per use and size, because it remembers its tables."""
    return decoder().video.reformatter.VideoReformatter()


def size_at(clip: Clip, height_px: int) -> tuple[int, int]:
    """(width, height) of the clip's picture when scaled down to a height, never up."""
    width, height = clip.size_px
    scale = min(1.0, height_px / height)
    return (
        max(SMALLEST_SIDE_PX, round(width * scale)),
        max(SMALLEST_SIDE_PX, round(height * scale)),
    )


def probe(path: str | Path) -> Clip:
    """Read what the file says about its picture without going through all of it.

    Raises
    ------
    UnreadableError
        When there is no such file, it isn't a video, or it holds no picture.
    """
    path = Path(path)
    with _opened(path) as container:
        stream = container.streams.video[0]
        first = next(_decoded(container, stream, path), None)
        if first is None:
            raise _unreadable("VIDEO_EMPTY", path, "holds a video stream without a single picture")
        turns = round(first.rotation / 90) % 4
        return Clip(
            path=path,
            size_px=_upright_size(first, stream.sample_aspect_ratio, turns),
            turns=turns,
            frames=stream.frames or None,
            duration_s=_duration_s(container, stream),
            codec=stream.codec_context.name,
        )


def frames(clip: Clip, *, coarse: bool = False) -> Iterator[Frame]:
    """Go through the clip once.

    Times are presentation times. A frame that isn't later than the one before is dropped, because
    nothing can be measured between them. ``coarse`` leaves out pictures that no other one is built
    on, and the smoothing of block edges: good enough to look for people, in half the time.
    """
    with _opened(clip.path) as container:
        stream = container.streams.video[0]
        if coarse:
            stream.codec_context.skip_frame = "NONREF"
            stream.codec_context.options = {"skip_loop_filter": "all"}
        start, last, index = None, -np.inf, 0
        for raw in _decoded(container, stream, clip.path):
            time = float(raw.pts * raw.time_base) if raw.pts is not None else None
            if time is None or (start is not None and time - start <= last):
                continue
            start = time if start is None else start
            last = time - start
            yield Frame(index, last, raw, clip.turns)
            index += 1


def read_frames(path: str | Path, times_s: Sequence[float]) -> list[Picture]:
    """Upright full-size pictures nearest to the given times, in the order of the times.

    Times count from the first frame, as in a recording made by :func:`read_video`.

    Raises
    ------
    UnreadableError
        As :func:`probe`.
    """
    clip = probe(path)
    best: list[tuple[float, Picture | None]] = [(np.inf, None)] * len(times_s)
    converter = scaler()
    for frame in frames(clip):
        picture: Picture | None = None
        for number, time in enumerate(times_s):
            if abs(frame.time_s - time) < best[number][0]:
                picture = frame.rgb(clip.size_px, converter) if picture is None else picture
                best[number] = (abs(frame.time_s - time), picture)
        if times_s and frame.time_s > max(times_s) + 1.0:
            break
    return [np.ascontiguousarray(picture) for _, picture in best if picture is not None]


def _opened(path: Path) -> Any:
    av = decoder()
    if not path.exists():
        raise _unreadable("FILE_MISSING", path, "isn't there", "Check the name and the folder.")
    if path.is_dir():
        raise _unreadable("FILE_IS_FOLDER", path, "is a folder", "Name one clip inside it.")
    if path.stat().st_size == 0:
        raise _unreadable("VIDEO_EMPTY", path, "is empty")
    try:
        container = av.open(str(path))
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(
            "VIDEO_UNREADABLE",
            path,
            "can't be opened as a video: it is cut short or another format",
        ) from error
    if not container.streams.video:
        container.close()
        raise _unreadable("VIDEO_NO_PICTURE", path, "holds no picture, only sound or data")
    return container


def _decoded(container: Any, stream: Any, path: Path) -> Iterator[Any]:
    """Pictures until the end, or until the file is damaged: what came before is still good."""
    av = decoder()
    stream.thread_type = "AUTO"
    count = 0
    try:
        for frame in container.decode(stream):
            count += 1
            yield frame
    except (av.FFmpegError, OSError, ValueError) as error:
        if count == 0:
            raise _unreadable(
                "VIDEO_UNREADABLE", path, "holds no picture that can be decoded"
            ) from error


def _unreadable(
    code: str,
    path: Path,
    seen: str,
    advice: str = "Copy the clip from the phone again, whole, and try that copy.",
) -> UnreadableError:
    return UnreadableError(code, f"“{path.name}” {seen}, so there is nothing to measure. {advice}")


def _upright_size(frame: Any, aspect: Fraction | None, turns: int) -> tuple[int, int]:
    width, height = frame.width, frame.height
    if aspect and abs(float(aspect) - 1) > SQUARE_ENOUGH:
        width = round(width * float(aspect))
    return (width, height) if turns % 2 == 0 else (height, width)


def _duration_s(container: Any, stream: Any) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration else None
