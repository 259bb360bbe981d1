"""Frames of the clip for the report: taken once, cropped, as JPEG inside the page."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Pictures = Mapping[int, Picture]
    Box = tuple[float, float, float, float]


def cropped(picture: Picture, box: Box) -> Picture:
    """Cut ``box`` (left, top, right, bottom in pixels) out; the picture's edge goes on outside."""
    left, top, right, bottom = (round(value) for value in box)
    height, width = picture.shape[:2]
    rows = np.clip(np.arange(top, max(bottom, top + 1)), 0, height - 1)
    columns = np.clip(np.arange(left, max(right, left + 1)), 0, width - 1)
    return picture[rows[:, None], columns]


def jpeg(picture: Picture, *, width_px: int) -> bytes:
    """Encode a picture (height, width, 3 of RGB) as JPEG, at most ``width_px`` wide."""
    import av  # noqa: PLC0415  the video stack loads only where pictures are made

    scale = min(1.0, width_px / picture.shape[1])
    # JPEG halves the color planes, so both sides are even.
    size = [max(2, 2 * round(side * scale / 2)) for side in (picture.shape[1], picture.shape[0])]
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    frame = frame.reformat(width=size[0], height=size[1], format="yuvj420p", interpolation="AREA")
    out = io.BytesIO()
    with av.open(out, "w", format="mjpeg") as container:
        stream: Any = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = size[0], size[1], "yuvj420p"
        stream.codec_context.qmin, stream.codec_context.qmax = 4, 6
        stream.codec_context.thread_count = 1
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return out.getvalue()


def data_address(content: bytes, kind: str = "image/jpeg") -> str:
    """A ``data:`` address that holds the content itself.

    >>> data_address(b"hi", "text/plain")
    'data:text/plain;base64,aGk='
    """
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
