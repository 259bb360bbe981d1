"""Programs and intakes as JSON and back, checked on the way in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from overtoe.errors import UnreadableError
from overtoe.program.person import Intake
from overtoe.program.types import SCHEMA, Program

if TYPE_CHECKING:
    from overtoe.program.couple import CouplePlan
    from overtoe.program.pair import Paired


@cache
def _programs() -> TypeAdapter[Program]:
    return TypeAdapter(Program)


@cache
def _intakes() -> TypeAdapter[Intake]:
    return TypeAdapter(Intake)


def program_to_json(program: Program) -> dict[str, Any]:
    """The program as plain JSON values."""
    plain: dict[str, Any] = _programs().dump_python(program, mode="json")
    return plain


def program_from_json(data: object, *, source: str = "plan.json") -> Program:
    """A program from plain JSON values.

    Raises
    ------
    UnreadableError
        When the values aren't a program, or one of a newer version.
    """
    if isinstance(data, dict) and data.get("schema", SCHEMA) != SCHEMA:
        raise UnreadableError(
            "PLAN_VERSION",
            f"{source} was written by another version of Overtoe, so its meaning isn't sure. "
            "Make the plan again with this version.",
        )
    try:
        return _programs().validate_python(data)
    except ValidationError as error:
        raise UnreadableError(
            "BAD_PLAN",
            f"{source} isn't a program of Overtoe ({error.error_count()} places don't fit). "
            "Make the plan again.",
        ) from error


def intake_to_json(intake: Intake) -> dict[str, Any]:
    """The intake as plain JSON values."""
    plain: dict[str, Any] = _intakes().dump_python(intake, mode="json")
    return plain


def plain(value: object) -> Any:
    """Any frozen value of this room as plain JSON values."""
    return TypeAdapter(type(value)).dump_python(value, mode="json")


def paired_to_json(paired: Paired) -> dict[str, Any]:
    """A session for two: who does which set when, in seconds from the start."""
    return {
        "seconds": paired.seconds,
        "bound_s": paired.bound_s,
        "proven": paired.proven,
        "alone_s": list(paired.alone_s),
        "saved_s": paired.saved_s,
        "turns": [
            {
                "person": turn.person,
                "item": turn.item.id,
                "name": turn.item.title,
                "set": turn.number,
                "begin_s": turn.begin_s,
                "end_s": turn.end_s,
            }
            for turn in paired.turns
        ],
    }


def shared_to_json(couple: CouplePlan) -> list[dict[str, Any]]:
    """Common sessions of a couple with their dates."""
    return [
        {
            "date": shared.date.isoformat(),
            "sessions": list(shared.sessions),
            **paired_to_json(shared.paired),
        }
        for shared in couple.shared
    ]
