"""Body proportions that the motion room needs, with their spread and their source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Sex = Literal["m", "f"]


@dataclass(frozen=True)
class Proportion:
    """A ratio to stature (unless its name says otherwise) with its standard deviation."""

    value: float
    sd: float
    source: str


def proportion(name: str, sex: Sex | None = None) -> Proportion:
    """Look a proportion up; without a sex, the mean of both with a spread that holds both.

    >>> round(proportion("leg").value, 4)
    0.4759
    """
    row = _table()[name]
    male, female, sd = float(row["male"]), float(row["female"]), float(row["sd"])
    source = str(row["source"])
    if sex is not None:
        return Proportion(male if sex == "m" else female, sd, source)
    apart = abs(male - female) / 2 if name != "stature_m" else 0.0
    return Proportion((male + female) / 2, (sd**2 + apart**2) ** 0.5, source)


def network(name: str) -> Proportion:
    """Look up where the pose network puts a landmark, and how sure that is.

    >>> network("toe_inside").value
    0.18
    """
    row = _table("network")[name]
    return Proportion(float(row["value"]), float(row["sd"]), str(row["source"]))


@cache
def _table(file: str = "proportions") -> dict[str, dict[str, float | str]]:
    text = resources.files("overtoe.motion").joinpath(f"data/{file}.toml").read_text("utf-8")
    table: dict[str, dict[str, float | str]] = tomllib.loads(text)
    return table
