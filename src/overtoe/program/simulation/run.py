"""Train a crowd for a year under each policy, count what broke and compare what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.program.adapt_room import fit_minutes
from overtoe.program.rungs import LadderTable, Standing, starting, table
from overtoe.program.simulation.invariants import NAMES, check_step, demand
from overtoe.program.simulation.policies import (
    POLICIES,
    Policy,
    Reported,
    advance,
    exposure_full,
)
from overtoe.program.simulation.trainees import (
    Trainees,
    after_day,
    after_session,
    crowd,
    pain_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from overtoe.movements.types import Ladder

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

SETS: Final = 3
DAYS: Final = (0, 2, 4)
REFERENCE_MASS_KG: Final = 75.0
SLOTS: Final = 13
"""Sessions that fit in the 30 days that exposure looks back on, at three a week."""

EPOCH: Final = dt.date(2026, 1, 5)


@dataclass(frozen=True)
class Outcome:
    """What a policy led to, averaged over the crowd and the year."""

    policy: Policy
    flare_up_weeks: float
    final_strength: float
    mean_rung: float
    sessions: float


@dataclass(frozen=True)
class Result:
    """Counted violations of the rules' own policy, and the outcomes of all policies.

    ``compared`` counts the same violations for the policies that the rules are compared with: a
    counter that nothing can trip would prove nothing.
    """

    trainees: int
    weeks: int
    violations: dict[str, int]
    outcomes: tuple[Outcome, ...]
    prescriptions: int
    compared: dict[Policy, dict[str, int]]


@dataclass(frozen=True, eq=False)
class _World:
    """What is the same for everyone: ladders as arrays, and their stress on each tissue."""

    tables: tuple[LadderTable, ...]
    stress: tuple[Floats, ...]
    set_s: Floats


@dataclass(frozen=True, eq=False)
class _Pending:
    """What was said of the last session, until the next one comes; (people, ladders)."""

    pain: Floats
    rise: Floats
    completed: Bools
    last_day: Floats
    ill: Bools


def simulate(
    ladders: Sequence[Ladder],
    *,
    trainees: int = 10_000,
    weeks: int = 52,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Train the same crowd under every policy.

    Parameters
    ----------
    ladders
        Ladders that everyone trains, three sessions a week.
    trainees, weeks, seed
        Size of the crowd, length, and the seed that fixes every draw.
    progress
        Called with (weeks done, weeks in all).
    """
    world = _world(ladders)
    outcomes = []
    violations = dict.fromkeys(NAMES, 0)
    compared: dict[Policy, dict[str, int]] = {}
    count = 0
    for number, policy in enumerate(POLICIES):
        year = _Year(world, policy, trainees, np.random.default_rng(seed))
        for week in range(weeks):
            year.train_week(week)
            if progress:
                progress(number * weeks + week + 1, len(POLICIES) * weeks)
        outcomes.append(year.outcome(weeks))
        if policy == "rules":
            violations.update(year.violations)
            count = year.prescriptions
        else:
            compared[policy] = year.violations
    return Result(trainees, weeks, violations, tuple(outcomes), count, compared)


def _world(ladders: Sequence[Ladder]) -> _World:
    tissues = sorted({t for ladder in ladders for rung in ladder.rungs for t in rung.tissues})
    stress = tuple(
        np.array([[rung.tissues.get(t, 0.0) for t in tissues] for rung in ladder.rungs])
        for ladder in ladders
    )
    set_s = np.array([_set_s(ladder) for ladder in ladders])
    return _World(tuple(table(one, REFERENCE_MASS_KG) for one in ladders), stress, set_s)


def _set_s(ladder: Ladder) -> float:
    rung = ladder.rungs[0]
    sides = 2 if rung.sides == "each" else 1
    return rung.dose.set_s * sides + rung.dose.rest_s


