"""Where a person stands: what they told, what was measured, what was seen on a clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Box, Bullets, Heading, Paragraph, Table
from overtoe.guide.reader import shown_repetition
from overtoe.program.person import GOALS
from overtoe.report import numbers, wording

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader

UNTESTED = "not tested yet"


def measurements(reader: Reader) -> list[Block]:
    """The intake's tests; a test not done stays an empty place to write."""
    tests, (left, right) = reader.intake.tests, reader.shanks_deg
    rows = (
        ("Knee to wall, left", _distance(tests.knee_to_wall_m[0], left)),
        ("Knee to wall, right", _distance(tests.knee_to_wall_m[1], right)),
        ("Heel raises on one leg, left", _count(tests.heel_raises[0])),
        ("Heel raises on one leg, right", _count(tests.heel_raises[1])),
        ("Stand on one leg", _count(tests.one_leg_stand_s, " s")),
        ("Chair stands in 30 s", _count(tests.chair_stands_30s)),
        ("Push-ups", _count(tests.push_ups)),
        ("Plank", _count(tests.plank_s, " s")),
    )
    return [Table(("Test", "Day 1"), rows, (3, 3))]


def told(reader: Reader) -> list[Block]:
    """Goals in the person's order, and pain as it was told."""
    goals = [GOALS[name] for name in reader.intake.wishes.goals if name in GOALS]
    found: list[Block] = []
    if goals:
        found += [Heading("What you want"), Bullets(tuple(_capital(goal) for goal in goals))]
    if reader.intake.pain:
        rows = tuple(
            (_capital(p.where), f"{p.during}", f"{p.after}", f"{p.next_morning}", f"{p.baseline}")
            for p in reader.intake.pain
        )
        head = ("Pain, 0 to 10", "During", "After", "Next morning", "Usual morning")
        found += [Heading("What you told us"), Table(head, rows, (3, 2, 2, 2, 2))]
    cautions = tuple(caution.text for caution in reader.program.cautions)
    if cautions:
        found.append(Box("care", "With care", (Bullets(cautions),)))
    return found


def clip(reader: Reader) -> list[Block]:
    """What the clip showed, or how to make one."""
    rep = shown_repetition(reader.clip)
    if reader.clip is None or rep is None:
        return [
            Heading("No clip yet"),
            Paragraph(
                "A clip from the side shows more: how far your knee goes and whether your heel "
                "stays down. Stand the phone at knee height, 3 m away. Film 3 slow squats."
            ),
        ]
    said = [wording.travel_sentence(rep), wording.heel_sentence(rep), wording.depth_sentence(rep)]
    twin = rep.twin
    if twin is not None and twin.delta_pct is not None:
        moved = [
            f"{name} {wording.delta_words(value)}"
            for name, value in (
                ("knee", twin.delta_pct.knee),
                ("hip", twin.delta_pct.hip),
                ("low back", twin.delta_pct.lumbar),
            )
        ]
        said.append(f"Against the same squat with the knee held back: {', '.join(moved)}.")
    said += [part.sentence for part in (reader.clip.cues, reader.clip.limiter) if part is not None]
    return [
        Heading("What your clip showed"),
        Bullets(tuple(text.replace(numbers.THIN, " ") for text in said if text)),
    ]


def _distance(meters: float | None, degrees: float | None) -> str:
    if meters is None or degrees is None:
        return UNTESTED
    return f"{meters * 100:g} cm, about {degrees:.0f}° of shin lean (by geometry, ± 5°)"


def _count(value: float | None, unit: str = "") -> str:
    return UNTESTED if value is None else f"{value:g}{unit}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
