"""Everything the rules need about one person, gathered from intake, limits and log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.adapt import Adapted, adapt
from overtoe.program.caps import caps
from overtoe.program.climb import careful_amount
from overtoe.program.doors import Gate
from overtoe.program.equipment import makes_for
from overtoe.program.progress import Rules
from overtoe.program.screen import Cleared, screen

if TYPE_CHECKING:
    import datetime as dt

    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.history import History
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake
    from overtoe.program.plates import Make
    from overtoe.program.types import Program, Session


TENDONS: Final = frozenset({"patellar_tendon", "achilles"})
"""Named complaints that ask for the smaller steps of exposure all along; house rule."""


@dataclass(frozen=True)
class Training:
    """One person's program with what may bend it."""

    intake: Intake
    program: Program
    catalogue: Catalogue
    rules: Rules

    def upcoming(self, history: History, *, day: dt.date) -> Session | None:
        """The first session from a day on that wasn't done on a day before."""
        done = {one.planned for one in history.sessions if one.day < day}
        return next(
            (s for s in self.program.sessions() if s.date >= day and s.id not in done), None
        )

    def today(self, session: Session, history: History, *, day: dt.date) -> Adapted:
        """Bend a planned session to the log."""
        return adapt(self.program, session, history, self.catalogue, today=day, rules=self.rules)


def training(
    intake: Intake, program: Program, catalogue: Catalogue, *, limits: Limits | None = None
) -> Training:
    """Gather the rules of one person: owned weights, open rungs, allowed pain."""
    cleared = screen(intake)
    exclude = cleared.exclude if isinstance(cleared, Cleared) else frozenset()
    gate = Gate(intake, caps(intake, limits), exclude, limits)

    def allowed(rung: Rung) -> bool:
        return gate.shut(rung, catalogue.ladders[rung.ladder]) is None

    heaviest = dict(limits.heaviest_kg) if limits else {}

    def makes(rung: Rung) -> tuple[Make, ...]:
        most = heaviest.get(rung.ladder)
        return tuple(
            make
            for make in makes_for(rung, intake.equipment)
            if most is None or make.kg <= most + 1e-9
        )

    def passable(rung: Rung) -> bool:
        shut = gate.shut(rung, catalogue.ladders[rung.ladder])
        return shut is not None and bool(shut.equipment)

    rules = Rules(
        intake.body.mass_kg,
        program.pain_allowed,
        makes,
        allowed,
        _mornings(intake),
        passable,
        careful=bool(TENDONS & {*intake.health.told, *(pain.told for pain in intake.pain)}),
        fit=lambda amount, rung: careful_amount(amount, rung, intake),
    )
    return Training(intake, program, catalogue, rules)


def _mornings(intake: Intake) -> dict[str, int]:
    """Usual morning pain per joint, the higher of both sides."""
    usual: dict[str, int] = {}
    for pain in intake.pain:
        usual[pain.joint] = max(usual.get(pain.joint, 0), pain.baseline)
    return usual
