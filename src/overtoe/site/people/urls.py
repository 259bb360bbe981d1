"""Addresses of the people slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.people import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("start/<slug:name>", views.step, name="step"),
    path("program/new", views.build, name="build"),
    path("program/why-not", views.no_program, name="no_program"),
    path("me", views.me, name="me"),
    path("me/share", views.share, name="share"),
    path("household/invite", views.invite, name="invite"),
    path("household/leave", views.leave, name="leave"),
    path("join/<str:token>", views.join, name="join"),
]
