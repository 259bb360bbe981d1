"""Programs, and the log as events that are added and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from overtoe.site.people.models import Person


class ProgramRow(models.Model):
    """A built program of one person, as the library's JSON; the newest is the one in use."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="programs")
    program = models.JSONField()
    limits = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest program of a person is asked for on every page."""

        indexes: ClassVar = [models.Index(fields=["person", "-made_at"], name="newest_program")]


class EventRow(models.Model):
    """One event of the log; its id was made on the device where it happened."""

    id = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="events")
    device = models.CharField(max_length=80)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    offset_minutes = models.SmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A person's log is read in its order, and from a day on."""

        indexes: ClassVar = [models.Index(fields=["person", "made_at"], name="log_in_order")]


class Standing(models.Model):
    """What the worklist and today's page need of a person, computed when the log changes.

    So their cost grows with the page, not with the history.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="standing")
    computed_at = models.DateTimeField(default=timezone.now)
    last_session_on = models.DateField(null=True, blank=True)
    last_event_at = models.DateTimeField(null=True, blank=True)
    sessions_14_days = models.PositiveSmallIntegerField(default=0)
    planned_14_days = models.PositiveSmallIntegerField(default=0)
    strip_14_days = models.CharField(max_length=14, blank=True)
    pain_series = models.JSONField(default=list)
    pain_now = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_rise = models.SmallIntegerField(default=0)
    pain_where = models.CharField(max_length=40, blank=True)
    ready_to_climb = models.CharField(max_length=80, blank=True)
    stopped = models.CharField(max_length=80, blank=True)
    ladders = models.JSONField(default=dict)
    planned_days = models.JSONField(default=list)
