"""Addresses of the privacy slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.privacy import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("privacy", views.privacy, name="privacy"),
    path("privacy/export", views.take_along, name="export"),
    path("privacy/consents/<int:pk>/withdraw", views.withdraw, name="withdraw"),
    path("privacy/delete", views.delete, name="delete_everything"),
]
