"""Drawings: every rung has one, feet on the floor, bones of one length, readable without color."""

from __future__ import annotations

import re
from dataclasses import replace
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from overtoe.errors import UsageError
from overtoe.movements import catalogue
from overtoe.movements.figure import arms, skeleton, skeletons, svg

RUNGS = list(catalogue().rungs.values())
IDS = [rung.id for rung in RUNGS]


@pytest.mark.parametrize("rung", RUNGS, ids=IDS)
def test_every_rung_is_drawn_as_well_formed_svg_with_a_title(rung):
    root = ET.fromstring(svg(rung))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.findtext("{http://www.w3.org/2000/svg}title").startswith(rung.name)
    assert root.get("role") == "img"


@pytest.mark.parametrize("rung", RUNGS, ids=IDS)
def test_bones_keep_their_length(rung):
    for body in skeletons(rung.posture):
        for leg in (body.near, body.far):
            assert hypot(leg.hip[0] - leg.knee[0], leg.hip[1] - leg.knee[1]) == pytest.approx(
                skeleton.THIGH
            )
            assert hypot(leg.knee[0] - leg.ankle[0], leg.knee[1] - leg.ankle[1]) == pytest.approx(
                skeleton.SHANK, abs=1e-6
            )


@pytest.mark.parametrize("rung", RUNGS, ids=IDS)
def test_nobody_sinks_into_the_floor(rung):
    # Slopes run below the line; elsewhere a drawn joint may dip by a limb's half width at most.
    if any(prop.kind.startswith("slope") for prop in rung.posture.props):
        return
    for body in skeletons(rung.posture):
        assert min(y for _, y in body.points()) > -0.1


def test_what_carries_the_body_stays_where_it_is():
    for rung in RUNGS:
        start, bottom = skeletons(rung.posture)
        if rung.posture.rest == "feet":
            assert start.near.ankle[0] == pytest.approx(bottom.near.ankle[0])
        if rung.posture.rest in ("grip", "hands"):
            assert start.near_arm[2] == pytest.approx(bottom.near_arm[2])


def test_knees_do_not_bend_backward_while_standing():
    for rung in RUNGS:
        if rung.posture.rest not in ("feet", "toes") or rung.posture.view != "side":
            continue
        for pose in (rung.posture.start, rung.posture.bottom):
            assert pose.leg.knee_flexion_rad > -0.1, rung.id


def test_hold_is_drawn_once_and_movement_twice():
    book = catalogue().rungs
    assert svg(book["wall-sit.3"]).count("<g transform=") == 1
    assert svg(book["squat.4"]).count("<g transform=") == 2
    assert svg(book["squat.4"], at="bottom").count("<g transform=") == 1


def test_automatic_theme_takes_the_color_of_the_text_around_it():
    drawn = svg(catalogue().rungs["split-squat.5"])
    assert 'color="currentColor"' in drawn
    assert not re.findall(r'(?:stroke|fill)="#(?!000|fff)', drawn)


def test_print_is_black_only():
    drawn = svg(catalogue().rungs["split-squat.5"], theme="print")
    assert not set(re.findall(r"#[0-9A-Fa-f]{3,6}", drawn)) - {"#000000", "#000", "#fff"}


def test_mask_names_are_unique_on_a_page():
    page = "".join(svg(rung) for rung in RUNGS)
    names = re.findall(r'<mask id="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_same_rung_same_drawing():
    rung = catalogue().rungs["squat.7"]
    assert svg(rung) == svg(rung)


def test_height_sets_the_size_and_keeps_the_shape():
    root = ET.fromstring(svg(catalogue().rungs["squat.4"], height_px=64))
    width, height = (float(root.get(name)) for name in ("width", "height"))
    _, _, wide, high = (float(part) for part in root.get("viewBox").split())
    assert height == 64
    assert width / height == pytest.approx(wide / high, abs=0.02)


def test_toe_line_is_drawn_where_the_knee_goes_forward():
    book = catalogue().rungs
    assert 'stroke-dasharray="4 4"' in svg(book["split-squat.5"], at="bottom")
    assert 'stroke-dasharray="4 4"' not in svg(book["row.1"])


def test_every_arm_position_of_the_data_is_known():
    used = {
        pose.arms
        for rung in RUNGS
        for pose in (rung.posture.start, rung.posture.bottom)
        if isinstance(pose.arms, str)
    }
    assert used <= arms.names()


def test_unknown_arms_and_missing_postures_are_said():
    with pytest.raises(UsageError, match="flapping"):
        arms.directions("flapping", 1.5, near=True, front=False)
    with pytest.raises(UsageError, match="posture"):
        svg(replace(RUNGS[0], posture=None))


def test_two_links_reach_what_is_in_reach_and_point_at_the_rest():
    middle, end = skeleton.two_links((0.0, 1.0), (0.3, 0.6), 0.4, 0.4, forward=True)
    assert end == pytest.approx((0.3, 0.6))
    assert hypot(middle[0], middle[1] - 1.0) == pytest.approx(0.4)
    _, far = skeleton.two_links((0.0, 0.0), (3.0, 0.0), 0.4, 0.4, forward=True)
    assert far == pytest.approx((0.8, 0.0))
