"""Make a plan from files, and write it into a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from overtoe.cli.person_files import open_limits, read_text
from overtoe.errors import UsageError
from overtoe.program.types import Program

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from overtoe.program.collide import Collision
    from overtoe.program.couple import CouplePlan
    from overtoe.program.person import Intake
    from overtoe.program.screen import ScreeningStop


@dataclass(frozen=True)
class Made:
    """One program, or two with their common sessions."""

    programs: tuple[Program, ...]
    couple: CouplePlan | None = None

    def as_json(self) -> dict[str, Any]:
        """Everything as plain JSON values."""
        from overtoe.program.codec import program_to_json, shared_to_json

        plans = [program_to_json(program) for program in self.programs]
        if self.couple is None:
            return plans[0]
        return {"programs": plans, "shared": shared_to_json(self.couple)}

    def summary(self) -> list[str]:
        """What to print."""
        from overtoe.report.plan_page import proof_sentence

        lines = []
        for program in self.programs:
            days = len(program.weeks[-1].sessions)
            lines.append(f"{program.person}: {len(program.weeks)} weeks, {days} days a week.")
            lines += [f"  ▲ {caution.text}" for caution in program.cautions]
            lines.append(f"  {proof_sentence(program.proof)}")
        if self.couple and self.couple.shared:
            proven = sum(shared.paired.proven for shared in self.couple.shared)
            lines.append(
                f"Together: {len(self.couple.shared)} common sessions, "
                f"{self.couple.minutes_saved} minutes saved against one after the other; "
                f"{proven} of them proven the fastest possible."
            )
        elif self.couple:
            lines.append("You have no common training day, so nothing is interleaved.")
        return lines


def make_plan(
    intakes: Sequence[Path], *, start: dt.date | None, limits: Sequence[Path]
) -> Made | ScreeningStop | Collision:
    """Read one or two intakes and build.

    Raises
    ------
    UsageError
        When there are more than two intakes, or two of the same name.
    """
    from overtoe.movements import catalogue
    from overtoe.program.build import build
    from overtoe.program.couple import CouplePlan, build_couple

    if len(intakes) > 2:
        raise UsageError("TOO_MANY", "A plan is for one person or for two. Give one or two files.")
    people = [_intake(path, start) for path in intakes]
    given = [*limits, *[None] * (len(intakes) - len(limits))]
    bounds = [open_limits(path, file) for path, file in zip(intakes, given, strict=False)]
    if len(people) == 1:
        built = build(people[0], catalogue(), limits=bounds[0])
        return Made((built,)) if isinstance(built, Program) else built
    if people[0].name == people[1].name:
        raise UsageError("SAME_NAME", "Both files have the same name. Give each person their own.")
    by_name = {p.name: bound for p, bound in zip(people, bounds, strict=True) if bound}
    pair = build_couple(people[0], people[1], catalogue(), limits=by_name)
    return Made((pair.first, pair.second), pair) if isinstance(pair, CouplePlan) else pair


def write_plan(made: Made, folder: Path) -> list[Path]:
    """Write page, sheets, calendar and JSON; the files that were written."""
    from overtoe.movements import catalogue
    from overtoe.program.calendar import calendar
    from overtoe.report.plan_page import plan_page, sheet_page

    folder.mkdir(parents=True, exist_ok=True)
    texts = {"plan.json": json.dumps(made.as_json(), ensure_ascii=False, indent=1)}
    for program in made.programs:
        suffix = f"-{slug(program.person)}" if len(made.programs) > 1 else ""
        movements = catalogue()
        texts[f"plan{suffix}.html"] = plan_page(
            program, movements, couple=made.couple, suffix=suffix
        )
        texts[f"sheet{suffix}.html"] = sheet_page(program, movements)
        texts[f"plan{suffix}.ics"] = calendar(program)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in texts]


def slug(name: str) -> str:
    """A name as part of a file's name.

    >>> slug("Ana María")
    'ana-maría'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "person"


def _intake(path: Path, start: dt.date | None) -> Intake:
    from overtoe.program.intake import parse_intake

    return parse_intake(read_text(path), start=start, source=path.name)
