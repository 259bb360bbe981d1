from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from overtoe.movements import catalogue
from overtoe.program.couple import CouplePlan, build_couple
from overtoe.program.equipment import household
from overtoe.program.person import Equipment, Health
from overtoe.program.plates import Kit
from overtoe.program.screen import ScreeningStop

if TYPE_CHECKING:
    from overtoe.program.person import Intake


def test_common_days_are_interleaved_within_the_minutes_of_both(ana: Intake, ben: Intake) -> None:
    weeks = 4  # enough to see new, full and easier weeks
    plan = build_couple(replace(ana, weeks=weeks), replace(ben, weeks=weeks), catalogue())
    assert isinstance(plan, CouplePlan)
    assert len(plan.shared) == 3 * weeks
    for shared in plan.shared:
        one, two = plan.first.on(shared.date), plan.second.on(shared.date)
        assert one is not None
        assert two is not None
        assert (one.id, two.id) == shared.sessions
        assert shared.paired.seconds <= 60 * min(one.minutes_allowed, two.minutes_allowed)
        assert shared.paired.alone_s == (one.seconds, two.seconds)
        assert shared.paired.saved_s > 0
    assert plan.minutes_saved > 0


def test_one_red_flag_stops_the_couple(ana: Intake, ben: Intake) -> None:
    flagged = replace(ben, health=Health(yes=frozenset({"chest"})))
    stop = build_couple(ana, flagged, catalogue())
    assert isinstance(stop, ScreeningStop)
    assert stop.person == "Ben"


def test_a_household_isnt_twice_what_both_wrote_down() -> None:
    one = Equipment((("mat", 2), ("step", 1)), (0.1,), Kit(plates=((5, 4),)))
    two = Equipment((("mat", 1), ("band", 1)), (0.2,), Kit(plates=((5, 2), (10, 2))))
    both = household(one, two)
    assert both.items == (("band", 1), ("mat", 2), ("step", 1))
    assert both.heights_m == (0.1, 0.2)
    assert both.kit.plates == ((5, 4), (10, 2))
