"""How long `import overtoe` and `overtoe --help` take, as the median of fresh interpreters.

Run: .venv/bin/python benchmarks/import_time.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
GOAL_MS = 150
HELP = "import sys; sys.argv = ['overtoe', '--help']; from overtoe.cli import main; main()"


def median_ms(*arguments: str) -> float:
    """Median wall time of fresh interpreters with these arguments."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    bare = median_ms("-c", "pass")
    package = median_ms("-c", "import overtoe")
    ours = package - bare
    print(f"Python alone     {bare:6.0f} ms")
    print(f"import overtoe   {package:6.0f} ms, of which ours {ours:.0f} ms (goal {GOAL_MS})")
    print(f"overtoe --help   {median_ms('-c', HELP):6.0f} ms")


if __name__ == "__main__":
    main()
