"""``overtoe restore``: bring everything of the site back from a backup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

_FILE = typer.Argument(help="What overtoe backup has written.")
_REPLACE = typer.Option("--replace", help="Move data that is there aside.")
_JSON = typer.Option("--json", help="Print what was brought back as JSON.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(restore)


def restore(
    file: Annotated[Path, _FILE],
    *,
    replace: Annotated[bool, _REPLACE] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Bring database, clips and secret key back; everything is checked before anything changes.

    The site must be stopped. Data that is there is only moved aside, and only with --replace.
    """
    from overtoe.site import env
    from overtoe.site.operations.prepare import set_up

    set_up()
    from overtoe.site.operations import restore as restoring

    home = env.home()
    try:
        found = restoring.restore(file, home, replace=replace)
    finally:
        restoring.forget_draft(home)
    if as_json:
        document = {"files": len(found.files), "made_by": found.made_by, "home": str(home)}
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    typer.echo(f"Brought back: {len(found.files)} files, written by Overtoe {found.made_by}.")
    aside = sorted(home.glob("before-restore-*"))
    if aside:
        typer.echo(f"What was there before is in {aside[-1]}; delete it when all is well.")
