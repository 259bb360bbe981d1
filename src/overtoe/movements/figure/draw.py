"""Turn skeletons into one SVG string."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, Literal

from overtoe.errors import UsageError
from overtoe.movements.figure.props import (
    PLATE_CM,
    circle,
    draw_load,
    draw_props,
    line,
    load_place,
    number,
)
from overtoe.movements.figure.skeleton import Skeleton, skeletons

if TYPE_CHECKING:
    from overtoe.movements.figure.skeleton import DrawnLeg, Point
    from overtoe.movements.postures import Posture
    from overtoe.movements.types import Rung

At = Literal["start", "bottom", "both"]
Theme = Literal["auto", "light", "dark", "print"]

INKS: Final[dict[str, tuple[str, str]]] = {
    "auto": ("currentColor", "var(--knee, currentColor)"),
    "light": ("#1E2320", "#C0500C"),
    "dark": ("#ECEFEA", "#F59A57"),
    "print": ("#000000", "#000000"),
}
"""Ink and the color of the toe line; the palette of the design system."""

CHILD_CM: Final = 24.0
MARGIN_CM: Final = 8.0
GAP_CM: Final = 26.0
LEAST_CM: Final = 96.0
"""Least height of a drawing, so that a lying body isn't drawn larger than a standing one."""

# Stroke widths in centimeters: a mannequin that stays readable when 2 m become 64 pixels.
WIDTHS: Final = {
    "thigh": 14.0,
    "shank": 10.5,
    "foot": 7.5,
    "trunk": 17.0,
    "upper_arm": 8.0,
    "forearm": 7.0,
}
HEAD_CM: Final = 10.5
CASING_CM: Final = 3.2
JOINT_CM: Final = 2.6


def svg(rung: Rung, *, at: At = "both", theme: Theme = "auto", height_px: int | None = None) -> str:
    """Drawing of a rung from its posture template.

    Parameters
    ----------
    rung
        From :func:`overtoe.movements.catalogue`.
    at
        ``start``, ``bottom`` (the end of the movement) or ``both`` side by side; a hold is drawn
        once.
    theme
        ``auto`` takes the color of the text around it, so it works in light and dark; ``print`` is
        black only.
    height_px
        Fixes width and height; without it the drawing fills its box.

    Returns
    -------
    str
        An ``<svg>`` element with a ``<title>``, to be put into a page or saved.

    Raises
    ------
    UsageError
        When the rung has no posture template.
    """
    posture = rung.posture
    if posture is None:
        raise UsageError(
            "NO_FIGURE",
            f"{rung.id} has no posture template. A drawing is made from it. Choose another rung.",
        )
    start, bottom = skeletons(posture)
    wanted = {"start": [start], "bottom": [bottom], "both": [start, bottom]}[at]
    if posture.start == posture.bottom:
        wanted = wanted[:1]
    ink, accent = INKS[theme]
    parts, bounds = _panels(rung, posture, wanted)
    words = {"start": "start", "bottom": "end", "both": "start and end"}[at]
    return _document(
        f"{rung.name}: {words}", parts, bounds, inks=(ink, accent), height_px=height_px
    )


def _panels(
    rung: Rung, posture: Posture, bodies: list[Skeleton]
) -> tuple[list[str], tuple[float, float, float, float]]:
    left, right, top = 0.0, 0.0, 0.0
    parts: list[str] = []
    shift = 0.0
    for place, body in enumerate(bodies):
        west, east, high = _bounds(rung, posture, body)
        if place:
            shift = right + GAP_CM - west
            parts.append(_arrow(right + GAP_CM / 2, top))
        else:
            left = west
        drawn = "".join(_panel(rung, posture, body, f"{rung.id.replace('.', '-')}-{place}"))
        floor = f'<path d="M{number(west)} 0H{number(east)}" class="f"/>'
        parts.append(f'<g transform="translate({number(shift)} 0)">{floor}{drawn}</g>')
        right, top = shift + east, max(top, high)
    return parts, (left, right, top, _below(posture))


