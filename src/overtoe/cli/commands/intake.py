"""``overtoe intake``: ask step by step, explain, and write a file that can be edited by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("intake")(intake)


def intake(
    file: Annotated[Path, typer.Argument(help="File to write or to change, like me.toml.")],
    check: Annotated[bool, typer.Option("--check", help="Only check the file.")] = False,
) -> int:
    """Ask for everything a program needs; run it again to change answers."""
    from overtoe.cli.intake_steps import ask
    from overtoe.cli.person_files import read_text
    from overtoe.program.intake import IntakeFile, checked, parse_intake, read_intake_file
    from overtoe.program.intake_text import format_intake
    from overtoe.program.norms import of_intake

    before = read_intake_file(read_text(file), source=file.name) if file.exists() else None
    if check:
        read_intake_file(read_text(file), source=file.name)
        typer.echo(f"{file} is complete.")
        return 0
    known = before.model_dump(mode="json", exclude_none=True) if before else {}
    answers = ask(known)
    text = format_intake(checked(IntakeFile.model_validate, answers, file.name))
    file.write_text(text, encoding="utf-8")
    beside = of_intake(parse_intake(text, source=file.name))
    if beside:
        typer.echo("\nYour tests beside groups that were tested, as no grade and no goal:")
    for norm in beside:
        typer.echo(f"  {norm.name}: {norm.text}")
    typer.echo(f"\nWritten to {file}. Next: overtoe plan {file} --out plan/")
    return 0
