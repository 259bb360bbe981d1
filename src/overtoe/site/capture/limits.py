"""How much a clip and a person may take; each limit can be set by an environment variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from overtoe.site import env

MB: Final = 1_000_000
GB: Final = 1_000 * MB
CHUNK_BYTES: Final = 4 * 1024 * 1024
"""What the page sends at once: at 1 Mbit/s half a minute, which is what a dropped link costs."""
MOST_CHUNK_BYTES: Final = 5 * 1024 * 1024
MOST_UPLOADS: Final = 5
UPLOAD_DAYS: Final = 7
"""A clip that nobody goes on sending for a week is given up."""


@dataclass(frozen=True)
class Limits:
    """Bytes of one clip and of all of a person's, and what stays free on the disk."""

    clip_bytes: int
    person_bytes: int
    spare_bytes: int


def limits() -> Limits:
    """The limits in force."""
    return Limits(
        env.number("OVERTOE_CLIP_MB", 2_000) * MB,
        env.number("OVERTOE_PERSON_MB", 20_000) * MB,
        env.number("OVERTOE_SPARE_MB", 500) * MB,
    )


@dataclass(frozen=True)
class JobLimits:
    """What one analysis may use: seconds on the clock and on processors, memory, largest file."""

    wall_s: int
    cpu_s: int
    memory_bytes: int
    file_bytes: int


def job_limits() -> JobLimits:
    """The limits of an analysis in force."""
    wall_s = env.number("OVERTOE_JOB_SECONDS", 1_800)
    return JobLimits(
        wall_s,
        env.number("OVERTOE_JOB_CPU_SECONDS", 2 * wall_s),
        env.number("OVERTOE_JOB_MEMORY_MB", 4_000) * MB,
        env.number("OVERTOE_JOB_FILE_MB", 4_000) * MB,
    )


def in_words(size: int) -> str:
    """Return a size as people say it.

    >>> in_words(2_000_000_000), in_words(3_400_000)
    ('2 GB', '3.4 MB')
    """
    unit, name = (GB, "GB") if size >= GB else (MB, "MB")
    return f"{size / unit:.2g} {name}" if size < 100 * unit else f"{size / unit:.0f} {name}"
