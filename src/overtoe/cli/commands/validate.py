"""``overtoe validate``: the truth table, run here and now."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(validate)


def validate(
    *,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the docs page.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Run every check against physics, papers and another engine; exit 1 when one fails."""
    from overtoe.validation import table
    from overtoe.validation.run import run_all

    checks = run_all()
    if as_json:
        typer.echo(json.dumps(table.document(checks), ensure_ascii=False))
    else:
        typer.echo(table.markdown(checks) if markdown else table.text(checks), nl=not markdown)
    raise typer.Exit(1 if table.counts(checks)["failed"] else 0)
