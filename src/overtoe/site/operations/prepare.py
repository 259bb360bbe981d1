"""Make the site ready before it is served: settings, tables, static files."""

from __future__ import annotations

import importlib
import os

from overtoe.errors import MissingPartError, UsageError


def set_up() -> None:
    """Load Django with the site's settings.

    Raises
    ------
    MissingPartError
        When the site's packages aren't installed.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overtoe.site.settings")
    try:
        django = importlib.import_module("django")
        importlib.import_module("django_tasks_db")
        importlib.import_module("gunicorn")
    except ImportError as error:
        raise MissingPartError(
            "SITE_MISSING",
            f"The web site needs packages that aren't installed ({error.name}). Install them with: "
            "pip install 'overtoe[site]'",
        ) from error
    django.setup()


def prepare() -> None:
    """Bring the tables up to date and collect the static files.

    Raises
    ------
    UsageError
        When the database doesn't answer.
    """
    from django.core.management import call_command  # noqa: PLC0415  (needs set_up first)
    from django.db.utils import OperationalError  # noqa: PLC0415

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise UsageError(
            "DATABASE_SILENT",
            "The database doesn't answer, so nothing was started. Check that it runs and what "
            f"DATABASE_URL says. It said: {error}",
        ) from error
    call_command("collectstatic", interactive=False, verbosity=0)
