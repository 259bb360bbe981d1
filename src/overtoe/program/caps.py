"""How much stress a tissue may get, from the pain that was told, the training age and the limits.

A tissue's stress is the catalogue's relative number (1 = the hardest entry known for that tissue).
The steps are house rules: no published number says how much a sore joint may carry. They only ever
fall as pain rises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.types import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.types import Rung
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake, Pain

TISSUES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "ankle": ("achilles", "shin", "foot"),
    "knee": ("patellar-tendon", "patellofemoral"),
    "hip": ("hip", "groin", "hamstring"),
    "low_back": ("low-back",),
    "shoulder": ("shoulder",),
    "elbow": ("elbow",),
    "wrist": ("elbow",),
}
"""Tissues that a joint's pain bounds."""

CAP_BY_PAIN: Final = (1.0, 0.85, 0.7, 0.5, 0.42, 0.34, 0.26, 0.26, 0.2, 0.2, 0.2)
"""Highest relative stress by worst pain 0 to 10; house rule."""

CAP_BY_CONDITION: Final[Mapping[str, Mapping[str, float]]] = {
    "patellar_tendon": {"patellar-tendon": 0.6},
    "kneecap": {"patellofemoral": 0.5},
    "osteoarthritis": {"patellofemoral": 0.6},
    "achilles": {"achilles": 0.5},
    "hamstring": {"hamstring": 0.5},
    "groin": {"groin": 0.5},
    "back_pain": {"low-back": 0.55},
}
"""Highest relative stress at the start for something that was named; house rule."""

CAP_BY_TRAINING: Final = ((0.5, 0.75), (2.0, 0.9))
"""(training years below, highest relative stress within the first 12 weeks); house rule."""


@dataclass(frozen=True)
class Cap:
    """Highest relative stress of a tissue, with its reason."""

    tissue: str
    most: float
    why: Reason


def caps(intake: Intake, limits: Limits | None = None) -> dict[str, Cap]:
    """The lowest bound for each tissue that is bounded at all."""
    found: dict[str, Cap] = {}
    for cap in (*_training_caps(intake), *_pain_caps(intake), *_professional_caps(limits)):
        if cap.tissue not in found or cap.most < found[cap.tissue].most:
            found[cap.tissue] = cap
    return found


def over_cap(rung: Rung, bounds: Mapping[str, Cap]) -> Cap | None:
    """The first bound that a rung breaks, by name of tissue; None where it fits.

    Bounds come from ``caps``.
    """
    for tissue in sorted(bounds):
        if rung.tissues.get(tissue, 0.0) > bounds[tissue].most + 1e-9:
            return bounds[tissue]
    return None


def cap_by_pain(worst: int) -> float:
    """Highest relative stress at a worst pain of 0 to 10.

    >>> cap_by_pain(4)
    0.42
    """
    return CAP_BY_PAIN[worst]


def _pain_caps(intake: Intake) -> list[Cap]:
    return [cap for pain in intake.pain for cap in _caps_of(pain)]


def _caps_of(pain: Pain) -> list[Cap]:
    why = Reason(
        "PAIN_CAP",
        f"Your {pain.where} hurts up to {pain.worst} of 10, so its stress stays at or below "
        f"{cap_by_pain(pain.worst):.0%} of the hardest entry known.",
    )
    joint = [Cap(t, cap_by_pain(pain.worst), why) for t in TISSUES_OF[pain.joint]]
    named = Reason("TOLD_CAP", f"You told of your {pain.where}, so it starts easier.")
    told = CAP_BY_CONDITION.get(pain.told or "", {})
    return [
        *(joint if pain.worst > 0 else []),
        *(Cap(tissue, most, named) for tissue, most in told.items()),
    ]


def _training_caps(intake: Intake) -> list[Cap]:
    for years, most in CAP_BY_TRAINING:
        if intake.training_years < years:
            why = Reason("TRAINING_CAP", "New to training: the hardest entries wait.")
            tissues = sorted({name for names in TISSUES_OF.values() for name in names})
            return [Cap(tissue, most, why) for tissue in tissues]
    return []


def _professional_caps(limits: Limits | None) -> list[Cap]:
    if limits is None:
        return []
    return [
        Cap(
            tissue,
            most,
            Reason(
                "SET_CAP",
                f"{limits.by} set the most for the {tissue.replace('-', ' ')} to {most:.0%}.",
                limits.by,
            ),
        )
        for tissue, most in limits.tissue_caps
    ]
