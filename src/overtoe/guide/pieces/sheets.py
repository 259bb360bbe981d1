"""Session sheets: one weekday over the weeks that share its exercises, with boxes to tick."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Cell, Row, Sheet
from overtoe.guide.pieces.exercises import alt
from overtoe.program.types import WEEKDAYS, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overtoe.guide.reader import Reader
    from overtoe.movements.types import Catalogue
    from overtoe.program.types import Prescribed, Session

MOST_COLUMNS = 3
MOST_ROWS = 6
STOP = (
    "Stop for the day if a knee locks or gives way, gets hot and swollen, or the pain goes above "
    "5. Then see the last page."
)


def blocks(reader: Reader, catalogue: Catalogue, *, several: bool) -> list[Block]:
    """All sheets of one person, in the order of the weeks."""
    groups = [
        group
        for weekday in sorted({session.weekday for session in reader.program.sessions()})
        for group in _groups([s for s in reader.program.sessions() if s.weekday == weekday])
    ]
    groups.sort(key=lambda group: (group[0].week, group[0].weekday))
    who = f"{reader.name}: " if several else ""
    return [sheet for group in groups for sheet in _sheets(group, catalogue, who)]


def _groups(sessions: list[Session]) -> Iterator[list[Session]]:
    """Neighbors that hold the same rungs, at most three together and evenly shared out."""
    for _, same in groupby(sessions, key=lambda s: frozenset(item.rung for item in s.items)):
        run = list(same)
        pages = -(-len(run) // MOST_COLUMNS)
        size, spare = divmod(len(run), pages)
        for page in range(pages):
            begin = page * size + min(page, spare)
            yield run[begin : begin + size + (page < spare)]


def _sheets(group: list[Session], catalogue: Catalogue, who: str) -> Iterator[Sheet]:
    work = list(dict.fromkeys(item.rung for session in group for item in _work(session)))
    if not work:
        return
    size = -(-len(work) // -(-len(work) // MOST_ROWS))
    pages = [work[i : i + size] for i in range(0, len(work), size)]
    for number, rungs in enumerate(pages, 1):
        part = f", part {number} of {len(pages)}" if len(pages) > 1 else ""
        yield Sheet(
            title=f"{who}{WEEKDAYS[group[0].weekday].capitalize()}, {_span(group)}{part}",
            columns=tuple(f"Week {s.week} · {s.date.day} {s.date:%b}" for s in group),
            warm_up=_warm_up(group[0]),
            rows=tuple(_row(rung, group, catalogue) for rung in rungs),
            equipment=_equipment(group, catalogue),
            stop=STOP,
        )


def _span(group: list[Session]) -> str:
    first, last = group[0].week, group[-1].week
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _work(session: Session) -> list[Prescribed]:
    return [
        i for block in session.blocks if block.kind is not BlockKind.WARM_UP for i in block.items
    ]


def _warm_up(session: Session) -> str:
    warm = [i for b in session.blocks if b.kind is BlockKind.WARM_UP for i in b.items]
    return "; ".join(f"{item.movement or item.name}, {_short(item)}" for item in warm)


def _short(item: Prescribed) -> str:
    return item.dose.split(" · ")[0].removeprefix("1 × ")


def _row(rung: str, group: list[Session], catalogue: Catalogue) -> Row:
    found = [next((i for i in _work(s) if i.rung == rung), None) for s in group]
    shown = next(item for item in found if item is not None)
    known = catalogue.rungs[rung]
    detail = [shown.name] if shown.movement and shown.movement != shown.name else []
    detail += [f"tempo {shown.tempo}"] if shown.tempo else []
    return Row(
        figure=rung if known.posture is not None else "",
        alt=alt(known, shown.title),
        name=shown.movement or shown.name,
        detail=", ".join(detail),
        cells=tuple(None if item is None else _cell(item) for item in found),
    )


def _cell(item: Prescribed) -> Cell:
    return Cell(item.dose.split(" · ")[0], item.sets, item.load.how if item.load else "")


def _equipment(group: list[Session], catalogue: Catalogue) -> str:
    names = sorted({name for session in group for name in session.equipment})
    words = [catalogue.equipment.get(name, name).split(",")[0] for name in names]
    return ", ".join(word.removeprefix("an ").removeprefix("a ") for word in words)
