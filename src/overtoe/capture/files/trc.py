"""TRC: marker paths as text, the format that OpenSim reads.

Format: OpenSim user's guide, "Marker (.trc) files": three header lines, marker names, axis labels,
an empty line in most files, then frame number, time and three columns per marker.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from overtoe.capture.files.marker_data import MarkerData
from overtoe.capture.files.text import number_table, read_lines
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_METERS = {"m": 1.0, "meters": 1.0, "cm": 0.01, "mm": 0.001, "millimeters": 0.001}


def read_trc(path: str | Path) -> MarkerData:
    """Read marker paths; a marker that stands exactly at the origin counts as missing.

    Raises
    ------
    UnreadableError
        ``TRC_HEADER``, ``TRC_UNIT``, ``TRC_NO_FRAMES`` or ``TRC_NUMBERS``.
    """
    path = Path(path)
    lines = read_lines(path)
    header = _header(lines, path.name)
    labels = tuple(cell.strip() for cell in lines[3].split("\t")[2:] if cell.strip())
    table = _frames(lines[4:], 2 + 3 * len(labels), path.name)
    positions = table[:, 2:].reshape(len(table), len(labels), 3) * _meters(header, path.name)
    positions[(positions == 0).all(axis=2)] = np.nan
    return MarkerData(path.name, table[:, 1], labels, positions)


def write_trc(
    path: str | Path, times_s: Floats, labels: tuple[str, ...], positions: Floats
) -> None:
    """Write marker paths in meters so that every number reads back the same.

    ``positions`` is (frames, markers, 3); missing positions become empty cells, as OpenSim expects.
    """
    rate = _rate_hz(times_s)
    counts = f"{rate}\t{rate}\t{len(times_s)}\t{len(labels)}\tm\t{rate}\t1\t{len(times_s)}"
    axes = "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(labels) + 1))
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{Path(path).name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
        "OrigNumFrames",
        counts,
        "Frame#\tTime\t" + "\t\t\t".join(labels) + "\t\t",
        "\t\t" + axes,
        "",
    ]
    for index, (time, row) in enumerate(zip(times_s, positions, strict=True), start=1):
        lines.append("\t".join([str(index), repr(float(time)), *map(_cell, row.reshape(-1))]))
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _header(lines: list[str], name: str) -> dict[str, str]:
    named = len(lines) > 4 and lines[3].lower().startswith("frame#")
    if not named or not lines[0].startswith("PathFileType"):
        raise UnreadableError(
            "TRC_HEADER",
            f"“{name}” doesn't begin like a TRC file (PathFileType, DataRate …, Frame#). Without "
            "the header the columns have no names. Export it again from your capture software.",
        )
    return dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=False))


def _meters(header: dict[str, str], name: str) -> float:
    unit = header.get("Units", "").strip().lower()
    if unit not in _METERS:
        raise UnreadableError(
            "TRC_UNIT",
            f"“{name}” gives its unit as “{unit}”. Overtoe knows m, cm and mm; with another unit "
            "every length would be wrong. Set Units in the third line.",
        )
    return _METERS[unit]


def _frames(lines: list[str], columns: int, name: str) -> Floats:
    rows = [cells for cells in (line.split("\t") for line in lines) if cells[0].strip().isdigit()]
    if not rows:
        raise UnreadableError(
            "TRC_NO_FRAMES",
            f"“{name}” has a header but no frames. There is nothing to measure. Export it again.",
        )
    try:
        return number_table(rows, columns)
    except ValueError as error:
        raise UnreadableError(
            "TRC_NUMBERS",
            f"“{name}” holds something that isn't a number ({error}). The file is damaged or not "
            "a TRC file. Export it again.",
        ) from error


def _rate_hz(times_s: Floats) -> str:
    if len(times_s) < 2:
        return "1"
    return f"{1 / float(np.median(np.diff(times_s))):.12g}"


def _cell(value: float) -> str:
    return "" if np.isnan(value) else repr(float(value))
