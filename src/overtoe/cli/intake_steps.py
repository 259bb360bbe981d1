"""The steps of an intake: what is asked, in which order, with which explanation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from overtoe.movements import catalogue
from overtoe.program.person import GOALS
from overtoe.program.questions import conditions, health_questions
from overtoe.program.types import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Answers = dict[str, Any]

JOINTS = ("knee left", "knee right", "ankle left", "ankle right", "hip left", "hip right")
BASIC_ITEMS = ("wall", "floor-space", "chair", "towel", "timer", "path")


def ask(known: Mapping[str, Any]) -> Answers:
    """Ask everything; what is known already is offered as the answer."""
    console = Console()
    console.print(
        "[b]A few questions.[/b] Enter keeps the answer in brackets. Nothing leaves here."
    )
    answers: Answers = dict(known)
    for title, step in (
        ("You", _about),
        ("Health", _health),
        ("Pain, 0 to 10", _pain),
        ("Goals", _goals),
        ("Time", _time),
        ("Tests you may have done", _tests),
        ("Equipment", _equipment),
    ):
        console.print(f"\n[b]{title}[/b]")
        step(answers)
    return answers


def _about(answers: Answers) -> None:
    body = dict(answers.get("body", {}))
    answers["name"] = _text("Your name", answers.get("name"))
    body["birth_year"] = _number("Year of birth", body.get("birth_year"), int)
    body["sex"] = _text("Sex, for tables and norms (female, male)", body.get("sex"))
    body["stature_cm"] = _number("Stature in cm", body.get("stature_cm"), float)
    body["mass_kg"] = _number("Body mass in kg", body.get("mass_kg"), float)
    answers["body"] = body
    answers["training_years"] = _number(
        "Years of regular strength training", answers.get("training_years", 0), float
    )


def _health(answers: Answers) -> None:
    health = dict(answers.get("health", {}))
    before = set(health.get("yes", ()))
    typer.echo("A yes may mean: see someone first. That is meant well.")
    health["yes"] = [
        q.id for q in health_questions() if typer.confirm(q.text, default=q.id in before)
    ]
    health["told"] = _chosen(
        "Has a professional named any of these?",
        {name: condition.text for name, condition in conditions().items()},
        health.get("told", ()),
    )
    health["blood_pressure"] = _text(
        "Blood pressure (normal, high_controlled, high_uncontrolled)",
        health.get("blood_pressure", "normal"),
    )
    answers["health"] = health


def _pain(answers: Answers) -> None:
    before = {f"{p['joint']} {p.get('side', '')}".strip(): p for p in answers.get("pain", ())}
    pains = []
    for name in (*JOINTS, "low_back"):
        old = before.pop(name, {})
        during = _number(f"{name.replace('_', ' ')}, during exercise", old.get("during", 0), int)
        if not during and not old:
            continue
        joint, _, side = name.partition(" ")
        after = _number("  after it", old.get("after", 0), int)
        morning = _number("  the next morning", old.get("next_morning", 0), int)
        given = {"during": during, "after": after, "next_morning": morning}
        if any(given.values()):
            pains.append(old | {"joint": joint} | ({"side": side} if side else {}) | given)
    answers["pain"] = [*pains, *before.values()]


def _goals(answers: Answers) -> None:
    answers["goals"] = _chosen("What do you want it for?", GOALS, answers.get("goals", ()))


def _time(answers: Answers) -> None:
    time = dict(answers.get("time", {}))
    typer.echo("Minutes on each day; 0 is a day off.")
    for day in WEEKDAYS:
        minutes = _number(day.capitalize(), time.pop(day, 0), int)
        time |= {day: minutes} if minutes else {}
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    time["start"] = _text("First day", time.get("start", tomorrow.isoformat()))
    answers["time"] = time


def _tests(answers: Answers) -> None:
    tests = dict(answers.get("tests", {}))
    typer.echo("Enter - where you haven't tested. Knee-to-wall: big toe to wall, heel down.")
    for name, text in (
        ("knee_to_wall_left_cm", "Knee-to-wall, left, cm"),
        ("knee_to_wall_right_cm", "Knee-to-wall, right, cm"),
        ("heel_raises_left", "Single-leg heel raises, left"),
        ("heel_raises_right", "Single-leg heel raises, right"),
        ("push_ups", "Push-ups"),
        ("pull_ups", "Pull-ups"),
        ("plank_s", "Plank, seconds"),
        ("wall_sit_s", "Wall sit, seconds"),
        ("chair_stands_30s", "Chair stands in 30 seconds"),
        ("one_leg_stand_s", "Standing on one leg, eyes open, seconds"),
    ):
        said = _text(text, str(tests.pop(name, "-")))
        tests |= {} if said.strip() in {"-", ""} else {name: said}
    answers["tests"] = tests


def _equipment(answers: Answers) -> None:
    kit = dict(answers.get("equipment", {}))
    owned = catalogue().equipment
    weights = {"dumbbell", "dumbbell-pair", "barbell", "plate", "backpack"}
    things = {name: text for name, text in owned.items() if name not in weights}
    kit["items"] = _chosen("What do you have?", things, kit.get("items", BASIC_ITEMS))
    heights = _text("Heights of steps, boxes, chairs in cm", _joined(kit.get("heights_cm", ())))
    kit["heights_cm"] = [part for part in heights.replace(",", " ").split() if part != "-"]
    dumbbells = _text("Dumbbells as kg x number, like 5x2 10x2", _several(kit, "dumbbells_kg"))
    kit["dumbbells_kg"] = _counted(dumbbells)
    kettlebells = _text("Kettlebells the same way", _several(kit, "kettlebells_kg"))
    kit["kettlebells_kg"] = _counted(kettlebells)
    kit["plates_kg"] = _counted(_text("Plates the same way", _several(kit, "plates_kg")))
    bar = _text("Barbell in kg (- if none)", str(kit.pop("barbell_kg", "-")))
    kit |= {} if bar.strip() in {"-", ""} else {"barbell_kg": bar}
    answers["equipment"] = kit


def _chosen(question: str, words: Mapping[str, str], before: Any) -> list[str]:
    typer.echo(question)
    names = list(words)
    for number, name in enumerate(names, 1):
        typer.echo(f"  {number:2d}  {words[name]}")
    known = " ".join(str(names.index(name) + 1) for name in before if name in names)
    while True:
        said = _text("Numbers, in order, or - for none", known or "-").replace(",", " ").split()
        picked = [part for part in said if part != "-"]
        if all(part.isdigit() and 1 <= int(part) <= len(names) for part in picked):
            return [names[int(part) - 1] for part in picked]
        typer.echo(f"Please give numbers from 1 to {len(names)}.")


def _text(question: str, before: object | None) -> str:
    return str(typer.prompt(question, default=before if before is None else str(before)))


def _number(question: str, before: object | None, kind: Callable[[str], Any]) -> Any:
    while True:
        said = _text(question, before).replace(",", ".")
        try:
            return kind(said)
        except ValueError:
            typer.echo("Please give a number.")


def _joined(values: Any) -> str:
    return " ".join(f"{value:g}" for value in values) or "-"


def _several(kit: Answers, name: str) -> str:
    return " ".join(f"{kg}x{number}" for kg, number in kit.get(name, {}).items()) or "-"


def _counted(text: str) -> dict[str, str]:
    parts = [part.partition("x") for part in text.replace(",", ".").split() if part != "-"]
    return {kg: number or "1" for kg, _, number in parts}
