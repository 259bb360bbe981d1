"""Django's name for this slice."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """The capture slice."""

    name = "overtoe.site.capture"
    label = "capture"

    def ready(self) -> None:
        """Let files follow their rows, and let the health page ask after the worker."""
        from overtoe.site.capture import files, pulse  # noqa: F401, PLC0415  (models are ready now)
        from overtoe.site.core import health  # noqa: PLC0415

        health.register("worker", pulse.worker)
