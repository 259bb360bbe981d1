"""Ana and Ben with a short program of their own, built once: the guide only reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from overtoe import guide
from overtoe.movements import catalogue
from overtoe.program.couple import CouplePlan, build_couple
from overtoe.program.intake import parse_intake

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="session")
def intakes():
    return {
        name: parse_intake((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("ana", "ben")
    }


@pytest.fixture(scope="session")
def couple(intakes):
    made = build_couple(intakes["ana"], intakes["ben"], catalogue())
    assert isinstance(made, CouplePlan)
    return made


@pytest.fixture(scope="session")
def ana(intakes, couple):
    return guide.reader(intakes["ana"], couple.first)


@pytest.fixture(scope="session")
def ben(intakes, couple):
    return guide.reader(intakes["ben"], couple.second, goal="lose-4kg-fat,gain-muscle")


@pytest.fixture(scope="session")
def book(ana):
    return guide.book([ana], catalogue(), date=DAY)
