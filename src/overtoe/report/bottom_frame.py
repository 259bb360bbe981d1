"""The bottom of a repetition: near leg, toe line and travel, on the photo or without."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.analysis.series import shown_leg
from overtoe.report import numbers, pictures
from overtoe.report.svg import element, path, picture, segment, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.analysis.document import Posture, RepetitionPart
    from overtoe.motion.types import Motion
    from overtoe.report.pictures import Box, Picture
    from overtoe.report.placing import Placing

    Point = tuple[float, float]
    Map = Callable[[float, float], Point]

WIDTH: Final = 360.0
"""Drawing units across the figure; at 390 px of screen one unit is about one pixel."""

_FRONT_SHARE: Final = 0.82
"""Room in front of the knee for the number, as a share of what stands behind."""
_BACK_M: Final = 0.30
_BELOW_M: Final = 0.16
_ABOVE_M: Final = 0.22
_ARC_UNITS: Final = 34.0
_BAR_M: Final = 0.09
"""The travel's bar stands this far above the knee, clear of the thigh."""


@dataclass(frozen=True)
class Body:
    """The line figure of one instant, in meters (x forward, y up)."""

    toe: Point
    heel: Point
    ankle: Point
    knee: Point
    hip: Point
    neck: Point
    head: Point

    @property
    def line(self) -> tuple[Point, ...]:
        """Shank, thigh and trunk as one line."""
        return (self.ankle, self.knee, self.hip, self.neck)


@dataclass(frozen=True)
class Window:
    """Part of a frame that a figure shows: its box in pixels and drawing units per pixel."""

    box: Box
    units_per_px: float

    @property
    def size(self) -> Point:
        """Width and height in drawing units."""
        left, top, right, bottom = self.box
        return (right - left) * self.units_per_px, (bottom - top) * self.units_per_px

    def through(self, place: Map) -> Map:
        """From meters straight to drawing units."""

        def to_units(x_m: float, y_m: float) -> Point:
            x, y = place(x_m, y_m)
            return (x - self.box[0]) * self.units_per_px, (y - self.box[1]) * self.units_per_px

        return to_units


def body_at(motion: Motion, frame: int) -> Body | None:
    """The shown leg and the trunk at one frame; None when the leg wasn't measured."""
    leg, trunk = shown_leg(motion), motion.trunk
    if leg is None:
        return None

    def at(points: object) -> Point:
        x, y = np.asarray(points)[frame]
        return float(x), float(y)

    body = Body(
        toe=at(leg.toe_m),
        heel=at(leg.heel_m),
        ankle=at(leg.ankle_m),
        knee=at(leg.knee_m),
        hip=at(leg.hip_m),
        neck=at(trunk.neck_m),
        head=at(trunk.head_m),
    )
    return body if all(map(math.isfinite, (*body.knee, *body.hip, *body.toe))) else None


def posed(body: Body, posture: Posture) -> Body:
    """The same bones and foot in another posture: how the held-back twin stands."""
    thigh, trunk = (math.radians(angle) for angle in (posture.thigh_deg, posture.trunk_deg))
    length = math.dist(body.ankle, body.knee)
    ahead = body.toe[0] + posture.knee_travel_cm / 100 - body.ankle[0]
    knee = _from(body.ankle, length, math.asin(max(-1.0, min(1.0, ahead / length))))
    hip = _from(knee, math.dist(body.knee, body.hip), -thigh)
    neck = _from(hip, math.dist(body.hip, body.neck), trunk)
    head = _from(neck, math.dist(body.neck, body.head), trunk)
    return Body(body.toe, body.heel, body.ankle, knee, hip, neck, head)


def window(body: Body, place: Map, pixels_per_m: float, *, width: float = WIDTH) -> Window:
    """The part of the picture around the body, room in front of the knee for the number."""
    points = [body.toe, body.heel, body.knee, body.hip, body.neck, body.head]
    xs, ys = zip(*(p for p in points if all(map(math.isfinite, p))), strict=True)
    behind = max(xs) - min(xs) + _BACK_M
    corners = [
        place(min(xs) - _BACK_M, min(0.0, *ys) - _BELOW_M),
        place(max(xs) + _FRONT_SHARE * behind, max(ys) + _ABOVE_M),
    ]
    (left, right), (top, bottom) = (sorted(ends) for ends in zip(*corners, strict=True))
    return Window((left, top, right, bottom), width / (right - left))


