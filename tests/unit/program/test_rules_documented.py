"""Every id that a reason can carry stands in docs/rules.md."""

from __future__ import annotations

import ast
from pathlib import Path

from overtoe.program.rules import REASON_CODES

ROOT = Path(__file__).resolve().parents[3]


def _codes() -> set[str]:
    """First arguments of every `Reason(…)` in the program room, where they are written out."""
    found = set(REASON_CODES)
    for file in sorted((ROOT / "src" / "overtoe" / "program").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"
            if named and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def test_every_reason_code_is_documented():
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert len(_codes()) > 40
    assert {code for code in _codes() if f"`{code}`" not in text} == set()
