"""The first rung on a ladder, from tests, training age, screening and a professional's word.

Entry rules are conventions, labelled as house rules; they err on the easy side because a rung can
be left behind after two good sessions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overtoe.program.screen import OLDER_AGE
from overtoe.program.types import YOU, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from overtoe.movements.types import Ladder
    from overtoe.program.doors import Gate
    from overtoe.program.person import Ability, Intake

BY_TRAINING: Final = ((0.5, 1), (2.0, 2), (5.0, 3), (200.0, 4))
"""(training years below, highest first rung); house rule."""

OLDER_HIGHEST: Final = 2
PAIN_EASY: Final = 3

TENDON_HOLDS: Final = frozenset({"wall-sit"})
"""Holds that a program with a sore patellar tendon begins with, as in trials of loading in stages
(Breda 2021, doi:10.1136/bjsports-2020-103403); the choice of the hold is a house rule."""

_KNEE: Final = frozenset({"squat", "split", "step", "knee-extension"})


def start_number(ladder: Ladder, gate: Gate) -> tuple[int, Reason]:
    """Number of the first rung, counted from 1, with its reason."""
    intake, limits = gate.intake, gate.limits
    chosen = dict(limits.start).get(ladder.id) if limits else None
    if chosen is not None and limits is not None:
        text = f"{limits.by} set the first rung."
        return _within(chosen, ladder), Reason("START_SET", text, limits.by)
    wished = dict(intake.starts).get(ladder.id)
    if wished is not None:
        number = int(wished.rsplit(".", 1)[-1])
        return _within(number, ladder), Reason("START_TOLD", "You are there already.", YOU)
    if named_tendon(intake) and ladder.id in TENDON_HOLDS:
        text = "Holds come first while the tendon below the kneecap is sore, then slow repetitions."
        return 1, Reason("START_TENDON", text)
    if _hurts(ladder, gate):
        text = "It starts on the first rung because the joint it loads hurts."
        return 1, Reason("START_PAIN", text)
    tested = _by_test(ladder, intake.tests)
    if tested is not None:
        number, text = tested
        return _within(number, ladder), Reason("START_TEST", text, YOU)
    return _by_training(ladder, gate)


def _by_training(ladder: Ladder, gate: Gate) -> tuple[int, Reason]:
    years = gate.intake.training_years
    number = next(number for below, number in BY_TRAINING if years < below)
    if gate.intake.age_years >= OLDER_AGE or "balance-poor" in gate.exclude:
        number = min(number, OLDER_HIGHEST)
    word = "years" if years != 1 else "year"
    text = f"With {years:g} {word} of training it starts on rung {_within(number, ladder)}."
    return _within(number, ladder), Reason("START_TRAINING", text)


def named_tendon(intake: Intake) -> bool:
    """Whether a professional has named a sore patellar tendon."""
    return "patellar_tendon" in {*intake.health.told, *(pain.told for pain in intake.pain)}


def _hurts(ladder: Ladder, gate: Gate) -> bool:
    intake = gate.intake
    if ladder.pattern in _KNEE and named_tendon(intake):
        return True
    knee = ladder.pattern in _KNEE and intake.pain_at("knee") >= PAIN_EASY
    ankle = ladder.pattern in {"calf", "ankle"} and intake.pain_at("ankle") >= PAIN_EASY
    back = ladder.pattern in {"hinge", "trunk-back", "lift"} and intake.pain_at("low_back") > 2
    return knee or ankle or back


def _push_ups(tests: Ability) -> tuple[int, str] | None:
    count = tests.push_ups
    if count is None:
        return None
    number = 1 if count < 1 else 3 if count < 5 else 4 if count < 10 else 5
    return number, f"You did {count} push-ups."


def _heel_raises(tests: Ability) -> tuple[int, str] | None:
    known = [count for count in tests.heel_raises if count is not None]
    if not known:
        return None
    count = min(known)
    number = 2 if count < 5 else 3 if count < 12 else 4 if count < 20 else 5
    return number, f"You did {count} single-leg heel raises on the weaker side."


def _pull_ups(tests: Ability) -> tuple[int, str] | None:
    count = tests.pull_ups
    if count is None:
        return None
    number = 1 if count == 0 else 5 if count < 3 else 6
    return number, f"You did {count} pull-ups."


def _plank(tests: Ability) -> tuple[int, str] | None:
    seconds = tests.plank_s
    if seconds is None:
        return None
    number = 1 if seconds < 20 else 3 if seconds < 40 else 4
    return number, f"You held a plank for {seconds:g} seconds."


def _wall_sit(tests: Ability) -> tuple[int, str] | None:
    seconds = tests.wall_sit_s
    if seconds is None:
        return None
    number = 1 if seconds < 30 else 2 if seconds < 60 else 3
    return number, f"You held a wall sit for {seconds:g} seconds."


def _stands(tests: Ability) -> tuple[int, str] | None:
    count = tests.chair_stands_30s
    if count is None:
        return None
    number = 1 if count < 5 else 2 if count < 10 else 3 if count < 14 else 4
    return number, f"You stood up {count} times in 30 seconds."


_TESTS: Final[Mapping[str, Callable[[Ability], tuple[int, str] | None]]] = {
    "push-up": _push_ups,
    "calf-raise": _heel_raises,
    "pull-up": _pull_ups,
    "front-trunk": _plank,
    "wall-sit": _wall_sit,
    "sit-to-stand": _stands,
}
"""Ladders whose first rung follows from a test. Squat, deadlift and one-leg stand choose no rung:
they stand beside norms and tasks (``overtoe.program.norms``); for a rung there is ``start_at``."""


def _by_test(ladder: Ladder, tests: Ability) -> tuple[int, str] | None:
    rule = _TESTS.get(ladder.id)
    return rule(tests) if rule else None


def _within(number: int, ladder: Ladder) -> int:
    return max(1, min(number, len(ladder.rungs)))
