"""The intake file: what may stand in it, and what it becomes.

``parse_intake`` reads the text of a TOML file (``me.toml``) and is the only place where it is
checked. A mistake is answered with one sentence per field that names the field.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from overtoe.conventions import Side
from overtoe.errors import UnreadableError, UsageError
from overtoe.nutrition.goal import parse_goal
from overtoe.program.food import Food
from overtoe.program.person import (
    GOALS,
    Ability,
    Body,
    Equipment,
    Health,
    Intake,
    Pain,
    Sex,
    Wishes,
)
from overtoe.program.plates import Kit
from overtoe.program.questions import conditions, health_questions
from overtoe.program.types import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Score = Annotated[int, Field(ge=0, le=10)]
Count = Annotated[int, Field(ge=0, le=500)]
Cm = Annotated[float, Field(ge=0, le=40)]
Kg = Annotated[float, Field(gt=0, le=500)]
T = TypeVar("T")
Several = dict[str, Annotated[int, Field(ge=0, le=40)]]


def _known(given: Iterable[str], known: Iterable[str], what: str) -> None:
    strange = sorted(set(given) - set(known))
    if strange:
        raise ValueError(
            f"“{strange[0]}” isn't a {what} that is known here; known are " + ", ".join(known)
        )


def _check_masses(given: dict[str, int], name: str) -> None:
    for mass in given:
        try:
            good = 0 < float(mass) <= 100
        except ValueError:
            good = False
        if not good:
            raise ValueError(f'{name} counts weights by their mass, like {{ "2.5" = 4 }}')


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BodyPart(_Part):
    """``[body]``: birth year, sex for tables and norms, stature, mass."""

    birth_year: Annotated[int, Field(ge=1900, le=2100)]
    sex: Sex
    stature_cm: Annotated[float, Field(ge=100, le=230)]
    mass_kg: Annotated[float, Field(ge=25, le=250)]


class TimePart(_Part):
    """``[time]``: minutes per training day, the first day, the number of weeks."""

    monday: int | None = None
    tuesday: int | None = None
    wednesday: int | None = None
    thursday: int | None = None
    friday: int | None = None
    saturday: int | None = None
    sunday: int | None = None
    start: dt.date | None = None
    weeks: Annotated[int, Field(ge=1, le=26)] = 12

    @model_validator(mode="after")
    def _some_day(self) -> TimePart:
        minutes = [m for m in self._minutes() if m is not None]
        if not minutes:
            raise ValueError("needs at least one training day, like monday = 30")
        if not all(8 <= m <= 180 for m in minutes):
            raise ValueError("minutes per day should be between 8 and 180")
        return self

    def _minutes(self) -> list[int | None]:
        return [getattr(self, day) for day in WEEKDAYS]

    def days(self) -> tuple[tuple[int, int], ...]:
        """Training days as (weekday, minutes)."""
        return tuple((day, m) for day, m in enumerate(self._minutes()) if m is not None)


class PainPart(_Part):
    """``[[pain]]``: one joint and side."""

    joint: Literal["ankle", "knee", "hip", "low_back", "shoulder", "elbow", "wrist"]
    side: Side | None = None
    during: Score = 0
    after: Score = 0
    next_morning: Score = 0
    baseline: Score = 0
    told: str | None = None

    @model_validator(mode="after")
    def _side_given(self) -> PainPart:
        if self.side is None and self.joint != "low_back":
            raise ValueError('needs a side: side = "left" or side = "right"')
        return self


class HealthPart(_Part):
    """``[health]``: the answers to the health questions."""

    yes: tuple[str, ...] | None = None
    told: tuple[str, ...] = ()
    blood_pressure: Literal["normal", "high_controlled", "high_uncontrolled"] = "normal"
    surgery_weeks_ago: Annotated[int, Field(ge=0, le=2000)] | None = None
    birth_weeks_ago: Annotated[int, Field(ge=0, le=520)] | None = None
    cleared_by: str | None = None

    @model_validator(mode="after")
    def _known_answers(self) -> HealthPart:
        if self.yes is None:
            raise ValueError("yes is missing: write yes = [] if every answer is no")
        _known(self.yes, [q.id for q in health_questions()], "health question")
        _known(self.told, conditions(), "condition")
        return self


class AbilityPart(_Part):
    """``[tests]``: what was tested; leave out what wasn't."""

    knee_to_wall_left_cm: Cm | None = None
    knee_to_wall_right_cm: Cm | None = None
    heel_raises_left: Count | None = None
    heel_raises_right: Count | None = None
    chair_stands_30s: Count | None = None
    push_ups: Count | None = None
    pull_ups: Count | None = None
    one_leg_stand_s: Annotated[float, Field(ge=0, le=300)] | None = None
    wall_sit_s: Annotated[float, Field(ge=0, le=1200)] | None = None
    plank_s: Annotated[float, Field(ge=0, le=3600)] | None = None
    squat_kg: Kg | None = None
    deadlift_kg: Kg | None = None


