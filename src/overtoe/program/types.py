"""What a program is made of: weeks, sessions, blocks, prescribed sets, each with its reasons.

Everything here is a frozen value. ``overtoe.program.codec`` turns a program into JSON and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

import datetime as dt

SCHEMA: Final = 1
"""Version of the JSON form; raised when a field changes its meaning."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

HOUSE: Final = "Overtoe house rule"
YOU: Final = "your intake"


class Unit(StrEnum):
    """What a set is counted in."""

    REPS = "reps"
    SECONDS = "s"
    METERS = "m"
    MINUTES = "min"


class BlockKind(StrEnum):
    """Part of a session, in the order in which the parts are done."""

    WARM_UP = "warm-up"
    MAIN = "main"
    FINISH = "finish"


@dataclass(frozen=True)
class Reason:
    """One sentence that says why something is as it is, and who says so.

    Parameters
    ----------
    code
        Stable name of the rule, for scripts and tests.
    text
        The sentence.
    by
        Who set it: a house rule, the intake, or a professional by name.
    """

    code: str
    text: str
    by: str = HOUSE


@dataclass(frozen=True)
class Load:
    """External load that the owned plates can make.

    ``how`` says what to put together (``2 dumbbells of 10 kg``), ``kg`` is the whole of it.
    """

    kg: float
    how: str
    tool: str


@dataclass(frozen=True)
class Prescribed:
    """Sets of one rung in one session.

    ``work_s`` is the length of one set in seconds, both sides included where sides are trained one
    by one. ``rest_s`` is the least rest after a set. ``setup_s`` is the time to get ready for the
    first set. ``name`` is the rung's, ``movement`` that of the exercise it belongs to.
    """

    id: str
    ladder: str
    rung: str
    name: str
    sets: int
    amount: int
    unit: Unit
    each_side: bool
    tempo: str | None
    work_s: int
    rest_s: int
    setup_s: int
    equipment: tuple[str, ...] = ()
    load: Load | None = None
    cue: str = ""
    why: tuple[Reason, ...] = ()
    movement: str = ""

    @property
    def title(self) -> str:
        """Name of the movement and of the rung, without saying the same twice."""
        if not self.movement or self.name.lower().startswith(self.movement.lower()):
            return self.name
        return f"{self.movement}: {self.name[0].lower()}{self.name[1:]}"

    @property
    def dose(self) -> str:
        """The dose in one token.

        >>> Prescribed("a", "l", "r", "Step-down", 3, 8, Unit.REPS, True, "3-1-1", 80, 60, 30).dose
        '3 × 8 each side · 3-1-1'
        """
        amount = f"{self.amount}" if self.unit is Unit.REPS else f"{self.amount} {self.unit.value}"
        parts = [f"{self.sets} × {amount}{' each side' if self.each_side else ''}"]
        if self.tempo:
            parts.append(self.tempo)
        if self.load:
            parts.append(self.load.how)
        return " · ".join(parts)

    @property
    def seconds(self) -> int:
        """Planned time: getting ready, sets, and a rest after every set."""
        return self.setup_s + self.sets * (self.work_s + self.rest_s)


@dataclass(frozen=True)
class Block:
    """Part of a session: warm-up, main work or finish."""

    kind: BlockKind
    items: tuple[Prescribed, ...]

    @property
    def seconds(self) -> int:
        """Planned time of the block."""
        return sum(item.seconds for item in self.items)


@dataclass(frozen=True)
class Session:
    """One training day. ``weekday`` counts from Monday = 0."""

    id: str
    week: int
    weekday: int
    date: dt.date
    minutes_allowed: int
    blocks: tuple[Block, ...]

    @property
    def items(self) -> tuple[Prescribed, ...]:
        """All prescribed sets in the order in which they are done."""
        return tuple(item for block in self.blocks for item in block.items)

    @property
    def seconds(self) -> int:
        """Planned time of the session."""
        return sum(block.seconds for block in self.blocks)

    @property
    def minutes(self) -> int:
        """Planned time in whole minutes, rounded up."""
        return -(-self.seconds // 60)

    @property
    def equipment(self) -> tuple[str, ...]:
        """Everything that has to be within reach, in alphabetical order."""
        return tuple(sorted({name for item in self.items for name in item.equipment}))


@dataclass(frozen=True)
class Week:
    """One week of the program; ``number`` counts from 1, ``theme`` says what it is for."""

    number: int
    theme: str
    sessions: tuple[Session, ...]
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Proof:
    """How good the solver's answer is known to be.

    ``gap`` is the most by which a better program could beat this one, as a share of its value; 0
    means proven optimal.
    """

    solver: str
    status: str
    gap: float
    value: float
    bound: float
    nodes: int
    variables: int
    constraints: int

    @property
    def optimal(self) -> bool:
        """Whether no better program exists within the stated rules."""
        return self.status == "optimal"


@dataclass(frozen=True)
class Program:
    """Weeks of training for one person, with the reasons and the proof behind them."""

    person: str
    start: dt.date
    weeks: tuple[Week, ...]
    why: tuple[Reason, ...]
    proof: Proof
    sources: tuple[str, ...] = ()
    cautions: tuple[Reason, ...] = ()
    pain_allowed: int = 2
    schema: int = field(default=SCHEMA)

    def sessions(self) -> Iterator[Session]:
        """All sessions in the order of their dates."""
        for week in self.weeks:
            yield from week.sessions

    def on(self, day: dt.date) -> Session | None:
        """The session of a day, if there is one."""
        return next((s for s in self.sessions() if s.date == day), None)

    def next_from(self, day: dt.date) -> Session | None:
        """The first session on or after a day, if the program isn't over."""
        return next((s for s in self.sessions() if s.date >= day), None)
