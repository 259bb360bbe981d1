"""``overtoe serve``: web processes and a worker under one roof."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from overtoe.site import env
from overtoe.site.operations import restore
from overtoe.site.operations.address import check_free, open_to
from overtoe.site.operations.in_use import in_use
from overtoe.site.operations.prepare import prepare, set_up
from overtoe.site.operations.supervise import Child, supervise

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.site.operations.address import Address

THREADS: Final = 8
"""Requests that wait for the database or a phone's link don't keep others waiting."""


def serve(address: Address, *, workers: int, ready: Callable[[], None]) -> None:
    """Prepare the site and run it until told to stop.

    Parameters
    ----------
    workers
        Web processes.
    ready
        Called once everything is prepared, before the processes start.

    Raises
    ------
    UsageError
        When the address is taken or the database doesn't answer.
    MissingPartError
        When the site's packages aren't installed.
    """
    check_free(address)
    open_to(address)
    home = env.home()
    with in_use(home):
        restore.settle(home)
        set_up()
        prepare()
        ready()
        supervise([Child("web", web(address, workers)), Child("worker", worker())])


def web(address: Address, workers: int) -> list[str]:
    """Command of the web processes."""
    options = {
        "bind": address.bind,
        "workers": str(workers),
        "threads": str(THREADS),
        "worker-class": "gthread",
        "graceful-timeout": "20",
        "keep-alive": "30",
        "log-level": "warning",
        "forwarded-allow-ips": os.environ.get("OVERTOE_PROXY", "127.0.0.1"),
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [sys.executable, "-m", "gunicorn", *words, "overtoe.site.wsgi:application"]


def worker() -> list[str]:
    """Command of the worker that analyzes clips."""
    return [sys.executable, "-m", "django", "work", "--settings", "overtoe.site.settings"]
