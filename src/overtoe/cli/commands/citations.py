"""``overtoe citations``: the papers and data behind a result."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from overtoe.errors import UnreadableError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(citations)


def citations(
    result: Annotated[Path, typer.Argument(help="What --json printed, saved to a file.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the papers and data that a result rests on, with DOI and how each was read."""
    from overtoe.sources import citations as behind

    found = behind(_document(result))
    if as_json:
        rows = [asdict(citation) for citation in found]
        typer.echo(json.dumps({"citations": rows}, ensure_ascii=False))
        return
    for citation in found:
        link = f" doi:{citation.doi}" if citation.doi else ""
        read = f" [read: {citation.seen}]" if citation.seen else ""
        typer.echo(f"{citation.text}{link}{read}")


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableError(
            "RESULT_MISSING",
            f"“{path}” can't be opened ({error.strerror}). Give a file that overtoe analyze --json "
            "or overtoe whatif --json wrote.",
        ) from error
    except ValueError as error:
        raise UnreadableError(
            "RESULT_UNREADABLE",
            f"“{path}” isn't JSON, so it names no sources. Give a file that overtoe analyze --json "
            "or overtoe whatif --json wrote.",
        ) from error
    return document if isinstance(document, dict) else {}
