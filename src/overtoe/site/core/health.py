"""``/health``: whether the site can answer, its database can be asked, its parts are at work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import Error, connection
from django.http import JsonResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest


@dataclass(frozen=True)
class Finding:
    """Whether a part is well, and details without personal data."""

    well: bool
    details: Mapping[str, str | int]


_CHECKS: Final[dict[str, Callable[[], Finding]]] = {}


def register(part: str, check: Callable[[], Finding]) -> None:
    """Let a slice answer for one of its parts."""
    _CHECKS[part] = check


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503.

    ``?all`` asks for 503 as well when another part, like the worker, isn't well. A balancer asks
    without it: pages can be served while clips wait.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        found = {part: check() for part, check in _CHECKS.items()}
    except Error:
        return JsonResponse({"ok": False, "database": "doesn't answer"}, status=503)
    well = all(finding.well for finding in found.values())
    said = {part: dict(finding.details) for part, finding in found.items()}
    status = 503 if "all" in request.GET and not well else 200
    return JsonResponse({"ok": well, "database": "answers", **said}, status=status)
