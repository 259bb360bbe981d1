"""Today's page as plain values: cards, turns, questions, for one person or for two."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from overtoe.program.couple import fit
from overtoe.program.equipment import household
from overtoe.program.rules import REASON_CODES
from overtoe.program.types import BlockKind
from overtoe.site.training import swaps
from overtoe.site.training.watched import SORE_PLACES, Place, asked_for, watched

if TYPE_CHECKING:
    from overtoe.program.history import DoneSet, History
    from overtoe.program.person import Equipment
    from overtoe.program.types import Prescribed, Reason, Session
    from overtoe.site.people.models import Person
    from overtoe.site.training.services import Day

SHORT_ITEMS: Final = 4
"""Exercises of the minimum session, one set each."""


@dataclass(frozen=True)
class Card:
    """One exercise of one person, with everything that logging it needs."""

    key: str
    person: str
    who: str
    item: Prescribed
    planned_rung: str
    last: str
    loads: tuple[tuple[float, str], ...]
    places: tuple[Place, ...]
    stands_in: tuple[Prescribed, ...]
    easier: str
    warm: bool
    short: bool
    done: tuple[DoneSet, ...]


@dataclass(frozen=True)
class Seat:
    """One person at the board."""

    person: Person
    mine: bool
    day: dt.date
    session: Session
    planned_on: dt.date
    cards: tuple[Card, ...]
    places: tuple[Place, ...]
    mornings: tuple[Place, ...]
    why: tuple[tuple[Reason, str], ...]
    trained: bool
    finished: bool

    @property
    def shows_pain(self) -> bool:
        """Whether pain may be shown here."""
        return self.mine or self.person.shares_pain


@dataclass(frozen=True)
class Board:
    """The page: one seat or two, and whose turn comes when as (card, set number)."""

    seats: tuple[Seat, ...]
    turns: tuple[tuple[str, int], ...]
    seconds: int
    saved_s: int


def seat(person: Person, found: Day, day: dt.date, *, index: int, mine: bool) -> Seat | None:
    """Put one person at the board; None when the program is over."""
    if found.adapted is None or found.planned_on is None:
        return None
    session = _swapped(found.adapted.session, found, day)
    places = watched(found.training.intake, found.history, day=day)
    shown = places if mine or person.shares_pain else ()
    today = [one for one in found.history.sessions if one.day == day]
    made = Seat(
        person=person,
        mine=mine,
        day=day,
        session=session,
        planned_on=found.planned_on,
        cards=(),
        places=shown,
        mornings=_mornings(found.history, places, day) if mine else (),
        why=_why(found) if mine else (),
        trained=any(one.sets for one in today),
        finished=any(one.finished for one in today),
    )
    return replace(made, cards=_cards(made, found, index))


def board(*seats: Seat, equipment: Equipment | None = None) -> Board:
    """Bring one or two people to one clock."""
    if len(seats) == 1 or equipment is None:
        turns = tuple((c.key, n) for c in seats[0].cards for n in range(1, c.item.sets + 1))
        return Board(seats, turns, seats[0].session.seconds, 0)
    one, two = seats
    names = (one.person.name, f"{two.person.name}\u200b")  # told apart even with the same name
    first, second, paired = _fitted(names[0], one.session, names[1], two.session, equipment)
    one, two = _trimmed(one, first), _trimmed(two, second)
    keys = {(names[i], c.item.id): c.key for i, s in enumerate((one, two)) for c in s.cards}
    turns = tuple((keys[turn.person, turn.item.id], turn.number) for turn in paired.turns)
    return Board((one, two), turns, paired.seconds, paired.saved_s)


def shared_equipment(first: Day, second: Day) -> Equipment:
    """Everything that two people have at home together."""
    return household(first.training.intake.equipment, second.training.intake.equipment)


_fitted = lru_cache(maxsize=64)(fit)
"""Interleaving takes a while, and both phones ask for it again and again."""


def _trimmed(known: Seat, session: Session) -> Seat:
    items = {item.id: item for item in session.items}
    cards = tuple(replace(card, item=items[card.item.id]) for card in known.cards)
    return replace(known, session=session, cards=cards)


def _swapped(session: Session, found: Day, day: dt.date) -> Session:
    """The session with today's swaps in it."""
    today = {before: after for when, before, after, _ in found.history.swaps if when == day}
    if not today:
        return session
    rungs = found.training.catalogue.rungs

    def now(item: Prescribed) -> Prescribed:
        rung, seen = item.rung, {item.rung}
        while rung in today and today[rung] not in seen:
            rung = today[rung]
            seen.add(rung)
        known = rungs.get(rung)
        return (
            item
            if known is None or rung == item.rung
            else swaps.on_rung(item, known, found.training)
        )

    blocks = tuple(replace(b, items=tuple(now(item) for item in b.items)) for b in session.blocks)
    return replace(session, blocks=blocks)


