"""Meters land on the pixels that they were measured at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from overtoe.analysis.series import shown_leg
from overtoe.report.placing import place

FRAME = 45


def _pixel_down(squat, name, frame):
    x, y = squat.motion.fitted_px[name][frame]
    return x, squat.recording.frame_size_px[1] - y


@pytest.mark.parametrize("joint", ["hip", "knee", "ankle", "heel", "toe"])
def test_every_joint_lands_where_it_was_seen(squat, joint):
    placing = place(squat.motion, squat.recording, FRAME)
    point = getattr(shown_leg(squat.motion), f"{joint}_m")[FRAME]
    assert placing(*point) == pytest.approx(_pixel_down(squat, joint, FRAME), abs=1e-6)


def test_a_lifter_facing_left_is_mirrored(squat):
    flipped = {name: points * [-1.0, 1.0] + [640.0, 0.0] for name, points in squat.motion.fitted_px.items()}  # fmt: skip  # noqa: E501
    motion = replace(squat.motion, facing="left", fitted_px=flipped)
    placing = place(motion, squat.recording, FRAME)
    knee = shown_leg(motion).knee_m[FRAME]
    assert placing.forward == -1
    assert placing(*knee) == pytest.approx(
        (640 - _pixel_down(squat, "knee", FRAME)[0], _pixel_down(squat, "knee", FRAME)[1]), abs=1e-6
    )


def test_a_rolled_and_drifting_camera_is_followed(squat):
    turn = np.exp(1j * np.radians(3))
    moved = {}
    for name, points in squat.motion.fitted_px.items():
        z = (points[:, 0] + 1j * points[:, 1]) * turn + np.arange(len(points)) * 0.5
        moved[name] = np.stack([z.real, z.imag], axis=1)
    motion = replace(squat.motion, fitted_px=moved)
    placing = place(motion, squat.recording, FRAME)
    x, y = moved["knee"][FRAME]
    assert placing(*shown_leg(motion).knee_m[FRAME]) == pytest.approx((x, 800 - y), abs=1e-6)


def test_without_a_picture_there_is_no_placing(squat):
    assert place(replace(squat.motion, fitted_px={}), squat.recording, FRAME) is None
