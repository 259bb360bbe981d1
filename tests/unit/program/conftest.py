"""The cast: Ana with a sore kneecap, Ben who lifts, and Cleo who sets bounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.intake import parse_intake
from overtoe.program.types import Program

if TYPE_CHECKING:
    from overtoe.program.person import Intake

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture(scope="session")
def ana() -> Intake:
    return parse_intake((EXAMPLES / "ana.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def ben() -> Intake:
    return parse_intake((EXAMPLES / "ben.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def ana_program(ana: Intake) -> Program:
    built = build(ana, catalogue())
    assert isinstance(built, Program)
    return built
