"""``overtoe schema``: the JSON Schema of what commands print."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from overtoe.errors import UsageError

_KNOWN = ("analysis",)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(schema)


def schema(
    name: Annotated[str, typer.Argument(help="analysis")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The schema is JSON anyway.")] = False,
) -> None:
    """Print the JSON Schema of a document that Overtoe writes."""
    if name not in _KNOWN:
        raise UsageError(
            "UNKNOWN_SCHEMA",
            f"There is no schema called “{name}”. Known is: {', '.join(_KNOWN)}.",
        )
    from overtoe.analysis.document import AnalysisDocument

    found = AnalysisDocument.model_json_schema(mode="serialization")
    typer.echo(
        json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema"} | found,
            indent=2,
            ensure_ascii=False,
        )
    )
