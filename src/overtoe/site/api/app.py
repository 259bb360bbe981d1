"""The API: its operations, and how problems are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError

from overtoe import __version__
from overtoe.errors import OvertoeError
from overtoe.site.api import clinic, own
from overtoe.site.api.access import Rate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

REFUSALS: Final = {400: "BAD_REQUEST", 401: "SIGN_IN", 403: "NOT_ALLOWED", 429: "TOO_MANY"}

api = NinjaAPI(
    title="Overtoe",
    version=__version__,
    description="The same services as the pages. Overtoe measures how you move and plans strength "
    "training. It does not diagnose or treat.",
    # A page of documentation would load scripts from elsewhere; the description itself is served.
    docs_url=None,
    urls_namespace="api",
    throttle=[Rate()],
)
api.add_router("", own.router)
api.add_router("", clinic.router)


@api.exception_handler(OvertoeError)
def sentence(request: HttpRequest, error: OvertoeError) -> HttpResponse:
    """Tell what was wrong, with its code."""
    told = {"error": {"code": error.code, "text": error.text}}
    return api.create_response(request, told, status=400)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """Tell that the role doesn't allow it."""
    told = {"error": {"code": "NOT_ALLOWED", "text": str(error) or "Your role doesn't allow this."}}
    return api.create_response(request, told, status=403)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Tell that there is nothing here for this account, whether it exists or not."""
    del error
    told = {"error": {"code": "NOT_FOUND", "text": "There is no such thing here for you."}}
    return api.create_response(request, told, status=404)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Tell why a request wasn't taken: no way in, a missing scope, no JSON, too many."""
    code = REFUSALS.get(error.status_code, "REFUSED")
    told = {"error": {"code": code, "text": error.message}}
    return api.create_response(request, told, status=error.status_code)
