"""The optional parts that video needs: the decoder, the network runtime and the weights."""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
import threading
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from overtoe.errors import MissingPartError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_QUIETING: Final = threading.Lock()

FOLDER: Final = Path(__file__).parent / "weights"
"""Where set-up puts the pose network's files; ``weights.toml`` beside it says what they must be."""


def decoder() -> ModuleType:
    """PyAV, imported only when a video is opened.

    Raises
    ------
    MissingPartError
        When it isn't installed.
    """
    return _import("av")


def interpreter() -> Any:
    """LiteRT's interpreter class.

    Raises
    ------
    MissingPartError
        When the runtime isn't installed.
    """
    return _import("ai_edge_litert.interpreter").Interpreter


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the runtime's greeting off the error stream, which belongs to our own sentences.

    The greeting is written below Python, once per process, and has no switch.
    """
    with _QUIETING:
        sys.stderr.flush()
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


@cache
def weights(name: str, *, folder: Path = FOLDER) -> bytes:
    """Content of one weights file, checked against its size and hash.

    Parameters
    ----------
    name
        ``detector``, ``lite``, ``full`` or ``heavy``.

    Raises
    ------
    MissingPartError
        When the file is missing or isn't the one that it should be.
    """
    entry: dict[str, Any] = tomllib.loads((FOLDER.parent / "weights.toml").read_text())["files"][
        name
    ]
    path = folder / entry["name"]
    if not path.is_file():
        raise MissingPartError(
            "WEIGHTS_MISSING",
            f"The pose network's file {entry['name']} isn't there, and without it no person can "
            "be seen in a clip. Run `make setup` or install Overtoe again.",
        )
    content: bytes = path.read_bytes()
    if len(content) != entry["bytes"] or hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise MissingPartError(
            "WEIGHTS_DAMAGED",
            f"The pose network's file {entry['name']} isn't the one that was checked "
            f"({len(content)} bytes instead of {entry['bytes']}, or other content), so its answers "
            "can't be trusted. Run `make setup` or install Overtoe again.",
        )
    return content


def _import(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingPartError(
            "VIDEO_PART_MISSING",
            f"Reading video needs {name.split('.', maxsplit=1)[0]}, which isn't installed. "
            "Install it with: pip install 'overtoe[video]'.",
        ) from error