def plain_placing(body: Body, *, forward: int = 1) -> tuple[Map, float]:
    """A placing without a photo, 100 pixels per meter, the lifter facing ``forward`` (+1 right)."""

    def place(x_m: float, y_m: float) -> Point:
        return forward * (x_m - body.toe[0]) * 100.0, -y_m * 100.0

    return place, 100.0


def photo_figure(
    body: Body, rep: RepetitionPart, place: Placing, photo: Picture, *, caption: str
) -> str:
    """The real frame, dimmed, with the near leg and the travel drawn on it."""
    view = window(body, place, place.pixels_per_m)
    content = pictures.jpeg(pictures.cropped(photo, view.box), width_px=960)
    width, height = view.size
    image = element(
        "image", href=pictures.data_address(content), x=0, y=0, width=width, height=height,
        preserveAspectRatio="none",
    )  # fmt: skip
    dim = element("rect", class_="dim", x=0, y=0, width=width, height=height)
    drawing = _drawing(body, rep, view.through(place), place.forward, width)
    return picture(view.size, image, dim, *drawing, label=caption, class_="bottom photo")


def line_figure(body: Body, rep: RepetitionPart, *, caption: str, forward: int = 1) -> str:
    """The same without a photo: for print, for motion capture."""
    place, pixels_per_m = plain_placing(body, forward=forward)
    view = window(body, place, pixels_per_m)
    to_units = view.through(place)
    drawing = _drawing(body, rep, to_units, forward, view.size[0])
    head = _head(body, to_units)
    return picture(view.size, head, *drawing, label=caption, class_="bottom lines")


def twin_figure(
    body: Body, twin: Body, place: Map, pixels_per_m: float, *, forward: int, caption: str
) -> str:
    """The held-back twin: pale, on the scale and the floor of the figure that it stands beside."""
    view = window(body, place, pixels_per_m)
    to_units = view.through(place)
    parts = (
        _floor(to_units, twin, view.size[0]),
        _head(twin, to_units),
        _toe_line(to_units, body.toe, max(body.knee[1], twin.knee[1]) + _BAR_M),
        *_bones(twin, to_units),
    )
    return picture(view.size, *parts, label=caption, class_="bottom twin")


def _drawing(body: Body, rep: RepetitionPart, to: Map, forward: int, width: float) -> list[str]:
    return [
        _floor(to, body, width),
        _toe_line(to, body.toe, body.knee[1] + _BAR_M),
        *_bones(body, to),
        _knee_angle(body, rep, to),
        *_travel(body, rep, to, forward),
        _heel(body, rep, to, forward),
    ]


def _from(start: Point, length: float, inclination: float) -> Point:
    return start[0] + length * math.sin(inclination), start[1] + length * math.cos(inclination)


def _floor(to: Map, body: Body, width: float) -> str:
    (x0, y0), (x1, y1) = to(body.heel[0], 0.0), to(body.toe[0], 0.0)
    slope = (y1 - y0) / (x1 - x0) if abs(x1 - x0) > 1e-9 else 0.0
    return segment((0, y0 - slope * x0), (width, y0 + slope * (width - x0)), class_="floor")


def _toe_line(to: Map, toe: Point, height_m: float) -> str:
    return segment(to(toe[0], 0.0), to(toe[0], height_m), class_="toe-line")


def _head(body: Body, to: Map) -> str:
    if not all(map(math.isfinite, body.head)):
        return ""
    x, y = to(*body.head)
    radius = 0.105 * math.dist(to(0, 0), to(1, 0))  # the head is about 21 cm across
    return element("circle", cx=x, cy=y, r=radius, class_="head")


def _bones(body: Body, to: Map) -> list[str]:
    foot = path([to(*body.heel), to(*body.ankle), to(*body.toe)], closed=True)
    leg = path([to(*point) for point in body.line])
    return [
        element("path", d=foot, class_="foot"),
        element("path", d=leg, class_="casing"),
        element("path", d=leg, class_="leg"),
        *(
            element("circle", cx=x, cy=y, r=4, class_="joint")
            for x, y in (to(*body.knee), to(*body.hip), to(*body.ankle))
        ),
    ]


