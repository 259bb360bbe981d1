"""Trainees with hidden bodies and tempers, and how those answer to training.

Nothing here is measured on people. It is a deliberately varied crowd to test rules on: tolerances
over a wide range, pain that follows overload, honest and less honest reports. Differences between
policies on the same crowd mean something; absolute figures don't.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TOLERANCE: Final = (2.2, 0.45)
"""Median and log-spread of tolerance, in first sessions' exposure: most start well inside it."""

PAIN_SLOPE: Final = 9.0
IRRITATION_DECAY: Final = 0.80
TISSUE_GAIN: Final = 0.012
TISSUE_LOSS: Final = 0.002
STRENGTH_GAIN: Final = 0.012
STRENGTH_FADE: Final = 0.0004
ENOUGH: Final = 0.85
"""Share of strength from which a set counts in full: a few repetitions in reserve are as good as
none (ACSM position stand 2026, as summarized)."""


@dataclass(frozen=True, eq=False)
class Trainees:
    """A crowd; arrays are (people,), (people, tissues) or (people, ladders).

    ``tolerance`` is in the exposure's units, ``strength`` in the demand's.
    """

    mass_kg: Floats
    sensitivity: Floats
    optimism: Floats
    forgetful: Floats
    stubborn: Floats
    adherence: Floats
    limit_s: Floats
    tolerance: Floats
    irritation: Floats
    strength: Floats
    ceiling: Floats


def crowd(
    rng: np.random.Generator, people: int, first_exposure: Floats, first_demand: Floats
) -> Trainees:
    """Draw a crowd whose tolerance is spread around a first session's exposure.

    ``first_exposure`` (tissues,), ``first_demand`` (ladders,).
    """
    tissues, ladders = len(first_exposure), len(first_demand)
    body = np.exp(rng.normal(0, TOLERANCE[1] * 0.7, (people, 1)))
    own = np.exp(rng.normal(0, TOLERANCE[1] * 0.7, (people, tissues)))
    strength = first_demand * np.exp(rng.normal(0.3, 0.25, (people, ladders)))
    return Trainees(
        mass_kg=rng.normal(76, 13, people).clip(45, 130),
        sensitivity=np.exp(rng.normal(0, 0.4, people)),
        optimism=rng.choice([0.0, 0.0, 1.0, 2.0], people),
        forgetful=rng.uniform(0, 0.5, people),
        stubborn=rng.choice([0.0, 0.0, 0.3, 0.8], people),
        adherence=rng.uniform(0.6, 1.0, people),
        limit_s=rng.choice([20.0, 30.0, 40.0, 60.0], people) * 60,
        tolerance=TOLERANCE[0] * first_exposure * body * own,
        irritation=np.zeros((people, tissues)),
        strength=strength,
        ceiling=strength * np.exp(rng.normal(1.1, 0.25, (people, ladders))),
    )


def pain_of(people: Trainees, exposure: Floats, rng: np.random.Generator) -> Floats:
    """Pain per tissue, 0 to 10, felt when a session brings this exposure (people, tissues)."""
    over = np.maximum(exposure / people.tolerance - 1.0, 0.0)
    felt = people.sensitivity[:, None] * (PAIN_SLOPE * over + 4.0 * people.irritation)
    noise = rng.normal(0, 0.4, exposure.shape)
    worked = exposure > 0
    pain: Floats = np.where(worked, np.clip(felt + noise, 0, 10), 0.0)
    return pain


def after_session(
    people: Trainees, exposure: Floats, demand: Floats, done: NDArray[np.bool_], pain: Floats
) -> Trainees:
    """Body after a session: tissues and strength adapt, overload irritates.

    ``demand`` and ``done`` are (people, ladders), ``exposure`` and ``pain`` (people, tissues).
    """
    ratio = exposure / people.tolerance
    over = np.maximum(ratio - 1.0, 0.0)
    useful = np.clip(ratio, 0.0, 1.0) * (pain.max(axis=1, initial=0.0)[:, None] <= 5)
    room = np.clip(1.0 - people.strength / people.ceiling, 0.0, 1.0)
    effort = np.clip(demand / (ENOUGH * people.strength), 0.0, 1.0) ** 2
    hurt = pain.max(axis=1, initial=0.0)[:, None] > 5
    gain = np.where(done & ~hurt, STRENGTH_GAIN * effort * room, 0.0)
    return replace(
        people,
        tolerance=people.tolerance * (1 + TISSUE_GAIN * useful),
        irritation=np.minimum(people.irritation + 0.5 * over, 2.0),
        strength=people.strength * (1 + gain) * np.where(hurt & done, 0.995, 1.0),
    )


def after_day(people: Trainees) -> Trainees:
    """Body after a day: irritation settles, unused strength and tissue fade a little."""
    return replace(
        people,
        irritation=people.irritation * IRRITATION_DECAY,
        tolerance=people.tolerance * (1 - TISSUE_LOSS / 7),
        strength=people.strength * (1 - STRENGTH_FADE),
    )
