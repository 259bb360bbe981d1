"""Uploads that can be resumed, clips and what was measured from them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from overtoe.site.people.models import Person


class Upload(models.Model):
    """A file on its way, chunk by chunk; ``offset`` bytes are safely on disk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    movement = models.CharField(max_length=40, blank=True)
    load_kg = models.FloatField(default=0)
    load_at = models.CharField(max_length=10, default="back")
    rung = models.CharField(max_length=80, blank=True)
    keep = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)


class Clip(models.Model):
    """A clip that has arrived, and the state of its analysis.

    The video itself is deleted after the analysis unless ``keep`` is set.
    """

    class State(models.TextChoices):
        """Where the analysis stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clips")
    name = models.CharField(max_length=200)
    movement = models.CharField(max_length=40, blank=True)
    rung = models.CharField(max_length=80, blank=True)
    load_kg = models.FloatField(default=0)
    load_at = models.CharField(max_length=10, default="back")
    size = models.PositiveBigIntegerField(default=0)
    keep = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=60, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    document = models.JSONField(null=True, blank=True)
    seen_by_professional_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A person's clips are listed newest first; waiting ones are looked for."""

        indexes: ClassVar = [
            models.Index(fields=["person", "-made_at"], name="newest_clips"),
            models.Index(fields=["state", "made_at"], name="waiting_clips"),
        ]

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state not in {self.State.WAITING, self.State.RUNNING}


class WorkerBeat(models.Model):
    """When a worker last said that it is there."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=timezone.now)
