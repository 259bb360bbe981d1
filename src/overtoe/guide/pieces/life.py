"""Life tasks that the person wants: what each asks for, and what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.guide.blocks import Block, Heading, Paragraph, Table
from overtoe.guide.reader import intake_sex
from overtoe.movements import Evidence, readiness, tasks
from overtoe.movements.ready import DOTS

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader
    from overtoe.movements import Readiness, Task

OF_GOAL: Final[dict[str, tuple[str, ...]]] = {
    "stairs": ("stairs-up", "stairs-down"),
    "hike": ("downhill-hike",),
    "stand_up": ("stand-up", "low-sofa"),
    "kneel": ("kneel", "floor-rise"),
    "carry_child": ("lift-child", "carry-child-upstairs"),
    "squat": ("full-squat",),
    "run": ("start-running",),
    "jump": ("start-jumping",),
    "strength": ("strength-squat",),
}
USUAL: Final = ("stairs-down", "stand-up", "floor-rise")
"""Shown where no goal names a task."""


def blocks(reader: Reader) -> list[Block]:
    """A table per task: need, and whether it was shown."""
    chosen = [tasks()[name] for name in _wanted(reader)]
    found: list[Block] = []
    for task, state in zip(chosen, readiness(chosen, evidence(reader)), strict=True):
        found += [Heading(task.name), Table(_HEAD, _rows(task, state), (6, 3, 2, 2))]
        found.append(Paragraph(_sentence(state, task)))
    return found


_HEAD: Final = ("What it asks for", "On day 1", "Week 6", "Week 12")


def evidence(reader: Reader) -> Evidence:
    """What the intake's tests show; rungs count only once a log shows them."""
    tests = reader.intake.tests
    known = {
        "dorsiflexion_deg": _lower(reader.shanks_deg),
        "heel_raises": _lower(tests.heel_raises),
        "one_leg_stance_s": tests.one_leg_stand_s,
    }
    measures = {name: float(value) for name, value in known.items() if value is not None}
    pain = max((pain.worst for pain in reader.intake.pain), default=0)
    return Evidence({}, {}, measures, {"any": float(pain)}, intake_sex(reader.intake))


def _wanted(reader: Reader) -> tuple[str, ...]:
    named = [task for goal in reader.intake.wishes.goals for task in OF_GOAL.get(goal, ())]
    return tuple(dict.fromkeys(named)) or USUAL


def _rows(task: Task, state: Readiness) -> tuple[tuple[str, ...], ...]:
    return tuple((_capital(need.text), _status(need.text, state), "", "") for need in task.needs)


def _status(need: str, state: Readiness) -> str:
    if need in state.unknown:
        return "not tested yet"
    return "on its way" if need in state.missing else "shown"


def _sentence(state: Readiness, task: Task) -> str:
    known = len(task.needs) - len(state.unknown)
    if known < len(state.unknown):
        return f"Today this can't be told: {known} of {len(task.needs)} facts are known."
    return (
        f"Today: about {state.dots} of {DOTS} days like this would go fine. This is a judgement by "
        "house rules. No study has checked it."
    )


def _lower(both: tuple[float | None, float | None]) -> float | None:
    known = [value for value in both if value is not None]
    return min(known) if known else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
