import math

import numpy as np
import pytest

from overtoe.body import SEGMENTS, TABLES, Lifter, segments
from overtoe.body.tables import PAIRED, inertia, proportions, source
from overtoe.loads.posture.winter import HEEL_TO_ANKLE
from overtoe.program.ankle import ANKLE_SHARE


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sex", ["m", "f"])
def test_a_table_describes_a_whole_body(table, sex):
    rows = inertia(table, sex)
    total = sum(rows[name].mass * (2 if name in PAIRED else 1) for name in SEGMENTS)
    # Printed tables round each row to three or four digits.
    assert total == pytest.approx(1.0, abs=0.006)


@pytest.mark.parametrize("name", [*TABLES, "proportions"])
def test_every_data_file_says_where_it_comes_from(name):
    origin = source(name)
    assert origin.paper
    assert origin.population
    assert origin.seen_as


def test_masses_of_a_body_sum_to_the_whole():
    body = segments(Lifter(1.8, 80.0, "m"), table="dumas")
    total = sum(body[name].mass_fraction * (2 if name in PAIRED else 1) for name in SEGMENTS)
    assert total == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("sex", "hip_to_neck_mm", "middle_mm", "upper_mm"),
    [
        # de Leva's trunk parts stacked on the hips: lower 145.7, middle 215.5, upper 170.7 mm in
        # men; 181.5, 205.3, 142.5 in women; centers of mass from the upper ends.
        ("m", 603.3, 145.7 + 215.5 * (1 - 0.4502), 145.7 + 215.5 + 170.7 * (1 - 0.2999)),
        ("f", 614.8, 181.5 + 205.3 * (1 - 0.4512), 181.5 + 205.3 + 142.5 * (1 - 0.2077)),
    ],
)
def test_de_leva_trunk_parts_follow_from_the_printed_lengths(
    sex, hip_to_neck_mm, middle_mm, upper_mm
):
    stature_mm = {"m": 1741, "f": 1735}[sex]
    lumbar_mm = proportions(sex).mean["lumbar_above_hip"] * stature_mm
    rows = inertia("de_leva", sex)
    trunk_mm = hip_to_neck_mm - lumbar_mm
    assert rows["abdomen"].com == pytest.approx((middle_mm - lumbar_mm) / trunk_mm, abs=2e-3)
    assert rows["thorax"].com == pytest.approx((upper_mm - lumbar_mm) / trunk_mm, abs=2e-3)


def test_dumas_torso_is_the_sum_of_its_parts():
    # 2007: the torso's center of mass is 3.6 % behind the line from lumbar to neck joint in men.
    rows = inertia("dumas", "m")
    parts = [rows["abdomen"], rows["thorax"]]
    mass = sum(part.mass for part in parts)
    forward = sum(part.mass * part.com_forward for part in parts) / mass
    along = sum(part.mass * part.com for part in parts) / mass
    assert mass == pytest.approx(0.333, abs=1e-3)
    assert forward == pytest.approx(-0.036, abs=1e-3)
    assert along == pytest.approx(1 - 0.42, abs=0.01)
    inner = sum(p.mass * (p.gyration**2 + (p.com - along) ** 2) for p in parts) / mass
    assert math.sqrt(inner) == pytest.approx(0.28, abs=0.005)


def test_winter_whole_trunk_lies_halfway_from_trochanter_to_shoulder():
    rows = inertia("winter", "m")
    above = proportions("m").mean["lumbar_above_hip"] * 1.741
    behind = proportions("m").mean["lumbar_behind_hip"] * 1.741
    row = rows["pelvis"]
    heights = {"pelvis": above * (1 - row.com) + row.com_forward * behind}
    trunk = 0.6033 - above
    for name in ("abdomen", "thorax"):
        heights[name] = above + rows[name].com * trunk
    mass = sum(rows[name].mass for name in heights)
    height = sum(rows[name].mass * heights[name] for name in heights) / mass
    # 0.50 of the distance from trochanter to shoulder, 0.288 of stature.
    assert height == pytest.approx(0.50 * 0.288 * 1.771, abs=0.015)


def test_unknown_sex_lies_between_both():
    thigh = {
        sex: float(segments(Lifter(1.7, 70.0, sex))["thigh"].mass_fraction)
        for sex in ("m", "f", None)
    }
    assert min(thigh["m"], thigh["f"]) < thigh[None] < max(thigh["m"], thigh["f"])


def test_a_measured_length_is_kept():
    body = segments(Lifter(1.7, 70.0, "f", {"thigh": 0.41}))
    assert float(body["thigh"].length_m) == 0.41


def test_lengths_stack_to_the_stature_within_a_few_percent():
    body = segments(Lifter(1.75, 80.0, "m"))
    stack = (
        body.ankle_height_m
        + body["shank"].length_m
        + body["thigh"].length_m
        + body.lumbar_above_hip_m
        + body.trunk_length_m
        + body["head"].length_m
    )
    assert float(stack) == pytest.approx(1.75, rel=0.02)
    assert np.ndim(stack) == 0


def test_one_ankle_for_every_room():
    # Knee-to-wall angles, held postures and the exact cases put the ankle at one place of the foot.
    assert {proportions(sex).mean["ankle_forward"] for sex in ("m", "f")} == {ANKLE_SHARE}
    assert HEEL_TO_ANKLE == ANKLE_SHARE
