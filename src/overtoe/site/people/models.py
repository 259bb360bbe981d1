"""Accounts, the people who train, the household they share, and what they agreed to."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils import timezone

INVITE_DAYS: Final = 14


class Accounts(UserManager["User"]):
    """Makes users from an e-mail address; there is no user name."""

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **more: Any
    ) -> User:
        """Create a user."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Who signs in: with an e-mail address and a passkey or password."""

    username = None  # type: ignore[assignment]  # there is no user name
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()  # type: ignore[misc]


class Household(models.Model):
    """People who share equipment and a clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Name for people who look at rows."""
        return self.name or str(self.id)


class Person(models.Model):
    """Someone who trains. ``intake`` is the text of the intake file, the library's own format.

    What a partner may see is chosen per kind: sessions are shared while both train together, pain
    and progress only when switched on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="person"
    )
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    name = models.CharField(max_length=80)
    intake = models.TextField(blank=True)
    shares_sessions = models.BooleanField(default=True)
    shares_progress = models.BooleanField(default=False)
    shares_pain = models.BooleanField(default=False)
    keeps_clips = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Name for people who look at rows."""
        return self.name


class Invitation(models.Model):
    """A single-use link into a household or a clinic; only the token's hash is stored."""

    class Kind(models.TextChoices):
        """Where the link leads."""

        PARTNER = "partner"
        CLIENT = "client"
        STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    token_hash = models.CharField(max_length=64, unique=True)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True)
    clinic = models.ForeignKey("clinic.Clinic", on_delete=models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=12, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    @property
    def open(self) -> bool:
        """Whether the link still works."""
        fresh = self.made_at + dt.timedelta(days=INVITE_DAYS) > timezone.now()
        return self.used_at is None and fresh

    @staticmethod
    def new_token() -> tuple[str, str]:
        """Return a token for the link and its hash for the row."""
        token = secrets.token_urlsafe(24)
        return token, Invitation.hashed(token)

    @staticmethod
    def hashed(token: str) -> str:
        """Hash that is stored."""
        return hashlib.sha256(token.encode()).hexdigest()


class Consent(models.Model):
    """That a person agreed to a clinic seeing their data, when, and until when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    clinic = models.ForeignKey("clinic.Clinic", on_delete=models.CASCADE, related_name="consents")
    text = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One standing consent per person and clinic."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "clinic"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent",
            )
        ]


class ApiToken(models.Model):
    """A token for the API with its scopes; only its hash is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
