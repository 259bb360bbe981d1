"""Today's session: what was planned, bent by what the log says, with every reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overtoe.program.adapt_room import within_exposure, within_minutes
from overtoe.program.amounts import ladder_amount, set_seconds, told_amount
from overtoe.program.build_dress import tool_of
from overtoe.program.progress import LadderProgress, Level, Rules, first_prescribed, progress
from overtoe.program.rules import Action
from overtoe.program.types import BlockKind, Load, Reason, Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from overtoe.movements.types import Catalogue, Rung
    from overtoe.program.history import History
    from overtoe.program.types import Block, Prescribed, Program, Session

UNLOGGED = Reason(
    "UNLOGGED",
    "Nothing is logged yet, so this is the plan as written. If you haven't trained, begin with "
    "its first week.",
)
NOT_YET_TRAINED = Reason(
    "NOT_YET_TRAINED", "This one isn't in your log yet, so it begins at its start with half sets."
)
STOPPED = Reason(
    "STOPPED", "{} is left out until a professional has seen you: pain was above 5 twice in a row."
)


@dataclass(frozen=True)
class Adapted:
    """A session after adapting, and where the person stands on each ladder."""

    session: Session
    ladders: Mapping[str, LadderProgress]
    why: tuple[Reason, ...]


def adapt(
    program: Program,
    session: Session,
    history: History,
    catalogue: Catalogue,
    *,
    today: dt.date,
    rules: Rules,
) -> Adapted:
    """Bend a planned session to the log.

    Without any log the session stays as planned. Else every ladder stands where the log says, a
    ladder that was never trained begins at its planned start with half its sets, and one that was
    stopped is left out. Steps and sets that would make the whole session a large jump for a tissue
    are taken back, and what doesn't fit the minutes is dropped from the end.
    """
    if not history.sessions:
        late = session.week > 1
        return Adapted(session, {}, (UNLOGGED,) if late else ())
    ladders = progress(program, history, catalogue, today=today, rules=rules)
    bend = _Bend(ladders, first_prescribed(program), catalogue, rules)
    blocks = tuple(bend.block(block) for block in session.blocks)
    bent = replace(session, blocks=tuple(block for block in blocks if block.items))
    bent = within_exposure(
        bent, history, catalogue, ladders, today=today, rules=rules, take_back=bend.take_back
    )
    bent = within_minutes(bent)
    return Adapted(bent, ladders, tuple(_told(session, bent, ladders, catalogue)))


def _told(
    planned: Session, bent: Session, ladders: Mapping[str, LadderProgress], catalogue: Catalogue
) -> list[Reason]:
    """What changed today: steps that were taken, and what is left out."""
    shown = {(item.ladder, reason) for item in bent.items for reason in item.why}
    told = []
    for name in dict.fromkeys(item.ladder for item in planned.items):
        one, title = ladders.get(name), catalogue.ladders[name].name
        if one is None or not one.changes:
            continue
        last = one.changes[-1]
        if one.stopped:
            told.append(replace(STOPPED, text=STOPPED.text.format(title)))
        elif last.action < Action.HOLD or (
            last.action > Action.HOLD and (name, last.reason) in shown
        ):
            told.append(replace(last.reason, text=f"{title}: {last.reason.text}"))
    return told


@dataclass(frozen=True)
class _Bend:
    """What bending needs to know, the same for every line of a session."""

    ladders: Mapping[str, LadderProgress]
    first: Mapping[str, Prescribed]
    catalogue: Catalogue
    rules: Rules

    def block(self, block: Block) -> Block:
        items = (self._item(item, warm=block.kind is BlockKind.WARM_UP) for item in block.items)
        return replace(block, items=tuple(item for item in items if item is not None))

    def take_back(self, item: Prescribed) -> Prescribed:
        """The line as it was before its ladder's last step."""
        known = self.ladders[item.ladder]
        return self._at(item, known.changes[-1].before)

    def _item(self, item: Prescribed, *, warm: bool) -> Prescribed | None:
        known = self.ladders.get(item.ladder)
        if known is None:
            return item if warm else self._begun(item)
        if known.stopped:
            return None
        if self._stands(item, known, warm=warm):
            return item
        why = (*item.why, known.changes[-1].reason) if known.changes else item.why
        return replace(self._at(item, known.level), why=why)

    def _begun(self, item: Prescribed) -> Prescribed:
        """A line whose ladder the log doesn't hold: its planned start, half its sets."""
        start = self.first[item.ladder]
        less = min(item.sets, max(1, item.sets // 2, start.sets))
        if item.why and any(reason.code == "REPLACED" for reason in item.why):
            return replace(item, sets=less)
        return replace(start, id=item.id, sets=less, why=(*start.why, NOT_YET_TRAINED))

    def _stands(self, item: Prescribed, known: LadderProgress, *, warm: bool) -> bool:
        """Whether a warm-up or a professional's line stays: nothing in the log asks for less."""
        if not (warm or any(reason.code == "REPLACED" for reason in item.why)):
            return False
        calm = not known.changes or known.changes[-1].action >= Action.HOLD
        number = self.catalogue.rungs[item.rung].number
        return (warm or calm) and self.catalogue.rungs[known.level.rung].number >= number

    def _at(self, item: Prescribed, level: Level) -> Prescribed:
        rung = self.catalogue.rungs[level.rung]
        amount, unit = told_amount(rung.dose, self._amount(rung, level))
        movement = self.catalogue.movements.get(rung.movement)
        return replace(
            item,
            rung=rung.id,
            name=rung.name,
            movement=movement.name if movement else "",
            sets=math.ceil(item.sets / 2) if level.half else item.sets,
            amount=amount,
            unit=unit,
            each_side=rung.sides == "each",
            work_s=set_seconds(rung, ladder_amount(amount, unit.value)),
            rest_s=round(rung.dose.rest_s) if item.rest_s else 0,
            setup_s=round(rung.setup_s),
            tempo=rung.dose.tempo if unit is Unit.REPS else None,
            equipment=tuple(sorted(rung.equipment)),
            load=self._load(rung, level),
            cue=rung.cues[0] if rung.cues else item.cue,
        )

    def _amount(self, rung: Rung, level: Level) -> int:
        return self.rules.fit(round(level.amount), rung)

    def _load(self, rung: Rung, level: Level) -> Load | None:
        if level.load_kg <= 0:
            return None
        for make in self.rules.makes(rung):
            if abs(make.kg - level.load_kg) < 1e-9:
                return Load(make.kg, make.how, tool_of(make.how))
        return None
