"""Turn the solver's numbers into weeks, sessions and prescribed sets, in a sensible order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.program.amounts import told_amount
from overtoe.program.climb import Step, easier
from overtoe.program.groups import goal_points
from overtoe.program.options import NOT_CHANGED, Option, work_seconds
from overtoe.program.types import (
    WEEKDAYS,
    YOU,
    Block,
    BlockKind,
    Load,
    Prescribed,
    Reason,
    Session,
    Week,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from overtoe.program.groups import Group

ORDER: Final = (
    "impact", "walk", "shin", "calf", "knee", "push", "hinge", "pull", "life", "hips", "arms",
    "core", "mobility",
)  # fmt: skip
"""Lower leg before the knee, heavy before light, pushing and pulling between leg work."""

FINISH: Final = frozenset({"core", "mobility"})
EASIER_SHARE: Final = 0.6


@dataclass(frozen=True)
class Work:
    """One ladder in one session: what is planned, how many sets, and why."""

    step: Step
    sets: int
    why: tuple[Reason, ...]
    group: Group | None = None


def week_sets(sets: int, week: int, *, least: int) -> int:
    """Sets in a given week: half in the first, one more each week, about 60 % in easier weeks.

    >>> [week_sets(4, week, least=2) for week in (1, 2, 3, 4, 5)]
    [2, 3, 4, 3, 4]
    """
    if easier(week):
        return max(1, min(sets, -int(-EASIER_SHARE * sets // 1)), least // 2)
    return min(sets, max(1, sets // 2) + week - 1)


def chosen_work(
    options: Sequence[Option], sets: Mapping[tuple[int, int], int], *, weeks: int, day: int
) -> dict[int, list[Work]]:
    """Work of one training day by week, before it is put in order."""
    return {
        week: [
            _work(option, week, sets[day, o])
            for o, option in enumerate(options)
            if (day, o) in sets
        ]
        for week in range(1, weeks + 1)
    }


def _work(option: Option, week: int, sets: int) -> Work:
    step = option.route.steps[week - 1]
    why = (option.route.start,) if week == 1 else (step.why,)
    return Work(step, week_sets(sets, week, least=option.least_sets), why, option.group)


def session(
    *,
    week: int,
    weekday: int,
    date: dt.date,
    minutes: int,
    warm: Sequence[Step],
    work: Iterable[Work],
    names: Mapping[str, str],
) -> Session:
    """One session with its blocks in order; blocks without sets are left out.

    ``names`` holds the names of the movements by id.
    """
    name = f"w{week:02d}-{WEEKDAYS[weekday][:3]}"
    ordered = _ordered(work)
    finish = [item for item in ordered if item.group and item.group.id in FINISH]
    main = [item for item in ordered if item not in finish]
    blocks = (
        Block(BlockKind.WARM_UP, tuple(_warm(name, step, names) for step in warm)),
        Block(BlockKind.MAIN, tuple(prescribe(name, item, names) for item in main)),
        Block(BlockKind.FINISH, tuple(prescribe(name, item, names) for item in finish)),
    )
    return Session(name, week, weekday, date, minutes, tuple(b for b in blocks if b.items))


def prescribe(session_id: str, work: Work, names: Mapping[str, str]) -> Prescribed:
    """Prescribed sets for one piece of work."""
    step, rung = work.step, work.step.rung
    amount, unit = told_amount(rung.dose, step.amount)
    return Prescribed(
        id=f"{session_id}/{rung.id}",
        ladder=rung.ladder,
        rung=rung.id,
        name=rung.name,
        sets=work.sets,
        amount=amount,
        unit=unit,
        each_side=rung.sides == "each",
        tempo=rung.dose.tempo if rung.dose.reps else None,
        work_s=work_seconds(step),
        rest_s=round(rung.dose.rest_s),
        setup_s=round(rung.setup_s),
        equipment=tuple(sorted(rung.equipment)),
        load=Load(step.load.kg, step.load.how, tool_of(step.load.how)) if step.load else None,
        cue=rung.cues[0] if rung.cues else "",
        why=work.why,
        movement=names.get(rung.movement, ""),
    )


def theme(week: int, weeks: int) -> tuple[str, Reason]:
    """What a week is for."""
    if week == 1:
        return "start", Reason("HALF_SETS", "New movements begin with half of their sets.")
    if easier(week):
        text = "Every fourth week is easier: fewer sets, nothing new. A convention, not a law."
        return "easier", Reason("EASIER_WEEK", text)
    word = "peak" if week > weeks - 4 else "build"
    return word, Reason("CLIMB_RULE", "At most one rung a week, and only after two good sessions.")


def week_of(number: int, weeks: int, sessions: Iterable[Session]) -> Week:
    """One week with its theme."""
    name, why = theme(number, weeks)
    return Week(number, name, tuple(sessions), (why,))


def date_of(start: dt.date, week: int, weekday: int) -> dt.date:
    """Date of a weekday in a week of the program; weeks run in sevens from the start.

    >>> import datetime as dt
    >>> date_of(dt.date(2026, 12, 2), 1, 0)  # a Wednesday start: Monday comes five days later
    datetime.date(2026, 12, 7)
    """
    return start + dt.timedelta(days=7 * (week - 1) + (weekday - start.weekday()) % 7)


def goal_reason(option: Option, goals: Sequence[str], words: Mapping[str, str]) -> Reason | None:
    """Which goal an option serves most; None where it serves none."""
    served = [goal for goal in goals if goal_points(option.ladder.pattern, [goal]) > 0]
    if not served:
        return None
    best = max(served, key=lambda goal: goal_points(option.ladder.pattern, [goal]))
    return Reason("GOAL", f"You want {words[best]}; this works toward it.", YOU)


def _ordered(work: Iterable[Work]) -> list[Work]:
    return sorted(work, key=_place)


def _place(item: Work) -> tuple[int, str, str]:
    rank = ORDER.index(item.group.id) if item.group else len(ORDER)
    kit = ",".join(sorted(item.step.rung.equipment - NOT_CHANGED))
    return rank, kit, item.step.rung.id


def _warm(session_id: str, step: Step, names: Mapping[str, str]) -> Prescribed:
    item = prescribe(session_id, Work(step, 1, (step.why,)), names)
    return replace(item, id=f"{item.id}/warm-up", rest_s=0)


def tool_of(how: str) -> str:
    """What a load is made with."""
    words = ("barbell", "dumbbell", "kettlebell", "plate", "vest")
    return next((word for word in words if word in how), "weight")
