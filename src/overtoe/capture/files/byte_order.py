"""C3D files written on big-endian machines, rewritten in the order that ezc3d reads.

Format: The C3D file format user guide, Motion Lab Systems: a header block, a parameter section and
the data, with the writer's processor in the parameter section (84 Intel, 85 DEC, 86 SGI/MIPS).
"""

from __future__ import annotations

import struct
from typing import Final

import numpy as np

BLOCK: Final = 512
BIG_ENDIAN: Final = 86
_PARAMETERS: Final = 4  # bytes before the first record of the parameter section
_SWAPPED_SIZES: Final = {2: 2, 4: 4}


def is_big_endian(raw: bytes) -> bool:
    """Whether a C3D file says that an SGI/MIPS processor wrote it."""
    start = (raw[0] - 1) * BLOCK
    return len(raw) > start + 3 and raw[start + 3] == BIG_ENDIAN


def little_endian(raw: bytes) -> bytes:
    """Rewrite a big-endian C3D file as an Intel one; every number stays the same.

    Raises
    ------
    ValueError
        When the parameter section doesn't hold together.
    """
    swapped = bytearray(raw)
    points_are_floats = struct.unpack_from(">f", raw, 12)[0] < 0
    data_start = (struct.unpack_from(">H", raw, 16)[0] - 1) * BLOCK
    _swap_header(swapped)
    _swap_parameters(swapped, (raw[0] - 1) * BLOCK)
    size = 4 if points_are_floats else 2
    _swap(swapped, data_start, (len(raw) - data_start) // size, size)
    return bytes(swapped)


def _swap_header(raw: bytearray) -> None:
    # Word numbers of the guide, counted from 1; a float takes two words.
    floats = {7, 11, *range(153, 189, 2)}
    labels = range(199, 235)
    flags = range(189, 198)
    word = 2
    while word <= BLOCK // 2:
        at = 2 * (word - 1)
        if word in floats:
            _swap(raw, at, 1, 4)
            word += 1
        elif word not in labels and word not in flags:
            _swap(raw, at, 1, 2)
        word += 1


def _swap_parameters(raw: bytearray, start: int) -> None:
    raw[start + 3] = 84
    end = min(start + raw[start + 2] * BLOCK, len(raw))
    at = start + _PARAMETERS
    while at + 2 < end and raw[at] != 0:
        name_length = abs(struct.unpack_from("b", raw, at)[0])
        is_group = struct.unpack_from("b", raw, at + 1)[0] < 0
        link = at + 2 + name_length
        step = int(struct.unpack_from(">h", raw, link)[0])
        _swap(raw, link, 1, 2)
        if not is_group:
            _swap_values(raw, link + 2)
        if step <= 0 or link + step >= end:
            # The last record may point anywhere; 0 says that it is the last.
            struct.pack_into("<h", raw, link, 0)
            return
        at = link + step


def _swap_values(raw: bytearray, at: int) -> None:
    kind, dimensions = struct.unpack_from("bB", raw, at)
    sizes = raw[at + 2 : at + 2 + dimensions]
    if kind in _SWAPPED_SIZES:
        _swap(raw, at + 2 + dimensions, int(np.prod(list(sizes), dtype=int)), _SWAPPED_SIZES[kind])


def _swap(raw: bytearray, at: int, count: int, size: int) -> None:
    end = at + count * size
    if at < 0 or end > len(raw):
        raise ValueError(f"a value at byte {at} reaches beyond the end of the file")
    raw[at:end] = np.frombuffer(bytes(raw[at:end]), dtype=f">u{size}").byteswap().tobytes()