class _Year:
    """One crowd under one policy; the only mutable thing here, one instance a run."""

    def __init__(
        self, world: _World, policy: Policy, people: int, rng: np.random.Generator
    ) -> None:
        self.world, self.policy, self.rng, self.people = world, policy, rng, people
        first = np.sum(
            [s[0] * t.low[0] * SETS for s, t in zip(world.stress, world.tables, strict=True)],
            axis=0,
        )
        # A tissue that no first rung touches still has a tolerance.
        first = np.maximum(first, first.mean() / 4)
        self.hard = tuple(np.maximum.accumulate(stress.max(axis=1)) for stress in world.stress)
        self.crowd: Trainees = crowd(rng, people, first, np.array([h[0] for h in self.hard]))
        self.first_strength = self.crowd.strength.copy()
        shape = (people, len(world.tables))
        self.top = np.stack(
            [rng.integers(min(2, t.top), t.top + 1, people) for t in world.tables], axis=1
        )
        self.allowed = rng.choice([2, 2, 2, 5], people)
        self.standing = [
            starting(t, np.zeros(people, dtype=np.int64), t.load_start_kg[0], -7)
            for t in world.tables
        ]
        never = np.full(shape, -1.0)
        zeros = np.zeros(shape)
        self.pending = _Pending(
            zeros, zeros, np.ones(shape, dtype=bool), never, np.zeros(shape, dtype=bool)
        )
        self.best_peak = np.zeros((SLOTS, people, len(first)))
        self.best_total = np.zeros((SLOTS, people, len(first)))
        self.away = np.zeros(people)
        self.flares = np.zeros(people)
        self.done = np.zeros(people)
        self.violations = dict.fromkeys(NAMES, 0)
        self.prescriptions = 0
        self.slot = 0

    def train_week(self, week: int) -> None:
        """Live through one week: leave, illness, three possible sessions, seven nights."""
        flared = np.zeros(self.people, dtype=bool)
        self.away = np.maximum(self.away - 1, 0)
        leaving = self.rng.random(self.people) < 0.02
        self.away = np.where(leaving, self.rng.integers(2, 7, self.people), self.away)
        ill = self.rng.random(self.people) < 0.03
        for weekday in range(7):
            if weekday in DAYS:
                here = (self.rng.random(self.people) < self.crowd.adherence) & (self.away == 0)
                flared |= self._session(week * 7.0 + weekday, here & ~ill, ill)
            self.crowd = after_day(self.crowd)
        self.flares += flared

    def _session(self, day: float, here: Bools, ill: Bools) -> Bools:
        self._advance(day, here, ill)
        sets = self._sets()
        peaks, demands = self._asked()
        extra = np.where(self.rng.random(self.people) < self.crowd.stubborn, 1.25, 1.0)
        amounts = np.stack([s.amount for s in self.standing], axis=1)
        volume = sets * amounts * extra[:, None] * here[:, None]
        exposure = np.einsum("plt,pl->pt", peaks, volume)
        pain = pain_of(self.crowd, exposure, self.rng)
        form = 1 + self.rng.normal(0, 0.03, demands.shape)
        done = (demands <= self.crowd.strength * form) & here[:, None]
        self.crowd = after_session(self.crowd, exposure, demands, here[:, None] & (sets > 0), pain)
        self._remember(day, here, ill, pain, done, peaks, exposure)
        self.done += here
        flared: Bools = here & (pain.max(axis=1) > 5)
        return flared

    def _advance(self, day: float, here: Bools, ill: Bools) -> None:
        full = self._exposure_full(day)
        for i, ladder in enumerate(self.world.tables):
            said = Reported(
                self.pending.pain[:, i],
                self.pending.rise[:, i],
                day - self.pending.last_day[:, i],
                self.pending.completed[:, i],
                here & (self.pending.last_day[:, i] >= 0),
                self.pending.ill[:, i] | ill,
                full,
            )
            before = self.standing[i]
            after, _ = advance(
                self.policy,
                before,
                ladder,
                said,
                day=day,
                top=self.top[:, i],
                pain_allowed=self.allowed,
            )
            self._check(before, after, ladder, said, i)
            self.standing[i] = after

    def _check(
        self, before: Standing, after: Standing, ladder: LadderTable, said: Reported, i: int
    ) -> None:
        broken = check_step(
            before, after, ladder, said, top=self.top[:, i], pain_allowed=self.allowed
        )
        for name, number in broken.items():
            self.violations[name] += number
        self.prescriptions += int(said.trained.sum())

    def _sets(self) -> Ints:
        fresh = np.stack([s.fresh for s in self.standing], axis=1)
        wanted = np.where(fresh, -(-SETS // 2), SETS)
        shape = wanted.shape
        set_s = np.broadcast_to(self.world.set_s, shape)
        overhead = 0.2 * self.crowd.limit_s
        sets = fit_minutes(wanted, set_s, overhead_s=overhead, limit_s=self.crowd.limit_s)
        over = (sets * set_s).sum(axis=1) + overhead > self.crowd.limit_s + 1e-6
        self.violations["session_over_its_minutes"] += int(over.sum())
        return sets

    def _asked(self) -> tuple[Floats, Floats]:
        """Stress of one repetition (people, ladders, tissues) and demand (people, ladders)."""
        mass = self.crowd.mass_kg
        peaks, demands = [], []
        for standing, stress, hard, ladder in zip(
            self.standing, self.world.stress, self.hard, self.world.tables, strict=True
        ):
            grown = 1 + standing.load_kg / mass
            peaks.append(stress[standing.rung] * grown[:, None])
            demands.append(demand(standing, ladder, hard, mass))
        return np.stack(peaks, axis=1), np.stack(demands, axis=1)

    def _exposure_full(self, day: float) -> Bools:
        peaks, _ = self._asked()
        amounts = np.stack([s.amount for s in self.standing], axis=1)
        total = np.einsum("plt,pl->pt", peaks, self._sets() * amounts)
        return exposure_full(
            peaks.max(axis=1),
            total,
            self.best_peak.max(axis=0),
            self.best_total.max(axis=0),
            cautious=day < 28,
        )

    def _remember(  # noqa: PLR0917  (private; one argument per thing that happened)
        self,
        day: float,
        here: Bools,
        ill: Bools,
        pain: Floats,
        done: Bools,
        peaks: Floats,
        exposure: Floats,
    ) -> None:
        touched = peaks > 0
        felt = np.where(touched, pain[:, None, :], 0.0).max(axis=2)
        said = np.floor(np.maximum(felt - self.crowd.optimism[:, None], 0.0))
        morning = 4.0 * self.crowd.sensitivity[:, None] * self.crowd.irritation
        rise = np.where(touched, np.floor(morning)[:, None, :], 0.0).max(axis=2)
        forgot = self.rng.random(self.people) < self.crowd.forgetful
        rise = np.where(forgot[:, None], 0.0, rise)
        mine = here[:, None]
        old = self.pending
        self.pending = replace(
            old,
            pain=np.where(mine, said, old.pain),
            rise=np.where(mine, rise, old.rise),
            completed=np.where(mine, done, old.completed),
            last_day=np.where(mine, day, old.last_day),
            ill=np.where(mine, False, old.ill | ill[:, None]),
        )
        fine = here & (said.max(axis=1) <= self.allowed) & (rise.max(axis=1) <= 0)
        self.best_peak[self.slot] = np.where(fine[:, None], peaks.max(axis=1), 0.0)
        self.best_total[self.slot] = np.where(fine[:, None], exposure, 0.0)
        self.slot = (self.slot + 1) % SLOTS

    def outcome(self, weeks: int) -> Outcome:
        """Averages over the crowd."""
        gain = self.crowd.strength / self.first_strength
        rungs = np.mean([s.rung.mean() for s in self.standing])
        return Outcome(
            self.policy,
            float(self.flares.mean() * 52 / weeks),
            float(gain.mean()),
            float(rungs),
            float(self.done.mean()),
        )
