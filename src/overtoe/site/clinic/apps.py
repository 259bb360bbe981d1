"""Django's name for this slice."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """The clinic slice."""

    name = "overtoe.site.clinic"
    label = "clinic"
