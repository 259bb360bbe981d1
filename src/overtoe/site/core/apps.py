"""Django's name for what all slices share."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared parts."""

    name = "overtoe.site.core"
    label = "core"
