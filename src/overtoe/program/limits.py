"""What a professional sets: bounds, things left out or required, whole days replaced.

``parse_limits`` reads ``limits.toml`` or ``template.toml``; everything that follows from it carries
the professional's name in its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from overtoe.program.intake import checked, load_toml
from overtoe.program.types import WEEKDAYS

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True)
class Fixed:
    """One line of a replaced day: a rung with its sets and, if given, reps, seconds or meters."""

    rung: str
    sets: int
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Limits:
    """Bounds by a professional.

    Parameters
    ----------
    by
        The professional's name, shown wherever a bound acts.
    pain_allowed
        Pain during training, 0 to 10, up to which a set counts as fine (0 to 5).
    forbid
        Ladders or rungs that are left out.
    highest, start
        Highest rung and first rung by ladder.
    tissue_caps
        Highest relative stress by tissue, 0 to 1.
    weekly_sets
        Least weekly sets by ladder.
    heaviest_kg
        Heaviest load by ladder.
    minimum_sets
        Least weekly sets by group, instead of the house's.
    days
        Main work of whole weekdays, replaced.
    """

    by: str = "Professional"
    pain_allowed: int | None = None
    forbid: frozenset[str] = frozenset()
    highest: tuple[tuple[str, int], ...] = ()
    start: tuple[tuple[str, int], ...] = ()
    tissue_caps: tuple[tuple[str, float], ...] = ()
    weekly_sets: tuple[tuple[str, int], ...] = ()
    heaviest_kg: tuple[tuple[str, float], ...] = ()
    minimum_sets: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[int, tuple[Fixed, ...]], ...] = ()
    note: str = ""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FixedPart(_Part):
    """One line of a replaced day."""

    rung: str
    sets: Annotated[int, Field(ge=1, le=10)]
    amount: Annotated[int, Field(ge=1, le=1800)] | None = None
    note: str = ""


class DayPart(_Part):
    """``[[day]]``: the main work of a weekday."""

    weekday: Day
    items: Annotated[tuple[FixedPart, ...], Field(min_length=1)]


class LimitsFile(_Part):
    """The whole file."""

    by: Annotated[str, Field(min_length=1, max_length=80)]
    note: str = ""
    pain_allowed: Annotated[int, Field(ge=0, le=5)] | None = None
    forbid: frozenset[str] = frozenset()
    highest_rung: dict[str, Annotated[int, Field(ge=1)]] = {}
    start_rung: dict[str, Annotated[int, Field(ge=1)]] = {}
    tissue_caps: dict[str, Annotated[float, Field(ge=0, le=1)]] = {}
    weekly_sets: dict[str, Annotated[int, Field(ge=1, le=20)]] = {}
    heaviest_kg: dict[str, Annotated[float, Field(ge=0)]] = {}
    minimum_sets: dict[str, Annotated[int, Field(ge=0, le=12)]] = {}
    day: tuple[DayPart, ...] = ()


def parse_limits(text: str, *, source: str = "limits.toml") -> Limits:
    r"""Read limits or a template.

    Raises
    ------
    UnreadableError
        When the text isn't TOML.
    UsageError
        When a field makes no sense.

    >>> parse_limits('by = "Cleo"\npain_allowed = 3').pain_allowed
    3
    """
    file = checked(LimitsFile.model_validate, load_toml(text, source), source)
    return Limits(
        by=file.by,
        note=file.note,
        pain_allowed=file.pain_allowed,
        forbid=file.forbid,
        highest=tuple(sorted(file.highest_rung.items())),
        start=tuple(sorted(file.start_rung.items())),
        tissue_caps=tuple(sorted(file.tissue_caps.items())),
        weekly_sets=tuple(sorted(file.weekly_sets.items())),
        heaviest_kg=tuple(sorted(file.heaviest_kg.items())),
        minimum_sets=tuple(sorted(file.minimum_sets.items())),
        days=tuple(
            (
                WEEKDAYS.index(part.weekday),
                tuple(Fixed(**item.model_dump()) for item in part.items),
            )
            for part in file.day
        ),
    )
