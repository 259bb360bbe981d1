"""Repetition by repetition: one small picture per bottom, and the knee's height over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.report import numbers, pictures
from overtoe.report.bottom_frame import Body, Window
from overtoe.report.svg import Scale, element, path, picture, segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from overtoe.analysis.document import RepetitionPart
    from overtoe.report.pictures import Picture
    from overtoe.report.placing import Placing

    Floats = NDArray[np.float64]
    Point = tuple[float, float]
    Map = Callable[[float, float], Point]

MOST: Final = 8
"""Thumbnails shown; further repetitions are counted and stand in the table."""

_WIDTH: Final = 112.0
_BACK_M: Final = 0.85
_FRONT_M: Final = 0.55
_BELOW_M: Final = 0.10
_ABOVE_M: Final = 1.45
_SPARK_HEIGHT: Final = 24.0


def thumbnail(
    body: Body, label: str, *, place: Placing | None, photo: Picture | None, forward: int
) -> str:
    """The bottom of one repetition, cropped equally and aligned on the toe line."""
    if place is not None and photo is not None:
        view = _window(body.toe, place)
        content = pictures.jpeg(pictures.cropped(photo, view.box), width_px=224)
        back = element(
            "image", href=pictures.data_address(content), x=0, y=0,
            width=view.size[0], height=view.size[1], preserveAspectRatio="none",
        )  # fmt: skip
        return picture(
            view.size, back, *_lines(body, view.through(place)), label=label, class_="thumb photo"
        )

    def plain(x_m: float, y_m: float) -> Point:
        return forward * x_m * 100, -y_m * 100

    view = _window(body.toe, plain)
    return picture(view.size, *_lines(body, view.through(plain)), label=label, class_="thumb lines")


def knee_height_line(
    times_s: Floats, knee_height_m: Floats, reps: Sequence[RepetitionPart], *, width: float = 640.0
) -> str:
    """A sparkline of the knee's height with the repetitions shaded."""
    across = Scale((float(times_s[0]), float(times_s[-1])), (0.0, width))
    finite = knee_height_m[np.isfinite(knee_height_m)]
    if finite.size == 0:
        return ""
    low, high = float(finite.min()), float(finite.max())
    up = Scale((low, max(high, low + 0.02)), (_SPARK_HEIGHT - 2, 2.0))
    shades = "".join(
        element(
            "rect", x=across(rep.start_s), y=0, height=_SPARK_HEIGHT, class_="shade",
            width=max(across(rep.end_s) - across(rep.start_s), 1),
        )
        + segment(
            (across(rep.bottom_s), 0), (across(rep.bottom_s), _SPARK_HEIGHT), class_="bottom-tick"
        )
        for rep in reps
    )  # fmt: skip
    step = max(1, len(times_s) // 600)
    points = [
        (across(float(t)), up(float(h)))
        for t, h in zip(times_s[::step], knee_height_m[::step], strict=True)
    ]
    curve = element("path", d=path(points), class_="spark")
    label = f"Height of the knee over time; {len(reps)} repetitions shaded."
    return picture(
        (width, _SPARK_HEIGHT), shades, curve, label=label, class_="sparkline",
        preserveAspectRatio="none",
    )  # fmt: skip


def tempo(rep: RepetitionPart) -> str:
    """Seconds down and up, ``2.1 s down, 1.4 s up``; empty where neither was seen."""
    parts = [
        f"{numbers.number(seconds, 1)}{numbers.THIN}s {word}"
        for seconds, word in ((rep.descent_s, "down"), (rep.ascent_s, "up"))
        if seconds is not None
    ]
    return ", ".join(parts)


def why_gray(rep: RepetitionPart) -> str:
    """Why a repetition doesn't count, in a word or two; empty when it does."""
    if rep.kind == "hold":
        return "hold"
    if not rep.partial:
        return ""
    return rep.knee_travel_cm.reason or "half repetition"


def _window(toe: Point, place: Map) -> Window:
    corners = [
        place(toe[0] - _BACK_M, -_BELOW_M),
        place(toe[0] + _FRONT_M, _ABOVE_M),
    ]
    (left, right), (top, bottom) = (sorted(ends) for ends in zip(*corners, strict=True))
    return Window((left, top, right, bottom), _WIDTH / (right - left))


def _lines(body: Body, to: Map) -> list[str]:
    leg = path([to(*point) for point in body.line])
    foot = path([to(*body.heel), to(*body.ankle), to(*body.toe)], closed=True)
    toe = to(body.toe[0], 0.0)
    return [
        segment(toe, to(body.toe[0], body.knee[1] + 0.1), class_="toe-line"),
        element("path", d=foot, class_="foot"),
        element("path", d=leg, class_="casing"),
        element("path", d=leg, class_="leg"),
    ]
