"""What to film, in five small line drawings from the project's own skeleton."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from overtoe.movements import catalogue
from overtoe.movements.figure import skeletons

if TYPE_CHECKING:
    from overtoe.movements.figure import Skeleton

RUNG: Final = "squat.4"
WIDTH: Final = 300
HEIGHT: Final = 210
FLOOR: Final = 190


@dataclass(frozen=True)
class Picture:
    """A drawing and its few words."""

    svg: str
    words: str


@cache
def pictures() -> tuple[Picture, ...]:
    """The five drawings with at most forty words together.

    >>> sum(len(picture.words.split()) for picture in pictures()) <= 40
    True
    """
    stand, bottom = _bodies()
    drawn = {
        "Phone at hip height, still.": (_floor(), _phone(60), _stool(60), _lifter(stand, 235)),
        "Four big steps away.": (_floor(), _phone(25), _stool(25), _steps(), _lifter(stand, 265)),
        "Exactly from the side, and level.": (_from_above(),),
        "Whole body, both feet and floor in view.": (_floor(), _frame(), _lifter(stand, 150)),
        "Stand still a second, then three to five repetitions.": (
            _floor(),
            _lifter(stand, 65),
            _arrow(112, 148),
            _lifter(bottom, 220),
        ),
    }
    return tuple(Picture(_svg(*parts), words) for words, parts in drawn.items())


def _bodies() -> tuple[Skeleton, Skeleton]:
    posture = catalogue().rungs[RUNG].posture
    if posture is None:
        raise ValueError(f"{RUNG} has no posture template")
    return skeletons(posture)


def _svg(*parts: str) -> str:
    # Attributes only: the site's content policy lets no style sheet into a page.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'aria-hidden="true" fill="none" stroke="currentColor" stroke-width="4" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(parts)}</svg>'
    )


def _floor() -> str:
    return f'<path d="M6 {FLOOR}H{WIDTH - 6}" stroke-opacity=".4" stroke-width="2"/>'


def _lifter(body: Skeleton, x: float) -> str:
    """A body whose middle stands at x."""
    leg, scale = body.near, 92.0
    middle = (leg.heel[0] + leg.toe[0]) / 2

    def place(point: tuple[float, float]) -> str:
        return f"{x + scale * (point[0] - middle):.0f},{FLOOR - scale * point[1]:.0f}"

    def limb(points: list[tuple[float, float]], width: int) -> str:
        return f'<polyline points="{" ".join(map(place, points))}" stroke-width="{width}"/>'

    head = place(body.head).split(",")
    return (
        limb([leg.hip, leg.knee, leg.ankle], 9)
        + limb([leg.heel, leg.toe], 6)
        + limb([leg.ankle, leg.heel], 6)
        + limb([body.pelvis, body.middle, body.chest], 12)
        + limb(list(body.near_arm), 6)
        + f'<circle cx="{head[0]}" cy="{head[1]}" r="11" fill="currentColor" stroke="none"/>'
    )


def _phone(x: float) -> str:
    y = 95
    return (
        f'<rect x="{x - 8}" y="{y - 22}" width="16" height="44" rx="4"/>'
        f'<circle cx="{x + 2}" cy="{y - 14}" r="2.5" fill="currentColor"/>'
    )


def _stool(x: float) -> str:
    return (
        f'<path d="M{x - 16} 119h32M{x - 10} 119L{x - 14} {FLOOR}M{x + 10} 119L{x + 14} {FLOOR}"/>'
    )


def _steps() -> str:
    arcs = [f"M{58 + 42 * step} {FLOOR - 8}q21 -26 42 0" for step in range(4)]
    return f'<path d="{" ".join(arcs)}" stroke-width="3" stroke-dasharray="1 7"/>'


def _frame() -> str:
    return '<rect x="95" y="8" width="110" height="196" rx="10" stroke-width="5"/>'


def _from_above() -> str:
    """A bubble level, and the phone that looks across both feet, seen from above."""
    level = '<rect x="14" y="83" width="110" height="36" rx="18"/><circle cx="69" cy="101" r="11"/>'
    marks = '<path d="M53 84v34M85 84v34" stroke-width="2"/>'
    shoe = "a26 11 0 0 1 0 22h-22q-18 0 -18 -11t18 -11z"
    feet = f'<path d="M226 20{shoe}M226 64{shoe}"/>'
    sight = '<path d="M222 154V100" stroke-width="3" stroke-dasharray="1 8"/>'
    phone = '<rect x="192" y="166" width="60" height="14" rx="5" fill="currentColor"/>'
    return level + marks + feet + sight + phone + '<path d="M222 166v-6" stroke-width="8"/>'


def _arrow(start: float, end: float) -> str:
    return f'<path d="M{start} 110H{end}M{end - 12} 100l12 10l-12 10"/>'