def _below(posture: Posture) -> float:
    slopes = [100 * prop.y_m for prop in posture.props if prop.kind.startswith("slope")]
    return max([4.0, *slopes])


def _round(center: Point | None, radius_cm: float) -> list[Point]:
    """Left, right and top of a circle."""
    if center is None:
        return []
    x, y, r = center[0], center[1], radius_cm / 100
    return [(x - r, y), (x + r, y), (x, y + r)]


def _bounds(rung: Rung, posture: Posture, body: Skeleton) -> tuple[float, float, float]:
    points = [
        *body.points(),
        *_round(body.head, HEAD_CM),
        *_round(load_place(rung, body), PLATE_CM),
    ]
    if any(prop.kind == "child" for prop in posture.props):
        points += _round(body.near_arm[2], CHILD_CM)
    west = min(100 * x for x, _ in points) - MARGIN_CM
    east = max(100 * x for x, _ in points) + MARGIN_CM
    high = max(LEAST_CM, max(100 * y for _, y in points) + 5)
    for prop in posture.props:
        if prop.kind in ("bar", "ball", "roller", "wedge", "partner", "child"):
            continue
        x, w = 100 * prop.x_m, 100 * prop.width_m
        if prop.kind == "rail" and posture.rest in ("hands", "grip"):
            continue
        wide = 2 * w if prop.kind == "stairs" else w
        west, east = min(west, x - 8), max(east, x + wide + 8)
        high = max(high, 194.0 if prop.kind == "wall" else 100 * prop.y_m + 4)
    return west, east, high


def _panel(rung: Rung, posture: Posture, body: Skeleton, key: str) -> list[str]:
    moving = _other_moves(posture)
    near, far = (body.far, body.near) if moving else (body.near, body.far)
    arm = _limb(list(body.near_arm[:2]), "upper_arm") + _limb(list(body.near_arm[1:]), "forearm")
    far_arm = _limb(list(body.far_arm[:2]), "upper_arm") + _limb(list(body.far_arm[1:]), "forearm")
    trunk = _trunk(body) + circle(body.head, HEAD_CM, 'class="h"')
    twin = far == near and not body.front
    back = "" if twin else _leg(far)
    hidden = "" if body.near_arm == body.far_arm else far_arm
    behind = "barbell" in rung.equipment
    hole = "" if behind else "".join(draw_load(rung, body, casing_cm=CASING_CM))
    solid = 'class="n"' if body.front else 'class="a"'
    return [
        *draw_props(posture, body),
        *(draw_load(rung, body) if behind else []),
        f"<g {solid}>{back}{hidden}</g>",
        _masked(trunk, _casing(_leg(near)) + _casing(arm) + hole, f"{key}t"),
        _masked(
            _leg(near), _casing(arm) + hole + _joints(near.knee, near.ankle, near.hip), f"{key}l"
        ),
        *([] if behind else draw_load(rung, body)),
        _masked(arm, _joints(body.near_arm[0], body.near_arm[1]), f"{key}a"),
        *_toe_line(posture, body),
    ]


def _other_moves(posture: Posture) -> bool:
    """Whether the free leg is the one that works, so that it is the one to be seen."""
    still = posture.start.leg == posture.bottom.leg
    return still and posture.start.other != posture.bottom.other and posture.model == "none"


def _trunk(body: Skeleton) -> str:
    points = [body.pelvis, body.middle, body.chest]
    if body.front:
        low, high = body.pelvis, body.chest
        corners = [
            (low[0] - 0.1, low[1] - 0.02),
            (high[0] - 0.15, high[1]),
            (high[0] + 0.15, high[1]),
            (low[0] + 0.1, low[1] - 0.02),
        ]
        path = " ".join(f"{number(100 * x)},{number(-100 * y)}" for x, y in corners)
        return f'<polygon points="{path}" class="r"/>'
    return line(points, f'stroke-width="{number(WIDTHS["trunk"])}"')


