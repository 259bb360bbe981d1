"""Food pages: the day in numbers and hands, the course ahead, or who should plan it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Box, Bullets, Heading, Paragraph, Picture, Table
from overtoe.guide.printing import for_print
from overtoe.nutrition.plan import NutritionPlan
from overtoe.report import nutrition_figure
from overtoe.report.nutrition_words import ROUND_G, ROUND_KCAL, course_lines, token

if TYPE_CHECKING:
    from overtoe.guide.reader import Reader

STYLE = """
.zero, .axis { stroke: #000; stroke-width: 1 } .grid { stroke: #c4c4c4; stroke-width: .7 }
.line { fill: none; stroke: #000; stroke-width: 2 } .fat { stroke-dasharray: 7 4 }
.band { fill: #000; fill-opacity: .16; stroke: none }
.goal { stroke: #000; stroke-width: 1; stroke-dasharray: 2 3 }
"""


def numbers(reader: Reader) -> list[Block]:
    """Energy and protein of a day; the kind sentence where a professional should plan."""
    made = reader.food
    if not isinstance(made, NutritionPlan):
        return [Box("care", "Ask first", (Paragraph(made.text),))]
    daily, hands = made.targets, made.portions
    rows = (
        ("Keeps your weight", token(made.maintenance_kcal, ROUND_KCAL, "kcal")),
        ("Your target", token(daily.energy_kcal, ROUND_KCAL, "kcal")),
        ("Never below", f"{round(made.least_kcal, -1):.0f} kcal"),
        ("Protein", token(daily.protein_g, ROUND_G, "g")),
        ("Fat", token(daily.fat_g, ROUND_G, "g")),
        ("Carbohydrate", f"about {round(daily.carbohydrate_g / ROUND_G) * ROUND_G} g"),
    )
    hand_rows = (
        ("Palms of protein food", f"{hands.palms:g}", "fish, meat, tofu, eggs, curd, beans"),
        ("Fists of starch or fruit", f"{hands.fists:g}", "rice, potato, oats, bread, fruit"),
        ("Thumbs of fat", f"{hands.thumbs:g}", "oil, nuts, butter, cheese"),
        ("Vegetables", "as you like", "half of the plate is a good start"),
    )
    return [
        Paragraph(f"Your food goal: **{made.goal.text}**."),
        Table(("Per day", "Aim, and how far it may be off"), rows, (3, 4)),
        *([Bullets(daily.notes)] if daily.notes else []),
        Heading("The same with your hands"),
        Table(("Per day", "How many", "For instance"), hand_rows, (3, 2, 4)),
        Paragraph(
            f"Split it over {hands.meals} meals. About {hands.protein_per_meal_g:.0f} g of protein "
            "in each is a simple way to get there."
        ),
    ]


def figures(reader: Reader) -> dict[str, str]:
    """The curve by its name, where there is one."""
    if not _has_curve(reader) or not isinstance(reader.food, NutritionPlan):
        return {}
    return {_name(reader): for_print(nutrition_figure.figure(reader.food), STYLE)}


def course(reader: Reader) -> list[Block]:
    """The curve and what would have to be true."""
    made = reader.food
    if not isinstance(made, NutritionPlan):
        return []
    if not _has_curve(reader):
        return [
            Heading("The course ahead"),
            Paragraph(
                "Your goal is to keep your weight, so there is no curve to show. Want to lose fat "
                "or gain muscle? Set a food goal in your file and make the guide again."
            ),
        ]
    lines = course_lines(made)
    return [
        Heading("How it may go"),
        Picture(_name(reader), nutrition_figure.label(made), nutrition_figure.CAPTION, 0.62),
        Bullets(tuple(line.removeprefix("• ") for line in lines if not line.endswith("true:"))),
    ]


def _has_curve(reader: Reader) -> bool:
    made = reader.food
    return isinstance(made, NutritionPlan) and (
        made.goal.lose_fat_kg is not None or made.goal.gain_muscle_kg is not None
    )


def _name(reader: Reader) -> str:
    return f"food-{reader.name}"
