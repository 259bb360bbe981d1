"""The bodies that an answer is computed for: the most likely one, and many it might be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.body.draws import draw_bodies
from overtoe.body.segments import segments
from overtoe.estimate import Estimate
from overtoe.loads.posture.bodies import chain_of
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE
from overtoe.loads.posture.tissue import MIDDLE, Tissue, draw_tissue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.loads.posture.chain import Chain, Floats, Number
    from overtoe.loads.whatif_question import Question

COP_SIGMA: Final = 0.045
"""Where people rest on their feet, as a fraction of foot length: half the distance between the two
places that Ishida 2022 (doi:10.52082/jssm.2022.341) had them hold."""

COP_RANGE: Final = (0.30, 0.75)
"""Beyond it the heel or the toes come off the floor."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A body that stands, or many drawn bodies: chain, rest on the feet, joint models."""

    chain: Chain
    cop_fraction: Number
    tissue: Tissue = MIDDLE
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scenes:
    """The most likely body beside the draws of what it might be."""

    likely: Scene
    drawn: Scene


def scenes(question: Question, *, draws: int = 500, seed: int = 20) -> Scenes:
    """Bodies for a question: stance and counterweight applied, draws from a seeded generator."""
    rng = np.random.default_rng(seed)
    body = segments(question.lifter)
    bodies = draw_bodies(question.lifter, rng, draws)
    cop = np.clip(CENTER_OF_PRESSURE + COP_SIGMA * rng.standard_normal(draws), *COP_RANGE)
    likely = _prepared(chain_of(body, question.load, arms=question.arms), question)
    drawn = _prepared(chain_of(bodies, question.load, arms=question.arms), question)
    return Scenes(
        Scene(likely, CENTER_OF_PRESSURE, sources=body.sources),
        Scene(drawn, cop, draw_tissue(rng, draws), bodies.sources),
    )


def estimates(likely: Mapping[str, Floats], drawn: Mapping[str, Floats]) -> dict[str, Estimate]:
    """Values of the most likely body with intervals from the draws, by name."""
    return {name: estimate(likely[name], drawn[name]) for name in likely}


def estimate(likely: Number, drawn: Number) -> Estimate:
    """One value with its interval; without a finite value, the reason why there is none."""
    if not np.isfinite(likely):
        return Estimate(float("nan"), reason="not balanced, so nothing is carried")
    return Estimate.from_draws(float(likely), drawn)


def _prepared(chain: Chain, question: Question) -> Chain:
    if question.counterweight_kg:
        chain = chain.holding(question.counterweight_kg)
    return chain.turned_out(question.stance_rad) if question.stance_rad else chain
