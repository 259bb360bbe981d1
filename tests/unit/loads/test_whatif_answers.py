"""What a squat costs a body without a clip."""

from __future__ import annotations

import itertools
from math import degrees, isfinite, radians

import numpy as np
import pytest

from overtoe.body import Lifter, Load
from overtoe.errors import UsageError
from overtoe.loads.whatif import sweep, whatif
from overtoe.loads.whatif_document import document
from overtoe.loads.whatif_question import Question
from overtoe.loads.whatif_words import signed, trade_sentence

LIFTER = Lifter(1.78, 80.0, "m")
PAST = Question(LIFTER, Load(80.0), shank_rad=radians(35))
UPRIGHT = Question(LIFTER, shank_rad=radians(12))


def finite(part):
    if isinstance(part, dict):
        return all(finite(each) for each in part.values())
    if isinstance(part, list):
        return all(finite(each) for each in part)
    return not isinstance(part, float) or isfinite(part)


def test_knee_past_the_toes_moves_load_from_hip_and_back_to_knee():
    change = whatif(PAST).twin.delta_pct

    assert change["knee"].low > 0
    assert change["hip"].high < 0
    assert change["lumbar"].high < 0
    # The center of pressure is kept, so the ankle can't tell the difference.
    assert change["ankle"].value == pytest.approx(0.0, abs=1e-9)


def test_level_thighs_keep_the_sum_of_knee_and_hip():
    answer = whatif(PAST)
    sums = [
        part["knee_moment_Nm"].value + part["hip_moment_Nm"].value
        for part in (answer.loads, answer.twin.loads)
    ]
    assert sums[0] == pytest.approx(sums[1], abs=1e-9)


def test_every_load_has_an_interval_that_holds_it():
    answer = whatif(PAST)
    for estimate in (*answer.loads.values(), *answer.twin.loads.values()):
        assert estimate.low < estimate.value < estimate.high


def test_difference_to_the_twin_is_narrower_than_two_separate_intervals():
    answer = whatif(PAST)
    hip, held = answer.loads["hip_moment_Nm"], answer.twin.loads["hip_moment_Nm"]
    apart = 100 * (hip.low / held.high - 1), 100 * (hip.high / held.low - 1)
    change = answer.twin.delta_pct["hip"]

    assert change.high - change.low < 0.6 * (apart[1] - apart[0])


def test_same_question_same_numbers():
    assert document(whatif(PAST)) == document(whatif(PAST))


def test_without_balance_there_are_no_loads_but_a_way_out():
    answer = whatif(UPRIGHT)
    shown = document(answer)

    assert not answer.feasible
    assert shown["loads"] is None
    assert shown["posture"].keys() >= {"shank_deg", "thigh_deg", "knee_travel_cm"}
    assert "fall backward" in answer.reason
    assert "°" in answer.reason
    assert "kg" in answer.reason


def test_the_counterweight_that_is_named_does_balance():
    rescue = whatif(UPRIGHT).twin.rescue
    heavier = Question(
        LIFTER, shank_rad=UPRIGHT.shank_rad, counterweight_kg=rescue.counterweight_kg.value + 0.01
    )
    lighter = Question(
        LIFTER, shank_rad=UPRIGHT.shank_rad, counterweight_kg=rescue.counterweight_kg.value - 0.01
    )
    assert whatif(heavier).feasible
    assert not whatif(lighter).feasible


def test_the_depth_that_is_named_does_balance():
    deepest = whatif(UPRIGHT).twin.rescue.deepest_thigh_rad.value

    above, below = (
        whatif(Question(LIFTER, shank_rad=UPRIGHT.shank_rad, thigh_rad=deepest + step))
        for step in (-1e-4, 1e-4)
    )
    assert above.feasible
    assert not below.feasible


def test_ankle_range_caps_the_shank_and_a_wedge_adds_to_it():
    stiff = whatif(Question(LIFTER, Load(80.0), dorsiflexion_rad=radians(25)))
    wedged = whatif(
        Question(LIFTER, Load(80.0), dorsiflexion_rad=radians(25), wedge_rad=radians(10))
    )
    assert degrees(stiff.posture["shank_rad"].value) == pytest.approx(25)
    assert degrees(wedged.posture["shank_rad"].value) == pytest.approx(35)
    assert stiff.limiter.name == "ankle"


def test_knee_limit_holds_the_twin_where_it_says():
    twin = whatif(Question(LIFTER, Load(80.0), shank_rad=radians(35), knee_limit_m=-0.02)).twin

    # Each draw's own knee is held there, so the travel has no spread.
    travel = twin.posture["knee_travel_m"]
    assert travel.value == pytest.approx(-0.02, abs=1e-12)
    assert travel.low == pytest.approx(travel.high, abs=1e-12)