def _cards(made: Seat, found: Day, index: int) -> tuple[Card, ...]:
    taken = {item.ladder for item in made.session.items}
    planned = {i.id: i.rung for i in (found.adapted.session.items if found.adapted else ())}
    main = [i.id for b in made.session.blocks if b.kind is not BlockKind.WARM_UP for i in b.items]
    warm = {i.id for b in made.session.blocks if b.kind is BlockKind.WARM_UP for i in b.items}
    today = [s for one in found.history.sessions if one.day == made.day for s in one.sets]
    cards = []
    for number, item in enumerate(made.session.items):
        rung = found.training.catalogue.rungs[item.rung]
        stands_in = tuple(swaps.options(item, found.training, taken=taken))
        cards.append(
            Card(
                key=f"p{index}-{number}",
                person=str(made.person.pk),
                who=made.person.name,
                item=item,
                planned_rung=planned.get(item.id, item.rung),
                last=_last(item, found.history, made),
                loads=tuple((make.kg, make.how) for make in swaps.loads(rung, found.training)),
                places=asked_for(rung, made.places),
                stands_in=stands_in,
                easier=stands_in[0].rung
                if stands_in and stands_in[0].ladder == item.ladder
                else "",
                warm=item.id in warm,
                short=item.id in main[:SHORT_ITEMS],
                done=tuple(one for one in today if one.rung == item.rung),
            )
        )
    return tuple(cards)


def _last(item: Prescribed, history: History, made: Seat) -> str:
    """What was done last time, in one token."""
    before = [s for one in history.sessions if one.day < made.day for s in one.sets]
    own = [one for one in before if one.rung == item.rung]
    if not own:
        return ""
    sets = [one for one in own if one.day == own[-1].day]
    load = f"{sets[-1].load_kg:g} kg × " if sets[-1].load_kg else ""
    text = load + ", ".join(f"{one.amount:g}" for one in sets)
    felt = [n.value for n in history.pain if n.day == sets[-1].day and n.when != "morning"]
    return f"{text}, pain {max(felt)}" if felt and made.shows_pain else text


def _mornings(history: History, places: tuple[Place, ...], day: dt.date) -> tuple[Place, ...]:
    """Places to ask about this morning: only after a day with training, and only once."""
    yesterday = day - dt.timedelta(days=1)
    if not any(one.day == yesterday and one.sets for one in history.sessions):
        return ()
    told = {(n.joint, n.side) for n in history.pain if n.when == "morning" and n.day == day}
    wanted = places or (Place("knee", None),)
    return tuple(place for place in wanted if (place.joint, place.side) not in told)


def _why(found: Day) -> tuple[tuple[Reason, str], ...]:
    """What the rules decided, each reason once, with the exercises it is about."""
    if found.adapted is None:
        return ()
    ladders = found.training.catalogue.ladders
    mine = {item.ladder for item in found.adapted.session.items}
    grouped: dict[Reason, list[str]] = {}
    for name, one in found.adapted.ladders.items():
        if one.changes and (name in mine or one.stopped):
            grouped.setdefault(one.changes[-1].reason, []).append(ladders[name].name)
    careful = sorted(grouped, key=lambda reason: REASON_CODES.index(reason.code))
    return tuple((reason, ", ".join(grouped[reason])) for reason in careful)


def script_data(made: Board, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything that the page's script needs to work without signal."""
    return {
        "day": made.seats[0].day.isoformat(),
        "me": next(str(one.person.pk) for one in made.seats if one.mine),
        "sore": [_place(place) for place in SORE_PLACES],
        "people": [
            {
                "id": str(one.person.pk),
                "name": one.person.name,
                "planned": one.session.id,
                "places": [_place(place) for place in one.places],
                "finished": one.finished,
            }
            for one in made.seats
        ],
        "cards": {card.key: _card(card) for one in made.seats for card in one.cards},
        "turns": [list(turn) for turn in made.turns],
        "events": events,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"joint": place.joint, "side": place.side, "words": place.words, "last": place.last}


def _card(card: Card) -> dict[str, Any]:
    return {
        "person": card.person,
        "who": card.who,
        "item": card.item.id,
        "planned": card.planned_rung,
        **_dose(card.item),
        "last": card.last,
        "loads": [{"kg": kg, "how": how} for kg, how in card.loads],
        "places": [_place(place) for place in card.places],
        "easier": card.easier,
        "options": [_dose(one) for one in card.stands_in],
        "short": card.short,
    }


def _dose(item: Prescribed) -> dict[str, Any]:
    return {
        "rung": item.rung,
        "title": item.title,
        "dose": item.dose,
        "sets": item.sets,
        "amount": item.amount,
        "unit": item.unit.value,
        "each": item.each_side,
        "rest": item.rest_s,
        "load": item.load.kg if item.load else 0,
        "how": item.load.how if item.load else "",
        "cue": item.cue,
        "needs": list(item.equipment),
    }
