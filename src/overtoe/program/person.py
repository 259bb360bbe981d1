"""What an intake says about one person, as frozen values in SI units.

The file that people edit is described in ``overtoe.program.intake``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from overtoe.conventions import Side
from overtoe.program.food import Food
from overtoe.program.plates import Kit

JOINTS: Final = ("ankle", "knee", "hip", "low_back", "shoulder", "elbow", "wrist")
"""Where pain can be told; ``low_back`` has no side."""

GOALS: Final = {
    "stairs": "stairs up and down without a second thought",
    "hike": "hiking, downhill too",
    "stand_up": "sitting down and standing up",
    "kneel": "kneeling and getting off the floor",
    "carry_child": "lifting and carrying a child",
    "squat": "a deep, strong squat",
    "run": "running",
    "jump": "jumping and landing",
    "ankle": "ankles that bend and push",
    "strength": "all-round strength",
    "muscle": "more muscle",
    "hamstrings": "strong hamstrings",
}
"""Goals in life words, by the name used in the file."""


class Sex(StrEnum):
    """Which tables of body proportions and norms apply."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Body:
    """Birth year, sex, stature in meters, mass in kilograms."""

    birth_year: int
    sex: Sex
    stature_m: float
    mass_kg: float


@dataclass(frozen=True)
class Pain:
    """Pain told for one joint and side, 0 to 10: during, after, and the next morning.

    ``baseline`` is what mornings are like without training. ``told`` is what a professional has
    called it (``patellar_tendon``, ``kneecap``, ``osteoarthritis`` …), never found by Overtoe.
    """

    joint: str
    side: Side | None = None
    during: int = 0
    after: int = 0
    next_morning: int = 0
    baseline: int = 0
    told: str | None = None

    @property
    def worst(self) -> int:
        """The highest of the three numbers."""
        return max(self.during, self.after, self.next_morning)

    @property
    def where(self) -> str:
        """The joint in words.

        >>> Pain("knee", Side.RIGHT).where
        'right knee'
        """
        name = self.joint.replace("_", " ")
        return f"{self.side.value} {name}" if self.side else name


@dataclass(frozen=True)
class Health:
    """Answers to the health questions: who said yes to what.

    ``yes`` holds the ids of questions answered yes, ``told`` the diagnoses named by a
    professional, ``cleared_by`` a professional who knows the answers and agreed to training.
    """

    yes: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    blood_pressure: str = "normal"
    surgery_weeks: int | None = None
    birth_weeks: int | None = None
    cleared_by: str | None = None


@dataclass(frozen=True)
class Ability:
    """What the person can do today; a test not done is None.

    Knee-to-wall distances are meters from the wall to the big toe. Counts are full repetitions.
    """

    knee_to_wall_m: tuple[float | None, float | None] = (None, None)
    heel_raises: tuple[int | None, int | None] = (None, None)
    chair_stands_30s: int | None = None
    push_ups: int | None = None
    pull_ups: int | None = None
    one_leg_stand_s: float | None = None
    wall_sit_s: float | None = None
    plank_s: float | None = None
    squat_kg: float | None = None
    deadlift_kg: float | None = None


@dataclass(frozen=True)
class Equipment:
    """What is owned. ``items`` are names from the movement catalogue, with how many of each."""

    items: tuple[tuple[str, int], ...] = ()
    heights_m: tuple[float, ...] = ()
    kit: Kit = field(default_factory=Kit)

    def count(self, item: str) -> int:
        """How many of an item there are.

        >>> Equipment((("mat", 2),)).count("mat")
        2
        """
        return dict(self.items).get(item, 0)

    @property
    def names(self) -> frozenset[str]:
        """Names of everything owned."""
        return frozenset(name for name, number in self.items if number > 0)


@dataclass(frozen=True)
class Wishes:
    """Goals in order of weight, ladders liked and not wanted, and opt-ins."""

    goals: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    opt_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intake:
    """Everything that a program is built from.

    ``minutes`` holds the training days as (weekday, minutes), Monday = 0.
    """

    name: str
    body: Body
    start: dt.date
    minutes: tuple[tuple[int, int], ...]
    training_years: float = 0.0
    weeks: int = 12
    guardian: str | None = None
    health: Health = field(default_factory=Health)
    pain: tuple[Pain, ...] = ()
    tests: Ability = field(default_factory=Ability)
    equipment: Equipment = field(default_factory=Equipment)
    wishes: Wishes = field(default_factory=Wishes)
    starts: tuple[tuple[str, str], ...] = ()
    food: Food = field(default_factory=Food)

    @property
    def age_years(self) -> int:
        """Age reached for certain at the start: only the birth year is asked.

        >>> import datetime as dt
        >>> born = Body(2000, Sex.MALE, 1.8, 80.0)
        >>> Intake("Ben", born, dt.date(2026, 12, 1), ((0, 30),)).age_years
        25
        """
        return self.start.year - self.body.birth_year - 1

    def pain_at(self, joint: str) -> int:
        """Worst pain told for a joint on either side."""
        return max((p.worst for p in self.pain if p.joint == joint), default=0)
