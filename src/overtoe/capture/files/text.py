"""Read and parse text files whose encoding and line ends nobody promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def read_lines(path: Path) -> list[str]:
    """Lines of a text file without their ends.

    Raises
    ------
    UnreadableError
        When the file is missing, a folder, or not to be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "FILE_NOT_READABLE",
            f"“{path.name}” can't be opened ({error.strerror or error}). Check the path and that "
            "you may read the file.",
        ) from error
    return raw.decode("utf-8-sig", errors="replace").splitlines()


def number(text: str) -> float:
    """Number in a cell; empty cells and words for "nothing" are NaN.

    >>> number(" 1.5 "), number("")
    (1.5, nan)
    """
    try:
        return float(text)
    except ValueError:
        if text.strip().lower() in {"", "nan", "null", "none", "-", "#n/a", "na"}:
            return float("nan")
        raise


def number_table(rows: list[list[str]], columns: int) -> NDArray[np.float64]:
    """Numbers of equally long rows; rows that end early are filled up with NaN.

    Raises
    ------
    ValueError
        When a cell holds something else than a number.
    """
    table = np.full((len(rows), columns), np.nan)
    for index, row in enumerate(rows):
        cells = [number(cell) for cell in row[:columns]]
        table[index, : len(cells)] = cells
    return table
