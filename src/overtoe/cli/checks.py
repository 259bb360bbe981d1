"""What ``overtoe doctor`` looks at: one small function per part of the installation.

To add a check, write a function that takes nothing and returns findings, and put it in
:data:`CHECKS`.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Final, Literal

from overtoe.errors import MissingPartError

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["ok", "missing", "damaged"]


@dataclass(frozen=True)
class Finding:
    """One part of the installation; ``needed`` means that clips can't be measured without it."""

    part: str
    state: State
    needed: bool
    text: str
    todo: str = ""


def findings() -> list[Finding]:
    """Run every check."""
    return [finding for check in CHECKS for finding in check()]


def can_measure(found: list[Finding]) -> bool:
    """Whether everything that the main job needs is in order."""
    return all(finding.state == "ok" for finding in found if finding.needed)


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    cores = os.cpu_count() or 1
    return [Finding("python", "ok", True, f"Python {version}, {cores} processor cores")]


def _core() -> list[Finding]:
    return [
        _package(name, name, True, "measuring", "pip install overtoe")
        for name in ("numpy", "scipy")
    ]


def _video() -> list[Finding]:
    todo = "pip install 'overtoe[video]'"
    return [
        _package("av", "av", True, "reading clips", todo),
        _package(
            "ai_edge_litert.interpreter", "ai-edge-litert", True, "seeing people in clips", todo
        ),
    ]


def _weights() -> list[Finding]:
    needed = {"detector": True, "full": True, "lite": False, "heavy": False}
    return [_weights_file(name, is_needed) for name, is_needed in needed.items()]


def _motion_capture() -> list[Finding]:
    todo = "pip install 'overtoe[mocap]'"
    return [_package("ezc3d", "ezc3d", False, "reading C3D files", todo)]


def _printing() -> list[Finding]:
    return [_package("typst", "typst", False, "guides as PDF", "pip install 'overtoe[pdf]'")]


def _site() -> list[Finding]:
    return [_package("django", "django", False, "the web site", "pip install 'overtoe[site]'")]


def _site_folder() -> list[Finding]:
    """What the site keeps: room for clips, and that nobody else can read it. Makes nothing."""
    from overtoe.site.operations.look import LEAST_FREE_BYTES, look

    seen = look()
    if not seen.there:
        return [Finding("site folder", "ok", False, "none yet; overtoe serve makes it")]
    text = f"{seen.free_bytes / 1e9:.1f} GB free for clips"
    if seen.open_to_others:
        todo = f"chmod 700 {seen.folder}"
        return [Finding("site folder", "damaged", False, "others can read what is in it", todo)]
    if seen.free_bytes < LEAST_FREE_BYTES:
        todo = "free some space, or set OVERTOE_HOME to a folder on another disk"
        return [Finding("site folder", "damaged", False, text, todo)]
    return [Finding("site folder", "ok", False, text)]


def _site_database() -> list[Finding]:
    """The programs that save and bring back a PostgreSQL database, where one is used."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return []
    lacking = [name for name in ("pg_dump", "pg_restore") if shutil.which(name) is None]
    if lacking:
        text = f"{' and '.join(lacking)} not installed; needed for overtoe backup and restore"
        todo = "install PostgreSQL's client programs (Debian: postgresql-client)"
        return [Finding("PostgreSQL programs", "missing", False, text, todo)]
    return [Finding("PostgreSQL programs", "ok", False, "there, for overtoe backup and restore")]


def _tables() -> list[Finding]:
    todo = "pip install 'overtoe[tables]'"
    return [_package("polars", "polars", False, "tables of many recordings", todo)]


CHECKS: Final[list[Callable[[], list[Finding]]]] = [
    _python,
    _core,
    _video,
    _weights,
    _motion_capture,
    _printing,
    _site,
    _site_folder,
    _site_database,
    _tables,
]


def _package(module: str, distribution: str, needed: bool, purpose: str, todo: str) -> Finding:
    try:
        version = metadata.version(distribution)
    except metadata.PackageNotFoundError:
        text = f"not installed; needed for {purpose}"
        return Finding(distribution, "missing", needed, text, todo)
    try:
        importlib.import_module(module)
    except Exception as error:  # a broken wheel can raise anything, and that is what we look for
        text = f"{version} is installed but can't be loaded ({error}); needed for {purpose}"
        return Finding(distribution, "damaged", needed, text, f"{todo} --force-reinstall")
    return Finding(distribution, "ok", needed, f"{version}, for {purpose}")


def _weights_file(name: str, needed: bool) -> Finding:
    from overtoe.capture.video.parts import weights

    part = f"pose network: {name}"
    try:
        size = len(weights(name))
    except MissingPartError as error:
        state: State = "missing" if error.code == "WEIGHTS_MISSING" else "damaged"
        return Finding(part, state, needed, error.text, "make setup")
    return Finding(part, "ok", needed, f"{size / 1e6:.1f} MB, content checked")
