"""Whether a worker is there to analyze clips, for the health page."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone

from overtoe.site.capture.models import Clip, WorkerBeat
from overtoe.site.core.health import Finding

LATE_S: Final = 90
"""Workers are heard of every fifteen seconds; six times that isn't chance."""


def worker() -> Finding:
    """Return when a worker was last heard of, and how many clips wait."""
    last = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    waiting = Clip.objects.filter(state=Clip.State.WAITING).count()
    if last is None:
        return Finding(False, {"state": "never seen", "clips_waiting": waiting})
    silent_s = (timezone.now() - last) / dt.timedelta(seconds=1)
    state = "working" if silent_s < LATE_S else "silent"
    details: dict[str, str | int] = {
        "state": state,
        "silent_s": round(silent_s),
        "clips_waiting": waiting,
    }
    return Finding(silent_s < LATE_S, details)
