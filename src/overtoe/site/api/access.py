"""Who may use the API: a signed-in browser with its CSRF token, or a token with the right scope."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import SimpleRateThrottle

from overtoe.site.people.models import ApiToken, User

if TYPE_CHECKING:
    from django.http import HttpRequest

SCOPES: Final = {
    "read": "See your program, today's session, your log and what was measured from your clips",
    "log": "Write into your log",
    "clinic": "See and change what your role at a clinic allows",
}
RATE: Final = "600/m"


def new_token(user: User, name: str, scopes: list[str]) -> str:
    """Make a token; it is shown once, only its hash is kept."""
    token = f"overtoe_{secrets.token_urlsafe(32)}"
    known = [scope for scope in SCOPES if scope in scopes]
    ApiToken.objects.create(
        user=user, name=name.strip()[:80] or "Token", token_hash=_hashed(token), scopes=known
    )
    return token


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class Token(HttpBearer):
    """``Authorization: Bearer …`` with a token that holds the scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the account behind a token; the scope must fit."""
        row = ApiToken.objects.select_related("user").filter(token_hash=_hashed(token)).first()
        if row is None or not row.user.is_active:
            return None
        if self.scope not in row.scopes:
            raise HttpError(403, f"This token doesn't have the scope “{self.scope}”.")
        _note_use(row)
        request.user = row.user
        return row.user


class Session(SessionAuth):
    """The web app's own cookie; changes need the CSRF token too."""


def _note_use(row: ApiToken) -> None:
    """Keep when a token was used, to the hour, so that reading doesn't write each time."""
    now = timezone.now()
    if row.used_at is None or now - row.used_at > dt.timedelta(hours=1):
        ApiToken.objects.filter(pk=row.pk).update(used_at=now)


def access(scope: str) -> list[Any]:
    """Return the ways in for an operation of a scope."""
    return [Token(scope), Session()]


class Rate(SimpleRateThrottle):
    """So many requests a minute and account; each server process counts for itself."""

    scope = "account"

    def __init__(self) -> None:
        super().__init__(RATE)

    def allow_request(self, request: HttpRequest) -> bool:
        """Count, with the rate that the settings name now."""
        self.num_requests, self.duration = self.parse_rate(getattr(settings, "API_RATE", RATE))
        return bool(super().allow_request(request))

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Count by account."""
        return f"api-rate-{request.user.pk}"
