"""Background jobs of the capture slice, as the queue knows them."""

from __future__ import annotations

from django_tasks import task


@task()
def analyze_clip(clip: str) -> None:
    """Analyze a clip that waits; one that doesn't wait any more is left alone."""
    from overtoe.site.capture.work import work  # noqa: PLC0415  (work queues this task anew)

    work(clip)
