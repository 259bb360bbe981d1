"""The page of tokens for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overtoe.site.api.access import SCOPES, new_token
from overtoe.site.people.models import ApiToken, User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST: int = 50


@login_required
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """List tokens; a new one is shown once."""
    context = {
        "tokens": ApiToken.objects.filter(user=request.user.pk).order_by("made_at"),
        "scopes": SCOPES.items(),
        "fresh": request.session.pop("token", None),
    }
    return render(request, "api/tokens.html", context)


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a token."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    scopes = request.POST.getlist("scope")
    if not set(scopes) & set(SCOPES):
        messages.error(request, "A token without a scope can do nothing. Choose at least one.")
    elif user.api_tokens.count() >= MOST:
        messages.error(request, f"You have {MOST} tokens. Take one away first.")
    else:
        request.session["token"] = new_token(user, request.POST.get("name", ""), scopes)
    return redirect("tokens")


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token away; it stops working at once."""
    deleted, _ = ApiToken.objects.filter(user=request.user.pk, pk=pk).delete()
    if not deleted:
        raise Http404
    messages.success(request, "The token doesn't work any more.")
    return redirect("tokens")
