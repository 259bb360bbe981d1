"""Read the data files, fill in what ladders and movements share, check it, and freeze it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from overtoe.errors import UnreadableError
from overtoe.movements.freeze import freeze_rung
from overtoe.movements.schema import LadderIn
from overtoe.movements.types import Catalogue, Ladder, Movement, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from overtoe.movements.types import Rung

_MEASURES = ("reps", "seconds", "meters")


@cache
def catalogue() -> Catalogue:
    """All ladders, movements and rungs; read and checked once per process.

    Raises
    ------
    UnreadableError
        When a data file doesn't hold what the schema asks for.

    >>> catalogue().rungs["split-squat.5"].sides
    'each'
    """
    data = files("overtoe.movements").joinpath("data")
    words = read_toml(data.joinpath("vocabulary.toml"))
    faults = {name: (entry["text"], entry.get("measure")) for name, entry in words["fault"].items()}
    ladders: dict[str, Ladder] = {}
    movements: dict[str, Movement] = {}
    for file in sorted(data.joinpath("ladders").iterdir(), key=lambda entry: entry.name):
        for raw in read_toml(file)["ladder"]:
            ladder, names = read_ladder(raw, file.name.removesuffix(".toml"), faults)
            ladders[ladder.id] = ladder
            movements.update(_movements(ladder, names))
    return Catalogue(
        ladders=ladders,
        movements=movements,
        rungs={rung.id: rung for ladder in ladders.values() for rung in ladder.rungs},
        sources=_sources(read_toml(data.joinpath("sources.toml"))["source"]),
        equipment=words["equipment"],
        contraindications=words["contraindication"],
        muscles=words["muscle"],
        tissues=words["tissue"],
    )


def read_ladder(
    raw: Mapping[str, Any], family: str, faults: Mapping[str, tuple[str, str | None]]
) -> tuple[Ladder, dict[str, str]]:
    """Check one ladder table and freeze it; also the names of its movements by id."""
    common = raw.get("common", {})
    moves = {move["id"]: dict(move) for move in raw.get("movement", [])}
    names = {key: move.pop("name") for key, move in moves.items()}
    for move in moves.values():
        move.pop("id")
    rungs = [_filled(rung, common, moves, raw) for rung in raw["rung"]]
    head = {key: raw[key] for key in ("id", "name", "pattern", "purpose", "default") if key in raw}
    try:
        checked = LadderIn.model_validate({**head, "rungs": rungs})
    except ValidationError as error:
        raise UnreadableError(
            "CATALOGUE_INVALID",
            f"The ladder {raw.get('id')} in {family}.toml isn't complete: {error}. "
            "Correct the file and load it again.",
        ) from error
    return _freeze(checked, family, faults), names


def read_toml(file: Traversable) -> dict[str, Any]:
    """Parse one of the data files."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _filled(
    rung: Mapping[str, Any],
    common: Mapping[str, Any],
    moves: Mapping[str, Mapping[str, Any]],
    ladder: Mapping[str, Any],
) -> dict[str, Any]:
    move = rung.get("move", ladder["id"])
    base = {"move": move, "pattern": ladder["pattern"]}
    return merged(merged(merged(base, common), moves.get(move, {})), rung)


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay ``over`` on ``base``: tables key by key, everything else as a whole.

    A dose that counts reps replaces one that counts seconds or meters, and the other way round.

    >>> merged({"dose": {"sets": 2, "reps": [5, 8]}}, {"dose": {"seconds": [20, 30]}})
    {'dose': {'sets': 2, 'seconds': [20, 30]}}
    """
    result = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            kept = result[key]
            if key == "dose" and any(measure in value for measure in _MEASURES):
                kept = {name: kept[name] for name in kept if name not in _MEASURES}
            result[key] = {**kept, **value}
        else:
            result[key] = value
    return result


def _freeze(ladder: LadderIn, family: str, faults: Mapping[str, tuple[str, str | None]]) -> Ladder:
    count = len(ladder.rungs)
    rungs = tuple(
        freeze_rung(rung, ladder=ladder.id, number=number, count=count, faults=faults)
        for number, rung in enumerate(ladder.rungs, start=1)
    )
    return Ladder(
        ladder.id, ladder.name, family, ladder.pattern, ladder.purpose, ladder.default, rungs
    )


def _movements(ladder: Ladder, names: Mapping[str, str]) -> dict[str, Movement]:
    by_move: dict[str, list[Rung]] = {}
    for rung in ladder.rungs:
        by_move.setdefault(rung.movement, []).append(rung)
    return {
        move: Movement(move, names.get(move, ladder.name), ladder.id, _ids(rungs))
        for move, rungs in by_move.items()
    }


def _ids(rungs: Iterable[Rung]) -> tuple[str, ...]:
    return tuple(rung.id for rung in rungs)


def _sources(raw: Mapping[str, Mapping[str, str]]) -> dict[str, Source]:
    return {
        key: Source(key, entry["text"], entry.get("link"), entry["seen"])
        for key, entry in raw.items()
    }
