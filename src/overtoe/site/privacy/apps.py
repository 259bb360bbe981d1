"""Django's name for this slice."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy slice."""

    name = "overtoe.site.privacy"
    label = "privacy"
