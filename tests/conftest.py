"""Shared by all tests: where the real recordings are, if they are here at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run and machine, however slow: a failure can be seen again.
settings.register_profile("overtoe", deadline=None, derandomize=True)
settings.load_profile("overtoe")

_ROOT = Path(__file__).resolve().parent.parent


def _recordings_folder() -> Path:
    named = os.environ.get("OVERTOE_RECORDINGS")
    return Path(named) if named else _ROOT.parent / "shared" / "recordings"


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Folder of real recordings; the test is skipped, and says so, where it is missing."""
    folder = _recordings_folder()
    if not folder.is_dir():
        pytest.skip("the real recordings aren't here; set OVERTOE_RECORDINGS to their folder")
    return folder
