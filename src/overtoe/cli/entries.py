"""What people type after ``overtoe log``, turned into events."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from overtoe.cli.log_file import new_id
from overtoe.errors import UnreadableError, UsageError
from overtoe.program.clip_facts import clip_body
from overtoe.program.events import Event, event_from
from overtoe.units import parse_length_m, parse_mass_kg

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

PAIN: Final = re.compile(r"^(?P<joint>[a-z_]+)(?::(?P<side>left|right))?=(?P<value>\d+)$")
SET: Final = re.compile(
    r"^(?P<rung>[a-z0-9-]+\.\d+)\s+(?P<amounts>\d+(?:\s*,\s*\d+)*)\s*(?P<unit>min|s|m)?"
    r"(?:\s*@\s*(?P<load>\S+))?$"
)
TEST: Final = re.compile(r"^(?P<name>[a-z_]+)(?::(?P<side>left|right))?=(?P<value>\S+)$")


class Writer:
    """Makes events of one person on one device, in their order."""

    def __init__(self, person: str, device: str, at: dt.datetime, first_seq: int) -> None:
        self.person, self.device, self.at, self.seq = person, device, at, first_seq

    def event(self, kind: str, body: dict[str, Any]) -> Event:
        """Make the next event."""
        self.seq += 1
        stamp = int(self.at.timestamp() * 1000) + self.seq
        return event_from(
            {
                "id": new_id(stamp),
                "person": self.person,
                "device": self.device,
                "seq": self.seq,
                "kind": kind,
                "made_at": self.at,
                "body": body,
            }
        )

    def sets(self, text: str, session: str) -> list[dict[str, Any]]:
        """What sets of one rung hold: ``split-squat.4 8,8,8 @12kg``; no unit is None."""
        match = SET.match(text.strip())
        if match is None:
            raise UsageError(
                "LOG_SET",
                f"“{text}” isn't a set. Write the rung, the repetitions of each set and the load, "
                'like "split-squat.4 8,8,8 @12kg" or "wall-sit.2 45s".',
            )
        body: dict[str, Any] = {"rung": match["rung"], "session": session, "unit": match["unit"]}
        if match["load"]:
            body |= {"load_kg": parse_mass_kg(match["load"]), "entered": {"load": match["load"]}}
        amounts = [float(one) for one in match["amounts"].split(",")]
        return [body | {"amount": amount} for amount in amounts]

    def pain(self, text: str, when: str) -> Event:
        """Pain of one joint: ``knee:left=2``."""
        match = PAIN.match(text.strip())
        if match is None:
            raise UsageError(
                "LOG_PAIN", f"“{text}” isn't pain. Write joint, side and 0 to 10: knee:left=2."
            )
        body = {"joint": match["joint"], "side": match["side"], "value": int(match["value"])}
        if when == "morning":
            return self.event("morning", body)
        return self.event("pain", body | {"when": when})

    def test(self, text: str) -> Event:
        """Result of a test: ``knee_to_wall:left=9.5cm`` or ``heel_raises:right=22``."""
        match = TEST.match(text.strip())
        if match is None:
            raise UsageError(
                "LOG_TEST", f"“{text}” isn't a test. Write it like knee_to_wall:left=9.5cm."
            )
        name, raw = match["name"], match["value"]
        if raw.replace(".", "", 1).isdigit():
            return self.event("test", {"name": name, "side": match["side"], "value": float(raw)})
        body = {"name": f"{name}_m", "side": match["side"], "value": parse_length_m(raw)}
        return self.event("test", body | {"entered": raw})

    def clip_facts(self, path: Path) -> dict[str, Any]:
        """What an analyzed clip measured, from its JSON."""
        try:
            return clip_body(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
            raise UnreadableError(
                "LOG_CLIP",
                f"{path.name} isn't a result of “overtoe analyze --json” ({error}). Nothing was "
                "logged.",
            ) from error

    def raw(self, entries: Iterable[Any]) -> list[Event]:
        """Events that a script sends: whole ones, or just ``kind`` and ``body``."""
        return [
            event_from(one) if "id" in one else self.event(one["kind"], one.get("body", {}))
            for one in entries
        ]
