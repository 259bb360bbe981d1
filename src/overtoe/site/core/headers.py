"""Headers that keep everything on this machine: nothing may be loaded from or sent elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)

PERMISSIONS: Final = (
    "camera=(self), microphone=(), geolocation=(), screen-wake-lock=(self), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class SecurityHeaders:
    """Add the content policy and the permissions to every answer that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.user.is_authenticated if hasattr(request, "user") else False:
            # Health data doesn't belong in the cache of a shared phone.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
