"""``manage work``: analyze clips as they come, and look after what was cut off."""

from __future__ import annotations

import logging
import threading
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.crypto import get_random_string

from overtoe.site.capture import care

CARE_S: Final = 15.0
CLEAN_EVERY: Final = 240
"""Rounds between two cleanings: an hour."""

logger = logging.getLogger("overtoe.worker")


class Command(BaseCommand):
    """Run one worker until it is told to stop."""

    help = "Analyze clips as they come."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look after things beside the queue's own worker."""
        worker = get_random_string(32)
        stop = threading.Event()
        threading.Thread(target=_care, args=(worker, stop), daemon=True).start()
        logger.info("worker started")
        try:
            call_command(
                "db_worker", worker_id=worker, interval=1, startup_delay=False, verbosity=0
            )
        finally:
            stop.set()


def _care(worker: str, stop: threading.Event) -> None:
    rounds = 0
    while True:
        try:
            _round(worker, clean=rounds % CLEAN_EVERY == 0)
        except Exception:  # the next round may fare better, and a worker without care is worse
            logger.exception("a round of care failed")
        finally:
            connection.close()
        rounds += 1
        if stop.wait(min(CARE_S, care.stale_s() / 2)):
            return


def _round(worker: str, *, clean: bool) -> None:
    care.beat(worker)
    care.take_care()
    if clean:
        care.clean_up()
