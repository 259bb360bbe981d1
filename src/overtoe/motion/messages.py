"""Sentences about the recording, by their stable codes; the texts stand in data/messages.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from overtoe.capture.recording import Notice


def sentence(code: str, **values: object) -> str:
    """Fill one of the sentences; the code tells which.

    >>> sentence("CLIP_TOO_SHORT", seconds=0.5).split(".")[0]
    'The clip shows 0'
    """
    return _texts()[code].format(**values)


def notice(code: str, **values: object) -> Notice:
    """Build a notice with its sentence.

    >>> notice("DARK").code
    'DARK'
    """
    return Notice(code, sentence(code, **values))


def codes() -> tuple[str, ...]:
    """All codes that this room can give, errors first."""
    return tuple(_texts())


@cache
def _texts() -> dict[str, str]:
    text = resources.files("overtoe.motion").joinpath("data/messages.toml").read_text("utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table["errors"] | table["notices"]
