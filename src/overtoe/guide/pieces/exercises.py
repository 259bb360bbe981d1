"""Every exercise of the plan, drawn, under a map of its ladder with the reader's place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Card, Map, Picture, Rung, Use
from overtoe.movements import figure
from overtoe.program.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from overtoe.guide.reader import Reader
    from overtoe.movements.types import Catalogue, Exit
    from overtoe.movements.types import Rung as CatalogueRung
    from overtoe.program.types import Prescribed

Planned = dict[str, dict[str, "list[tuple[int, Prescribed]]"]]
"""Rung to reader's name to (week, prescription)."""

KNEE_PATTERNS = ("squat", "split", "step")
MOST_CUES = 3
MOST_FAULTS = 2
WARM_WIDTH = 0.35
WARM_MM = 36.0
MINUTES_FROM_S = 120


def blocks(readers: Sequence[Reader], catalogue: Catalogue) -> list[Block]:
    """A map and its cards per ladder, in the order in which the plan meets them."""
    used = planned(readers)
    ladders = dict.fromkeys(catalogue.rungs[name].ladder for name in used)
    found: list[Block] = []
    for ladder in ladders:
        found.append(_map(ladder, readers, used, catalogue))
        found += [
            _card(rung, used[rung.id], catalogue)
            for rung in catalogue.ladders[ladder].rungs
            if rung.id in used
        ]
    return found


def warm_ups(readers: Sequence[Reader], catalogue: Catalogue) -> list[Block]:
    """The warm-up parts of the plan, drawn small."""
    found: dict[str, Block] = {}
    for reader in readers:
        for session in reader.program.sessions():
            for block in session.blocks:
                for item in block.items if block.kind is BlockKind.WARM_UP else ():
                    rung = catalogue.rungs[item.rung]
                    if rung.posture is not None:
                        words = f"{item.title}, {item.dose.removeprefix('1 × ')}."
                        picture = Picture(
                            item.rung, alt(rung, item.title), words, WARM_WIDTH, WARM_MM
                        )
                        found.setdefault(item.rung, picture)
    return list(found.values())


def planned(readers: Sequence[Reader]) -> Planned:
    """Rungs that any program holds, by reader, with (week, prescription); warm-up last."""
    main: Planned = {}
    warm: Planned = {}
    for reader in readers:
        for session in reader.program.sessions():
            for block in session.blocks:
                into = warm if block.kind is BlockKind.WARM_UP else main
                for item in block.items:
                    uses = into.setdefault(item.rung, {}).setdefault(reader.name, [])
                    uses.append((session.week, item))
    for name, by_reader in warm.items():
        for who, uses in by_reader.items():
            main.setdefault(name, {}).setdefault(who, []).extend(uses)
    return main


def figures(readers: Sequence[Reader], catalogue: Catalogue) -> dict[str, str]:
    """Drawings of all planned rungs by rung id, in black."""
    return {
        name: figure.svg(catalogue.rungs[name], theme="print", height_px=200)
        for name in planned(readers)
        if catalogue.rungs[name].posture is not None
    }


def cover(readers: Sequence[Reader], catalogue: Catalogue) -> tuple[str, str, str]:
    """Name, words and drawing for the cover: the plan's furthest lean of the shin."""
    drawn = [catalogue.rungs[name] for name in planned(readers)]
    leans = [
        (pose.leg.shank_rad, rung.id, at)
        for rung in drawn
        if rung.posture is not None and rung.pattern in KNEE_PATTERNS
        for at, pose in (("start", rung.posture.start), ("bottom", rung.posture.bottom))
    ]
    if not leans:
        return "", "", ""
    _, name, at = max(leans)
    shown = catalogue.rungs[name]
    drawing = figure.svg(shown, at="start" if at == "start" else "bottom", theme="print")
    # A drawing's masks have names; on one page with its card they must not be the same.
    drawing = drawing.replace(shown.id.replace(".", "-"), f"cover-{shown.ladder}")
    return "cover", f"From your plan, drawn from the side: {shown.name}.", drawing


def alt(rung: CatalogueRung, title: str) -> str:
    """Words that stand for a drawing."""
    still = rung.posture is None or rung.posture.start == rung.posture.bottom
    what = "the position to hold" if still else "start and end of the movement"
    return f"{title}, seen from the side: {what}."


def _map(
    ladder: str,
    readers: Sequence[Reader],
    used: Planned,
    catalogue: Catalogue,
) -> Map:
    whole = catalogue.ladders[ladder]
    starts = dict(_starts(ladder, readers, catalogue))
    rungs = tuple(
        Rung(
            rung.number,
            rung.name,
            "start" if rung.id in starts else "planned" if rung.id in used else "other",
            starts.get(rung.id) or (_when(used[rung.id]) if rung.id in used else ""),
        )
        for rung in reversed(whole.rungs)
    )
    return Map(whole.name, whole.purpose, rungs)


def _starts(
    ladder: str, readers: Sequence[Reader], catalogue: Catalogue
) -> Iterator[tuple[str, str]]:
    """Where each reader starts, in words."""
    at: dict[str, list[str]] = {}
    for reader in readers:
        rungs = [i.rung for s in reader.program.sessions() for i in s.items if i.ladder == ladder]
        if rungs:
            first = min(rungs, key=lambda name: catalogue.rungs[name].number)
            at.setdefault(first, []).append(reader.name)
    for rung, names in at.items():
        alone = len(readers) == 1
        yield rung, "you start here" if alone else f"{' and '.join(names)}: start here"


def _card(
    rung: CatalogueRung, by_reader: dict[str, list[tuple[int, Prescribed]]], catalogue: Catalogue
) -> Card:
    title = next(iter(by_reader.values()))[0][1].title
    return Card(
        title=title,
        figure=rung.id if rung.posture is not None else "",
        alt=alt(rung, title),
        uses=tuple(
            Use(who, min(uses, key=lambda use: use[0])[1].dose, _weeks(uses))
            for who, uses in by_reader.items()
        ),
        cues=rung.cues[:MOST_CUES],
        faults=tuple(fault.text for fault in rung.faults[:MOST_FAULTS]),
        easier=_name(rung.easier, catalogue),
        harder=_name(rung.harder, catalogue),
        climb=_climb(rung.exit, each=rung.sides == "each"),
    )


def _when(by_reader: dict[str, list[tuple[int, Prescribed]]]) -> str:
    return _weeks([use for uses in by_reader.values() for use in uses])


def _name(rung: str | None, catalogue: Catalogue) -> str:
    return catalogue.rungs[rung].name if rung else ""


def _weeks(uses: list[tuple[int, Prescribed]]) -> str:
    weeks = sorted({week for week, _ in uses})
    return f"week {weeks[0]}" if len(weeks) == 1 else f"weeks {weeks[0]} to {weeks[-1]}"


def _climb(leave: Exit, *, each: bool) -> str:
    amount = _amount(leave)
    sets = "1 set" if leave.sets == 1 else f"{leave.sets} sets"
    return f"{sets} of {amount}{' each side' if each else ''}, twice in a row"


def _amount(leave: Exit) -> str:
    if leave.reps is not None:
        return f"{leave.reps}"
    if leave.seconds is None:
        return f"{leave.meters:g} m"
    long = leave.seconds >= MINUTES_FROM_S
    return f"{leave.seconds / 60:g} min" if long else f"{leave.seconds:g} s"
