"""Which rung of the plan a clip shows, from the movement that was recognized."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from overtoe.movements.types import Catalogue

LADDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "squat": ("squat", "single-leg-squat"),
    "split_squat": ("split-squat", "lunge"),
    "sit_to_stand": ("sit-to-stand",),
}
"""Ladders that look like each movement that a clip can show."""


def clip_rungs(movement: str, rungs: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The rungs among some that a movement may be, in the order of the ladders above.

    >>> from overtoe.movements import catalogue
    >>> clip_rungs("squat", ["push-up.3", "squat.2"], catalogue())
    ('squat.2',)
    """
    given = [catalogue.rungs[rung] for rung in dict.fromkeys(rungs) if rung in catalogue.rungs]
    looks_like = LADDERS.get(movement, ())
    return tuple(rung.id for name in looks_like for rung in given if rung.ladder == name)
