"""Everything the rules need about one person, gathered from intake, limits and log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overtoe.program.adapt import Adapted, adapt
from overtoe.program.caps import caps
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
    from overtoe.program.types import Program, Session


@dataclass(frozen=True)
class Training:
    """One person's program with what may bend it."""

    intake: Intake
    program: Program
    catalogue: Catalogue
    rules: Rules

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

    rules = Rules(
        intake.body.mass_kg,
        program.pain_allowed,
        lambda rung: makes_for(rung, intake.equipment),
        allowed,
        _mornings(intake),
    )
    return Training(intake, program, catalogue, rules)


def _mornings(intake: Intake) -> dict[str, int]:
    """Usual morning pain per joint, the higher of both sides."""
    usual: dict[str, int] = {}
    for pain in intake.pain:
        usual[pain.joint] = max(usual.get(pain.joint, 0), pain.baseline)
    return usual
