"""Sweep the knee from far back to far forward and see what each joint carries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.estimate import Estimate
from overtoe.loads.cues import CUES
from overtoe.loads.posture.limits import shank_at_knee_moment, shank_at_travel
from overtoe.loads.posture.outcome import Outcome, change_pct, stand
from overtoe.loads.posture.solve import solve_chain
from overtoe.loads.posture.tissue import Tissue
from overtoe.loads.sweep import JOINTS, Band, Mark, TradeCurve
from overtoe.loads.twin import Hold, hold_back
from overtoe.loads.whatif_scene import estimate
from overtoe.loads.whatif_words import forward_sentence, trade_sentence

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Floats, Number
    from overtoe.loads.sweep import Joint
    from overtoe.loads.whatif_scene import Scene, Scenes

GRID_M: Final = np.linspace(-0.10, 0.15, 51)
"""Knee travel that the curve looks at, every half centimeter."""

FORWARD_M: Final = 0.05
"""How much further forward a knee is looked at that isn't held back by anything; a house value."""

CUE_WORDS: Final = {"sit-back": "sit back", "heels": "heels", "knees-back": "knees back"}


@dataclass(frozen=True)
class Swept:
    """What stays the same along the curve, and where the squat of today is on it."""

    thigh_rad: float
    foot_pitch_rad: float
    today_m: float
    hold: Hold
    per_kg: bool = False


def trade_curve(bodies: Scenes, swept: Swept) -> TradeCurve | None:
    """The trade curve of one body, load and depth; None where nothing on the grid balances.

    Points without balance, or with the trunk leaning back, are left out. Percentages refer to the
    held-back squat, or to the nearest one that balances; to today's where its knee stays behind
    the limit by itself.
    """
    across = _outcome(bodies.likely, swept, GRID_M)
    good = across.posture.feasible & (np.nan_to_num(across.posture.trunk_rad, nan=-1.0) >= 0.0)
    travel = GRID_M[good]
    if travel.size < 2:
        return None
    reference = reference_of(swept.today_m, swept.hold.limit_m, travel)
    likely = _outcome(bodies.likely, swept, travel)
    drawn = _outcome(_columns(bodies.drawn), swept, travel)
    held = _outcome(bodies.likely, swept, np.array(reference))
    helds = _outcome(_columns(bodies.drawn), swept, np.array([reference]))
    change = change_pct(likely.joints(), held.joints())
    changes = change_pct(drawn.joints(), helds.joints())
    bands = {joint: Band.from_draws(change[joint], changes[joint]) for joint in JOINTS}
    forward = _forward(bodies, swept, travel)
    return TradeCurve(
        travel_m=travel,
        moment_Nm={j: Band.from_draws(likely.joints()[j], drawn.joints()[j]) for j in JOINTS},
        change_pct=bands,
        reference_m=reference,
        thigh_rad=swept.thigh_rad,
        shank_rad=likely.posture.shank_rad,
        trunk_rad=likely.posture.trunk_rad,
        marks=_marks(bodies.likely, swept, reference),
        sentence=curve_sentence(swept.today_m, travel, reference, bands, forward),
        forward_m=FORWARD_M if forward else 0.0,
        forward_pct=forward,
        per_kg=swept.per_kg,
    )


def reference_of(today_m: float, limit_m: float, travel_m: Floats) -> float:
    """Travel that changes are counted from: the limit, or today's where it stays behind that."""
    return float(np.clip(min(today_m, limit_m), travel_m[0], travel_m[-1]))


def curve_sentence(
    today_m: float,
    travel_m: Floats,
    reference_m: float,
    bands: dict[Joint, Band],
    forward_pct: dict[str, Estimate],
) -> str:
    """What a curve says at today's travel, or that today's squat isn't on it.

    A knee that nothing holds back is compared with one that goes further.
    """
    if not travel_m[0] <= today_m <= travel_m[-1]:
        return "This squat isn't on the curve: the body can't balance it."
    if today_m <= reference_m and forward_pct:
        return forward_sentence(FORWARD_M, forward_pct)
    at: dict[str, Estimate] = {}
    for joint, band in bands.items():
        rows = (band.value, band.low90, band.high90)
        value, low, high = (float(np.interp(today_m, travel_m, row)) for row in rows)
        at[joint] = Estimate(value, low, high)
    return trade_sentence(today_m - reference_m, at)


def _outcome(scene: Scene, swept: Swept, travel_m: Floats) -> Outcome:
    shank = shank_at_travel(scene.chain, travel_m, foot_pitch_rad=swept.foot_pitch_rad)
    posture = solve_chain(
        scene.chain,
        shank_rad=shank,
        thigh_rad=swept.thigh_rad,
        foot_pitch_rad=swept.foot_pitch_rad,
        cop_fraction=scene.cop_fraction,
    )
    return stand(scene.chain, posture, scene.tissue)


def _forward(bodies: Scenes, swept: Swept, travel_m: Floats) -> dict[str, Estimate]:
    """What five centimeters more would change; empty where they can't be balanced."""
    there = swept.today_m + FORWARD_M
    if not travel_m[0] <= swept.today_m <= there <= travel_m[-1]:
        return {}
    pairs = [
        change_pct(
            _outcome(scene, swept, np.array(there)).joints(),
            _outcome(scene, swept, np.array(swept.today_m)).joints(),
        )
        for scene in (bodies.likely, bodies.drawn)
    ]
    return {joint: estimate(pairs[0][joint], pairs[1][joint]) for joint in JOINTS}


def _marks(scene: Scene, swept: Swept, reference_m: float) -> tuple[Mark, ...]:
    """Today, held back, and each cue where the curve asks as much of the knee as the cue does."""
    chain, pitch = scene.chain, swept.foot_pitch_rad
    today = shank_at_travel(chain, swept.today_m, foot_pitch_rad=pitch)
    marks = [Mark("you", "you today", swept.today_m)]
    if swept.today_m > swept.hold.limit_m:
        marks.append(Mark("held", "held back", reference_m))
    for cue in CUES:
        asked = hold_back(
            scene, Hold(cue=cue), shank_rad=today, thigh_rad=swept.thigh_rad, foot_pitch_rad=pitch
        )
        same = shank_at_knee_moment(
            chain, asked.moments.knee_Nm, foot_pitch_rad=pitch, cop_fraction=scene.cop_fraction
        )
        travel = float(chain.shank_m * np.sin(same) - chain.sole_ahead_m(1.0, pitch))
        if np.isfinite(travel):
            marks.append(Mark("cue", CUE_WORDS[cue], travel))
    return tuple(marks)


def _columns(scene: Scene) -> Scene:
    """Draws down the rows, so that they broadcast against a grid across the columns."""
    arm = scene.tissue.erector_arm_m
    tissue = Tissue(_column(scene.tissue.kneecap_mix), None if arm is None else _column(arm))
    return replace(
        scene,
        chain=scene.chain.map(_column),
        cop_fraction=_column(scene.cop_fraction),
        tissue=tissue,
    )


def _column(number: Number) -> Number:
    return np.asarray(number)[:, None] if np.ndim(number) else number
