"""What is written down while training: events that are added and never changed.

Each event has its own id, made where it happened, so that a phone without signal and a tablet at
home can write at the same time and be merged later. A correction is a new event that names the one
it corrects.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "session.start",
    "set.done",
    "set.edit",
    "set.delete",
    "pain",
    "morning",
    "swap",
    "session.finish",
    "test",
    "clip",
    "illness",
    "note",
]
KINDS: Final = Kind.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Parameters
    ----------
    id
        Unique, made once where the event happened (UUID version 7 by convention).
    person, device
        Who, and on what it was written.
    seq
        Counts up on its device.
    kind
        What happened.
    made_at
        When, with its time zone.
    body
        The facts, by kind; units as they were entered stand beside their SI value.
    """

    id: str
    person: str
    device: str
    seq: int
    kind: Kind
    made_at: dt.datetime
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def day(self) -> dt.date:
        """The calendar day where the person was."""
        return self.made_at.date()

    @property
    def order(self) -> tuple[dt.datetime, str, int, str]:
        """Sorts events the same way on every device."""
        return (self.made_at.astimezone(dt.UTC), self.device, self.seq, self.id)


FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199
_TEXT: Final = {"rung", "joint", "from", "to", "name"}

_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "set.done": ("rung", "amount"),
    "set.edit": ("set",),
    "set.delete": ("set",),
    "pain": ("joint", "value"),
    "morning": ("joint", "value"),
    "swap": ("from", "to"),
    "test": ("name", "value"),
}

_NUMBERS: Final = {
    "amount": (0.0, 100_000.0),
    "load_kg": (0.0, 1000.0),
    "target": (0.0, 100_000.0),
    "heel_lift_mm": (-100.0, 400.0),
    "travel_m": (-1.0, 1.0),
    "heel_lift_m": (-0.1, 0.4),
    "dorsiflexion_rad": (-1.6, 1.6),
}
"""Facts that must be numbers in a range that a person can reach."""


def _check_body(kind: str, body: Mapping[str, Any]) -> None:
    for key in _NEEDED.get(kind, ()):
        if key not in body or (key in _TEXT and not isinstance(body[key], str)):
            raise UnreadableError("LOG_EVENT", f"A log entry “{kind}” has no {key}.")
    limits = {**_NUMBERS, "value": (0.0, 10.0)} if kind in {"pain", "morning"} else _NUMBERS
    for key, (low, high) in limits.items():
        value = body.get(key)
        if value is None:
            continue
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise UnreadableError(
                "LOG_EVENT",
                f"A log entry “{kind}” has {key} = {value!r}; a number from {low:g} to {high:g} "
                "is needed.",
            )


class _EventModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=8, max_length=64)
    person: str = Field(min_length=1, max_length=80)
    device: str = Field(min_length=1, max_length=80)
    seq: int = Field(ge=0, le=2**53 - 1)
    kind: Kind
    made_at: AwareDatetime
    body: dict[str, Any] = Field(default_factory=dict)


def _check_storable(data: Mapping[str, Any]) -> None:
    """Refuse what no file or database can keep: not-a-number, halves of characters, zero bytes."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, default=str)
        text.encode("utf-8")
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableError(
            "LOG_EVENT", "A log entry holds a value that can't be stored, so it was left out."
        ) from error
    if "\\u0000" in text:
        raise UnreadableError(
            "LOG_EVENT", "A log entry holds a zero byte, which can't be stored, so it was left out."
        )


def event_from(data: Mapping[str, Any]) -> Event:
    """Validate one event at the door.

    Raises
    ------
    UnreadableError
        When a field is missing, unknown or out of range.
    """
    _check_storable(data)
    try:
        model = _EventModel.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the event"
        raise UnreadableError(
            "LOG_EVENT", f"A log entry can't be read: {where}: {first['msg']}."
        ) from error
    if not FIRST_YEAR <= model.made_at.year <= LAST_YEAR:
        raise UnreadableError(
            "LOG_EVENT", f"A log entry was made in the year {model.made_at.year}; check the clock."
        )
    _check_body(model.kind, model.body)
    return Event(
        model.id, model.person, model.device, model.seq, model.kind, model.made_at, model.body
    )


def event_data(event: Event) -> dict[str, Any]:
    """Return an event as plain data, keys in their order of reading."""
    return {
        "made_at": event.made_at.isoformat(),
        "kind": event.kind,
        "person": event.person,
        "body": dict(event.body),
        "device": event.device,
        "seq": event.seq,
        "id": event.id,
    }


def event_line(event: Event) -> str:
    """Return an event as one line of text (JSON Lines)."""
    return json.dumps(event_data(event), ensure_ascii=False, sort_keys=False)
