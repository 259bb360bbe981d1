"""From a program and a log to where a person stands on each ladder today, and why.

Pure: the same program, history and day give the same answer, on every device. A session's verdict
is passed when the next morning is known, which is when the next session of that ladder (or today)
comes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.amounts import ladder_amount
from overtoe.program.exposure import TISSUE_JOINT, usual_morning
from overtoe.program.rules import REASON_CODES, REASON_TEXT, Action, Signals, decide
from overtoe.program.rungs import LadderTable, Standing, move, starting, table
from overtoe.program.types import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from overtoe.movements.types import Catalogue, Ladder, Rung
    from overtoe.program.history import DoneSession, History
    from overtoe.program.plates import Make
    from overtoe.program.types import Prescribed, Program

    Makes = Callable[[Rung], tuple[Make, ...]]

HEEL_LIFT_MM: Final = 15.0
"""House rule: a heel that rises more than this on a flat-foot rung holds the rung."""

CLIP_DAYS: Final = 7
"""House rule: a clip speaks for the sessions of the week after it."""


@dataclass(frozen=True)
class Level:
    """A rung with its amount and load; ``half`` marks the first session after a climb."""

    rung: str
    amount: float
    load_kg: float
    half: bool


@dataclass(frozen=True)
class Change:
    """One verdict: what was done with a ladder after a session, and why."""

    day: dt.date
    ladder: str
    action: Action
    before: Level
    after: Level
    reason: Reason


@dataclass(frozen=True)
class LadderProgress:
    """Where a person stands on one ladder, and every change that led there."""

    ladder: str
    level: Level
    stopped: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Rules:
    """What the rules may assume about this person.

    ``pain_allowed`` is set by the program (2 unless a professional allows up to 5), ``makes`` gives
    the loads that the owned weights can make for a rung, ``allowed`` says whether a rung's
    equipment is owned and its demand is within this person's limits, ``passable`` whether a closed
    rung only lacks equipment, so that the next one may follow. ``mornings`` is the usual morning
    pain per joint before any was logged, ``careful`` asks for the smaller steps all along, ``fit``
    bounds an amount for this person (holds with high blood pressure).
    """

    body_mass_kg: float
    pain_allowed: int
    makes: Makes
    allowed: Callable[[Rung], bool] = lambda _rung: True
    mornings: Mapping[str, int] = field(default_factory=dict)
    passable: Callable[[Rung], bool] = lambda _rung: False
    careful: bool = False
    fit: Callable[[int, Rung], int] = lambda amount, _rung: amount


def progress(
    program: Program, history: History, catalogue: Catalogue, *, today: dt.date, rules: Rules
) -> dict[str, LadderProgress]:
    """Follow every ladder that was trained from its planned start through the log."""
    first = first_prescribed(program)
    trained = {done.rung.rpartition(".")[0] for done in history.sets()}
    ladders = (
        _open(catalogue.ladders[one], rules, base=first[one].rung if one in first else None)
        for one in sorted(trained & set(catalogue.ladders))
    )
    return {
        ladder.id: follow(ladder, history, today=today, rules=rules, plan=first.get(ladder.id))
        for ladder in ladders
        if ladder.rungs
    }


def _open(ladder: Ladder, rules: Rules, *, base: str | None = None) -> Ladder:
    """Leave out the rungs that this person can't or shouldn't do, and all beyond a closed one.

    ``base`` is the rung that the plan begins with; above it one rung that only lacks equipment may
    be passed over, as in the plan.
    """
    rungs: list[Rung] = []
    begun = base is None
    for rung in ladder.rungs:
        if not (rules.allowed(rung) or rung.id == base):
            continue
        between = ladder.rungs[rungs[-1].number : rung.number - 1] if rungs and begun else ()
        if len(between) > 1 or not all(rules.passable(one) for one in between):
            break
        rungs.append(rung)
        begun = begun or rung.id == base
    return replace(ladder, rungs=tuple(rungs))


def first_prescribed(program: Program) -> dict[str, Prescribed]:
    """Return the first prescription of each ladder in a program."""
    first: dict[str, Prescribed] = {}
    for session in program.sessions():
        for item in session.items:
            first.setdefault(item.ladder, item)
    return first


def follow(
    ladder: Ladder,
    history: History,
    *,
    today: dt.date,
    rules: Rules,
    plan: Prescribed | None,
) -> LadderProgress:
    """Walk one ladder's sessions in order and pass a verdict after each."""
    numbers = table(ladder, rules.body_mass_kg)
    walk = _Walk(ladder, numbers, history, rules)
    sessions = _by_day(history.of_ladder(ladder.id))
    standing = _begin(ladder, numbers, sessions[0], plan)
    changes: list[Change] = []
    for i, session in enumerate(sessions):
        standing = _lowered(standing, ladder, numbers, session)
        upcoming = sessions[i + 1].day if i + 1 < len(sessions) else today
        if upcoming <= session.day:
            break
        standing, change = _judge(walk, standing, session, upcoming)
        changes.append(change)
    level = _level(ladder, standing)
    return LadderProgress(ladder.id, level, bool(standing.stopped), tuple(changes))


