"""Everything on the progress page, from the library's own figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from overtoe.movements import Evidence, readiness, tasks
from overtoe.movements.ready import DOTS
from overtoe.program.ankle import shank_angle_rad
from overtoe.program.exposure import TISSUE_JOINT, tolerated
from overtoe.program.progress import progress
from overtoe.program.weeks import by_weeks, kept_weeks
from overtoe.report import progress_page
from overtoe.report.wording import STOP_RULE
from overtoe.site.training.services import history_of, training_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from overtoe.movements import Readiness
    from overtoe.program.history import History
    from overtoe.program.training import Training
    from overtoe.site.people.models import Person

RECENT_DAYS: Final = 14


def progress_of(person: Person, day: dt.date) -> dict[str, Any] | None:
    """Return what the page shows; None before the first program."""
    current = training_of(person)
    if current is None:
        return None
    history = history_of(person, current)
    ladders = progress(current.program, history, current.catalogue, today=day, rules=current.rules)
    body = current.intake.body
    weeks = by_weeks(
        current.program, history, current.catalogue, ladders, today=day, body_mass_kg=body.mass_kg
    )
    found = progress_page.parts(current.intake, history, current.catalogue, ladders, weeks)
    found["readiness"] = ready_rows(current, history, day)
    return {**found, "weeks": weeks, "kept": kept_weeks(weeks), "day": day, "stop_rule": STOP_RULE}


def ready_rows(current: Training, history: History, day: dt.date) -> list[dict[str, Any]]:
    """Life tasks against what log and tests show."""
    evidence = evidence_of(current, history, day)
    wanted = [one for one in tasks().values() if one.group == "life"]
    return [
        _ready_row(found, facts=len(task.needs))
        for task, found in zip(wanted, readiness(wanted, evidence), strict=True)
    ]


def _ready_row(found: Readiness, *, facts: int) -> dict[str, Any]:
    """One line of the list; where nothing is known, it says so and shows no dots."""
    told = len(found.unknown) < facts
    missing = "; ".join(found.missing)
    unknown = "; ".join(found.unknown)
    parts = [f"Still to come: {missing}." if missing else "", f"Not known yet: {unknown}."]
    return {
        "name": found.name[0].upper() + found.name[1:],
        "word": found.word if told else "can't tell yet",
        "dots": found.dots,
        "pattern": "●" * found.dots + "○" * (DOTS - found.dots) if told else "",
        "missing": " ".join(part for part in parts[: 2 if unknown else 1] if part),
    }


def evidence_of(current: Training, history: History, day: dt.date) -> Evidence:
    """Rungs and loads that went well, the latest test of the stiffer ankle, the worst pain."""
    rungs = current.catalogue.rungs
    shown: dict[str, int] = {}
    heaviest: dict[str, float] = {}
    for session in history.sessions:
        fine = tolerated(session, history, pain_allowed=current.rules.pain_allowed)
        for done in session.sets:
            rung = rungs.get(done.rung)
            if rung is None or not done.complete or not _calm(rung.tissues, fine):
                continue
            shown[rung.ladder] = max(shown.get(rung.ladder, 0), rung.number)
            heaviest[rung.id] = max(heaviest.get(rung.id, 0.0), done.load_kg)
    recent = [n.value for n in history.pain if 0 <= (day - n.day).days <= RECENT_DAYS]
    return Evidence(
        tolerated=shown,
        tolerated_kg=heaviest,
        measures=_measures(current, history),
        pain={"any": float(max(recent))} if recent else {},
        sex="f" if current.intake.body.sex.value == "female" else "m",
    )


def _calm(tissues: Mapping[str, float], fine: frozenset[str]) -> bool:
    return {TISSUE_JOINT[name] for name in tissues if name in TISSUE_JOINT} <= fine


def _measures(current: Training, history: History) -> dict[str, float]:
    body = current.intake.body
    told = dict(zip(("left", "right"), current.intake.tests.knee_to_wall_m, strict=True))
    tested = {str(test.side): test.value for test in history.tests if test.name == "knee_to_wall_m"}
    sides = [value for value in {**told, **tested}.values() if value is not None]
    if not sides:
        return {}
    angle = shank_angle_rad(min(sides), stature_m=body.stature_m, sex=body.sex)
    return {"dorsiflexion_deg": math.degrees(angle)}