class EquipmentPart(_Part):
    """``[equipment]``: items by name, heights, plates."""

    items: tuple[str, ...] = ()
    counts: Several = {}
    heights_cm: tuple[Annotated[float, Field(gt=0, le=120)], ...] = ()
    barbell_kg: Kg | None = None
    dumbbell_handle_kg: Kg | None = None
    dumbbell_handles: Annotated[int, Field(ge=0, le=8)] = 0
    plates_kg: Several = {}
    dumbbells_kg: Several = {}
    kettlebells_kg: Several = {}
    vest_kg: tuple[Kg, ...] = ()

    @model_validator(mode="after")
    def _real_masses(self) -> EquipmentPart:
        for name in ("plates_kg", "dumbbells_kg", "kettlebells_kg"):
            _check_masses(getattr(self, name), name)
        return self


class FoodPart(_Part):
    """``[food]``: how the day is spent, what is eaten, what to change."""

    day: Literal["sitting", "mixed", "standing", "heavy"] = "sitting"
    goal: str = "maintain"
    fat_percent: Annotated[float, Field(ge=3, le=65)] | None = None
    eats_kcal: Annotated[float, Field(ge=500, le=8000)] | None = None
    breastfeeding: bool = False
    kidney_disease: bool = False
    insulin: bool = False

    @model_validator(mode="after")
    def _readable_goal(self) -> FoodPart:
        try:
            parse_goal(self.goal)
        except UsageError as error:
            raise ValueError(error.text) from error
        return self


class IntakeFile(_Part):
    """The whole file."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    goals: tuple[str, ...] = ()
    training_years: Annotated[float, Field(ge=0, le=80)] = 0.0
    like: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    opt_in: tuple[str, ...] = ()
    guardian: str | None = None
    limits: str | None = None
    body: BodyPart
    time: TimePart
    health: HealthPart
    pain: tuple[PainPart, ...] = ()
    tests: AbilityPart = AbilityPart()
    equipment: EquipmentPart = EquipmentPart()
    start_at: dict[str, str] = {}
    food: FoodPart = FoodPart()

    @model_validator(mode="after")
    def _known_goals(self) -> IntakeFile:
        _known(self.goals, GOALS, "goal")
        return self


def parse_intake(text: str, *, start: dt.date | None = None, source: str = "intake") -> Intake:
    """Read an intake from the text of its file.

    Parameters
    ----------
    start
        First day of the program; by default the one in the file.
    source
        Name of the file, for messages.

    Raises
    ------
    UnreadableError
        When the text isn't TOML.
    UsageError
        When a field is missing or makes no sense, or no start is known.
    """
    return _intake(read_intake_file(text, source=source), start=start, source=source)


def read_intake_file(text: str, *, source: str = "intake") -> IntakeFile:
    """Check the text of an intake file; errors as in ``parse_intake``."""
    return checked(IntakeFile.model_validate, load_toml(text, source), source)


def load_toml(text: str, source: str) -> dict[str, Any]:
    """Parse TOML; a mistake is named with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(
            "BAD_TOML",
            f"{source} can't be read: {error}. The line named there has a typing mistake, often a "
            "missing quote or comma. Mend it and run the command again.",
        ) from error