def _knee_angle(body: Body, rep: RepetitionPart, to: Map) -> str:
    flexion = rep.knee_flexion_deg
    if flexion.value is None:
        return ""
    knee, hip, ankle = (to(*p) for p in (body.knee, body.hip, body.ankle))
    first, last = (_toward(knee, other, _ARC_UNITS) for other in (hip, ankle))
    middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    label = _toward(knee, middle, _ARC_UNITS + 24)
    turn = (first[0] - knee[0]) * (last[1] - knee[1]) - (first[1] - knee[1]) * (last[0] - knee[0])
    sweep = 1 if turn > 0 else 0
    start, end = (f"{x:.2f} {y:.2f}" for x, y in (first, last))
    arc = f"M{start}A{_ARC_UNITS} {_ARC_UNITS} 0 0 {sweep} {end}"
    text = f"bent {numbers.number(flexion.value)}°"
    return element("path", d=arc, class_="arc") + words(text, label, class_="angle note")


def _toward(start: Point, end: Point, length: float) -> Point:
    distance = math.dist(start, end) or 1.0
    share = length / distance
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _travel(body: Body, rep: RepetitionPart, to: Map, forward: int) -> list[str]:
    travel = rep.knee_travel_cm
    if travel.value is None:
        return []
    height = body.knee[1] + _BAR_M
    toe, knee = to(body.toe[0], height), to(body.knee[0], height)
    parts = [
        segment(to(*body.knee), knee, class_="drop"),
        segment(toe, knee, class_="travel"),
    ]
    if travel.low is not None and travel.high is not None:
        ends = [to(body.toe[0] + end / 100, height) for end in (travel.low, travel.high)]
        parts.insert(0, _soft_band(ends[0], ends[1]))
    amount, word, ends_text = numbers.past_toes(travel)
    anchor = "start" if forward > 0 else "end"
    front = max((toe, knee), key=lambda point: forward * point[0])
    at = (front[0] + forward * 18, front[1] + 2)
    said = "at the toes" if word == "at" else f"{amount} cm {word}"
    parts.append(words(said, at, text_anchor=anchor, class_="number"))
    if ends_text:
        below = (at[0], at[1] + 20)
        parts.append(words(f"({ends_text})", below, text_anchor=anchor, class_="number ends"))
    return parts


def _soft_band(low: Point, high: Point) -> str:
    stops = "".join(
        element("stop", offset=offset, stop_opacity=opacity, class_="band-stop")
        for offset, opacity in (("0", "0"), ("0.5", "0.85"), ("1", "0"))
    )
    gradient = element(
        "linearGradient", stops, id="travel-band", gradientUnits="userSpaceOnUse",
        x1=low[0], y1=low[1], x2=high[0], y2=high[1],
    )  # fmt: skip
    # The interval is 90 %: drawn as wide as it is, at least wide enough to be seen.
    corners = [(low[0], low[1] - 11), (high[0], high[1] - 11), (high[0], high[1] + 11), (low[0], low[1] + 11)]  # fmt: skip  # noqa: E501
    area = element("path", d=path(corners, closed=True), fill="url(#travel-band)")
    return element("defs", gradient) + area


def _heel(body: Body, rep: RepetitionPart, to: Map, forward: int) -> str:
    text = heel_words(rep)
    x, y = to(body.heel[0], 0.0)
    anchor = "start" if forward > 0 else "end"
    return words(text, (x, y + 22), text_anchor=anchor, class_="heel note") if text else ""


def heel_words(rep: RepetitionPart) -> str:
    """Whether the heel stayed down, in a few words; empty when it wasn't measured."""
    lift = rep.heel_lift_mm
    if lift.value is None:
        return ""
    sure_up = (lift.low if lift.low is not None else lift.value) > HEEL_UP_MM
    if sure_up:
        return f"heel up {numbers.number(lift.value / 10, 1)} cm"
    unsure = (lift.high if lift.high is not None else lift.value) > UNSURE_MM
    return "heel: can't tell" if unsure else "✓ heel down"


HEEL_UP_MM: Final = 10.0
"""A heel counts as lifted when the whole interval lies above: a soft sole gives by millimeters."""

UNSURE_MM: Final = 30.0
"""Beyond this end of the interval the heel may well have been up, so nothing is said either way; a
house rule like the other."""
