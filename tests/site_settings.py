"""The site's own settings, kept away from the user's data and quick enough for tests."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("OVERTOE_HOME", tempfile.mkdtemp(prefix="overtoe-test-"))

from overtoe.site.database import database
from overtoe.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(HOME / "static").mkdir(exist_ok=True)  # noqa: F405

if os.environ.get("OVERTOE_TEST_DATABASE_URL"):
    DATABASES = {"default": database(os.environ["OVERTOE_TEST_DATABASE_URL"], HOME)}  # noqa: F405
