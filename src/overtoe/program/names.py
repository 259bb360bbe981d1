"""Names that an intake or a professional's file may use, checked against the catalogue."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from overtoe.errors import UsageError
from overtoe.program.groups import groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.movements.types import Catalogue
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake


def check_names(intake: Intake, catalogue: Catalogue, limits: Limits | None) -> None:
    """Refuse names that nothing has, so that a typing mistake isn't silently ignored.

    Raises
    ------
    UsageError
        With the nearest name that exists.
    """
    ladders, rungs = set(catalogue.ladders), set(catalogue.rungs)
    parts = {group.id for group in groups()}
    wishes = intake.wishes
    refuse_unknown((*wishes.like, *wishes.opt_in), ladders, "ladder")
    refuse_unknown(wishes.avoid, ladders | rungs | parts, "ladder, rung or part of the week")
    refuse_unknown(dict(intake.starts), ladders, "ladder")
    refuse_unknown(intake.equipment.names, set(catalogue.equipment), "piece of equipment")
    if limits is not None:
        refuse_unknown(limits.forbid, ladders | rungs, "ladder or rung")
        for table in (limits.highest, limits.start, limits.weekly_sets, limits.heaviest_kg):
            refuse_unknown((name for name, _ in table), ladders, "ladder")
        refuse_unknown((name for name, _ in limits.tissue_caps), set(catalogue.tissues), "tissue")
        refuse_unknown((name for name, _ in limits.minimum_sets), parts, "part of the week")


def refuse_unknown(given: Iterable[str], known: set[str], what: str) -> None:
    """Refuse a name that nothing has, with the nearest one that exists."""
    for name in sorted(set(given) - known):
        near = difflib.get_close_matches(name, sorted(known), n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise UsageError(
            "UNKNOWN_NAME",
            f"“{name}” isn't a {what} that is known here, so it couldn't act.{hint} "
            "`overtoe movements` lists them.",
        )
