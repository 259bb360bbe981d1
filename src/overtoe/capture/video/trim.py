"""Leave out the part of a network that nobody asks for: here the segmentation mask.

A TFLite file is a FlatBuffer: tables whose fields are found through a table of offsets, and vectors
of a length and its items (FlatBuffers documentation, *Internals*; field numbers from TensorFlow's
``schema.fbs``: Model.subgraphs = 2; SubGraph.outputs = 2, .operators = 3; Operator.inputs = 1,
.outputs = 2). Shortening two vectors in memory is all it takes; every operation that remains, and
so every number that it gives, is the same.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_SUBGRAPHS: Final = 2
_OUTPUTS, _OPERATORS = 2, 3
_OPERATOR_INPUTS, _OPERATOR_OUTPUTS = 1, 2


def without_outputs(model: bytes, unwanted: Collection[int]) -> bytes:
    """The same network without some of its outputs and all work that only they need.

    Parameters
    ----------
    model
        Content of a TFLite file with one subgraph.
    unwanted
        Tensor numbers of the outputs to leave out.
    """
    data = bytearray(model)
    subgraph = _follow(data, _vector(data, _follow(data, 0), _SUBGRAPHS) + 4)
    outputs = _vector(data, subgraph, _OUTPUTS)
    wanted = [tensor for tensor in _numbers(data, outputs) if tensor not in unwanted]
    operators = _vector(data, subgraph, _OPERATORS)
    places = [operators + 4 + 4 * item for item in range(_u32(data, operators))]
    tables = [_follow(data, place) for place in places]
    kept = _needed(data, tables, wanted)
    struct.pack_into(f"<I{len(wanted)}i", data, outputs, len(wanted), *wanted)
    offsets = [table - place for table, place in zip(kept, places, strict=False)]
    struct.pack_into(f"<I{len(kept)}I", data, operators, len(kept), *offsets)
    return bytes(data)


def _needed(data: bytearray, operators: list[int], wanted: list[int]) -> list[int]:
    """Operators that the wanted tensors depend on; files list operators in order of execution."""
    alive = set(wanted)
    kept = []
    for operator in reversed(operators):
        if alive.intersection(_numbers(data, _vector(data, operator, _OPERATOR_OUTPUTS))):
            alive.update(_numbers(data, _vector(data, operator, _OPERATOR_INPUTS)))
            kept.append(operator)
    return kept[::-1]


def _u32(data: bytearray, place: int) -> int:
    return int(struct.unpack_from("<I", data, place)[0])


def _follow(data: bytearray, place: int) -> int:
    return place + _u32(data, place)


def _vector(data: bytearray, table: int, field: int) -> int:
    """Where a table's vector field begins (its length, then its items)."""
    fields = table - int(struct.unpack_from("<i", data, table)[0])
    (offset,) = struct.unpack_from("<H", data, fields + 4 + 2 * field)
    return _follow(data, table + int(offset))


def _numbers(data: bytearray, vector: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{_u32(data, vector)}i", data, vector + 4)
