"""Addresses of the capture slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.capture import tus, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("film", views.film, name="film"),
    path("clips", views.clips, name="clips"),
    path("clips/<uuid:pk>", views.clip, name="clip"),
    path("clips/<uuid:pk>/state", views.state, name="clip_state"),
    path("clips/<uuid:pk>/report", views.report, name="clip_report"),
    path("clips/<uuid:pk>/overlay", views.overlay, name="clip_overlay"),
    path("clips/<uuid:pk>/video", views.video, name="clip_video"),
    path("clips/<uuid:pk>/result.json", views.document, name="clip_document"),
    path("clips/<uuid:pk>/keep", views.keep, name="clip_keep"),
    path("clips/<uuid:pk>/again", views.again, name="clip_again"),
    path("clips/<uuid:pk>/delete", views.delete, name="clip_delete"),
    path("uploads", tus.collection, name="uploads"),
    path("uploads/<uuid:pk>", tus.one, name="upload"),
]
