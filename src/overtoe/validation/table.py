"""The truth table as text, as JSON and as a page of the docs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.validation.check import Check

WORDS: Final = {True: "pass", False: "FAIL", None: "not run"}
KINDS: Final = {
    "exact": "must agree to rounding",
    "engine": "another program's result on the same input",
    "measured": "within the spread of people and methods",
    "direction": "which way only; the size is not compared",
}
HEAD: Final = """# The truth table

Written by `overtoe validate --markdown`; run `overtoe validate` to see it on your machine. Every
row says what was expected, what came out, how far apart they may lie and why.

"""


def document(checks: Sequence[Check]) -> dict[str, Any]:
    """All rows with the counts of passed, failed and not run."""
    return {"counts": counts(checks), "checks": [asdict(check) for check in checks]}


def counts(checks: Sequence[Check]) -> dict[str, int]:
    """How many passed, failed and were not run."""
    results = [check.passed for check in checks]
    return {
        "passed": results.count(True),
        "failed": results.count(False),
        "not_run": results.count(None),
    }


def text(checks: Sequence[Check]) -> str:
    """Rows for a terminal: result, check, what was expected and what came out."""
    lines = []
    for check in checks:
        lines.append(f"{WORDS[check.passed]:<8}{check.what} [{check.source}]")
        lines.append(f"        expected {check.expected} ({check.tolerance}), got {check.got}")
        if check.passed is not True:
            lines.append(f"        {check.reason}")
    return "\n".join([*lines, "", summary(checks)])


def summary(checks: Sequence[Check]) -> str:
    """One line with the counts."""
    number = counts(checks)
    said = f"{number['passed']} of {len(checks)} checks pass"
    if number["failed"]:
        said += f", {number['failed']} fail"
    if number["not_run"]:
        said += f", {number['not_run']} not run"
    return f"{said}."


def markdown(checks: Sequence[Check]) -> str:
    """The docs page."""
    lines = [HEAD + summary(checks), ""]
    lines += [f"- **{kind}**: {words}" for kind, words in KINDS.items()]
    lines += ["", "| check | source | kind | expected | got | tolerance | result | why |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for check in checks:
        cells = (
            check.what,
            f"`{check.source}`",
            check.kind,
            check.expected,
            check.got,
            check.tolerance,
            WORDS[check.passed],
            check.reason,
        )
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(lines) + "\n"
