"""Health questions and conditions that an intake may name, read from ``data/health.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

Urgency = Literal["emergency", "today", "days", "before", "none"]

URGENCY_WORDS: Final[dict[str, str]] = {
    "emergency": "now",
    "today": "today",
    "days": "within days",
    "before": "before you start",
}
"""How soon to see someone, most urgent first."""


@dataclass(frozen=True)
class Question:
    """A health question: what a yes leads to, and whom to see.

    ``clearable`` says that training may begin once a professional who knows the answer agreed.
    ``exclude`` names contraindications of the movement catalogue.
    """

    id: str
    text: str
    urgency: Urgency
    clearable: bool
    see: str
    exclude: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Condition:
    """Something that has been named by a professional; ``clear`` means: agree with one first."""

    id: str
    text: str
    note: str
    exclude: tuple[str, ...] = ()
    clear: bool = False


@cache
def _data() -> dict[str, Any]:
    text = files("overtoe.program").joinpath("data/health.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"exclude": tuple(entry.get("exclude", ()))}


@cache
def health_questions() -> tuple[Question, ...]:
    """All health questions in the order in which they are asked.

    >>> health_questions()[0].id
    'chest'
    """
    return tuple(Question(**_frozen(entry)) for entry in _data()["question"])


@cache
def conditions() -> dict[str, Condition]:
    """All conditions by id.

    >>> conditions()["kneecap"].text
    'pain around or behind the kneecap'
    """
    return {entry["id"]: Condition(**_frozen(entry)) for entry in _data()["condition"]}
