"""Django's name for this slice."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API slice."""

    name = "overtoe.site.api"
    label = "api"
