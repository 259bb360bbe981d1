"""Before any program: whether this person may train by a plan, and with what care.

Red flags and exclusions end in ``ScreeningStop``: see a professional, with the reason and how
soon, and no program. Everything milder becomes a caution, which says what is left out and why.
Thresholds are cautious house rules; the questions and their urgency are in ``data/health.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.questions import URGENCY_WORDS, conditions, health_questions
from overtoe.program.types import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.program.person import Health, Intake
    from overtoe.program.questions import Question, Urgency

GUARDIAN_AGE: Final = 16
YOUNGEST_AGE: Final = 8
ADULT_AGE: Final = 18
ASK_FIRST_AGE: Final = 45
OLDER_AGE: Final = 65
SURGERY_WEEKS: Final = 6
LONG_SURGERY_WEEKS: Final = 52
BIRTH_WEEKS: Final = 12
PAIN_STOP: Final = 8
PAIN_CAUTION: Final = 6


@dataclass(frozen=True)
class Stop:
    """One reason to see a professional first: how soon, whom, and why."""

    code: str
    urgency: Urgency
    why: str
    see: str

    @property
    def text(self) -> str:
        """The reason and what to do, as sentences."""
        return f"{self.why} Please see {self.see} {URGENCY_WORDS[self.urgency]}."


@dataclass(frozen=True)
class ScreeningStop:
    """No program: the reasons, the most urgent first."""

    person: str
    stops: tuple[Stop, ...]

    @property
    def urgency(self) -> Urgency:
        """The most urgent of all reasons."""
        return self.stops[0].urgency

    @property
    def text(self) -> str:
        """What to say, politely."""
        lines = "\n".join(f"• {stop.text}" for stop in self.stops)
        return (
            f"{self.person}, thank you for answering. Please see a professional first; until then "
            f"there is no program, because training could be the wrong thing now.\n{lines}\n"
            "Overtoe doesn't diagnose. Come back when someone who knows you has agreed."
        )


@dataclass(frozen=True)
class Cleared:
    """Training by a plan is fine, with these cautions.

    ``exclude`` holds contraindications of the movement catalogue that apply to this person.
    """

    cautions: tuple[Reason, ...] = ()
    exclude: frozenset[str] = frozenset()


def screen(intake: Intake) -> Cleared | ScreeningStop:
    """Look for everything that has to be settled before training.

    >>> import datetime as dt
    >>> from overtoe.program.person import Body, Health, Intake, Sex
    >>> ben = Intake("Ben", Body(1990, Sex.MALE, 1.8, 80.0), dt.date(2026, 12, 1), ((0, 30),),
    ...              health=Health(yes=frozenset({"chest"})))
    >>> screen(ben).urgency
    'emergency'
    """
    stops = sorted(_stops(intake), key=lambda stop: list(URGENCY_WORDS).index(stop.urgency))
    if stops:
        return ScreeningStop(intake.name, tuple(stops))
    return Cleared(tuple(_cautions(intake)), frozenset(_excluded(intake)))


def _stops(intake: Intake) -> Iterator[Stop]:
    health = intake.health
    yield from (
        Stop(question.id.upper(), question.urgency, _told(question), question.see)
        for question in health_questions()
        if question.id in health.yes and _blocks(question, health)
    )
    yield from _age_stops(intake)
    yield from _time_stops(health)
    yield from _pain_stops(intake)
    for name in sorted(health.told):
        if conditions()[name].clear and not health.cleared_by:
            why = f"You told of {conditions()[name].text}; training should be agreed first."
            yield Stop(name.upper(), "before", why, "the professional who knows it")


def _blocks(question: Question, health: Health) -> bool:
    return question.urgency != "none" and not (question.clearable and health.cleared_by)


def _told(question: Question) -> str:
    return f"You answered yes to “{question.text}”"


def _age_stops(intake: Intake) -> Iterator[Stop]:
    age = intake.age_years
    if age < YOUNGEST_AGE:
        yield Stop(
            "TOO_YOUNG",
            "before",
            "Overtoe's plans are made for people who can follow written instructions.",
            "a coach who works with children",
        )
    elif age < GUARDIAN_AGE and not intake.guardian:
        yield Stop(
            "GUARDIAN",
            "before",
            f"Under {GUARDIAN_AGE} a plan needs a parent or guardian who agrees and is there. "
            "Name them as guardian in the file.",
            "a parent or guardian, and a coach,",
        )
    elif age < GUARDIAN_AGE and any(pain.worst > 2 for pain in intake.pain):
        yield Stop(
            "YOUNG_PAIN",
            "before",
            "You told of pain, and growing bones deserve a look before training.",
            "a doctor or physiotherapist",
        )


def _time_stops(health: Health) -> Iterator[Stop]:
    if health.blood_pressure == "high_uncontrolled":
        yield Stop(
            "BLOOD_PRESSURE",
            "before",
            "High blood pressure that isn't under control rises further with heavy or long holds.",
            "your doctor",
        )
    if health.surgery_weeks is not None and _surgery_blocks(health):
        yield Stop(
            "SURGERY",
            "before",
            f"Your surgery was {health.surgery_weeks} weeks ago, so your surgeon's plan decides.",
            "your surgeon or physiotherapist",
        )
    if (
        health.birth_weeks is not None
        and health.birth_weeks < BIRTH_WEEKS
        and not health.cleared_by
    ):
        yield Stop(
            "BIRTH",
            "before",
            f"You gave birth {health.birth_weeks} weeks ago, and the first {BIRTH_WEEKS} need a "
            "professional's nod.",
            "your doctor or midwife",
        )


def _surgery_blocks(health: Health) -> bool:
    weeks = health.surgery_weeks
    if weeks is None or weeks >= LONG_SURGERY_WEEKS:
        return False
    return weeks < SURGERY_WEEKS or not health.cleared_by


def _pain_stops(intake: Intake) -> Iterator[Stop]:
    for pain in intake.pain:
        if pain.worst >= PAIN_STOP and not intake.health.cleared_by:
            why = f"You told of pain of {pain.worst} of 10 in your {pain.where}."
            yield Stop("STRONG_PAIN", "days", why, "a doctor or physiotherapist")


def _cautions(intake: Intake) -> Iterator[Reason]:
    yield from _age_cautions(intake)
    for question in health_questions():
        if question.id in intake.health.yes and question.note:
            yield Reason(question.id.upper(), question.note)
    yield from (Reason(name.upper(), conditions()[name].note) for name in sorted(_named(intake)))
    if intake.health.blood_pressure == "high_controlled":
        text = (
            "With known high blood pressure holds stay at 30 seconds; breathe aloud, never hold it."
        )
        yield Reason("BLOOD_PRESSURE", text)
    for pain in intake.pain:
        if pain.worst >= PAIN_CAUTION:
            text = (
                f"Your {pain.where} hurts {pain.worst} of 10, so its work starts at the lowest "
                "level. If it stays above 5 for two weeks, see a physiotherapist."
            )
            yield Reason("PAIN_HIGH", text)
    if intake.health.cleared_by:
        text = f"{intake.health.cleared_by} knows your answers and agreed to training."
        yield Reason("CLEARED", text, by=intake.health.cleared_by)


def _age_cautions(intake: Intake) -> Iterator[Reason]:
    age = intake.age_years
    if age < ADULT_AGE:
        who = intake.guardian or "a parent or guardian"
        text = f"At your age loads stay where 8 to 15 clean repetitions go; {who} knows the plan."
        yield Reason("YOUNG", text)
    if age >= OLDER_AGE:
        text = "From 65 on you start on the first three rungs, with a rail within reach."
        yield Reason("OLDER", text)
    elif age >= ASK_FIRST_AGE and intake.training_years < 1:
        text = "After 45 and new to hard exercise, a word with a professional first is wise."
        yield Reason("ASK_FIRST", text)


def _named(intake: Intake) -> set[str]:
    told = {pain.told for pain in intake.pain if pain.told in conditions()}
    return set(intake.health.told) | {name for name in told if name}


def _excluded(intake: Intake) -> Iterator[str]:
    for name in _named(intake):
        yield from conditions()[name].exclude
    for question in health_questions():
        if question.id in intake.health.yes:
            yield from question.exclude
    if intake.health.birth_weeks is not None or "pregnant" in intake.health.yes:
        yield "pregnancy"
    if intake.age_years < GUARDIAN_AGE:
        yield "young"
    yield from _sore(intake)


def _sore(intake: Intake) -> Iterator[str]:
    sore = {"patellar_tendon": "patellar-tendon-sore", "kneecap": "kneecap-sore"}
    for pain in intake.pain:
        if pain.worst >= PAIN_CAUTION:
            yield from ([sore[pain.told]] if pain.told in sore else [])
        if pain.joint == "hip" and pain.worst > 2:
            yield "groin-sore"
