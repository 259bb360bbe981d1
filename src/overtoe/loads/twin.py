"""The same body, load and depth with the knee held back: what it costs, or why it can't stand."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, degrees
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.estimate import Estimate
from overtoe.loads.cues import follow
from overtoe.loads.posture.limits import counterweight_kg, deepest_thigh, shank_at_travel
from overtoe.loads.posture.outcome import Outcome, change_pct, stand
from overtoe.loads.posture.solve import solve_chain
from overtoe.loads.whatif_scene import estimate, estimates

if TYPE_CHECKING:
    from overtoe.loads.cues import CueName
    from overtoe.loads.posture.chain import Floats, Number
    from overtoe.loads.whatif_scene import Scene, Scenes

SMALL_SHARE: Final = 0.05
"""A held-back moment below this share of knee and hip together is too small to divide by."""


@dataclass(frozen=True)
class Hold:
    """How the knee is held back: at a limit ahead of the toes (m), or by following a cue."""

    limit_m: float = 0.0
    cue: CueName | None = None

    @property
    def words(self) -> str:
        """As a sentence begins.

        >>> Hold(-0.02).words
        'With the knee held 2 cm behind the toes'
        """
        if self.cue == "heels":
            return "With the weight in the heels"
        if self.cue == "sit-back":
            return "Sitting back"
        centimeters = round(100 * self.limit_m, 1)
        if centimeters == 0 or self.cue is not None:
            return "With the knee held at the toes"
        side = "past" if centimeters > 0 else "behind"
        return f"With the knee held {abs(centimeters):g} cm {side} the toes"


@dataclass(frozen=True)
class Rescue:
    """What would let a body stand that can't: the deepest balanced thigh, a weight in front."""

    deepest_thigh_rad: Estimate | None
    counterweight_kg: Estimate | None

    @property
    def words(self) -> str:
        """The rest of the sentence that says why there is no balance.

        >>> Rescue(None, None).words
        'you would fall backward at any depth.'
        """
        if self.deepest_thigh_rad is None:
            return "you would fall backward at any depth."
        depth = degrees(self.deepest_thigh_rad.value)
        text = (
            "you would fall backward at this depth. The deepest balanced thigh angle is "
            f"{depth:.0f}° from upright; 90° is level."
        )
        if self.counterweight_kg is None:
            return text
        kilograms = ceil(2 * self.counterweight_kg.value) / 2
        return f"{text} Holding {kilograms:g} kg on straight arms in front would just balance it."


@dataclass(frozen=True)
class Twin:
    """The held-back squat beside the one it is compared with.

    ``delta_pct`` says how far the squat's moments lie above the twin's, in percent of the
    twin's: knee +31 means that letting the knee forward asks 31 % more of it. Value and twin share
    every draw. Without balance there are no loads, only the ``reason``.
    """

    feasible: bool
    reason: str | None
    hold: Hold
    posture: dict[str, Estimate]
    loads: dict[str, Estimate]
    delta_pct: dict[str, Estimate]
    rescue: Rescue | None = None
    balanced_share: float = 1.0
    """Share of the drawn bodies that can stand like this; intervals are those of these bodies."""


def hold_back(
    scene: Scene, hold: Hold, *, shank_rad: Number, thigh_rad: Number, foot_pitch_rad: Number = 0.0
) -> Outcome:
    """The same depth with the knee held back, heels flat, the center of pressure kept.

    A knee that stays behind the limit by itself isn't moved. Shapes: everything broadcasts.
    """
    chain = scene.chain
    shank, cop = held_shank(scene, hold, shank_rad=shank_rad, foot_pitch_rad=foot_pitch_rad)
    posture = solve_chain(
        chain, shank_rad=shank, thigh_rad=thigh_rad, foot_pitch_rad=foot_pitch_rad, cop_fraction=cop
    )
    return stand(chain, posture, scene.tissue)


def held_shank(
    scene: Scene, hold: Hold, *, shank_rad: Number, foot_pitch_rad: Number = 0.0
) -> tuple[Number, Number]:
    """Shank lean and center of pressure (heel 0, toe 1) of the held-back squat."""
    if hold.cue is not None:
        asked = follow(
            hold.cue,
            scene.chain,
            shank_rad=shank_rad,
            foot_pitch_rad=foot_pitch_rad,
            cop_fraction=scene.cop_fraction,
        )
        return asked.shank_rad, asked.cop_fraction
    limit = shank_at_travel(scene.chain, hold.limit_m, foot_pitch_rad=foot_pitch_rad)
    return np.minimum(shank_rad, limit), scene.cop_fraction


@dataclass(frozen=True, eq=False)
class Pair:
    """The same squat for the most likely body and for the draws."""

    likely: Outcome
    drawn: Outcome


def compare(now: Pair, held: Pair, *, hold: Hold, bodies: Scenes) -> Twin:
    """Put a squat and its held-back twin side by side, every draw against its own twin."""
    places = estimates(held.likely.places(), held.drawn.places())
    share = float(np.mean(held.drawn.posture.feasible))
    if not bool(held.likely.posture.feasible):
        rescue = rescue_of(held, bodies)
        reason = f"{hold.words}, {rescue.words}"
        known = {name: place for name, place in places.items() if name != "trunk_rad"}
        return Twin(False, reason, hold, known, {}, {}, rescue, share)
    loads = estimates(held.likely.loads(), held.drawn.loads())
    stands = bool(now.likely.posture.feasible)
    change = deltas(now, held) if stands else {}
    return Twin(True, None, hold, places, loads, change, balanced_share=share)


def deltas(now: Pair, held: Pair) -> dict[str, Estimate]:
    """Percent per joint with its interval; without a number where the twin's moment is tiny."""
    likely = change_pct(now.likely.joints(), held.likely.joints())
    drawn = change_pct(now.drawn.joints(), held.drawn.joints())
    small = _too_small(held.likely.joints())
    return {
        joint: Estimate(float("nan"), reason="held back, it carries too little to compare with")
        if joint in small
        else estimate(likely[joint], drawn[joint])
        for joint in likely
    }


def rescue_of(held: Pair, bodies: Scenes) -> Rescue:
    """What would let a posture without balance stand: less depth, or a weight held in front."""
    parts = []
    for scene, outcome in ((bodies.likely, held.likely), (bodies.drawn, held.drawn)):
        posture = outcome.posture
        cop = (posture.center_of_pressure_m, posture.foot_pitch_rad)
        fraction = scene.chain.sole_fraction(*cop)
        deepest = deepest_thigh(
            scene.chain,
            shank_rad=posture.shank_rad,
            foot_pitch_rad=posture.foot_pitch_rad,
            cop_fraction=fraction,
        )
        weight = counterweight_kg(
            scene.chain,
            shank_rad=posture.shank_rad,
            thigh_rad=posture.thigh_rad,
            foot_pitch_rad=posture.foot_pitch_rad,
            cop_fraction=fraction,
        )
        parts.append((deepest, weight))
    (thigh, weight), (thighs, weights) = parts
    return Rescue(_or_none(thigh, thighs), _or_none(weight, weights))


def _or_none(likely: Number, drawn: Number) -> Estimate | None:
    return estimate(likely, drawn) if np.isfinite(likely) else None


def _too_small(joints: dict[str, Floats]) -> set[str]:
    least = SMALL_SHARE * float(np.abs(joints["knee"]) + np.abs(joints["hip"]))
    return {joint for joint, moment in joints.items() if np.abs(moment) < least}
