"""What every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from overtoe import __version__

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the version and whether the page is opened as a fragment."""
    return {"version": __version__, "fragment": request.headers.get("HX-Request") == "true"}
