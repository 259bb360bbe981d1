"""Frames of the mannequin, and the file that holds them."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from overtoe.conventions import Side
from overtoe.errors import MissingPartError, UsageError
from overtoe.sample.brush import Stroke2D, paint
from overtoe.sample.figure import figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from overtoe.sample.body import Mannequin
    from overtoe.sample.camera import Camera
    from overtoe.sample.figure import Limb
    from overtoe.sample.options import SampleOptions
    from overtoe.sample.poses import Poses

    Frame = NDArray[np.uint8]
    Picture = NDArray[np.float32]

_WORKERS: Final = 2
_NOISE_TILES: Final = 4


def frames(
    body: Mannequin, made: Poses, view: Camera, backdrop: Picture, options: SampleOptions
) -> Iterator[Frame]:
    """Yield all frames in order, (height, width, 3) red, green, blue.

    The result doesn't depend on how many frames are painted at once.
    """
    count = len(made.joints["head"])
    developed = _Developer(backdrop, options)
    near = Side.RIGHT if options.facing == "right" else Side.LEFT

    def painted(index: int) -> Frame:
        joints = {name: path[index] for name, path in made.joints.items()}
        strokes = [_projected(limb, view) for limb in figure(body, joints, near)]
        return developed.frame(index, strokes)

    with ThreadPoolExecutor(_WORKERS) as pool:
        for first in range(0, count, 4 * _WORKERS):
            yield from pool.map(painted, range(first, min(first + 4 * _WORKERS, count)))


def write_clip(
    path: Path,
    pictures: Iterator[Frame],
    *,
    fps: float,
    size: tuple[int, int],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Encode frames as H.264 in an MP4 that phones play.

    Raises
    ------
    MissingPartError
        ``VIDEO_PART_MISSING`` when PyAV isn't there.
    UsageError
        ``SAMPLE_NOT_WRITABLE`` when there is no such folder.
    """
    av = _encoder()
    try:
        path.touch()
    except OSError as error:
        raise UsageError(
            "SAMPLE_NOT_WRITABLE",
            f"“{path}” can't be written ({error.strerror or error}). Choose a folder that exists "
            "and that you may write to.",
        ) from error
    options = {"movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        stream = container.add_stream("libx264", rate=Fraction(fps).limit_denominator(1001))
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        # One encoder thread: the same bytes on every machine.
        stream.codec_context.thread_count = 1
        stream.options = {"preset": "ultrafast", "crf": "23"}
        for index, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame))
            if progress is not None:
                progress(index + 1)
        container.mux(stream.encode())


def _encoder() -> Any:
    try:
        return importlib.import_module("av")
    except ImportError as error:
        raise MissingPartError(
            "VIDEO_PART_MISSING",
            "Writing a clip needs av, which isn't installed. Install it with: "
            "pip install 'overtoe[video]'.",
        ) from error


def _projected(limb: Limb, view: Camera) -> Stroke2D:
    ends, depths = view.project(np.stack([limb.start, limb.end]))
    return Stroke2D(
        start=(float(ends[0, 0]), float(ends[0, 1])),
        end=(float(ends[1, 0]), float(ends[1, 1])),
        start_radius=float(limb.start_radius * view.focal / depths[0]),
        end_radius=float(limb.end_radius * view.focal / depths[1]),
        color=limb.color,
    )


class _Developer:
    """Turns strokes into finished pictures; the empty room is developed once per noise tile."""

    def __init__(self, backdrop: Picture, options: SampleOptions) -> None:
        generator = np.random.default_rng(options.seed)
        shape = (_NOISE_TILES if options.noise else 1, *backdrop.shape[:2], 1)
        self._grain = generator.standard_normal(shape, dtype=np.float32)
        self._grain *= np.float32(options.noise)
        self._brightness = np.float32(options.brightness)
        self._backdrop = backdrop
        self._rooms = [self._finished(backdrop, grain) for grain in self._grain]

    def frame(self, index: int, strokes: list[Stroke2D]) -> Frame:
        tile = index % len(self._rooms)
        picture = self._rooms[tile].copy()
        part = _around(strokes, self._backdrop)
        patch = np.ascontiguousarray(np.moveaxis(self._backdrop[part], 2, 0))
        corner = (part[1].start, part[0].start)
        for stroke in strokes:
            paint(patch, stroke.moved(-corner[0], -corner[1]))
        picture[part] = self._finished(np.moveaxis(patch, 0, 2), self._grain[tile][part])
        return picture

    def _finished(self, picture: Picture, grain: Picture) -> Frame:
        developed = picture * self._brightness + grain
        return np.clip(developed, 0, 255, out=developed).astype(np.uint8)


def _around(strokes: list[Stroke2D], picture: Picture) -> tuple[slice, slice]:
    ends = np.array([(*s.start, s.start_radius) for s in strokes])
    ends = np.concatenate([ends, [(*s.end, s.end_radius) for s in strokes]])
    low = (ends[:, :2] - ends[:, 2:]).min(axis=0) - 2
    high = (ends[:, :2] + ends[:, 2:]).max(axis=0) + 3
    size = (picture.shape[1], picture.shape[0])
    first, last = (np.clip(corner, 0, size).astype(int) for corner in (low, high))
    return slice(first[1], last[1]), slice(first[0], last[0])
