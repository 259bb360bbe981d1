"""What can be said about a clip before it is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.site.training.services import day_of

if TYPE_CHECKING:
    import datetime as dt

    from overtoe.site.people.models import Person

LOAD_CHOICES: Final = (
    ("back", "on the back"),
    ("front", "on the front of the shoulders"),
    ("goblet", "in front of the chest"),
    ("hands", "in the hands"),
    ("vest", "as a vest"),
    ("arm", "on the arm"),
)

MOVEMENTS: Final = (
    ("squat", "Squat"),
    ("split-squat", "Split squat"),
    ("sit-to-stand", "Sitting down and standing up"),
)


@dataclass(frozen=True)
class Choice:
    """One exercise to choose: of the program (``rung``), or any other (``movement``)."""

    name: str
    rung: str = ""
    movement: str = ""
    chosen: bool = False


def exercises(person: Person, today: dt.date, wanted: str) -> tuple[Choice, ...]:
    """Exercises of the next session, then the movements that can be measured by themselves."""
    day = day_of(person, today)
    items = day.adapted.session.items if day and day.adapted else ()
    names = {item.rung: item.title for item in items}
    own = tuple(Choice(name, rung=rung, chosen=rung == wanted) for rung, name in names.items())
    return own + tuple(Choice(name, movement=movement) for movement, name in MOVEMENTS)
