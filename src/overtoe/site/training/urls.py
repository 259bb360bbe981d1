"""Addresses of the training slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.core import pwa
from overtoe.site.training import progress_views, sync, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("today", views.today, name="today"),
    path("together", views.together, name="together"),
    path("log/set", views.log_set, name="log_set"),
    path("log/pain", views.log_pain, name="log_pain"),
    path("log/finish", views.finish, name="finish"),
    path("progress", progress_views.progress_page, name="progress"),
    path("progress/test", progress_views.log_test, name="log_test"),
    path("guide.pdf", progress_views.guide, name="guide"),
    path("figures/<str:rung>.svg", progress_views.drawing, name="drawing"),
    path("sync/hello", sync.hello, name="sync_hello"),
    path("sync/events", sync.events, name="sync_events"),
    path("sync/day", sync.day, name="sync_day"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.worker, name="worker"),
]
