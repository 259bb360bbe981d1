"""The squat that a question asks about, before anything is held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.loads.posture.limits import shank_at_trunk
from overtoe.loads.posture.outcome import stand
from overtoe.loads.posture.solve import solve_chain
from overtoe.loads.twin import Pair
from overtoe.loads.whatif_question import FREE_SHANK_RAD

if TYPE_CHECKING:
    from overtoe.loads.posture.chain import Number
    from overtoe.loads.posture.outcome import Outcome
    from overtoe.loads.whatif_question import Question
    from overtoe.loads.whatif_scene import Scene, Scenes


def squat(question: Question, bodies: Scenes) -> Pair:
    """The asked squat for the most likely body and for the draws."""
    return Pair(_outcome(question, bodies.likely), _outcome(question, bodies.drawn))


def free_shank(question: Question, scene: Scene) -> Number:
    """Shank lean of the asked squat.

    As given, else as far as the ankle (35° where unknown) and a wedge allow without leaning back;
    a given ankle range caps both.
    """
    ankle = question.dorsiflexion_rad
    if question.shank_rad is not None:
        most = np.inf if ankle is None else ankle + question.wedge_rad
        return min(question.shank_rad, most)
    usual = (FREE_SHANK_RAD if ankle is None else ankle) + question.wedge_rad
    upright = shank_at_trunk(
        scene.chain,
        0.0,
        thigh_rad=question.thigh_rad,
        foot_pitch_rad=question.wedge_rad,
        cop_fraction=scene.cop_fraction,
    )
    lean: Number = np.fmin(usual, upright)
    return lean


def _outcome(question: Question, scene: Scene) -> Outcome:
    posture = solve_chain(
        scene.chain,
        shank_rad=free_shank(question, scene),
        thigh_rad=question.thigh_rad,
        foot_pitch_rad=question.wedge_rad,
        cop_fraction=scene.cop_fraction,
    )
    return stand(scene.chain, posture, scene.tissue)
