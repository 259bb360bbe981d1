"""What a file is, from its first bytes: its name says what someone called it, nothing more."""

from __future__ import annotations

from typing import Final

HEAD_BYTES: Final = 4096

_MATROSKA: Final = b"\x1a\x45\xdf\xa3"
_TS_PACKET: Final = 188
_BOXES: Final = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_STILL_BRANDS: Final = {b"avif", b"heic", b"heix", b"mif1"}
"""Single pictures come in the same boxes as films (ISO 14496-12)."""


def is_video(head: bytes) -> bool:
    r"""Whether a file starts like a film that phones, cameras and screens write.

    Parameters
    ----------
    head
        Its first bytes, some hundred at least where the file has as many.

    >>> is_video(b"%PDF-1.7 and so on"), is_video(b"\0\0\0\x18ftypmp42" + b"\0" * 16)
    (False, True)
    """
    if head[4:8] == b"ftyp":
        return head[8:12] not in _STILL_BRANDS
    return (
        head[4:8] in _BOXES
        or head.startswith((_MATROSKA, b"GIF8", b"OggS", b"\x00\x00\x01\xba"))
        or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")
        or _is_transport_stream(head)
    )


def _is_transport_stream(head: bytes) -> bool:
    packets = [head[start : start + 1] for start in range(0, len(head), _TS_PACKET)]
    return len(packets) > 2 and all(first == b"G" for first in packets)
