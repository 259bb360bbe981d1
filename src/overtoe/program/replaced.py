"""Whole days that a professional has written: fixed work in place of the builder's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.errors import UsageError
from overtoe.program.build_dress import Work, prescribe
from overtoe.program.climb import Step
from overtoe.program.equipment import missing
from overtoe.program.groups import group_of
from overtoe.program.types import WEEKDAYS, Reason

if TYPE_CHECKING:
    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.limits import Fixed, Limits
    from overtoe.program.person import Intake


def given_sets(limits: Limits | None, catalogue: Catalogue) -> dict[str, int]:
    """Weekly sets by group that the replaced days bring along."""
    given: dict[str, int] = {}
    for _, lines in limits.days if limits else ():
        for line in lines:
            group = group_of(_rung(line, catalogue, limits).pattern).id
            given[group] = given.get(group, 0) + line.sets
    return given


def replaced_work(
    limits: Limits | None, catalogue: Catalogue, *, weeks: int
) -> dict[int, dict[int, list[Work]]]:
    """Work of the replaced days by weekday and week; the same every week, as it was written."""
    if limits is None:
        return {}
    return {
        weekday: {
            week: [_work(line, catalogue, limits) for line in lines] for week in range(1, weeks + 1)
        }
        for weekday, lines in limits.days
    }


def replaced_problems(
    limits: Limits | None, catalogue: Catalogue, intake: Intake, *, warm_s: int
) -> list[str]:
    """Why a written day can't be done: too long for its minutes, or equipment isn't there."""
    if limits is None:
        return []
    problems: list[str] = []
    minutes = dict(intake.minutes)
    for weekday, lines in limits.days:
        day = WEEKDAYS[weekday].capitalize()
        if weekday not in minutes:
            problems.append(f"{limits.by} wrote a {day}, which isn't one of your days")
            continue
        work = [_work(line, catalogue, limits) for line in lines]
        needed = -(-(warm_s + sum(prescribe("", item, {}).seconds for item in work)) // 60)
        if needed > minutes[weekday]:
            problems.append(
                f"{limits.by}'s {day} takes {needed} min, and you have {minutes[weekday]}"
            )
        lacking = {name for item in work for name in missing(item.step.rung, intake.equipment)}
        if lacking:
            problems.append(f"{limits.by}'s {day} needs {', '.join(sorted(lacking))}")
    return problems


def _work(line: Fixed, catalogue: Catalogue, limits: Limits) -> Work:
    rung = _rung(line, catalogue, limits)
    low = (rung.dose.reps or rung.dose.seconds or rung.dose.meters or (1, 1))[0]
    why = Reason("REPLACED", line.note or f"{limits.by} wrote this day.", limits.by)
    step = Step(rung, None, line.amount or round(low), why)
    return Work(step, line.sets, (why,), group_of(rung.pattern))


def _rung(line: Fixed, catalogue: Catalogue, limits: Limits | None) -> Rung:
    rung = catalogue.rungs.get(line.rung)
    if rung is None:
        by = limits.by if limits else "The professional"
        raise UsageError(
            "UNKNOWN_RUNG",
            f"{by}'s file names “{line.rung}”, which isn't in the catalogue. `overtoe movements` "
            "lists every rung with its id.",
        )
    return rung
