"""The rigid skeleton: exact derivatives, and a fit that finds the body it was drawn from."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest

from overtoe.motion.fit import fit_leg, planted_toe
from overtoe.motion.skeleton import (
    HIP,
    KNEE,
    PARAMETERS,
    SHANK,
    SHOULDER,
    THIGH,
    TOE,
    TRUNK,
    Segments,
    derivatives,
    measured_segments,
    positions,
    posture_from,
)

BODY = Segments(0.2, 0.15, 0.06, 0.43, 0.42, 0.5)


def posture(frames: int = 240, foreshortened: float = 0.0) -> np.ndarray:
    phase = (1 - np.cos(np.linspace(0, 6 * np.pi, frames))) / 2
    rows = np.zeros((frames, len(PARAMETERS)))
    rows[:, 6:9] = 1.0
    rows[:, SHANK] = np.deg2rad(2 + 33 * phase)
    rows[:, THIGH] = np.deg2rad(88 * phase)
    rows[:, TRUNK] = np.deg2rad(3 + 38 * phase)
    rows[:, 7] = 1 - foreshortened * phase
    return rows


def test_derivatives_match_differences():
    rng = np.random.default_rng(0)
    rows = rng.normal(0, 0.5, (4, len(PARAMETERS)))
    exact = derivatives(rows, BODY)
    for column in range(len(PARAMETERS)):
        step = np.zeros_like(rows)
        step[:, column] = 1e-6
        slope = (positions(rows + step, BODY) - positions(rows - step, BODY)) / 2e-6
        assert exact[..., column] == pytest.approx(slope, abs=1e-8)


def test_lengths_and_angles_come_back_from_positions():
    points = positions(posture(), BODY)
    found = measured_segments(points, np.ones(points.shape[:2]))
    assert astuple(found) == pytest.approx(astuple(BODY))
    assert posture_from(points, BODY)[:, :6] == pytest.approx(posture()[:, :6], abs=1e-9)


def fit(points: np.ndarray, weights: np.ndarray | None = None):
    times = np.arange(len(points)) / 30
    return fit_leg(times, points, np.ones(points.shape[:2]) if weights is None else weights)


def test_exact_landmarks_give_the_exact_body():
    truth = posture()
    found = fit(positions(truth, BODY) * 300)
    assert found.body.shank / 300 == pytest.approx(BODY.shank, rel=0.01)
    assert found.body.thigh / 300 == pytest.approx(BODY.thigh, rel=0.01)
    inner = slice(10, -10)
    wrong = np.rad2deg(found.posture - truth)[inner, [SHANK]]
    assert np.abs(wrong).max() < 0.7


def test_noise_is_averaged_out():
    truth = posture()
    rng = np.random.default_rng(5)
    found = fit((positions(truth, BODY) + rng.normal(0, 0.01, (240, 6, 2))) * 300)
    wrong = np.rad2deg(found.posture - truth)[10:-10]
    # 1 cm at both ends of a 43 cm shank is 1.9 degrees a frame; the fit halves it at least.
    assert wrong[:, SHANK].std() < 0.95
    assert wrong[:, THIGH].std() < 0.95


def test_blunders_of_single_landmarks_hardly_matter():
    truth = posture()
    points = positions(truth, BODY) * 300
    clean = fit(points)
    points[50:240:13, KNEE] += [60.0, -40.0]
    rough = fit(points)
    assert np.abs(np.rad2deg(rough.posture - clean.posture)[10:-10, SHANK]).max() < 3.0


def test_a_thigh_opened_outward_does_not_push_the_knee_forward():
    truth = posture(foreshortened=0.10)
    found = fit(positions(truth, BODY) * 300)
    seen = (found.points[:, KNEE, 0] - found.points[:, TOE, 0]) / 300
    true = positions(truth, BODY)[:, KNEE, 0]
    assert np.abs(seen - true)[10:-10].max() < 0.012


def test_a_shoulder_behind_plates_leaves_the_leg_alone():
    points = positions(posture(), BODY) * 300
    weights = np.ones(points.shape[:2])
    weights[:, SHOULDER] = 0.0
    found = fit(points, weights)
    assert np.isnan(found.points[:, SHOULDER]).all()
    assert np.isfinite(found.points[:, HIP]).all()
    assert np.rad2deg(np.abs(found.posture - posture())[10:-10, SHANK]).max() < 1.0


def test_no_leg_gives_no_fit():
    points = np.full((50, 6, 2), np.nan)
    assert fit(points) is None


def test_frames_without_a_knee_stay_empty():
    points = positions(posture(), BODY) * 300
    points[100:130, KNEE] = np.nan
    found = fit(points)
    assert np.isnan(found.points[100:130]).all()
    assert found.seen.sum() == 210


def test_a_step_ends_a_stand_and_a_blink_does_not():
    times = np.arange(180) / 30
    toe = np.zeros((180, 2))
    toe[60:64] += 0.5
    toe[120:150, 0] = np.linspace(0, 1, 30)
    toe[150:, 0] = 1.0
    planted, place = planted_toe(times, toe)
    assert planted[55:70].all()
    assert not planted[130:140].any()
    assert place[30] == pytest.approx([0, 0], abs=0.02)
    assert place[170] == pytest.approx([1, 0], abs=0.05)
