"""``manage work``: analyze clips as they come, and look after what was cut off."""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from overtoe.site.capture import care, child
from overtoe.site.operations.in_use import in_use

if TYPE_CHECKING:
    from types import FrameType

CARE_S: Final = 15.0
CLEAN_EVERY: Final = 240
"""Rounds between two cleanings: an hour."""

logger = logging.getLogger("overtoe.worker")


class ClipWorker(Worker):
    """The queue's worker, which gives back the clip in hand when it is asked to end."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Let go of the running analysis, then end."""
        child.stopping.set()
        super().shutdown(signum, frame)


class Command(BaseCommand):
    """Run one worker until it is told to stop."""

    help = "Analyze clips as they come."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look after things beside the queue's own worker."""
        name = get_random_string(32)
        worker = ClipWorker(
            queue_names=["default"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        with ExitStack() as stack:
            stack.enter_context(in_use(settings.HOME))
            stop = threading.Event()
            stack.callback(stop.set)
            worker.configure_signals()
            threading.Thread(target=_care, args=(name, stop), daemon=True).start()
            logger.info("worker started")
            worker.run()


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
