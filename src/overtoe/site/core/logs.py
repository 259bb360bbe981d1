"""Log lines as JSON without personal data: no names, addresses, paths of people or bodies."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

KEPT: Final = ("code", "task", "seconds", "count", "status", "status_code")
FRAMES: Final = 4


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Keep the time, level, logger, message template and known extra fields."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            # The template, not the filled message: arguments may hold what a person typed.
            "message": str(record.msg),
        }
        line |= {key: getattr(record, key) for key in KEPT if hasattr(record, key)}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, default=str)


def _where(trace: TracebackType | None) -> list[str]:
    """Files and lines of an error's last steps; its text may hold what a person typed."""
    steps = traceback.extract_tb(trace)[-FRAMES:]
    return [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps]
