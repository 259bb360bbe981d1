"""Addresses of the API slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.api import views
from overtoe.site.api.app import api

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/tokens", views.tokens, name="tokens"),
    path("me/tokens/new", views.make, name="token_new"),
    path("me/tokens/<int:pk>/revoke", views.revoke, name="token_revoke"),
    path("api/", api.urls),
]
