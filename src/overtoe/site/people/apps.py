"""Django's name for this slice."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people slice."""

    name = "overtoe.site.people"
    label = "people"
