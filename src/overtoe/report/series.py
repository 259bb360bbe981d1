"""The time course as a table: CSV, or Parquet where the tables extra is installed."""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

from overtoe.errors import MissingPartError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[np.float64]]


def write_series(columns: Columns, path: Path) -> Path:
    """Write columns of equal length; the ending decides: ``.csv`` or ``.parquet``.

    Missing values are empty in CSV and null in Parquet. Returns ``path``.

    Raises
    ------
    UsageError
        The ending is another one.
    MissingPartError
        Parquet is asked for without ``overtoe[tables]``.
    """
    check_series_path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = _write_csv if path.suffix.lower() == ".csv" else _write_parquet
    writer(columns, path)
    return path


def check_series_path(path: Path) -> None:
    """Refuse an ending that can't be written, before anything long has run."""
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise UsageError(
            "UNKNOWN_TABLE",
            f"“{path.name}” doesn't say which kind of table to write. Use a name that ends in "
            ".csv or .parquet.",
        )


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
