"""Which day it is where the person is: the phone says its time zone in a cookie."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

COOKIE = "zone"


def today_of(request: HttpRequest) -> dt.date:
    """Return the calendar day of whoever asks; the server's own where the zone isn't known."""
    return now_of(request).date()


def now_of(request: HttpRequest) -> dt.datetime:
    """Return the time of whoever asks, with their offset."""
    try:
        return timezone.localtime(timezone=zoneinfo.ZoneInfo(request.COOKIES[COOKIE]))
    except (KeyError, ValueError, OSError):
        return timezone.localtime()
