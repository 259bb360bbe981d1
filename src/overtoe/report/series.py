"""The time course as a file: a table (CSV, Parquet), or what OpenSim opens (MOT, STO)."""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

from overtoe.errors import MissingPartError, UsageError

_ENDINGS = (".csv", ".parquet", ".mot", ".sto")

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from overtoe.analysis import Analysis

    Columns = Mapping[str, NDArray[np.float64]]


def write_series(analysis: Analysis, path: Path) -> Path | None:
    """Write the time course of an analysis; the ending decides.

    ``.csv`` and ``.parquet`` hold every column, ``.mot`` joint angles and ``.sto`` joint moments
    with OpenSim's names. Missing values are empty in CSV and null in Parquet. Returns ``path``,
    None when nothing was measured.

    Raises
    ------
    UsageError
        The ending is another one.
    MissingPartError
        Parquet is asked for without ``overtoe[tables]``.
    """
    check_series_path(path)
    if analysis.motion is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() in (".mot", ".sto"):
        return _write_storage(analysis, path)
    write_table(analysis.series, path)
    return path


def write_table(columns: Columns, path: Path) -> None:
    """Write columns of equal length as ``.csv`` or ``.parquet``."""
    writer = _write_csv if path.suffix.lower() == ".csv" else _write_parquet
    writer(columns, path)


def check_series_path(path: Path) -> None:
    """Refuse an ending that can't be written, before anything long has run."""
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            "UNKNOWN_TABLE",
            f"“{path.name}” doesn't say which kind of table to write. Use a name that ends in "
            ".csv, .parquet, .mot (angles) or .sto (moments).",
        )


def _write_storage(analysis: Analysis, path: Path) -> Path | None:
    from overtoe.capture.files.storage import write_storage  # noqa: PLC0415
    from overtoe.loads import angles_storage, moments_storage  # noqa: PLC0415

    if path.suffix.lower() == ".mot" and analysis.motion is not None:
        write_storage(path, angles_storage(analysis.motion))
        return path
    if analysis.load_series is None or not analysis.load_series.legs:
        return None
    write_storage(path, moments_storage(analysis.load_series))
    return path


def _write_csv(columns: Columns, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(columns)
        for row in zip(*columns.values(), strict=True):
            table.writerow([_cell(float(value)) for value in row])


def _cell(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""


def _write_parquet(columns: Columns, path: Path) -> None:
    try:
        import polars  # noqa: PLC0415  (optional)
    except ImportError as error:
        raise MissingPartError(
            "TABLES_MISSING",
            "Parquet needs a part that isn't installed. Write a .csv instead, or run: "
            "pip install 'overtoe[tables]'",
        ) from error
    frame = polars.DataFrame({name: column.tolist() for name, column in columns.items()})
    frame.fill_nan(None).write_parquet(path)