def test_knee_already_behind_the_limit_is_left_alone():
    answer = whatif(Question(LIFTER, Load(80.0), shank_rad=radians(20)))

    assert answer.twin.delta_pct["knee"].value == 0.0
    assert "changes nothing" in answer.sentence


def test_unknown_mass_gives_loads_per_kilogram():
    shown = document(whatif(Question(Lifter(1.78, None, "m"), shank_rad=radians(35))))
    weighed = document(whatif(Question(LIFTER, shank_rad=radians(35))))

    assert shown["loads"] is None
    # Body weight alone scales with mass, so 1 kg and 80 kg agree per kilogram.
    key = "knee_moment_Nm_per_kg"
    assert shown["loads_normalized"][key]["value"] == pytest.approx(
        weighed["loads_normalized"][key]["value"]
    )


def test_unknown_sex_widens_the_interval():
    known, unknown = (
        whatif(Question(Lifter(1.78, 80.0, sex), Load(80.0), shank_rad=radians(35)))
        for sex in ("m", None)
    )
    widths = [
        part.loads["hip_moment_Nm"].high - part.loads["hip_moment_Nm"].low
        for part in (known, unknown)
    ]
    assert widths[1] > widths[0]


def test_documents_hold_no_nan():
    for question in (PAST, UPRIGHT, Question(Lifter(1.6), cue="heels")):
        assert finite(document(whatif(question)))


def test_weight_in_the_heels_asks_more_of_the_knee():
    # Ishida 2022 saw the same the other way round: weight further forward, less knee.
    heels = {cue.name: cue for cue in whatif(PAST).cues}["heels"]

    assert heels.delta_pct["knee"].low > 0
    assert heels.delta_pct["hip"].high < 0


def test_curve_goes_through_today_and_zero_at_the_toes():
    curve = sweep(PAST)
    answer = whatif(PAST)
    today = answer.posture["knee_travel_m"].value
    knee = np.interp(today, curve.travel_m, curve.moment_Nm["knee"].value)

    # The grid is half a centimeter fine and the curve nearly straight.
    assert knee == pytest.approx(answer.loads["knee_moment_Nm"].value, rel=1e-3)
    assert np.interp(0.0, curve.travel_m, curve.change_pct["knee"].value) == pytest.approx(0.0)
    assert {mark.kind for mark in curve.marks} == {"you", "held", "cue"}


def test_curve_bands_lie_inside_each_other():
    for band in sweep(PAST).change_pct.values():
        rows = (band.low90, band.low50, band.value, band.high50, band.high90)
        assert all(np.all(a <= b) for a, b in itertools.pairwise(rows))


def test_curve_leaves_out_what_does_not_balance():
    light = sweep(Question(LIFTER, shank_rad=radians(30)))

    # Without a bar the far-back end of the grid falls over.
    assert light.travel_m[0] > -0.10
    assert np.isfinite(light.moment_Nm["knee"].value).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"thigh_rad": radians(170)},
        {"shank_rad": radians(80)},
        {"knee_limit_m": -0.6},
        {"counterweight_kg": -5.0},
        {"wedge_rad": radians(70)},
        {"cue": "look up"},
    ],
)
def test_nonsense_gets_a_sentence(wrong):
    with pytest.raises(UsageError, match=r"\. .*\.$"):
        Question(LIFTER, **wrong)


def test_load_without_mass_gets_a_sentence():
    with pytest.raises(UsageError, match="body mass"):
        Question(Lifter(1.78), Load(40.0))


def test_sentence_says_when_there_is_no_clear_difference():
    from overtoe.estimate import Estimate  # noqa: PLC0415

    same = dict.fromkeys(("knee", "hip", "lumbar"), Estimate(1.0, -2.0, 4.0))
    assert trade_sentence(0.03, same).count("no clear difference") == 3
    assert signed(-0.4) == "0"


def test_a_squat_that_just_balances_says_so():
    # 20° without a bar and with arms in front is near the edge: it depends on proportions.
    edge = whatif(Question(LIFTER, shank_rad=radians(20)))
    shown = document(edge)

    assert 0.0 < edge.balanced_share < 0.95
    assert "just balances" in shown["notes"][0]
    assert document(whatif(PAST))["balanced_pct"] == 100.0


def test_changes_beyond_what_people_do_are_left_out():
    far = Question(LIFTER, Load(80.0), shank_rad=radians(50), counterweight_kg=38.0)
    assert [change.name for change in whatif(far).changes] == ["stance"]
