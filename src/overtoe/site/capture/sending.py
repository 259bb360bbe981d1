"""Send a file, or the part of it that is asked for: phones play films in parts (RFC 9110 §14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Final

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpRequest

RANGE: Final = re.compile(r"^bytes=(\d*)-(\d*)$")
PIECE_BYTES: Final = 256 * 1024


def send(
    request: HttpRequest, path: Path, content_type: str
) -> FileResponse | StreamingHttpResponse | HttpResponse:
    """Answer with a file, or with the one range of it that is asked for.

    Raises
    ------
    Http404
        When there is no such file.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Http404 from error
    size = path.stat().st_size
    wanted = RANGE.match(request.headers.get("Range", ""))
    if wanted is None or wanted.groups() == ("", ""):
        whole = FileResponse(file, content_type=content_type)
        whole.headers["Accept-Ranges"] = "bytes"
        return whole
    first, last = _bounds(wanted, size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    return _part(file, first, last, size, content_type)


def _bounds(wanted: re.Match[str], size: int) -> tuple[int, int]:
    start, end = wanted.groups()
    if not start:
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end), size - 1) if end else size - 1


def _part(
    file: BinaryIO, first: int, last: int, size: int, content_type: str
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        _pieces(file, first, last - first + 1), status=206, content_type=content_type
    )
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _pieces(file: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(PIECE_BYTES, length))):
            length -= len(piece)
            yield piece
