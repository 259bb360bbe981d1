"""Build the application from its commands, and turn every error into a sentence."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from overtoe import __version__
from overtoe.cli import commands
from overtoe.errors import OvertoeError

PURPOSE = (
    "Overtoe measures how you move and plans strength training. It does not diagnose or treat."
)


def build_app() -> typer.Typer:
    """Assemble all commands; heavy parts are imported only by the command that needs them."""
    app = typer.Typer(
        name="overtoe",
        help=PURPOSE,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}").register(app)
    return app


def main() -> NoReturn:
    """Run the command line; exit codes: 0 done, 2 usage, 3 can't measure, 4 unreadable."""
    try:
        code = build_app()(standalone_mode=False)
    except OvertoeError as error:
        sys.exit(_tell(error.code, error.text, error.exit_code))
    except TyperException as error:
        sys.exit(_tell("BAD_USAGE", error.format_message(), 2))
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(_tell("STOPPED", "Stopped. Nothing that was saved before is lost.", 130))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the last door: a person gets a sentence, not a traceback
        if os.environ.get("OVERTOE_DEBUG"):
            raise
        text = (
            f"Something went wrong inside Overtoe ({type(error).__name__}: {error}). Your files "
            "are unchanged. Run the command again with OVERTOE_DEBUG=1 to see where, and report it."
        )
        sys.exit(_tell("INTERNAL", text, 70))
    sys.exit(code if isinstance(code, int) else 0)


def _tell(code: str, text: str, exit_code: int) -> int:
    if "--json" in sys.argv:
        print(json.dumps({"error": {"code": code, "text": text}}, ensure_ascii=False))  # noqa: T201
    print(text, file=sys.stderr)  # noqa: T201
    return exit_code


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and exit.", is_eager=True, callback=_version
        ),
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit
