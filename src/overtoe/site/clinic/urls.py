"""Addresses of the clinic slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from overtoe.site.clinic import client_views, staff_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

CLIENT = "<uuid:clinic>/clients/<int:client>/"

urlpatterns: list[URLPattern] = [
    path("", staff_views.clinics, name="clinics"),
    path("new", staff_views.new, name="clinic_new"),
    path("join/<str:token>", staff_views.join, name="clinic_join"),
    path("rules", views.rules, name="clinic_rules"),
    path("<uuid:clinic>/", views.worklist, name="worklist"),
    path("<uuid:clinic>/print", views.printed, name="worklist_print"),
    path("<uuid:clinic>/bulk", views.bulk, name="clinic_bulk"),
    path("<uuid:clinic>/people", staff_views.people, name="clinic_people"),
    path("<uuid:clinic>/invite", staff_views.invite, name="clinic_invite"),
    path("<uuid:clinic>/people/<int:pk>/remove", staff_views.remove, name="clinic_remove"),
    path("<uuid:clinic>/templates", staff_views.templates, name="clinic_templates"),
    path("<uuid:clinic>/templates/<int:pk>", staff_views.template, name="clinic_template"),
    path("<uuid:clinic>/trail", staff_views.trail, name="clinic_trail"),
    path(CLIENT, client_views.client, name="client"),
    path(CLIENT + "limits", client_views.limits, name="client_limits"),
    path(CLIENT + "notes", client_views.note, name="client_note"),
    path(CLIENT + "care", client_views.care, name="client_care"),
    path(CLIENT + "clips/<uuid:clip>", client_views.clip, name="client_clip"),
]
