"""The warm-up that opens every session: something that moves the legs, something for the ankle.

Easy rungs marked as warm-ups in the catalogue, one set each, chosen by a fixed order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.program.climb import Route, Step, route
from overtoe.program.doors import Shut
from overtoe.program.options import work_seconds
from overtoe.program.types import Reason

if TYPE_CHECKING:
    from overtoe.movements.types import Catalogue
    from overtoe.program.doors import Gate

ORDER: Final = (("backward-walk", "walk"), ("mobility",), ("ankle",), ("calf",), ("hinge", "squat"))
"""Patterns tried one after the other."""

SHARE: Final = 0.2
"""Share of the shortest session that the warm-up may take; house rule."""

LONGEST_S: Final = 180
"""No part of the warm-up lasts longer."""

WHY: Final = Reason("WARM_UP", "Warm first, so that the first working set isn't the first bend.")


def warm_up(catalogue: Catalogue, gate: Gate, *, seconds: int) -> tuple[Step, ...]:
    """Up to two easy parts that fit into the share of a session of ``seconds``."""
    left = SHARE * seconds
    parts: list[Step] = []
    for patterns in ORDER:
        step = _easiest(catalogue, gate, patterns)
        if step is not None and len(parts) < 2 and seconds_of(step) <= left:
            parts.append(step)
            left -= seconds_of(step)
    return tuple(parts)


def seconds_of(step: Step) -> int:
    """Time of one part: getting ready and one set."""
    return round(step.rung.setup_s) + work_seconds(step)


def _easiest(catalogue: Catalogue, gate: Gate, patterns: tuple[str, ...]) -> Step | None:
    for name in sorted(catalogue.ladders):
        ladder = catalogue.ladders[name]
        if ladder.pattern in patterns:
            way = route(ladder, gate, weeks=1)
            if not isinstance(way, Shut) and way.steps[0].rung.warmup:
                return _short(way)
    return None


def _short(way: Route) -> Step:
    rung = way.steps[0].rung
    low = (rung.dose.reps or rung.dose.seconds or rung.dose.meters or (1, 1))[0]
    most = LONGEST_S if rung.dose.seconds is not None else low
    return Step(rung, None, max(1, round(min(low, most))), WHY)
