"""``overtoe serve``: the web site on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

_HOST = typer.Option("--host", help="Address to listen on; 0.0.0.0 lets phones at home in.")
_PORT = typer.Option("--port", min=1, max=65535, help="Port to listen on.")
_WORKERS = typer.Option("--workers", min=1, max=64, help="Web processes.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    host: Annotated[str, _HOST] = "127.0.0.1",
    port: Annotated[int, _PORT] = 8000,
    workers: Annotated[int, _WORKERS] = 2,
) -> None:
    """Serve the web site: train, film, log and see progress in a browser, on your own machine.

    Everything is kept in one folder (OVERTOE_HOME); DATABASE_URL names a PostgreSQL database
    instead of the file in it. Ctrl-C stops it.
    """
    from overtoe.site.operations.address import Address
    from overtoe.site.operations.serving import serve as run

    address = Address(host, port)
    run(address, workers=workers, ready=lambda: _tell(address.url, local=address.local))


def _tell(url: str, *, local: bool) -> None:
    typer.echo(f"Overtoe is at {url}")
    if not local:
        typer.echo(
            "Everyone in this network can reach it, and what is sent can be read on its way. "
            "Use it like this only at home; docs/production.md says how to serve it with https."
        )
    typer.echo("Ctrl-C stops it. Nothing that was saved is lost.")
