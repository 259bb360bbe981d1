"""``overtoe doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from overtoe.cli.checks import Finding

_MARKS = {"ok": "ok     ", "missing": "missing", "damaged": "damaged"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what is installed, what is missing or damaged, and what to do about it.

    Exit code 0 when clips can be measured, 1 when not. Parts that are only missing for other jobs
    don't count.
    """
    from overtoe.cli.checks import can_measure, findings

    found = findings()
    ready = can_measure(found)
    if as_json:
        document = {"ready": ready, "findings": [asdict(finding) for finding in found]}
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        _print(found, ready)
    raise typer.Exit(0 if ready else 1)


def _print(found: list[Finding], ready: bool) -> None:
    for finding in found:
        typer.echo(f"{_MARKS[finding.state]}  {finding.part}: {finding.text}")
        if finding.todo:
            typer.echo(f"         do this: {finding.todo}")
    typer.echo("")
    if ready:
        typer.echo("Clips can be measured on this machine.")
    else:
        typer.echo("Clips can't be measured yet: see the lines above that say what to do.")
