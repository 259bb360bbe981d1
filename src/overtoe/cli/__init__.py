"""The command line: a thin skin, every command has a library twin."""

from overtoe.cli.app import main

__all__ = ["main"]
