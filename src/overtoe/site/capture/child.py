"""Start the process that measures, listen to it, and stop it where it goes too far."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from overtoe.site.capture.limits import JobLimits

Line = dict[str, Any]

LISTEN_S: Final = 1.0
stopping: Final = threading.Event()
"""Set when this worker is asked to end; a job in hand is then given back."""
PASSED_ON: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "OMP_NUM_THREADS")
"""What the process may know of its surroundings: neither the database nor the secret key."""

TOO_LONG: Final = (
    "The analysis took longer than it may. Trim the clip to the repetitions, a minute is plenty, "
    "then try again."
)


@dataclass(frozen=True)
class Ended:
    """How a job ended. ``line`` is its last word, None where it ended without one."""

    line: Line | None
    code: int


def run(
    folder: Path, wanted: Line, bounds: JobLimits, *, heard: Callable[[Line | None], bool]
) -> Ended:
    """Run the job of a clip's folder to its end.

    Parameters
    ----------
    heard
        Called about once a second with the latest progress, None where there is none yet. When it
        returns False the job is stopped.
    """
    deadline = time.monotonic() + bounds.wall_s
    last: Line | None = None
    with _started(folder, wanted | {"limits": asdict(bounds)}) as process:
        for lines in _heard(process):
            last = lines[-1] if lines else last
            if last and "outcome" in last:
                break
            if time.monotonic() > deadline:
                return Ended({"outcome": "failed", "message": TOO_LONG}, -signal.SIGKILL)
            if stopping.is_set() or not heard(last):
                return Ended(None, -signal.SIGKILL)
        code = process.wait()
    if code == -signal.SIGXCPU:
        return Ended({"outcome": "failed", "message": TOO_LONG}, code)
    return Ended(last if last and "outcome" in last else None, code)


@contextmanager
def _started(folder: Path, wanted: Line) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603  (our own program, no words from outside)
        [sys.executable, "-m", "overtoe.site.capture.job", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        start_new_session=True,
    )
    try:
        _tell(process, wanted)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _tell(process: subprocess.Popen[bytes], wanted: Line) -> None:
    if process.stdin:
        process.stdin.write(json.dumps(wanted).encode() + b"\n")
        process.stdin.flush()


def _heard(process: subprocess.Popen[bytes]) -> Iterator[list[Line]]:
    """Yield what was said, at least once a second, until the process closes its mouth."""
    if process.stdout is None:
        return
    descriptor, rest = process.stdout.fileno(), b""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            data = os.read(descriptor, 1 << 16) if selector.select(LISTEN_S) else None
            if data == b"":
                return
            *whole, rest = (rest + (data or b"")).split(b"\n")
            yield [json.loads(line) for line in whole]
