"""Clinics, who works there, whom they look after, and a trail of who saw and changed what."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from overtoe.site.people.models import Person, User


class Clinic(models.Model):
    """A practice, a gym or a single coach."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Name for people who look at rows."""
        return self.name


class Member(models.Model):
    """Someone who works at a clinic."""

    class Role(models.TextChoices):
        """What they may do: owners invite staff, professionals change, readers look."""

        OWNER = "owner"
        PROFESSIONAL = "professional"
        READER = "reader"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        """One role per person and clinic."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "user"], name="one_role_per_clinic")
        ]


class Client(models.Model):
    """A person whom a clinic looks after, while their consent stands."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="clients")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clinics")
    professional = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="clients"
    )
    limits = models.TextField(blank=True)
    limits_by = models.CharField(max_length=120, blank=True)
    template = models.ForeignKey(
        "clinic.Template", on_delete=models.SET_NULL, null=True, blank=True
    )
    snoozed_until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A person is a clinic's client once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "person"], name="one_client_per_clinic")
        ]


class Template(models.Model):
    """A named part of a program that professionals reuse, in the library's limits format."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="templates")
    name = models.CharField(max_length=120)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)


class Note(models.Model):
    """A professional's note; the person it is about may ask to read it."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)


class AuditEntry(models.Model):
    """Who saw or changed what of whom, and when; only ever added to."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="audit")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    action = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Read newest first, per clinic and per person."""

        indexes: ClassVar = [
            models.Index(fields=["clinic", "-at"], name="audit_of_clinic"),
            models.Index(fields=["person", "-at"], name="audit_of_person"),
        ]
