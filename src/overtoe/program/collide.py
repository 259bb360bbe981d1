"""When no program exists: which wishes collide, and the smallest changes that would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from overtoe.program.build_model import DAYS_PER_WEEK, Day, Task
from overtoe.program.build_solve import choose, least_slack
from overtoe.program.groups import groups
from overtoe.program.types import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from overtoe.movements.types import Catalogue
    from overtoe.program.doors import Shut

MINUTES_STEP: Final = 5
TRIES: Final = 4


@dataclass(frozen=True)
class Way:
    """One change that would make a program possible."""

    code: str
    text: str


@dataclass(frozen=True)
class Collision:
    """No program: what collides, and the ways out, the smallest first."""

    person: str
    collides: tuple[str, ...]
    ways: tuple[Way, ...]

    @property
    def text(self) -> str:
        """What to say."""
        wishes = "; ".join(self.collides)
        ways = "\n".join(f"• {way.text}" for way in self.ways)
        lead = "Any one of these would help:" if len(self.ways) > 1 else "This would help:"
        return (
            f"{self.person}, these wishes don't fit together: {wishes}.\n"
            f"{lead if ways else 'Loosen one of them.'}\n{ways}"
        )


def without_any_option(
    person: str, task: Task, catalogue: Catalogue, closed: Mapping[str, Shut]
) -> Collision | None:
    """A weekly minimum for which no movement is open at all; None where each has one."""
    open_groups = {option.group.id for option in task.options}
    for group in groups():
        least = task.minimum.get(group.id, 0) - task.given.get(group.id, 0)
        if least > 0 and group.id not in open_groups:
            shut = [
                closed[name]
                for name, ladder in catalogue.ladders.items()
                if ladder.pattern in group.patterns and name in closed
            ]
            reasons = sorted({entry.why.text for entry in shut})[:2]
            collides = (f"{group.name} every week", *(text.rstrip(".") for text in reasons))
            return Collision(person, collides, tuple(_open_ways(group.id, group.name, shut)))
    return None


def collision(
    person: str,
    task: Task,
    minutes: Mapping[int, int],
    *,
    task_with: Callable[[Mapping[int, int]], Task],
) -> Collision:
    """Why a task has no solution, and the least that would give it one.

    ``task_with`` makes the same task for other minutes by weekday.
    """
    found = (_longer(task, minutes, task_with), _one_day_more(task), _fewer(task))
    ways = [way for way in found if way]
    names = [WEEKDAYS[day.weekday].capitalize() for day in task.days]
    given = ", ".join(
        f"{n} {minutes[d.weekday]} min" for n, d in zip(names, task.days, strict=True)
    )
    asked = [group.name for group in groups() if task.minimum.get(group.id, 0) > 0]
    collides = [f"your time ({given})", f"a week that trains {', '.join(asked)}"]
    collides += [f"{n} sets of {ladder} a week" for ladder, n in sorted(task.required.items())]
    return Collision(person, tuple(collides), tuple(ways))


def _open_ways(group: str, name: str, shut: Iterable[Shut]) -> list[Way]:
    items = sorted(
        {entry.equipment for entry in shut if entry.equipment}, key=lambda e: (len(e), e)
    )
    ways = [
        Way("EQUIPMENT", f"Get {' and '.join(e)}, then list it under items.") for e in items[:3]
    ]
    text = f'Leave it out for now: write avoid = ["{group}"], and the week goes without {name}.'
    return [*ways, Way("WAIVE", text)]


def _longer(
    task: Task, minutes: Mapping[int, int], task_with: Callable[[Mapping[int, int]], Task]
) -> Way | None:
    slack = least_slack(task, "minutes")
    if not slack:
        return None
    days = {task.days[int(name.removeprefix("day "))].weekday: n for name, n in slack.items()}
    first = min(days)
    for more in range(TRIES):
        # A longer session has a longer warm-up, so what the model asks for is the least to try.
        longer = {d: minutes[d] + MINUTES_STEP * (n + more * (d == first)) for d, n in days.items()}
        if choose(task_with({**minutes, **longer})) is not None:
            parts = [
                f"{total - minutes[day]} minutes more on {WEEKDAYS[day].capitalize()} "
                f"({total} in all)"
                for day, total in sorted(longer.items())
            ]
            return Way("MINUTES", f"Train {' and '.join(parts)}.")
    return None


def _one_day_more(task: Task) -> Way | None:
    taken = {day.weekday for day in task.days}
    if len(taken) == DAYS_PER_WEEK:
        return None
    free = max(
        (d for d in range(DAYS_PER_WEEK) if d not in taken), key=lambda d: (_apart(d, taken), -d)
    )
    seconds = max(day.seconds for day in task.days)
    days = sorted((*task.days, Day(free, seconds)), key=lambda day: day.weekday)
    if choose(replace(task, days=tuple(days))) is None:
        return None
    return Way("DAY", f"Train one more day, {WEEKDAYS[free].capitalize()}, as long as the longest.")


def _apart(day: int, taken: Iterable[int]) -> int:
    return min((abs(day - t) % 7 if abs(day - t) < 4 else 7 - abs(day - t)) for t in taken)


def _fewer(task: Task) -> Way | None:
    slack = least_slack(task, "sets")
    if not slack:
        return None
    names = {group.id: group.name for group in groups()}
    missing = [names[key.removeprefix("group ")] for key in sorted(slack)]
    return Way("LESS", f"Accept fewer sets for {', '.join(missing)}: list it under avoid.")
