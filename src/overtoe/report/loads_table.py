"""The table of loads: this repetition beside the same one held back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.report import design, numbers, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from overtoe.analysis.document import Measured, RepetitionPart

ROWS: Final = (
    ("knee", "Knee moment", "knee_moment_Nm", "N·m", "knee"),
    ("hip", "Hip moment", "hip_moment_Nm", "N·m", "hip"),
    ("hip", "Low back moment", "lumbar_moment_Nm", "N·m", "lumbar"),
    ("", "Ankle moment", "ankle_moment_Nm", "N·m", "ankle"),
    ("knee", "Kneecap joint, force", "patellofemoral_force_N", "N", ""),
    ("knee", "Kneecap joint, stress", "patellofemoral_stress_MPa", "MPa", ""),
    ("hip", "Low back, compression", "lumbar_compression_N", "N", ""),
    ("hip", "Low back, shear", "lumbar_shear_N", "N", ""),
)
PER_BODY: Final = (
    ("knee", "Knee moment", "knee_moment_Nm_per_kg", "N·m/kg", "knee"),
    ("hip", "Hip moment", "hip_moment_Nm_per_kg", "N·m/kg", "hip"),
    ("hip", "Low back moment", "lumbar_moment_Nm_per_kg", "N·m/kg", "lumbar"),
    ("", "Ankle moment", "ankle_moment_Nm_per_kg", "N·m/kg", "ankle"),
    ("knee", "Kneecap joint, force", "patellofemoral_force_bw", "body weights", ""),
    ("hip", "Low back, compression", "lumbar_compression_bw", "body weights", ""),
)
CAPTION: Final = (
    "Moments of knee, hip and ankle are per leg, those of the low back for the whole body; in "
    "brackets the 90\u202f% interval."
)


def section(rep: RepetitionPart, notes: Sequence[str]) -> str:
    """The table as a piece of the page; empty where no load is known."""
    with_mass = rep.loads is not None and rep.loads.knee_moment_Nm.value is not None
    loads, rows = (rep.loads, ROWS) if with_mass else (rep.loads_normalized, PER_BODY)
    if loads is None:
        return _without(notes)
    twin = rep.twin.loads if rep.twin and with_mass and twin_shown(rep) else None
    cells = [_row(rep, loads, twin, row) for row in rows]
    return (
        design.templates()
        .get_template("loads.html")
        .render(
            caption=f"{_instant(rep)} {CAPTION}",
            rows=[cell for cell in cells if cell["value"] != numbers.NONE],
            has_twin=twin_shown(rep),
            twin_reason=rep.twin.reason if rep.twin else None,
            notes=notes,
        )
    )


def twin_shown(rep: RepetitionPart) -> bool:
    """Whether there is a twin that differs: it stands, and the knee had to be held back."""
    return rep.twin is not None and rep.twin.feasible and rep.twin.reason is None


def _instant(rep: RepetitionPart) -> str:
    said = "Middle repetition, at the instant of the greatest knee moment."
    travel, twin = rep.knee_travel_cm.value, rep.twin
    if not twin_shown(rep) or twin is None or twin.posture is None or travel is None:
        return said
    back = numbers.number(travel - twin.posture.knee_travel_cm, 1)
    return f"{said} Held back, the knee's whole path lies {back}\u202fcm further back."


def _without(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    return design.templates().get_template("loads_missing.html").render(notes=notes)


def _row(
    rep: RepetitionPart, loads: BaseModel, twin: BaseModel | None, row: tuple[str, ...]
) -> dict[str, str]:
    kind, name, key, unit, joint = row
    here: Measured = getattr(loads, key)
    held: Measured | None = getattr(twin, key) if twin is not None else None
    delta = (
        getattr(rep.twin.delta_pct, joint) if joint and rep.twin and rep.twin.delta_pct else None
    )
    return {
        "kind": kind,
        "name": name,
        "unit": unit,
        "value": _value(here),
        "interval": _interval(here),
        "twin": _value(held) if held else "",
        "twin_interval": _interval(held) if held else "",
        "delta": wording.delta_words(delta, with_interval=False) if delta else "",
        "delta_interval": _delta_interval(delta) if delta else "",
    }


def _delta_interval(delta: Measured) -> str:
    ends = numbers.interval(delta, 0, sign=True)
    return f"({ends})" if ends and not wording.unchanged(delta) else ""


def _decimals(measured: Measured) -> int:
    size = max(abs(measured.value or 0.0), abs(measured.high or 0.0))
    return 0 if size >= 20 else 1 if size >= 3 else 2


def _value(measured: Measured) -> str:
    return numbers.number(_rounded(measured.value, measured), _decimals(measured))


def _interval(measured: Measured) -> str:
    if measured.low is None or measured.high is None:
        return ""
    low, high = (
        numbers.number(_rounded(end, measured), _decimals(measured))
        for end in (measured.low, measured.high)
    )
    return f"({low}–{high})" if measured.low >= 0 else f"({low} to {high})"


def _rounded(value: float | None, measured: Measured) -> float | None:
    """Forces in the thousands are told to the next ten: their intervals are hundreds wide."""
    if value is None or abs(measured.value or 0.0) < 1000:
        return value
    return round(value, -1)