def checked(validate: Callable[[Any], T], data: object, source: str) -> T:
    """Validate data; every mistake becomes a sentence that names its field."""
    try:
        return validate(data)
    except ValidationError as error:
        lines = [f"• {_sentence(dict(item))}" for item in error.errors()]
        raise UsageError(
            "BAD_INTAKE",
            f"{source} isn't complete yet, so nothing was planned:\n" + "\n".join(lines),
        ) from error


def _sentence(item: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in item["loc"]) or "the file"
    text = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "missing":
        text = "is missing"
    elif item["type"] == "extra_forbidden":
        text = "isn't a field that is known here; check its spelling"
    elif item["type"] in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        text = f"is {item['input']}; it {text[0].lower()}{text[1:].replace('Input ', '')}"
        text = text.replace("it input should", "it should")
    return f"{where}: {text}."


def _intake(file: IntakeFile, *, start: dt.date | None, source: str) -> Intake:
    first = start or file.time.start
    if first is None:
        raise UsageError(
            "NO_START",
            f"{source} names no first day, and a program needs one to know its dates. Add "
            "start = 2026-11-30 under [time], or give --start.",
        )
    return Intake(
        name=file.name,
        body=Body(
            file.body.birth_year, file.body.sex, file.body.stature_cm / 100, file.body.mass_kg
        ),
        start=first,
        minutes=file.time.days(),
        training_years=file.training_years,
        weeks=file.time.weeks,
        guardian=file.guardian,
        health=_health(file.health),
        pain=tuple(Pain(**part.model_dump()) for part in file.pain),
        tests=_tests(file.tests),
        equipment=_equipment(file.equipment),
        wishes=Wishes(file.goals, file.like, file.avoid, file.opt_in),
        starts=tuple(sorted(file.start_at.items())),
        food=Food(**file.food.model_dump()),
    )


def _health(part: HealthPart) -> Health:
    return Health(
        yes=frozenset(part.yes or ()),
        told=frozenset(part.told),
        blood_pressure=part.blood_pressure,
        surgery_weeks=part.surgery_weeks_ago,
        birth_weeks=part.birth_weeks_ago,
        cleared_by=part.cleared_by,
    )


def _tests(part: AbilityPart) -> Ability:
    left, right = part.knee_to_wall_left_cm, part.knee_to_wall_right_cm
    return Ability(
        knee_to_wall_m=(
            None if left is None else left / 100,
            None if right is None else right / 100,
        ),
        heel_raises=(part.heel_raises_left, part.heel_raises_right),
        chair_stands_30s=part.chair_stands_30s,
        push_ups=part.push_ups,
        pull_ups=part.pull_ups,
        one_leg_stand_s=part.one_leg_stand_s,
        wall_sit_s=part.wall_sit_s,
        plank_s=part.plank_s,
        squat_kg=part.squat_kg,
        deadlift_kg=part.deadlift_kg,
    )


def _equipment(part: EquipmentPart) -> Equipment:
    counts = dict.fromkeys(part.items, 1) | part.counts
    kit = Kit(
        plates=_plates(part.plates_kg),
        barbell_kg=part.barbell_kg,
        handle_kg=part.dumbbell_handle_kg,
        handles=part.dumbbell_handles,
        dumbbells=_plates(part.dumbbells_kg),
        kettlebells=_plates(part.kettlebells_kg),
        vest_kg=tuple(sorted(part.vest_kg)),
    )
    heights = tuple(sorted(cm / 100 for cm in part.heights_cm))
    return Equipment(tuple(sorted(counts.items())), heights, kit)


def _plates(given: dict[str, int]) -> tuple[tuple[float, int], ...]:
    return tuple(sorted((float(kg), number) for kg, number in given.items()))
