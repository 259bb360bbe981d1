"""Every address of the site; each slice keeps its own list."""

from __future__ import annotations

from django.urls import include, path

from overtoe.site.core.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("account/", include("allauth.urls")),
    path("", include("overtoe.site.people.urls")),
    path("", include("overtoe.site.training.urls")),
    path("", include("overtoe.site.capture.urls")),
    path("clinic/", include("overtoe.site.clinic.urls")),
    path("", include("overtoe.site.privacy.urls")),
    path("", include("overtoe.site.api.urls")),
]
