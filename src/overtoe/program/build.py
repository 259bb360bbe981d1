"""From an intake to a program: screen, open rungs, choose, dress.

The same intake always gives the same program: no clock, no chance, whole-number weights, ties
settled by rank, and a search that stops by count, not by time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overtoe.program.build_dress import (
    Work,
    chosen_work,
    date_of,
    goal_reason,
    session,
    week_of,
)
from overtoe.program.build_model import ROWS, Day, Task
from overtoe.program.build_solve import Choice, choose
from overtoe.program.caps import caps
from overtoe.program.collide import Collision, Way, collision, without_any_option
from overtoe.program.doors import Gate
from overtoe.program.groups import groups
from overtoe.program.names import check_names
from overtoe.program.options import Option, options
from overtoe.program.person import GOALS
from overtoe.program.replaced import given_sets, replaced_problems, replaced_work
from overtoe.program.screen import Cleared, ScreeningStop, screen
from overtoe.program.types import HOUSE, YOU, Program, Reason, Week
from overtoe.program.warmup import seconds_of, warm_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.climb import Step
    from overtoe.program.doors import Shut
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake

PAIN_ALLOWED = 2
"""Pain during training that counts as fine unless a professional allows more (0 to 2 of 10)."""

LONG_SESSION_MINUTES = 45


def build(
    intake: Intake, catalogue: Catalogue, *, limits: Limits | None = None
) -> Program | ScreeningStop | Collision:
    """A program, or the reason why there is none.

    Parameters
    ----------
    intake
        What the person told, with the first day.
    catalogue
        The movements to choose from.
    limits
        Bounds by a professional.

    Returns
    -------
    Program
        Weeks of sessions with reasons and the proof of how good they are.
    ScreeningStop
        When a professional should be seen first.
    Collision
        When the wishes don't fit together, with the smallest changes that would help.

    Raises
    ------
    UsageError
        When intake or limits name a ladder, rung or part of the week that doesn't exist.
    """
    cleared = screen(intake)
    if isinstance(cleared, ScreeningStop):
        return cleared
    check_names(intake, catalogue, limits)
    gate = Gate(intake, caps(intake, limits), cleared.exclude, limits)
    shortest = min(minutes for _, minutes in intake.minutes) * 60
    warm = warm_up(catalogue, gate, seconds=shortest)
    found, closed = options(catalogue, gate, weeks=intake.weeks)
    case = _Case(intake, catalogue, limits, cleared, closed, warm)
    task = _task(case, found)
    problems = replaced_problems(
        limits, catalogue, intake, warm_s=sum(seconds_of(step) for step in warm)
    )
    if problems:
        way = Way("TEMPLATE", "Change that day in the file, or your minutes and equipment.")
        return Collision(intake.name, tuple(problems), (way,))
    lacking = without_any_option(intake.name, task, catalogue, closed)
    if lacking:
        return lacking
    chosen = choose(task)
    if chosen is None:
        return collision(
            intake.name,
            task,
            dict(intake.minutes),
            task_with=lambda minutes: _task(_with_minutes(case, minutes), found),
        )
    return _program(case, task, chosen)


@dataclass(frozen=True)
class _Case:
    """Everything known before the solver is asked."""

    intake: Intake
    catalogue: Catalogue
    limits: Limits | None
    cleared: Cleared
    closed: Mapping[str, Shut]
    warm: tuple[Step, ...]


def _with_minutes(case: _Case, minutes: Mapping[int, int]) -> _Case:
    intake = replace(case.intake, minutes=tuple(sorted(minutes.items())))
    gate = Gate(intake, caps(intake, case.limits), case.cleared.exclude, case.limits)
    shortest = min(minutes.values()) * 60
    return replace(case, intake=intake, warm=warm_up(case.catalogue, gate, seconds=shortest))


def _task(case: _Case, found: tuple[Option, ...]) -> Task:
    intake, limits = case.intake, case.limits
    replaced = dict(limits.days) if limits else {}
    warm_s = sum(seconds_of(step) for step in case.warm)
    days = [
        Day(weekday, minutes * 60 - warm_s, _rows(minutes, len(intake.minutes)))
        for weekday, minutes in sorted(intake.minutes)
        if weekday not in replaced
    ]
    return Task(
        options=found,
        days=tuple(days),
        minimum=_minimum(intake, limits),
        required=dict(limits.weekly_sets) if limits else {},
        given=given_sets(limits, case.catalogue),
        goals=intake.wishes.goals,
    )


def _rows(minutes: int, days: int) -> int:
    return ROWS + 2 if minutes >= LONG_SESSION_MINUTES or days == 1 else ROWS


def _minimum(intake: Intake, limits: Limits | None) -> dict[str, int]:
    wanted = {group.id: group.minimum for group in groups()}
    if "kneecap" in {*intake.health.told, *(pain.told for pain in intake.pain)}:
        wanted["hips"] = 2  # hip and knee work together did better than knee work alone
    wanted |= dict.fromkeys((g for g in intake.wishes.avoid if g in wanted), 0)
    return wanted | (dict(limits.minimum_sets) if limits else {})


def _weeks(case: _Case, task: Task, chosen: Choice) -> Iterator[Week]:
    intake = case.intake
    work = {
        day.weekday: chosen_work(task.options, chosen.sets, weeks=intake.weeks, day=d)
        for d, day in enumerate(task.days)
    }
    work |= replaced_work(case.limits, case.catalogue, weeks=intake.weeks)
    goals = {option.id: goal_reason(option, intake.wishes.goals, GOALS) for option in task.options}
    names = {name: movement.name for name, movement in case.catalogue.movements.items()}
    for week in range(1, intake.weeks + 1):
        sessions = [
            session(
                week=week,
                weekday=weekday,
                date=date_of(intake.start, week, weekday),
                minutes=minutes,
                warm=case.warm,
                work=[_with(item, goals) for item in work[weekday][week]],
                names=names,
            )
            for weekday, minutes in intake.minutes
        ]
        yield week_of(week, intake.weeks, sorted(sessions, key=lambda entry: entry.date))


def _with(work: Work, goals: Mapping[str, Reason | None]) -> Work:
    goal = goals.get(work.step.rung.ladder)
    return replace(work, why=(*work.why, goal)) if goal else work


def _program(case: _Case, task: Task, chosen: Choice) -> Program:
    limits = case.limits
    weeks = tuple(_weeks(case, task, chosen))
    allowed = limits.pain_allowed if limits and limits.pain_allowed is not None else PAIN_ALLOWED
    return Program(
        person=case.intake.name,
        start=case.intake.start,
        weeks=weeks,
        why=tuple(_reasons(case, task, chosen)),
        proof=chosen.proof,
        sources=_sources(weeks, case.catalogue),
        cautions=case.cleared.cautions,
        pain_allowed=allowed,
    )


def _reasons(case: _Case, task: Task, chosen: Choice) -> Iterator[Reason]:
    if case.limits:
        text = case.limits.note or f"{case.limits.by} set bounds for this program."
        yield Reason("LIMITS", text, case.limits.by)
    for group in groups():
        sets = _sets_of(task, chosen, group.id)
        if sets:
            text = f"{group.name.capitalize()}: {sets} sets in a full week."
            yield Reason("WEEKLY", text, HOUSE)
        elif group.id in case.intake.wishes.avoid:
            yield Reason("WAIVED", f"{group.name.capitalize()} is left out, as you wished.", YOU)
    for name in case.intake.wishes.like:
        if name in case.closed:
            why = case.closed[name].why
            yield Reason("LIKED_CLOSED", f"You like {name}, but: {why.text}", why.by)
    for shut in _notable(case.closed):
        yield shut.why


def _sets_of(task: Task, chosen: Choice, group: str) -> int:
    picked = sum(n for (_, o), n in chosen.sets.items() if task.options[o].group.id == group)
    return picked + task.given.get(group, 0)


def _notable(closed: Mapping[str, Shut]) -> list[Shut]:
    wanted = {"PAIN_CAP", "TOLD_CAP", "ANKLE_RANGE", "SET_CAP", "CONTRAINDICATION"}
    unique = {shut.why.text: shut for _, shut in sorted(closed.items()) if shut.why.code in wanted}
    return list(unique.values())[:6]


def _sources(weeks: tuple[Week, ...], catalogue: Catalogue) -> tuple[str, ...]:
    rungs = {item.rung for week in weeks for s in week.sessions for item in s.items}
    names = {name for rung in rungs for name in catalogue.rungs[rung].evidence.sources}
    return tuple(sorted(catalogue.sources[n].text for n in names if n in catalogue.sources))
