"""MOT and STO: OpenSim's text tables of anything over time.

Format: OpenSim user's guide, "Storage (.sto) and motion (.mot) files": header lines up to
``endheader``, a line of column names, then rows. Older files (SIMM) name their counts
``datacolumns`` and ``datarows`` and leave ``inDegrees`` out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from overtoe.capture.files.text import number_table, read_lines
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Storage:
    """A table over time; ``values`` is (rows, columns) without the time column.

    ``in_degrees`` says what the header says about rotations; None where it says nothing.
    """

    title: str
    times_s: Floats
    columns: tuple[str, ...]
    values: Floats
    in_degrees: bool | None = None

    def column(self, name: str) -> Floats:
        """One column by its name, (rows,)."""
        column: Floats = self.values[:, self.columns.index(name)]
        return column


def read_storage(path: str | Path) -> Storage:
    """Read a MOT or STO file as it is, without changing units.

    Raises
    ------
    UnreadableError
        ``STO_HEADER`` or ``STO_NUMBERS``.
    """
    path = Path(path)
    lines = read_lines(path)
    end = _end_of_header(lines, path.name)
    body = [line.split() for line in lines[end + 1 :] if line.strip()]
    if len(body) < 2 or body[0][0].lower() != "time":
        raise _header_error(path.name)
    try:
        table = number_table(body[1:], len(body[0]))
    except ValueError as error:
        raise UnreadableError(
            "STO_NUMBERS",
            f"“{path.name}” holds something that isn't a number ({error}). The file is damaged. "
            "Export it again.",
        ) from error
    title = lines[0].strip().removeprefix("name ").strip()
    return Storage(title, table[:, 0], tuple(body[0][1:]), table[:, 1:], _degrees(lines[:end]))


def write_storage(path: str | Path, storage: Storage) -> None:
    """Write a MOT or STO file that OpenSim opens; every number reads back the same."""
    lines = [
        storage.title,
        "version=1",
        f"nRows={len(storage.times_s)}",
        f"nColumns={len(storage.columns) + 1}",
        f"inDegrees={'yes' if storage.in_degrees else 'no'}",
        "endheader",
        "\t".join(("time", *storage.columns)),
    ]
    for time, row in zip(storage.times_s, storage.values, strict=True):
        lines.append("\t".join(repr(float(value)) for value in (time, *row)))
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _end_of_header(lines: list[str], name: str) -> int:
    for index, line in enumerate(lines[:200]):
        if line.strip().lower() == "endheader":
            return index
    raise _header_error(name)


def _header_error(name: str) -> UnreadableError:
    return UnreadableError(
        "STO_HEADER",
        f"“{name}” doesn't look like a MOT or STO file: no “endheader” followed by a line of "
        "column names that begins with “time”, and rows below it. Export it again from OpenSim.",
    )


def _degrees(header: list[str]) -> bool | None:
    for line in header:
        key, _, value = line.partition("=")
        if key.strip().lower() == "indegrees":
            return value.strip().lower() == "yes"
    return None
