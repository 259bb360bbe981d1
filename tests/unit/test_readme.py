"""What the README tells people to type exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from overtoe.cli.app import build_app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line.split("#")[0].strip()
    for block in re.findall(r"```(?:console|sh|bash)?\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = [shlex.split(line) for line in LINES if "overtoe " in line]
TARGETS = sorted({line.split()[1] for line in LINES if line.startswith("make ")})


def _known():
    return typer.main.get_command(build_app()).commands


def test_the_readme_shows_commands_and_both_set_up_targets():
    assert len(COMMANDS) >= 5
    assert {"run", "test"} <= set(TARGETS)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_exists(words):
    start = next(i for i, word in enumerate(words) if word.endswith("overtoe")) + 1
    command = _known()[words[start]]
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words[start:] if word.startswith("--")} <= options


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_every_link_inside_the_project_leads_somewhere():
    for address in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in address:
            assert (ROOT / address).exists(), address
