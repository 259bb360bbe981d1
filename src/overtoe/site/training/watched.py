"""Which joints are asked about: those that hurt, by the intake or the last two weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.exposure import TISSUE_JOINT

if TYPE_CHECKING:
    from overtoe.movements.types import Rung
    from overtoe.program.history import History
    from overtoe.program.person import Intake

WATCH_DAYS: Final = 14
"""House rule: a joint that hurt is asked about for two weeks."""


@dataclass(frozen=True)
class Place:
    """A joint and side, and the number that was told last."""

    joint: str
    side: str | None
    last: int | None = None

    @property
    def words(self) -> str:
        """Name for people.

        >>> Place("low_back", None).words
        'low back'
        """
        name = self.joint.replace("_", " ")
        return f"{self.side} {name}" if self.side else name

    @property
    def key(self) -> str:
        """Name for forms and scripts."""
        return f"{self.joint}-{self.side}" if self.side else self.joint


SORE_PLACES: Final = (
    Place("knee", "left"),
    Place("knee", "right"),
    Place("ankle", "left"),
    Place("ankle", "right"),
    Place("hip", "left"),
    Place("hip", "right"),
    Place("low_back", None),
    Place("shoulder", "left"),
    Place("shoulder", "right"),
)
"""Where “this hurts” may point."""


def watched(intake: Intake, history: History, *, day: dt.date) -> tuple[Place, ...]:
    """Places to ask about, in a fixed order."""
    told = {(p.joint, p.side.value if p.side else None): p.worst for p in intake.pain}
    since = day - dt.timedelta(days=WATCH_DAYS)
    notes = {(n.joint, n.side): n.value for n in history.pain}
    recent = {(n.joint, n.side) for n in history.pain if n.value > 0 and n.day >= since}
    wanted = {place for place, worst in told.items() if worst > 0} | recent
    return tuple(
        Place(joint, side, notes.get((joint, side), told.get((joint, side))))
        for joint, side in sorted(wanted, key=lambda place: (place[0], place[1] or ""))
    )


def asked_for(rung: Rung, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The watched places that a rung loads."""
    joints = {TISSUE_JOINT[tissue] for tissue in rung.tissues if tissue in TISSUE_JOINT}
    return tuple(place for place in places if place.joint in joints)
