"""What the rules use of an analyzed clip, for the log."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping


def clip_body(document: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that the rules use, from the middle full repetition of an analysis.

    Parameters
    ----------
    document
        The analysis as its documented JSON.

    Raises
    ------
    UnreadableError
        ``LOG_CLIP_EMPTY`` when no full repetition was measured.
    """
    full = [rep for rep in document["reps"] if not rep["partial"]]
    measured = [rep for rep in full if rep["knee_travel_cm"].get("value") is not None]
    if not document["quality"]["usable"] or not measured:
        raise UnreadableError(
            "LOG_CLIP_EMPTY", "The clip holds no repetition that was measured; nothing was logged."
        )
    measured.sort(key=lambda rep: rep["knee_travel_cm"]["value"])
    rep = measured[len(measured) // 2]
    return {
        "movement": document["movement"]["name"],
        "travel_m": _scaled(rep["knee_travel_cm"].get("value"), 0.01),
        "travel_low_m": _scaled(rep["knee_travel_cm"].get("low"), 0.01),
        "travel_high_m": _scaled(rep["knee_travel_cm"].get("high"), 0.01),
        "heel_lift_m": _scaled(rep["heel_lift_mm"].get("value"), 0.001),
        "dorsiflexion_rad": _scaled(rep["ankle_dorsiflexion_deg"].get("value"), math.pi / 180),
        "reps": len(full),
    }


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor
