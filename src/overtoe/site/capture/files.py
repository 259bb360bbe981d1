"""Files follow their rows: when a clip, an upload or a whole person is deleted, so are they."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from overtoe.site.capture import storage
from overtoe.site.capture.models import Clip, Upload


@receiver(post_delete, sender=Clip)
def erase_clip(instance: Clip, **_more: Any) -> None:
    """Delete a clip's folder once its row is really gone."""
    transaction.on_commit(partial(storage.erase, instance.pk))


@receiver(post_delete, sender=Upload)
def forget_upload(instance: Upload, **_more: Any) -> None:
    """Delete what had arrived once its row is really gone."""
    transaction.on_commit(partial(storage.forget_part, instance.pk))
