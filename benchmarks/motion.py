"""What measuring costs once the landmarks are there: seconds, and share of the clip's length.

Run ``python benchmarks/motion.py landmarks.csv …`` with files that ``overtoe analyze --landmarks``
wrote, or marker files.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from overtoe.capture import read_recording
from overtoe.errors import CannotMeasureError
from overtoe.motion import measure


def main(paths: list[str]) -> None:
    """Print one line per file: its length, the best of three runs, and the share."""
    for path in paths:
        recording = read_recording(path)
        best = min(_seconds(recording) for _ in range(3))
        share = best / recording.duration_s
        print(f"{Path(path).name}: {recording.duration_s:.1f} s, {best:.3f} s, {share:.2%}")


def _seconds(recording) -> float:  # type: ignore[no-untyped-def]
    begin = time.perf_counter()
    try:
        measure(recording, stature_m=1.75)
    except CannotMeasureError as error:
        print(error.code, end=" ")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(sys.argv[1:])
