"""Find all checks and run them: one list named ``CHECKS`` per file."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from typing import TYPE_CHECKING, Final

from overtoe.validation import checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from overtoe.validation.check import Check

OTHER_ROOMS: Final = ("motion", "movements", "program", "nutrition")
"""Rooms that may bring checks of their own, in a file ``checks.py`` with a list ``CHECKS``."""


def run_all(names: Sequence[str] | None = None) -> list[Check]:
    """Run every check, in the order of files and of the lists in them.

    ``names`` are modules that hold a ``CHECKS`` list of functions without arguments, each
    returning one :class:`~overtoe.validation.check.Check`; all known ones by default.
    """
    modules = list(_modules()) if names is None else names
    return [make() for name in modules for make in importlib.import_module(name).CHECKS]


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(checks.__path__):
        yield f"{checks.__name__}.{module.name}"
    for room in OTHER_ROOMS:
        name = f"overtoe.{room}.checks"
        if importlib.util.find_spec(name) is not None:
            yield name
