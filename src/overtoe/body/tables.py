"""Published anthropometric tables, read from the data files that name their source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

Sex = Literal["m", "f"]
TableName = Literal["de_leva", "winter", "dumas"]
"""Published tables, one population each."""
TableChoice = Literal["de_leva", "winter", "dumas", "mean"]
"""A published table, or the mean of all of them."""

SegmentName = Literal[
    "foot",
    "shank",
    "thigh",
    "pelvis",
    "abdomen",
    "thorax",
    "head",
    "upper_arm",
    "forearm",
    "hand",
]

TABLES: Final[tuple[TableName, ...]] = get_args(TableName)
SEGMENTS: Final[tuple[SegmentName, ...]] = get_args(SegmentName)
PAIRED: Final = frozenset({"foot", "shank", "thigh", "upper_arm", "forearm", "hand"})
"""Segments that a body has twice; their numbers are for one side."""

_KEYS: Final[dict[Sex, str]] = {"m": "male", "f": "female"}


@dataclass(frozen=True)
class Source:
    """Where numbers come from: the paper, its DOI, whom it measured and how it was read."""

    name: str
    paper: str
    doi: str
    population: str
    seen_as: str


@dataclass(frozen=True)
class Inertia:
    """One row of a table: fractions of body mass and of the segment's length.

    ``com`` from the proximal end along the segment, ``com_forward`` ahead of its line in upright
    standing, ``gyration`` about the mediolateral axis.
    """

    mass: float
    com: float
    com_forward: float
    gyration: float


@dataclass(frozen=True)
class Proportions:
    """Lengths as fractions of stature, mean and standard deviation over people."""

    mean: dict[str, float]
    sigma: dict[str, float]
    thigh_shank: float
    """Correlation of thigh and shank length, both as fractions of stature."""
    thigh_trunk: float
    """Correlation of thigh length and the height of C7 above the hips."""


def _document(name: str) -> dict[str, Any]:
    return tomllib.loads(files("overtoe.body.data").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def source(name: str) -> Source:
    """Source of a data file of this room.

    >>> source("de_leva").doi
    '10.1016/0021-9290(95)00178-6'
    """
    document = _document(name)
    return Source(**{key: document[key] for key in Source.__dataclass_fields__})


@cache
def inertia(table: TableName, sex: Sex) -> dict[SegmentName, Inertia]:
    """Rows of one table for one sex.

    >>> inertia("de_leva", "m")["thigh"].mass
    0.1416
    """
    document = _document(table)
    rows = document[_KEYS[sex]]
    rows = document[rows["same_as"]] if "same_as" in rows else rows
    return {segment: Inertia(**rows[segment]) for segment in SEGMENTS}


@cache
def proportions(sex: Sex) -> Proportions:
    """Body proportions of one sex.

    >>> proportions("f").mean["thigh"]
    0.2329
    """
    rows = dict(_document("proportions")[_KEYS[sex]])
    correlation = rows.pop("correlation")
    return Proportions(
        mean={name: pair[0] for name, pair in rows.items()},
        sigma={name: pair[1] for name, pair in rows.items()},
        thigh_shank=correlation["thigh_shank"],
        thigh_trunk=correlation["thigh_hip_to_neck"],
    )