def _by_day(sessions: tuple[DoneSession, ...]) -> list[DoneSession]:
    """Join sessions of one day: two half sessions are one day's load."""
    days: dict[dt.date, DoneSession] = {}
    for session in sessions:
        known = days.get(session.day)
        days[session.day] = (
            session if known is None else replace(known, sets=known.sets + session.sets)
        )
    return [days[day] for day in sorted(days)]


def _begin(
    ladder: Ladder, numbers: LadderTable, session: DoneSession, plan: Prescribed | None
) -> Standing:
    done = min(_number(ladder, one.rung) for one in session.sets)
    rung = done if plan is None else min(done, _number(ladder, plan.rung))
    load = min((one.load_kg for one in session.sets), default=0.0)
    # A climb before the log began isn't known; a week ago lets the first one come in its time.
    return starting(numbers, rung, load, session.day.toordinal() - 7)


def _number(ladder: Ladder, rung: str) -> int:
    ids = [one.id for one in ladder.rungs]
    return ids.index(rung) if rung in ids else 0


def _lowered(
    standing: Standing, ladder: Ladder, numbers: LadderTable, session: DoneSession
) -> Standing:
    """Follow the person down: who was given or chose less stands there.

    A target that was missed is still where one stands; the verdict deals with it.
    """
    rung = min(_number(ladder, done.rung) for done in session.sets)
    load = max(done.load_kg for done in session.sets)
    here = min(int(standing.rung), rung)
    amount = float(standing.amount) if here == standing.rung else float(numbers.low[here])
    asked = [
        ladder_amount(max(done.amount, done.target or 0.0), done.unit)
        for done in session.sets
        if done.rung == ladder.rungs[here].id
    ]
    if asked:
        amount = max(float(numbers.low[here]), min(amount, max(asked)))
    return replace(
        standing,
        rung=np.asarray(here),
        amount=np.asarray(amount),
        load_kg=np.asarray(min(float(standing.load_kg), load)),
    )


@dataclass(frozen=True)
class _Walk:
    """What stays the same while one ladder is followed."""

    ladder: Ladder
    numbers: LadderTable
    history: History
    rules: Rules

    def rung(self, standing: Standing) -> Rung:
        return self.ladder.rungs[int(standing.rung)]


def _judge(
    walk: _Walk, standing: Standing, session: DoneSession, upcoming: dt.date
) -> tuple[Standing, Change]:
    rung = walk.rung(standing)
    rules = walk.rules
    heavier = next_load(rules.makes(rung), float(standing.load_kg), rung, rules.body_mass_kg)
    felt = _felt(walk, rung, session, upcoming)
    standing = _counted(standing, session, felt, rules)
    verdict = decide(_signals(walk, standing, session, upcoming, felt, heavier))
    after = move(
        standing,
        verdict.action,
        walk.numbers,
        day=float(upcoming.toordinal()),
        next_load_kg=np.nan if heavier is None else heavier,
    )
    after = replace(after, load_kg=np.asarray(_makeable(walk, after)))
    code = REASON_CODES[int(verdict.reason)]
    change = Change(
        upcoming,
        walk.ladder.id,
        Action(int(verdict.action)),
        _level(walk.ladder, standing),
        _level(walk.ladder, after),
        Reason(code, REASON_TEXT[code]),
    )
    return after, change


def next_load(
    makes: Iterable[Make], load_kg: float, rung: Rung, body_mass_kg: float
) -> float | None:
    """Return the next heavier load that can be made, if the rung allows it.

    The step is at most the rung's own increment or a tenth of the load, or else the smallest there
    is.
    """
    most = rung.load.kilograms(body_mass_kg, rung.load.maximum)
    return min((m.kg for m in makes if load_kg + 1e-9 < m.kg <= most + 1e-9), default=None)


