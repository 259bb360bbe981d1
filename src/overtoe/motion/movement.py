"""Which movement a recording shows: squat, split squat or sit-to-stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.conventions import Side
from overtoe.errors import UsageError
from overtoe.motion.types import MovementGuess

if TYPE_CHECKING:
    from overtoe.motion.body_paths import BodyPaths
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

MOVEMENTS: Final = ("squat", "split_squat", "sit_to_stand")

SPLIT_STEP: Final = 0.30
"""Distance from ankle to ankle along the floor, in leg lengths, that halves the certainty between
squat and split squat; feet side by side stay under 0.15 even when seen from a little ahead."""

MASS_SHARES: Final = (("foot", 0.029), ("shank", 0.093), ("thigh", 0.200), ("upper", 0.678))
"""Winter's segment masses of both sides (data of literature §5c), enough to tell balance."""


def named_movement(name: str) -> MovementGuess:
    """Take the user's word for the movement.

    Raises
    ------
    UsageError
        ``MOVEMENT_UNKNOWN`` for a name that isn't one of ``MOVEMENTS``.

    >>> named_movement("split squat").name
    'split_squat'
    """
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    if plain not in MOVEMENTS:
        raise UsageError(
            "MOVEMENT_UNKNOWN",
            f"“{name}” isn't a movement that can be measured yet. Choose one of: "
            f"{', '.join(m.replace('_', '-') for m in MOVEMENTS)}.",
        )
    return MovementGuess(plain, 1.0)


def recognize(paths: BodyPaths, low: Bools) -> MovementGuess:
    """Tell the movement from the feet and from balance at the low points.

    One foot well ahead of the other is a split squat. A center of mass behind the heels can only be
    held on a seat.

    Parameters
    ----------
    low
        (frames,) near the low points of the hip's path.
    """
    split = _logistic((feet_apart(paths, low) - SPLIT_STEP) / 0.05)
    if split > 0.5:
        return MovementGuess("split_squat", split)
    seated = _logistic((seat_depth(paths, low) - 0.05) / 0.025)
    if seated > 0.5:
        return MovementGuess("sit_to_stand", seated)
    return MovementGuess("squat", (1 - split) * (1 - seated))


def feet_apart(paths: BodyPaths, frames: Bools) -> float:
    """Median distance between the ankles along x, in leg lengths; 0 where one leg is unseen."""
    if len(paths.legs) < 2:
        return 0.0
    left, right = paths.legs[Side.LEFT], paths.legs[Side.RIGHT]
    gap = np.abs(left.ankle_m[frames, 0] - right.ankle_m[frames, 0])
    if not np.isfinite(gap).any():
        return 0.0
    return float(np.nanmedian(gap)) / (0.475 * paths.stature_m)


def front_leg(paths: BodyPaths, frames: Bools) -> Side:
    """The leg whose ankle is further ahead."""
    place = {side: float(np.nanmedian(leg.ankle_m[frames, 0])) for side, leg in paths.legs.items()}
    return max(place, key=lambda side: place[side])


def seat_depth(paths: BodyPaths, frames: Bools) -> float:
    """How far the center of mass hangs behind the heels, in leg lengths (negative: in front)."""
    center = np.mean([_center_of_mass_x(paths, side) for side in paths.legs], axis=0)
    heel = np.mean([leg.heel_m[:, 0] for leg in paths.legs.values()], axis=0)
    behind = (heel - center)[frames]
    behind = behind[np.isfinite(behind)]
    # A seat holds the lifter for a while; a squat passes through.
    return float(np.median(behind)) / (0.475 * paths.stature_m) if behind.size else -1.0


def _center_of_mass_x(paths: BodyPaths, side: Side) -> Floats:
    leg, trunk = paths.legs[side], paths.trunk
    centers = {
        "foot": (leg.heel_m + leg.toe_m) / 2,
        "shank": leg.knee_m + 0.433 * (leg.ankle_m - leg.knee_m),
        "thigh": leg.hip_m + 0.433 * (leg.knee_m - leg.hip_m),
        "upper": trunk.hip_m + 0.626 * (trunk.shoulder_m - trunk.hip_m),
    }
    total: Floats = sum((share * centers[name][:, 0] for name, share in MASS_SHARES), np.zeros(1))
    return total


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))
