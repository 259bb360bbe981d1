"""Django's name for this slice."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The training slice."""

    name = "overtoe.site.training"
    label = "training"