def _makeable(walk: _Walk, standing: Standing) -> float:
    """Round a load down to what can be made."""
    load = float(standing.load_kg)
    makes = walk.rules.makes(walk.rung(standing))
    fitting = [make.kg for make in makes if make.kg <= load + 1e-9]
    return max(fitting, default=0.0)


@dataclass(frozen=True)
class _Felt:
    pain: int
    rise: float


def _felt(walk: _Walk, rung: Rung, session: DoneSession, upcoming: dt.date) -> _Felt:
    """Worst pain in the joints that the rung loads, and how much worse the next morning was."""
    history, told = walk.history, walk.rules.mornings
    joints = {TISSUE_JOINT[tissue] for tissue in rung.tissues if tissue in TISSUE_JOINT}
    pain = [
        note.value
        for note in history.pain
        if note.joint in joints and note.day == session.day and note.when != "morning"
    ]
    rises = [
        note.value - usual_morning(history, note.joint, before=session.day, told=told)
        for note in history.pain
        if note.joint in joints
        and note.when == "morning"
        and session.day < note.day <= min(upcoming, session.day + dt.timedelta(days=1))
    ]
    return _Felt(max(pain, default=0), max(rises, default=0.0))


def _counted(standing: Standing, session: DoneSession, felt: _Felt, rules: Rules) -> Standing:
    """Count good, failed and red sessions in a row."""
    short = not all(done.complete for done in session.sets)
    red = felt.pain > 5
    fine = not short and felt.pain <= rules.pain_allowed and felt.rise <= 0 and _steady(session)
    return replace(
        standing,
        good=np.asarray(int(standing.good) + 1 if fine else 0),
        failed=np.asarray(int(standing.failed) + 1 if short else 0),
        reds=np.asarray(int(standing.reds) + 1 if red else 0),
    )


def _steady(session: DoneSession) -> bool:
    return all(
        done.control and (done.heel_lift_mm is None or done.heel_lift_mm <= HEEL_LIFT_MM)
        for done in session.sets
    )


def _signals(  # noqa: PLR0917  (private, and each argument is one thing the verdict needs)
    walk: _Walk,
    standing: Standing,
    session: DoneSession,
    upcoming: dt.date,
    felt: _Felt,
    heavier: float | None,
) -> Signals:
    numbers, here = walk.numbers, int(standing.rung)
    ahead = here < numbers.top
    ill = any(session.day <= day <= upcoming for day in walk.history.ill_days)
    return Signals(
        pain=felt.pain,
        pain_allowed=walk.rules.pain_allowed,
        morning_rise=felt.rise,
        reds_before=max(0, int(standing.reds) - 1),
        gap_days=(upcoming - session.day).days,
        ill=ill,
        failed=standing.failed,
        controlled=_steady(session) and _clip_steady(walk, standing, session, upcoming),
        good=standing.good,
        days_since_climb=float(upcoming.toordinal()) - float(standing.climbed_day),
        at_top=float(standing.amount) >= numbers.high[here],
        more_allowed=True,
        load_ahead=heavier is not None,
        load_allowed=True,
        range_ahead=ahead and bool(numbers.climbs_in_range[here + 1]),
        rung_ahead=ahead,
    )


def _clip_steady(walk: _Walk, standing: Standing, session: DoneSession, upcoming: dt.date) -> bool:
    """Whether the latest clip of what was trained, if it is recent, kept the heel down.

    Only rungs that are done with the heel flat are held to it.
    """
    trained = session.rungs | {walk.rung(standing).id}
    flat = {rung.id for rung in walk.ladder.rungs if rung.heel == "flat" and rung.id in trained}
    lifts = [
        clip.heel_lift_m
        for clip in walk.history.clips
        if clip.rung in flat and 0 <= (upcoming - clip.day).days <= CLIP_DAYS
    ]
    return not lifts or lifts[-1] is None or lifts[-1] * 1000 <= HEEL_LIFT_MM


def _level(ladder: Ladder, standing: Standing) -> Level:
    return Level(
        ladder.rungs[int(standing.rung)].id,
        float(standing.amount),
        float(standing.load_kg),
        bool(standing.fresh),
    )
