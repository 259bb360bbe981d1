"""How long the guide takes and how large it is: ``python benchmarks/guide.py``.

Ana's and Ben's examples, alone and as a couple: building the program, gathering, typesetting and
the page, each timed on its own; the best of a few rounds, because other work on the machine only
ever adds time. Printed as a Markdown table.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from overtoe import guide
from overtoe.guide.typeset import endings, fit
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.couple import CouplePlan, interleave
from overtoe.program.equipment import household
from overtoe.program.intake import parse_intake
from overtoe.program.types import Program

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = dt.date(2026, 12, 1)
ROUNDS = 3

T = TypeVar("T")


def timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[T, float]:
    """Result and the best time in seconds."""
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    assert result is not None
    return result, best


def row(who: str, readers: list[guide.Reader], couple: CouplePlan | None, before_s: float) -> str:
    """One line of the table."""
    made, pdf_s = timed(lambda: guide.pdf(readers, date=DAY, couple=couple))
    page, page_s = timed(lambda: guide.html(readers, date=DAY, couple=couple))
    book = fit(guide.book(readers, catalogue(), date=DAY, couple=couple), date=DAY)
    pages = endings(book, date=DAY)[-1].page
    return (
        f"| {who} | {pages} | {len(made) / 1e6:.2f} MB | {before_s:.2f} s | {pdf_s:.2f} s | "
        f"{len(page) / 1e6:.2f} MB | {page_s:.2f} s |"
    )


def main() -> None:
    """Measure and print."""
    intakes = [parse_intake((EXAMPLES / f"{n}.toml").read_text("utf-8")) for n in ("ana", "ben")]
    print("| guide of | pages | PDF | program and curve | typesetting | page | page made in |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    programs, readers = [], []
    for intake in intakes:
        program, build_s = timed(lambda one=intake: build(one, catalogue()), rounds=1)
        assert isinstance(program, Program)
        gathered, gather_s = timed(lambda one=intake, p=program: guide.reader(one, p))
        programs.append(program)
        readers.append(gathered)
        print(row(intake.name, [gathered], None, build_s + gather_s))
    home = household(intakes[0].equipment, intakes[1].equipment)
    couple, pair_s = timed(lambda: interleave(programs[0], programs[1], home), rounds=1)
    print(row("both", readers, couple, pair_s))


if __name__ == "__main__":
    main()
