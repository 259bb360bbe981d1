"""Norms of simple tests by age and sex, read from ``norms.toml`` with the source of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Norm:
    """One test: what a group of this age did, and where that was read."""

    test: str
    others: str
    source: str


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("overtoe.guide").joinpath("norms.toml").read_text("utf-8"))


def rows_for(age: int, sex: str) -> tuple[Norm, ...]:
    """Norms that exist for this age and sex (``male`` or ``female``).

    >>> [norm.others for norm in rows_for(42, "female") if norm.test == "Heel raises on one leg"]
    ['half of women reach 21 or more']
    """
    found = [(table, _row(table, age)) for table in _tables()["norm"]]
    return tuple(
        Norm(table["test"], str(row.get(sex) or row["all"]), table["source"])
        for table, row in found
        if row is not None
    )


def push_up_levels(age: int, sex: str) -> tuple[int, int] | None:
    """Push-ups called good and excellent at this age; None outside the table.

    >>> push_up_levels(44, "male"), push_up_levels(75, "male")
    ((13, 25), None)
    """
    row = _row(_tables()["push_ups"], age)
    return None if row is None else (row[sex][0], row[sex][1])


def _row(table: dict[str, Any], age: int) -> dict[str, Any] | None:
    return next((row for row in table["ages"] if row["from"] <= age <= row["to"]), None)
