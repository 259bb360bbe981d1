"""What must hold for every program, over intakes drawn at random."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from overtoe.conventions import Side
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.caps import CAP_BY_PAIN, TISSUES_OF, caps
from overtoe.program.climb import easier, route
from overtoe.program.collide import Collision
from overtoe.program.doors import Gate, Shut
from overtoe.program.equipment import makes_for, owned
from overtoe.program.groups import group_of, groups
from overtoe.program.person import Body, Equipment, Intake, Pain, Sex, Wishes
from overtoe.program.plates import Kit
from overtoe.program.types import BlockKind, Program

HOME = ("wall", "floor-space", "chair", "mat", "band", "anchor", "towel", "timer", "path")
MORE = ("step", "box", "rail", "wedge", "cushion", "stairs", "lane", "pull-bar", "stick")
KIT = Kit(handle_kg=2, handles=2, plates=((1.25, 8), (2.5, 4), (5, 4)), kettlebells=((12, 1),))

intakes = st.builds(
    lambda age, sex, mass, years, days, pain, more, kit, goals: Intake(
        name="Ana",
        body=Body(2025 - age, sex, 1.7, mass),
        start=dt.date(2026, 12, 1),
        minutes=tuple(sorted(days.items())),
        training_years=years,
        pain=(Pain("knee", Side.LEFT, during=pain),) if pain else (),
        equipment=Equipment(tuple((name, 1) for name in (*HOME, *more)), (0.1, 0.2, 0.45), kit),
        wishes=Wishes(goals=tuple(goals)),
    ),
    age=st.integers(18, 75),
    sex=st.sampled_from(Sex),
    mass=st.integers(50, 110).map(float),
    years=st.sampled_from((0.0, 1.0, 3.0, 8.0)),
    days=st.dictionaries(st.integers(0, 6), st.sampled_from((20, 30, 45)), min_size=1, max_size=3),
    pain=st.integers(0, 6),
    more=st.sets(st.sampled_from(MORE)),
    kit=st.sampled_from((Kit(), KIT)),
    goals=st.lists(st.sampled_from(("stairs", "squat", "run", "muscle")), unique=True),
)


@given(intakes)
@settings(max_examples=5, deadline=None, derandomize=True)
def test_a_program_keeps_its_rules_or_says_why_there_is_none(intake: Intake) -> None:
    built = build(intake, catalogue())
    if isinstance(built, Collision):
        assert built.collides
        assert built.ways
        return
    assert isinstance(built, Program)
    assert len(built.weeks) == 12
    assert built.proof.gap <= 0.01
    bounds = caps(intake)
    for session in built.sessions():
        assert session.minutes <= session.minutes_allowed
        for item in session.items:
            rung = catalogue().rungs[item.rung]
            assert rung.equipment <= owned(intake.equipment)
            for tissue, cap in bounds.items():
                assert rung.tissues.get(tissue, 0) <= cap.most + 1e-9
            if item.load:
                assert item.load.kg in {make.kg for make in makes_for(rung, intake.equipment)}
        warm = [block.kind is BlockKind.WARM_UP for block in session.blocks]
        assert warm == sorted(warm, reverse=True)
    _weekly_minimum(built)
    _at_most_a_rung_a_week(built)


def _weekly_minimum(program: Program) -> None:
    full = next(week for week in program.weeks if week.number == 2)
    for group in groups():
        sets = sum(
            item.sets
            for session in full.sessions
            for block in session.blocks
            if block.kind is not BlockKind.WARM_UP
            for item in block.items
            if group_of(catalogue().rungs[item.rung].pattern) is group
        )
        assert sets >= group.minimum


def _at_most_a_rung_a_week(program: Program) -> None:
    before: dict[str, int] = {}
    for week in program.weeks:
        now = {
            item.ladder: (catalogue().rungs[item.rung].number, item.load)
            for session in week.sessions
            for block in session.blocks
            if block.kind is not BlockKind.WARM_UP
            for item in block.items
        }
        for ladder, (number, _) in now.items():
            # A rung whose equipment is missing may be passed over, so one step is at most two.
            assert number - before.get(ladder, number) in (0, 1, 2)
            if easier(week.number):
                assert number == before.get(ladder, number)
        before = {ladder: number for ladder, (number, _) in now.items()}


@given(intakes)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_a_planned_step_changes_rung_or_load_but_never_both_upward(intake: Intake) -> None:
    gate = Gate(intake, caps(intake), frozenset())
    for ladder in catalogue().ladders.values():
        way = route(ladder, gate, weeks=12)
        if isinstance(way, Shut):
            continue
        for before, after in zip(way.steps, way.steps[1:], strict=False):
            if after.rung is before.rung and before.load and after.load:
                assert after.load.kg >= before.load.kg
            if after.rung is not before.rung:
                # A new rung starts at its own lowest planned load and amount.
                dose = after.rung.dose
                low = (dose.reps or dose.seconds or dose.meters or (0, 0))[0]
                assert after.amount <= max(1, round(low / 5) * 5, round(low))


@given(st.integers(0, 9))
def test_more_pain_never_allows_more(pain: int) -> None:
    assert CAP_BY_PAIN[pain + 1] <= CAP_BY_PAIN[pain]


@given(intakes, st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_more_pain_never_opens_a_rung(intake: Intake, pain: int) -> None:
    def open_rungs(worst: int) -> set[str]:
        hurt = replace(intake, pain=(Pain("knee", Side.LEFT, during=worst),))
        gate = Gate(hurt, caps(hurt), frozenset())
        knee = set(TISSUES_OF["knee"])
        return {
            rung.id
            for ladder in catalogue().ladders.values()
            for rung in ladder.rungs
            if set(rung.tissues) & knee and gate.shut(rung, ladder) is None
        }

    assert open_rungs(pain + 1) <= open_rungs(pain)
