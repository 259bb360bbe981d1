"""Things in the picture besides the body, and the load, as SVG shapes in centimeters, y down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.movements.figure.skeleton import SHANK, Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.movements.figure.skeleton import Skeleton
    from overtoe.movements.postures import Posture, Prop
    from overtoe.movements.types import Rung

SOLID = 'class="p"'
LINE = 'class="l"'
LOAD = 'class="w"'


def number(value: float) -> str:
    """A coordinate with one decimal, without a needless zero.

    >>> number(1.04), number(-0.01)
    ('1', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rect(
    x: float, top: float, width: float, height: float, style: str, *, radius: float = 1.5
) -> str:
    """A box by its left edge and top in centimeters above the floor."""
    return (
        f'<rect x="{number(x)}" y="{number(-top)}" width="{number(width)}" '
        f'height="{number(height)}" rx="{number(radius)}" {style}/>'
    )


def line(points: list[Point], style: str) -> str:
    """A line through points in meters."""
    path = " ".join(f"{number(100 * x)},{number(-100 * y)}" for x, y in points)
    return f'<polyline points="{path}" {style}/>'


def circle(center: Point, radius_cm: float, style: str) -> str:
    """A circle round a point in meters."""
    x, y = 100 * center[0], -100 * center[1]
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius_cm)}" {style}/>'


def draw_props(posture: Posture, body: Skeleton) -> list[str]:
    """All things of a template, as seen with the body at one end of the movement."""
    shapes = []
    for prop in posture.props:
        draw = _DRAW.get(prop.kind)
        if draw is not None:
            shapes.append(draw(prop, posture, body))
    return shapes


