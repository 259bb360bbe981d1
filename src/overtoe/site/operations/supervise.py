"""Keep a few processes running: start them, start them again when they die, end them in order."""

from __future__ import annotations

import contextlib
import logging
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

LOOK_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
STEADY_S: Final = 60.0
"""A process that ran this long before it died starts again at once."""
PATIENCE_S: Final = 30.0
"""An analysis stops within a second of being asked; a page that is being sent may take longer."""

logger = logging.getLogger("overtoe.serve")


@dataclass
class Child:
    """A process that should run, and how its last start went."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    pause_s: float = field(default=0.0)
    due: float = 0.0

    def look(self, now: float) -> None:
        """Start it where it should run and doesn't; wait longer each time it dies young."""
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            young = now - self.began < STEADY_S
            self.pause_s = min(LONGEST_PAUSE_S, max(0.5, 2 * self.pause_s)) if young else 0.0
            self.due, self.process = now + self.pause_s, None
            logger.warning("a process ended and is started again", extra=self._facts(code))
        if now >= self.due:
            self.process, self.began = start(self.command), now

    def _facts(self, code: int) -> dict[str, object]:
        return {"task": self.name, "code": code, "seconds": self.pause_s}


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one, and that the terminal's Ctrl-C doesn't reach."""
    # Nothing else runs in this process when it starts one, so a hook before exec is safe here.
    return subprocess.Popen(  # noqa: S603
        command,
        start_new_session=True,
        preexec_fn=_end_with_parent,  # noqa: PLW1509
    )


def _end_with_parent() -> None:
    """Ask Linux to end this process should its parent be killed; other systems can't."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415

    set_death_signal = 1  # PR_SET_PDEATHSIG, prctl(2)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)


def supervise(children: Sequence[Child], *, clock: Callable[[], float] = time.monotonic) -> None:
    """Keep the processes running until this one is told to stop, then end them gracefully."""
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        while not asked:
            for child in children:
                child.look(clock())
            time.sleep(LOOK_S)
    finally:
        end(children, clock=clock)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(children: Sequence[Child], *, clock: Callable[[], float] = time.monotonic) -> None:
    """Ask all to end, wait, then insist."""
    alive = [child.process for child in children if child.process is not None]
    for process in alive:
        process.terminate()
    deadline = clock() + PATIENCE_S
    for process in alive:
        try:
            process.wait(timeout=max(0.1, deadline - clock()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
