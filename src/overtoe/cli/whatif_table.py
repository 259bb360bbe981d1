"""An answer to ``overtoe whatif`` as a small table and the sentences that matter."""

from __future__ import annotations

from typing import Any, Final

ROWS: Final = (
    ("knee_moment_Nm", "knee moment", "N·m", 0),
    ("hip_moment_Nm", "hip moment", "N·m", 0),
    ("ankle_moment_Nm", "ankle moment", "N·m", 0),
    ("lumbar_moment_Nm", "low back moment", "N·m", 0),
    ("patellofemoral_force_N", "kneecap force", "N", 0),
    ("patellofemoral_stress_MPa", "kneecap stress", "MPa", 1),
    ("lumbar_compression_N", "low back compression", "N", 0),
    ("lumbar_shear_N", "low back shear", "N", 0),
)
PER_KG: Final = (
    ("knee_moment_Nm_per_kg", "knee moment", "N·m/kg", 2),
    ("hip_moment_Nm_per_kg", "hip moment", "N·m/kg", 2),
    ("ankle_moment_Nm_per_kg", "ankle moment", "N·m/kg", 2),
    ("lumbar_moment_Nm_per_kg", "low back moment", "N·m/kg", 2),
    ("patellofemoral_force_bw", "kneecap force", "body weights", 1),
    ("lumbar_compression_bw", "low back compression", "body weights", 1),
    ("lumbar_shear_bw", "low back shear", "body weights", 1),
)
PLACES: Final = (
    ("shank_deg", "shank lean", "°"),
    ("thigh_deg", "thigh, 90° is level", "°"),
    ("trunk_deg", "trunk lean", "°"),
    ("knee_travel_cm", "knee past the toes", " cm"),
)
WIDTH: Final = 22


def table(shown: dict[str, Any]) -> str:
    """Lines for a terminal, from the document."""
    held = shown["twin"]
    lines = [shown["sentence"], ""]
    if shown["reason"]:
        lines = [shown["reason"], ""]
    lines += [_row("", "this squat", "held back" if held["feasible"] else "")]
    lines += [
        _row(label, _place(shown["posture"], key, unit), _place(held["posture"], key, unit))
        for key, label, unit in PLACES
    ]
    lines += _load_lines(shown)
    changes = [*shown["cues"], *shown["changes"]]
    if shown["feasible"]:
        lines += ["", "What would change this squat:", *_change_lines(changes)]
    lines += ["", shown["limiter"]["sentence"]]
    return "\n".join([*lines, "", *shown["notes"]])


def _load_lines(shown: dict[str, Any]) -> list[str]:
    if shown["loads"] is not None:
        held = shown["twin"]["loads"] or {}
        return [
            _row(
                label,
                _number(shown["loads"].get(key), unit, places),
                _number(held.get(key), unit, places),
            )
            for key, label, unit, places in ROWS
        ]
    if shown["loads_normalized"] is None:
        return []
    rows = [
        _row(label, _number(shown["loads_normalized"][key], unit, places), "")
        for key, label, unit, places in PER_KG
    ]
    return [*rows, "", "With --mass these come in N·m and N."]


_JOINTS: Final = (("knee", "knee"), ("hip", "hip"), ("lumbar", "low back"))


def _change_lines(changes: list[dict[str, Any]]) -> list[str]:
    lines = []
    for change in changes:
        if not change["feasible"]:
            lines.append(f"  With {change['text']} there is no balance at this depth.")
            continue
        words = (f"{label} {_percent(change['delta_pct'][joint])}" for joint, label in _JOINTS)
        lines.append(f"  With {change['text']}: {', '.join(words)}.")
    return lines


def _row(label: str, now: str, held: str) -> str:
    return f"{label:<{WIDTH}}{now:<26}{held}".rstrip()


def _place(places: dict[str, Any], key: str, unit: str) -> str:
    return _number(places.get(key), unit.strip(), 0) if key in places else "–"


def _number(part: dict[str, Any] | None, unit: str, places: int) -> str:
    if part is None or part["value"] is None:
        return "–"
    value = _signed(part["value"], places)
    space = "" if unit == "°" else " "
    if part["low"] is None or f"{part['low']:.{places}f}" == f"{part['high']:.{places}f}":
        return f"{value}{space}{unit}"
    return (
        f"{value}{space}{unit} ({_signed(part['low'], places)} to {_signed(part['high'], places)})"
    )


def _percent(part: dict[str, Any]) -> str:
    if part["value"] is None:
        return "not comparable"
    if part["low"] is not None and part["low"] <= 0.0 <= part["high"]:
        return "no clear difference"
    plus = "+" if part["value"] > 0 else ""
    return f"{plus}{_signed(part['value'], 0)} %"


def _signed(number: float, places: int) -> str:
    text = f"{number:.{places}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")
