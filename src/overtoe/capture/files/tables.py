"""CSV: our own long table, or one row per frame."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from overtoe.capture.files.landmark_csv import read_landmarks_csv
from overtoe.capture.files.text import read_lines
from overtoe.capture.files.wide_csv import is_wide, read_wide_csv

if TYPE_CHECKING:
    from pathlib import Path

    from overtoe.capture.recording import Recording


def recording_from_csv(path: Path) -> Recording:
    """Read landmarks in whichever of both forms the header shows."""
    lines = [line for line in read_lines(path) if line.strip() and not line.startswith("#")]
    header = next(csv.reader(lines[:1]), [])
    return read_wide_csv(path) if is_wide(header) else read_landmarks_csv(path)