def _leg(leg: DrawnLeg) -> str:
    foot = line([leg.heel, leg.ball, leg.toe], f'stroke-width="{number(WIDTHS["foot"])}"')
    heel = line([leg.ankle, leg.heel], f'stroke-width="{number(WIDTHS["foot"])}"')
    return _limb([leg.hip, leg.knee], "thigh") + _limb([leg.knee, leg.ankle], "shank") + heel + foot


def _limb(points: list[Point], part: str) -> str:
    return line(points, f'stroke-width="{number(WIDTHS[part])}"')


def _casing(shapes: str) -> str:
    """The same strokes, wider, in the mask's black."""
    for part in sorted(WIDTHS, key=lambda name: WIDTHS[name], reverse=True):
        old, new = number(WIDTHS[part]), number(WIDTHS[part] + CASING_CM)
        shapes = shapes.replace(f'stroke-width="{old}"', f'stroke-width="{new}" data-k=""')
    return shapes.replace(' data-k=""', "")


def _joints(*points: Point) -> str:
    return "".join(circle(point, JOINT_CM, 'class="j"') for point in points)


def _masked(shapes: str, holes: str, key: str) -> str:
    mask = (
        f'<mask id="{key}" maskUnits="userSpaceOnUse" x="-400" y="-400" width="800" height="800">'
        f'<rect x="-400" y="-400" width="800" height="800" fill="#fff"/>'
        f'<g class="k">{holes}</g></mask>'
    )
    return f'{mask}<g class="n" mask="url(#{key})">{shapes}</g>'


def _toe_line(posture: Posture, body: Skeleton) -> list[str]:
    """Dashed line up from the toe tip, where a knee in front of it is the point."""
    shown = posture.rest in ("feet", "toes") and posture.view == "side"
    if not shown or posture.model in ("none", "wall", "strap"):
        return []
    toe, knee = body.near.toe, body.near.knee
    if knee[0] < toe[0] - 0.16:
        return []
    return [line([(toe[0], toe[1]), (toe[0], knee[1] + 0.12)], 'class="t"')]


def _arrow(x: float, top: float) -> str:
    y = -max(45.0, 0.42 * top)
    return f'<path d="M{number(x - 8)} {number(y)}h14m-6 -6l6 6l-6 6" class="o"/>'


def _document(
    label: str,
    parts: list[str],
    bounds: tuple[float, float, float, float],
    *,
    inks: tuple[str, str],
    height_px: int | None,
) -> str:
    left, right, top, below = bounds
    width, height = right - left, top + below
    size = ""
    if height_px is not None:
        size = f' width="{round(height_px * width / height)}" height="{height_px}"'
    box = f"{number(left)} {number(-top)} {number(width)} {number(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{size} role="img" '
        f'class="overtoe-figure" color="{inks[0]}" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round"><title>{escape(label)}</title>'
        f"{_styled(''.join(parts), inks[1])}</svg>"
    )


_STYLES: Final = {
    "p": 'fill="currentColor" fill-opacity=".16" stroke-opacity=".55" stroke-width="1.6"',
    "l": 'stroke-opacity=".6" stroke-width="3.4"',
    "b": 'stroke-width="2.4" stroke-dasharray="5 3"',
    "w": 'fill="currentColor" stroke="none"',
    "w c": 'stroke-width="15"',
    "d": 'fill="currentColor" fill-opacity=".28" stroke-width="4"',
    "f": 'stroke-opacity=".5" stroke-width="1.8"',
    "a": 'opacity=".42"',
    "n": "",
    "h": 'fill="currentColor" stroke="none"',
    "r": 'fill="currentColor" stroke-width="7"',
    "j": 'fill="#000" stroke="none"',
    "k": 'stroke="#000"',
    "o": 'stroke-opacity=".7" stroke-width="3"',
}


def _styled(shapes: str, accent: str) -> str:
    """Write each style where it is used, so that a page's own styles can't change the drawing."""
    toe = f'stroke="{accent}" stroke-width="2.4" stroke-dasharray="4 4"'
    for name, style in {**_STYLES, "t": toe}.items():
        shapes = shapes.replace(f'class="{name}"', style)
    return shapes.replace("<g >", "<g>")
