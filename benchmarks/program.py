"""Cost of planning against weeks, movements and people; prints one table and exits.

Run ``python benchmarks/program.py``; ``--json`` prints the rows for a machine.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.couple import build_couple
from overtoe.program.intake import parse_intake
from overtoe.program.pair import pair_items
from overtoe.program.types import Prescribed, Program, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.movements.types import Catalogue
    from overtoe.program.person import Intake

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REPEATS = 3


def main() -> None:
    """Print the table."""
    ana, ben = (
        parse_intake((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("ana", "ben")
    )
    full = catalogue()
    rows = [
        *(_one(f"one person, {w} weeks", replace(ana, weeks=w), full) for w in (4, 8, 12, 24)),
        *(_one(f"one person, {n} ladders", ana, _some(full, n)) for n in (40, len(full.ladders))),
        _one("Ben, 12 weeks", ben, full),
        _row("a couple, 12 weeks", lambda: build_couple(ana, ben, full), ""),
        *(_pairing(items) for items in (4, 7, 10)),
    ]
    if "--json" in sys.argv:
        print(json.dumps(rows))
        return
    for row in rows:
        print(f"{row['name']:34s} {row['wall_s']:7.2f} s  cpu {row['cpu_s']:6.2f} s  {row['note']}")


def _one(name: str, intake: Intake, movements: Catalogue) -> dict[str, object]:
    built = build(intake, movements)
    note = "no program"
    if isinstance(built, Program):
        note = f"gap {built.proof.gap:.2%}, {built.proof.variables} variables"
    return _row(name, lambda: build(intake, movements), note)


def _pairing(items: int) -> dict[str, object]:
    sessions = [_sessions(seed, items) for seed in range(20)]
    proven = [_pair(*session).proven for session in sessions]
    times = []
    for session in sessions:
        start = time.perf_counter()
        _pair(*session)
        times.append(time.perf_counter() - start)
    note = f"{sum(proven)} of 20 proven, slowest {max(times):.2f} s"
    cpu = statistics.median(times)
    return {"name": f"pair {items} x 3 sets, median", "wall_s": cpu, "cpu_s": cpu, "note": note}


def _pair(first: tuple[Prescribed, ...], second: tuple[Prescribed, ...], kit: frozenset[str]):
    return pair_items(("Ana", (first,)), ("Ben", (second,)), single=kit)


def _sessions(
    seed: int, items: int
) -> tuple[tuple[Prescribed, ...], tuple[Prescribed, ...], frozenset[str]]:
    draw = random.Random(seed)
    kit = ("step", "band", "bench", "dumbbell-pair", "rail", "box", "kettlebell")[: 2 + seed % 6]
    people = [
        tuple(
            Prescribed(
                f"{who}{n}", "l", "l.1", f"{who}{n}", 3, 8, Unit.REPS, False, None,
                draw.randrange(30, 90, 5), draw.randrange(30, 120, 15), draw.randrange(0, 40, 10),
                (draw.choice(kit),) if draw.random() < 0.8 else (),
            )
            for n in range(items)
        )
        for who in "ab"
    ]  # fmt: skip
    return people[0], people[1], frozenset(kit)


def _some(full: Catalogue, number: int) -> Catalogue:
    return replace(full, ladders={name: full.ladders[name] for name in list(full.ladders)[:number]})


def _row(name: str, work: Callable[[], object], note: str) -> dict[str, object]:
    walls, cpus = [], []
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"name": name, "wall_s": min(walls), "cpu_s": min(cpus), "note": note}


if __name__ == "__main__":
    main()
