"""Write an intake as TOML with comments, so that it can be edited by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.program.intake import IntakeFile

COMMENTS: Final[Mapping[str, str]] = {
    "name": "What the program calls you.",
    "goals": "In order; the first counts most. `overtoe intake` lists them.",
    "training_years": "Years of regular strength training.",
    "like": "Ladders you want in the program.",
    "avoid": "Ladders, rungs or parts of the week (like pull) to leave out.",
    "opt_in": "Ladders that are off by default.",
    "guardian": "Needed under 16: a parent or guardian who agrees and is there.",
    "limits": "A professional's file beside this one, like limits.toml; it acts everywhere.",
    "food": "For energy and protein: how the day is spent, what is eaten, what to change.",
    "start_at": 'Ladders where you are further already, like split-squat = "split-squat.4".',
    "body": "Your body, for loads and norms.",
    "time": "Minutes on each training day, the first day, the number of weeks.",
    "health": "Health questions answered yes, and what a professional has named.",
    "pain": "One block per joint and side. 0 is none, 10 the worst you can imagine.",
    "tests": "Leave out what you haven't tested. Knee-to-wall: big toe to wall, heel down.",
    "equipment": "What you own; heights of steps and chairs; weights by mass and number.",
}

_FIRST: Final = ("name", "goals", "training_years", "like", "avoid", "opt_in", "guardian", "limits")
_TABLES: Final = ("body", "time", "health", "tests", "equipment", "start_at", "food")


def format_intake(file: IntakeFile) -> str:
    """Text of an intake file; reading it back gives the same values."""
    data = file.model_dump(mode="json", exclude_none=True)
    lines = ["# Overtoe intake. Edit by hand, or run “overtoe intake” on it again.", ""]
    for key in _FIRST:
        if key in data:
            lines += [f"# {COMMENTS[key]}", f"{key} = {_value(data[key])}"]
    for key in _TABLES:
        if data.get(key):
            lines += ["", f"# {COMMENTS[key]}", f"[{key}]"]
            lines += [f"{name} = {_field(name, value)}" for name, value in data[key].items()]
    for block in data.get("pain", []):
        lines += ["", f"# {COMMENTS['pain']}", "[[pain]]"]
        lines += [f"{name} = {_value(value)}" for name, value in block.items()]
    return "\n".join(lines) + "\n"


def _field(name: str, value: Any) -> str:
    return str(value) if name == "start" else _value(value)


def _value(value: Any) -> str:
    """A TOML value.

    >>> _value({"2.5": 4, "x": ["a"]})
    '{ "2.5" = 4, "x" = ["a"] }'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, int) else repr(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(entry) for entry in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    safe = "".join(signs.get(sign, sign) for sign in text)
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in safe) + '"'
