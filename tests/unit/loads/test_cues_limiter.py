"""What a clip shows, and what stops more travel."""

from __future__ import annotations

from math import radians

import numpy as np
import pytest

from overtoe.body import Lifter, Load
from overtoe.loads.cues import HEELS_SHIFT, follow, shown_pattern
from overtoe.loads.limiter import knee_strength_Nm_per_kg, limiter, stop_shanks, travel_words
from overtoe.loads.posture import solve_chain, static_moments, winter_chain
from overtoe.loads.posture.limits import shank_at_travel
from overtoe.loads.whatif_question import Question
from overtoe.loads.whatif_scene import Scene, scenes

CHAIN = winter_chain(80.0, 1.75, bar_kg=60.0)


@pytest.mark.parametrize(
    ("travel_m", "shown"),
    [
        (0.05, "knees past the toes"),
        (0.005, "knees at the toes"),
        (-0.04, "knees back"),
        (-0.10, "sitting back"),
    ],
)
def test_pattern_from_knee_travel(travel_m, shown):
    assert shown_pattern(travel_m, 0.27) == shown


def test_knees_back_puts_the_knee_at_the_toes():
    asked = follow("knees-back", CHAIN, shank_rad=0.65, cop_fraction=0.49)
    assert asked.shank_rad == pytest.approx(shank_at_travel(CHAIN, 0.0))
    assert asked.cop_fraction == 0.49


def test_cues_never_push_a_knee_forward():
    for cue in ("sit-back", "knees-back", "heels"):
        assert follow(cue, CHAIN, shank_rad=0.1, cop_fraction=0.49).shank_rad == 0.1


def test_heels_moves_the_weight_as_ishida_saw():
    asked = follow("heels", CHAIN, shank_rad=0.6, cop_fraction=0.535)
    assert asked.cop_fraction == pytest.approx(0.444)
    assert pytest.approx(0.535 - 0.444) == HEELS_SHIFT


def test_strength_stops_where_the_knee_reaches_the_norm():
    shank = stop_shanks(Scene(CHAIN, 0.49), thigh_rad=1.3, sex="f")["strength"]
    posture = solve_chain(CHAIN, shank_rad=shank, thigh_rad=1.3, cop_fraction=0.49)

    got = static_moments(CHAIN, posture).knee_Nm / 80.0
    assert got == pytest.approx(knee_strength_Nm_per_kg("f"))


def test_balance_stops_where_the_trunk_is_upright():
    shank = stop_shanks(Scene(CHAIN, 0.49), thigh_rad=0.9)["balance"]
    posture = solve_chain(CHAIN, shank_rad=shank, thigh_rad=0.9, cop_fraction=0.49)

    assert posture.trunk_rad == pytest.approx(0.0, abs=1e-12)


def test_a_stiff_ankle_is_the_first_stop_and_the_order_is_rising():
    question = Question(Lifter(1.75, 80.0, "m"), Load(60.0))
    found = limiter(
        scenes(question, draws=50), thigh_rad=1.57, dorsiflexion_rad=radians(20), sex="m"
    )
    assert found.name == "ankle"
    assert found.sentence.startswith("Your ankle stops the knee first")
    assert list(np.diff([stop.shank_rad for stop in found.stops]) >= 0).count(False) == 0


def test_unknown_ankle_is_said():
    question = Question(Lifter(1.75, 80.0, "m"), Load(60.0))
    found = limiter(scenes(question, draws=50), thigh_rad=1.57)

    assert "isn't known" in found.sentence
    assert "ankle" not in [stop.name for stop in found.stops]


def test_full_depth_meets_the_calf_earlier():
    scene = Scene(CHAIN, 0.49)
    parallel, full = (stop_shanks(scene, thigh_rad=radians(deg))["depth"] for deg in (90, 107))
    assert parallel - full == pytest.approx(radians(17))


def test_travel_in_words():
    assert travel_words(-0.034) == "3 cm behind the toes"
