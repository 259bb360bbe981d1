"""Joint moments and forces, the knees-held-back twin, and their uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from overtoe.loads.newton_euler import Wrench, planar_chain_moments
    from overtoe.loads.repetition import KEYS, RepetitionLoads, at_repetition
    from overtoe.loads.series import Band, LoadSeries, measure
    from overtoe.loads.table import angles_storage, load_columns, moments_storage

_HOMES = {
    "Wrench": "newton_euler",
    "planar_chain_moments": "newton_euler",
    "KEYS": "repetition",
    "RepetitionLoads": "repetition",
    "at_repetition": "repetition",
    "Band": "series",
    "LoadSeries": "series",
    "measure": "series",
    "angles_storage": "table",
    "load_columns": "table",
    "moments_storage": "table",
}

__all__ = [
    "KEYS",
    "Band",
    "LoadSeries",
    "RepetitionLoads",
    "Wrench",
    "angles_storage",
    "at_repetition",
    "load_columns",
    "measure",
    "moments_storage",
    "planar_chain_moments",
]


def __getattr__(name: str) -> Any:
    """Bring a part in when it is first asked for, so that postures don't load the time course."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
