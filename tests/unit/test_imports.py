"""Importing the package stays cheap: it brings no video stack, no web framework, no solver."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("av", "ai_edge_litert", "scipy", "django", "typst", "polars", "ezc3d", "jinja2")


def _loaded_by(statement):
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


EVERYTHING = {*HEAVY, "numpy", "pydantic", "rich", "typer"}


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import overtoe", set()),
        ("from overtoe.cli.app import build_app; build_app()", {"pydantic", "rich", "typer"}),
        ("import overtoe.analysis", {"numpy", "pydantic", "scipy"}),
        ("import overtoe.report.html", {"numpy", "pydantic", "scipy", "jinja2"}),
    ],
)
def test_heavy_parts_wait_until_they_are_needed(statement, allowed):
    assert _loaded_by(statement) & EVERYTHING <= allowed
