"""Tests of ankle and strength: what others of this age do, with where the numbers are from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from overtoe.guide.blocks import Block, Table
from overtoe.guide.norms import push_up_levels, rows_for
from overtoe.program.ankle import shank_angle_rad

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader

DISTANCES_CM: Final = (4, 6, 8, 10, 12, 14)


def ankle(reader: Reader) -> list[Block]:
    """Centimeters to degrees for this person's height, by geometry."""
    body = reader.intake.body
    degrees = [
        math.degrees(shank_angle_rad(cm / 100, stature_m=body.stature_m, sex=body.sex))
        for cm in DISTANCES_CM
    ]
    head = ("Toe to wall", *(f"{cm} cm" for cm in DISTANCES_CM))
    return [Table(head, (("Shin lean", *(f"{value:.0f}°" for value in degrees)),))]


def norms(reader: Reader) -> list[Block]:
    """Rows for the reader's age and sex."""
    body = reader.intake.body
    found = rows_for(reader.intake.age_years, body.sex.value)
    levels = push_up_levels(reader.intake.age_years, body.sex.value)
    rows = [(row.test, row.others, row.source) for row in found]
    if levels is not None:
        how = "on the toes" if body.sex.value == "male" else "on the knees"
        rows.append(
            (
                f"Push-ups, {how}",
                f"good from {levels[0]}, excellent from {levels[1]}",
                "Canadian norms, quoted in a second source",
            )
        )
    return [Table(("Test", "People your age", "Where this is from"), tuple(rows), (3, 4, 5), True)]


def record() -> list[Block]:
    """Empty places for four test days."""
    names = (
        "Knee to wall, left (cm)",
        "Knee to wall, right (cm)",
        "Heel raises, left",
        "Heel raises, right",
        "Stand on one leg, left (s)",
        "Stand on one leg, right (s)",
        "5 chair stands (s)",
        "Chair stands in 30 s",
        "Push-ups",
        "Plank (s)",
    )
    head = ("Test", "Day 1", "Week 4", "Week 8", "Week 12")
    return [Table(head, tuple((name, "", "", "", "") for name in names), (4, 2, 2, 2, 2))]
