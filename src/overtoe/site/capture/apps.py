"""Django's name for this slice."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """The capture slice."""

    name = "overtoe.site.capture"
    label = "capture"
