"""What a measured clip says to the program: one entry of the log, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from overtoe.errors import OvertoeError
from overtoe.program.clip_facts import clip_body
from overtoe.site.training.log_rows import receive

if TYPE_CHECKING:
    from overtoe.site.capture.models import Clip

DEVICE = "film"


def event_id(clip: Clip) -> str:
    """Id of the entry: the clip's own, so that it can only be logged once."""
    return f"clip-{clip.pk}"


def log_clip(clip: Clip) -> bool:
    """Log what the rules use of a clip; False where it holds nothing for them."""
    if clip.document is None:
        return False
    try:
        body: dict[str, Any] = clip_body(clip.document)
    except OvertoeError:
        return False
    if clip.rung:
        body["rung"] = clip.rung
    entry = {
        "id": event_id(clip),
        "device": DEVICE,
        "seq": int(clip.made_at.timestamp()),
        "kind": "clip",
        "made_at": timezone.localtime(clip.made_at),
        "body": body,
    }
    received = receive(clip.person, [entry])
    return bool(received.accepted or received.known)
