"""What goes in and comes out, as OpenAPI shows it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """A stable code and a sentence: what was seen, why it matters, what to do."""

    code: str
    text: str


class Refusal(Schema):
    """An answer without what was asked for."""

    error: Problem


class Me(Schema):
    """Whose account this is."""

    email: str
    person: UUID | None
    name: str | None
    partner: str | None
    keeps_clips: bool


class EventIn(Schema):
    """One entry of the log; its id is made once, on the device where it happened."""

    id: str = Field(min_length=8, max_length=64)
    device: str = Field(min_length=1, max_length=80)
    seq: int = Field(ge=0, le=2**53 - 1)
    kind: str = Field(description="Like set.done, pain, morning; see the documentation of the log")
    made_at: str = Field(description="ISO 8601 with a zone")
    body: dict[str, Any] = Field(default_factory=dict)


class EventsIn(Schema):
    """Entries to store; sending one twice changes nothing."""

    events: list[EventIn] = Field(max_length=200)


class RefusedEvent(Schema):
    """An entry that wasn't stored, and why."""

    id: str
    text: str


class Stored(Schema):
    """What became of each entry."""

    accepted: list[str]
    known: list[str]
    refused: list[RefusedEvent]


class EventOut(Schema):
    """One entry of the log."""

    id: str
    device: str
    seq: int
    kind: str
    made_at: dt.datetime
    body: dict[str, Any]


class EventsOut(Schema):
    """A page of the log in its order; ask again with ``after`` = ``next`` until it is null."""

    events: list[EventOut]
    next: str | None


class Today(Schema):
    """The session of a day, bent to the log, with every reason."""

    day: dt.date
    planned_on: dt.date | None
    session: dict[str, Any] | None
    why: list[dict[str, Any]]


class ClipOut(Schema):
    """A clip and the state of its analysis."""

    id: UUID
    movement: str
    rung: str
    load_kg: float
    state: str
    made_at: dt.datetime
    message: str


class ClinicOut(Schema):
    """A clinic at which the account works."""

    id: UUID
    name: str
    role: str


class ReasonOut(Schema):
    """A rule that fits a client, in words."""

    rule: str
    text: str


class RowOut(Schema):
    """One line of the worklist."""

    client: int
    name: str
    group: str
    reasons: list[ReasonOut]
    strip: str = Field(description="14 days to today: # done, o missed, . free")
    pain: int | None
    days_since_contact: int
    professional: str | None
    snoozed_until: dt.date | None


class WorklistOut(Schema):
    """A page of the worklist, and how many there are in each group."""

    counts: dict[str, int]
    rows: list[RowOut]
    page: int
    pages: int


class ClientOut(RowOut):
    """One client."""

    person: UUID
    limits: str
    review_on: dt.date | None
    ladders: dict[str, Any]


class LimitsIn(Schema):
    """Limits as the text of limits.toml; empty text takes them away."""

    limits: str = Field(max_length=20_000)