def _block(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    return rect(100 * prop.x_m, 100 * prop.y_m, 100 * prop.width_m, 100 * prop.y_m, SOLID)


def _chair(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    x, y, w = 100 * prop.x_m, 100 * prop.y_m, 100 * prop.width_m
    seat = rect(x, y, w, 5, SOLID)
    legs = [line([((x + at) / 100, (y - 5) / 100), ((x + at) / 100, 0)], LINE) for at in (3, w - 3)]
    back = line([((x + 2) / 100, y / 100), ((x - 3) / 100, (y + 36) / 100)], LINE)
    return seat + "".join(legs) + back


def _bench(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    x, y, w = 100 * prop.x_m, 100 * prop.y_m, 100 * prop.width_m
    legs = [line([((x + at) / 100, (y - 7) / 100), ((x + at) / 100, 0)], LINE) for at in (6, w - 6)]
    return rect(x, y, w, 7, SOLID, radius=3) + "".join(legs)


def _wall(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    x = 100 * prop.x_m
    return rect(x if prop.x_m > 0 else x - 6, 190, 6, 190, SOLID, radius=0)


def _wedge(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    heel, toe = body.near.heel, body.near.toe
    corners = [heel, toe] if heel[1] > toe[1] else [toe, heel]
    base = min(heel[1], toe[1])
    low = (corners[1][0], base)
    points = [corners[0], low, (corners[0][0], base)]
    path = " ".join(f"{number(100 * x)},{number(-100 * y)}" for x, y in points)
    return f'<polygon points="{path}" {SOLID}/>'


def _post(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    return line([(prop.x_m, 0), (prop.x_m, prop.y_m)], LINE)


def _rail(prop: Prop, posture: Posture, body: Skeleton) -> str:
    hand = body.near_arm[2] if posture.rest in ("hands", "grip") else (prop.x_m, prop.y_m)
    return line([(hand[0], 0), hand], LINE) + line([_off(hand, -0.1), _off(hand, 0.1)], LINE)


def _bar(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    hand = body.near_arm[2]
    return line([_off(hand, -0.3), _off(hand, 0.3)], LINE)


def _band(prop: Prop, _posture: Posture, body: Skeleton) -> str:
    held = body.near.knee if prop.y_m < 0.6 else body.near_arm[2]
    return line([held, (prop.x_m, prop.y_m)], 'class="b"')


def _strap(prop: Prop, posture: Posture, body: Skeleton) -> str:
    calf = body.near.knee[0], body.near.knee[1] - 0.12 * SHANK / 0.43
    held = calf if prop.y_m < 0.6 else body.near_arm[2]
    if posture.grip_m is not None:
        held = posture.grip_m
    return line([held, (prop.x_m, prop.y_m)], 'class="b"')


def _sled(prop: Prop, posture: Posture, body: Skeleton) -> str:
    x, y, w = 100 * prop.x_m, 100 * prop.y_m, 100 * prop.width_m
    rope = "" if posture.grip_m else line([body.near_arm[2], (prop.x_m, 0.2)], 'class="b"')
    high = line([(prop.x_m, 0.05), (prop.x_m, prop.y_m)], LINE) if y > 40 else ""
    return rope + high + rect(x, 22, w, 10, SOLID) + rect(x - 4, 6, w + 8, 6, SOLID, radius=3)


def _towel(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    return circle((prop.x_m, prop.y_m / 2 + 0.005), 100 * prop.width_m / 2.6, SOLID)


def _ball(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    return circle(_off(body.near.knee, 0.0, 0.02), 9, SOLID)


def _roller(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    return circle((body.near.knee[0], 0.055), 5.5, SOLID)


def _slope(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    left, right = 100 * prop.x_m, 100 * (prop.x_m + prop.width_m)
    rise = 100 * prop.y_m
    high = f"{number(left)},{number(-rise)}"
    return (
        f'<polygon points="{high} {number(right)},{number(rise)} {number(left)},{number(rise)}" '
        f"{SOLID}/>"
    )


def _stairs(prop: Prop, _posture: Posture, _body: Skeleton) -> str:
    rise, tread, x = 100 * prop.y_m, 100 * prop.width_m, 100 * prop.x_m
    steps = [
        rect(x + tread * k, rise * (k + 1), tread, rise * (k + 1), SOLID, radius=0) for k in (0, 1)
    ]
    return "".join(steps)


def _partner(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    ankle = body.near.ankle
    return rect(100 * ankle[0] - 5, 100 * ankle[1] + 16, 12, 9, SOLID, radius=4)


def _child(_prop: Prop, _posture: Posture, body: Skeleton) -> str:
    hand = body.near_arm[2]
    head = circle(_off(hand, 0.03, 0.15), 8, LOAD)
    low = _off(hand, 0.02, -0.12)
    trunk = line([_off(hand, 0.03, 0.02), low], 'class="w c"')
    return head + trunk


_DRAW: dict[str, Callable[[Prop, Posture, Skeleton], str]] = {
    "step": _block,
    "box": _block,
    "mat": _block,
    "chair": _chair,
    "bench": _bench,
    "wall": _wall,
    "wedge": _wedge,
    "post": _post,
    "rail": _rail,
    "bar": _bar,
    "band": _band,
    "strap": _strap,
    "sled": _sled,
    "towel": _towel,
    "ball": _ball,
    "roller": _roller,
    "slope-down": _slope,
    "slope-up": _slope,
    "stairs": _stairs,
    "partner": _partner,
    "child": _child,
}


PLATE_CM = 14.0


def load_place(rung: Rung, body: Skeleton) -> Point | None:
    """Where the added load is drawn; None for body weight and for loads that are things."""
    held = rung.load.held
    drawn = {prop.kind for prop in (rung.posture.props if rung.posture else ())}
    if rung.load.kind == "none" or held is None or held == "dragged" or "child" in drawn:
        return None
    if held in ("ankle", "foot"):
        return _off(body.near.ankle, 0.0, 0.03)
    return _seat(held, body, body.near_arm[2])


def draw_load(rung: Rung, body: Skeleton, *, casing_cm: float = 0.0) -> list[str]:
    """The added load where it is held; nothing for body weight.

    With a casing, the hole that it leaves in what lies behind it.
    """
    place = load_place(rung, body)
    if place is None:
        return []
    if "barbell" in rung.equipment:
        return _plates(place)
    size = (11 if rung.load.held in ("ankle", "foot") else 16) + casing_cm
    style = 'class="j"' if casing_cm else LOAD
    left, top = 100 * place[0] - size / 2, 100 * place[1] + size / 2
    return [rect(left, top, size, size, style, radius=4)]


def _plates(center: Point) -> list[str]:
    return [circle(center, PLATE_CM, 'class="d"'), circle(center, 4, LOAD)]


def _seat(held: str, body: Skeleton, hand: Point) -> Point:
    places = {
        "back": _off(body.chest, -0.09, 0.02),
        "hips": _off(body.pelvis, 0.06, 0.13),
        "knees": _off(body.near.knee, -0.03, 0.12),
        "chest": _off(hand, 0.05, 0.0),
        "shoulders": _off(hand, 0.03, 0.03),
    }
    return places.get(held, hand)


def _off(point: Point, dx: float, dy: float = 0.0) -> Point:
    return point[0] + dx, point[1] + dy
