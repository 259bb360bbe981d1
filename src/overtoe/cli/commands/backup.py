"""``overtoe backup``: everything of the site in one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

_OUT = typer.Argument(help="The file to write, for example overtoe-2026-05-04.tar.")
_JSON = typer.Option("--json", help="Print what was written as JSON.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(backup)


def backup(out: Annotated[Path, _OUT], *, as_json: Annotated[bool, _JSON] = False) -> None:
    """Save database, clips and secret key of the site, while it runs, and check the copy.

    The file holds everything that people told the site: keep it where only you can read it.
    """
    from overtoe.site.operations.prepare import set_up

    set_up()
    from overtoe.site.operations.backup import backup as save

    written = save(out.absolute())
    size = out.stat().st_size
    if as_json:
        document = {"file": str(out), "bytes": size, "files": len(written.files)}
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    typer.echo(f"Written and checked: {out}, {len(written.files)} files, {size / 1e6:.1f} MB.")
