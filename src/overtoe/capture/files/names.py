"""Marker names as laboratories write them, made comparable."""

from __future__ import annotations

import re

_NOISE = re.compile(r"[^a-z0-9]")


def plain_name(label: str) -> str:
    """Strip prefix, punctuation and case from a marker's label.

    >>> plain_name("SehoonVSK35:L.ASIS"), plain_name("r_knee_study"), plain_name("left_hip")
    ('lasis', 'rknee', 'lhip')
    """
    name = _NOISE.sub("", label.rsplit(":", 1)[-1].lower()).removesuffix("study")
    for word in ("left", "right"):
        if name.startswith(word) and len(name) > len(word):
            return word[0] + name.removeprefix(word)
    return name


def by_plain_name(labels: tuple[str, ...]) -> dict[str, int]:
    """Index of each label by its plain name.

    OpenCap writes both the network's ``RKnee`` and the augmented ``r_knee_study``; the augmented
    marker wins. Of other repeated names the first one counts.

    >>> by_plain_name(("RKnee", "r_knee_study", "C7"))
    {'rknee': 1, 'c7': 2}
    """
    found: dict[str, int] = {}
    for index, label in enumerate(labels):
        name = plain_name(label)
        if name and (name not in found or label.lower().endswith("study")):
            found[name] = index
    return found
