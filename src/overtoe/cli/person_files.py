"""Open a person's files: intake, limits, program and log, as the library's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.cli.log_file import read_log
from overtoe.errors import CannotMeasureError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from overtoe.program.history import History
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake
    from overtoe.program.training import Training


def read_text(path: Path) -> str:
    """Text of a file, or a sentence why there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnreadableError(
            "NO_FILE",
            f"There is no file {path}. Check the name; “overtoe intake {path}” makes one.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            "NOT_TEXT", f"{path} can't be read as text ({error}). Is it the right file?"
        ) from error


def open_training(path: Path, *, limits: Path | None = None) -> Training:
    """Read an intake, build its program and gather its rules.

    Raises
    ------
    CannotMeasureError
        When screening or colliding wishes leave no program.
    """
    from overtoe.movements import catalogue
    from overtoe.program.build import build
    from overtoe.program.training import training
    from overtoe.program.types import Program

    intake = open_intake(path)
    bounds = open_limits(path, limits)
    movements = catalogue()
    built = build(intake, movements, limits=bounds)
    if not isinstance(built, Program):
        raise CannotMeasureError("NO_PROGRAM", built.text)
    return training(intake, built, movements, limits=bounds)


def open_limits(path: Path, given: Path | None = None) -> Limits | None:
    """A professional's bounds: the file given, else the one that the intake names, else none."""
    from overtoe.program.intake import read_intake_file
    from overtoe.program.limits import parse_limits

    named = read_intake_file(read_text(path), source=path.name).limits
    file = given or (path.parent / named if named else None)
    return parse_limits(read_text(file), source=file.name) if file else None


def open_intake(path: Path) -> Intake:
    """Read and check an intake."""
    from overtoe.program.intake import parse_intake

    return parse_intake(read_text(path), source=path.name)


def open_history(path: Path) -> History:
    """Fold the log beside an intake."""
    from overtoe.program.history import fold

    return fold(read_log(path))
