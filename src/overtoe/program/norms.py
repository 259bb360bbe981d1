"""Tests beside what tested groups did: to know where one stands, not what one should do.

The numbers, who was tested, and how far each was checked stand in ``data/norms.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from overtoe.program.person import Sex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.program.person import Ability, Body, Intake

CHECKED: Final[Mapping[str, str]] = {
    "paper": "",
    "secondary": "as summarized elsewhere",
    "memory": "a convention: not checked against the paper",
    "convention": "a convention, not measured",
}


@dataclass(frozen=True)
class Norm:
    """One test beside its group; ``usual`` is one number or a range."""

    test: str
    name: str
    value: float
    unit: str
    usual: tuple[float, ...]
    group: str
    source: str
    basis: str

    @property
    def text(self) -> str:
        """The comparison in one sentence."""
        usual = " to ".join(f"{end:g}" for end in self.usual)
        note = f" ({CHECKED[self.basis]})" if CHECKED[self.basis] else ""
        return f"{self.value:g} {self.unit}; {self.group}: {usual}{note}."


def norms(tests: Ability, body: Body, *, age_years: int) -> tuple[Norm, ...]:
    """Every test that has a group of this age and sex to stand beside."""
    values = measures(tests, body)
    found = []
    for entry in _data():
        row = _row(entry["rows"], age_years)
        value = values.get(entry["id"])
        if row is None or value is None:
            continue
        usual = row[2] if body.sex is Sex.FEMALE else row[3]
        found.append(
            Norm(
                entry["id"],
                entry["name"],
                value,
                entry["unit"],
                tuple(float(end) for end in usual),
                entry["group"],
                entry["source"],
                entry["basis"],
            )
        )
    return tuple(found)


def of_intake(intake: Intake) -> tuple[Norm, ...]:
    """The tests of an intake."""
    return norms(intake.tests, intake.body, age_years=intake.age_years)


def measures(tests: Ability, body: Body) -> dict[str, float]:
    """Tests by the names that norms and tasks use; the weaker side counts."""
    raises = [count for count in tests.heel_raises if count is not None]
    found = {
        "heel_raises": float(min(raises)) if raises else None,
        "push_ups": tests.push_ups,
        "chair_stands_30s": tests.chair_stands_30s,
        "one_leg_stand_s": tests.one_leg_stand_s,
        "squat_percent_bw": _percent(tests.squat_kg, body),
        "deadlift_percent_bw": _percent(tests.deadlift_kg, body),
    }
    return {name: float(value) for name, value in found.items() if value is not None}


def _percent(load_kg: float | None, body: Body) -> float | None:
    return None if load_kg is None else round(100 * load_kg / body.mass_kg)


def _row(rows: list[list[Any]], age_years: int) -> list[Any] | None:
    return next((row for row in rows if row[0] <= age_years <= row[1]), None)


@cache
def _data() -> tuple[dict[str, Any], ...]:
    text = files("overtoe.program").joinpath("data/norms.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["test"])
