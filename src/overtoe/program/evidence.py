"""What log, tests and clips show, in the words in which tasks ask for it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from overtoe.movements.ready import Evidence
from overtoe.program.amounts import ladder_amount
from overtoe.program.ankle import shank_angle_rad
from overtoe.program.exposure import TISSUE_JOINT, tolerated
from overtoe.program.norms import measures
from overtoe.program.person import Sex
from overtoe.program.rules import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.history import DoneSession, History, TestResult
    from overtoe.program.person import Ability, Intake
    from overtoe.program.progress import LadderProgress

T = TypeVar("T")

PAIN_DAYS: Final = 14
"""Pain of the last two weeks speaks for today; house rule."""

TASK_NAMES: Final[Mapping[str, str]] = {"one_leg_stand_s": "one_leg_stance_s"}
"""Tests that tasks call by another name."""


def evidence(
    intake: Intake,
    history: History,
    catalogue: Catalogue,
    ladders: Mapping[str, LadderProgress],
    *,
    today: dt.date,
    pain_allowed: int,
) -> Evidence:
    """Gather everything that is known about a person on a day."""
    calm = [
        (session, tolerated(session, history, pain_allowed=pain_allowed))
        for session in history.sessions
        if session.day <= today
    ]
    reached: dict[str, int] = {}
    for name, one in ladders.items():
        # Who trains a rung without trouble has shown the easier ones, not yet this one.
        if any(change.action >= Action.HOLD for change in one.changes):
            reached[name] = catalogue.rungs[one.level.rung].number - 1
    for session, fine in calm:
        for rung in _at_exit(session, fine, catalogue):
            reached[rung.ladder] = max(reached.get(rung.ladder, 0), rung.number)
    return Evidence(
        tolerated={name: number for name, number in reached.items() if number > 0},
        tolerated_kg=_heaviest(calm, catalogue),
        measures=_measures(intake, history),
        pain=_pain(intake, history, today),
        sex="f" if intake.body.sex is Sex.FEMALE else "m",
    )


def latest_tests(intake: Intake, history: History) -> Ability:
    """The intake's tests, with what was tested since in their place."""
    tests = intake.tests
    for found in history.tests:
        tests = _with(tests, found)
    return tests


def _with(tests: Ability, found: TestResult) -> Ability:
    left = found.side != "right"
    changed: dict[str, Any] = {}
    if found.name == "knee_to_wall_m":
        changed["knee_to_wall_m"] = _sided(tests.knee_to_wall_m, found.value, left=left)
    elif found.name == "heel_raises":
        changed["heel_raises"] = _sided(tests.heel_raises, int(found.value), left=left)
    elif found.name in {"chair_stands_30s", "push_ups", "pull_ups"}:
        changed[found.name] = int(found.value)
    elif found.name in {"one_leg_stand_s", "wall_sit_s", "plank_s", "squat_kg", "deadlift_kg"}:
        changed[found.name] = found.value
    return replace(tests, **changed)


def _sided(both: tuple[T | None, T | None], value: T, *, left: bool) -> tuple[T | None, T | None]:
    return (value, both[1]) if left else (both[0], value)


def _fine(rung: Rung, joints: frozenset[str]) -> bool:
    return all(TISSUE_JOINT.get(tissue, tissue) in joints for tissue in rung.tissues)


def _at_exit(session: DoneSession, fine: frozenset[str], catalogue: Catalogue) -> list[Rung]:
    """Rungs of a session that were done as their exit asks, and felt well."""
    found = []
    for name in sorted(session.rungs & set(catalogue.rungs)):
        rung = catalogue.rungs[name]
        need = rung.exit.reps or rung.exit.seconds or rung.exit.meters
        good = [
            done
            for done in session.sets
            if done.rung == name and ladder_amount(done.amount, done.unit) >= (need or math.inf)
        ]
        if len(good) >= rung.exit.sets and _fine(rung, fine):
            found.append(rung)
    return found


def _heaviest(
    calm: list[tuple[DoneSession, frozenset[str]]], catalogue: Catalogue
) -> dict[str, float]:
    found: dict[str, float] = {}
    for session, fine in calm:
        for done in session.sets:
            rung = catalogue.rungs.get(done.rung)
            if rung is not None and done.load_kg > 0 and done.complete and _fine(rung, fine):
                found[done.rung] = max(found.get(done.rung, 0.0), done.load_kg)
    return found


def _measures(intake: Intake, history: History) -> dict[str, float]:
    tests = latest_tests(intake, history)
    found = {TASK_NAMES.get(n, n): value for n, value in measures(tests, intake.body).items()}
    walls = [distance for distance in tests.knee_to_wall_m if distance is not None]
    if walls:
        body = intake.body
        angle = shank_angle_rad(min(walls), stature_m=body.stature_m, sex=body.sex)
        found["dorsiflexion_deg"] = math.degrees(angle)
    seen = [clip.dorsiflexion_rad for clip in history.clips if clip.dorsiflexion_rad is not None]
    if seen and not walls:
        # A clip shows what was used, which is at least there.
        found["dorsiflexion_deg"] = math.degrees(max(seen))
    return found


def _pain(intake: Intake, history: History, today: dt.date) -> dict[str, float]:
    since = today - dt.timedelta(days=PAIN_DAYS)
    recent = [note.value for note in history.pain if since < note.day <= today]
    worst = recent or [pain.worst for pain in intake.pain] or [0]
    return {"any": float(max(worst))}
