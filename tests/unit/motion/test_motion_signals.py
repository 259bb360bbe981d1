"""Smoothing keeps the phase, works on true times, and leaves gaps alone."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.motion import signals


@pytest.mark.parametrize("frequency", [1.0, 3.0, 6.0, 10.0])
def test_gain_is_that_of_a_second_order_butterworth_run_both_ways(frequency):
    times = np.arange(2000) / 100
    wave = np.sin(2 * np.pi * frequency * times)
    smoothed = signals.smooth(times, wave, cutoff_hz=6.0)[300:1700]
    assert np.ptp(smoothed) / 2 == pytest.approx(1 / (1 + (frequency / 6) ** 4), abs=0.006)


def test_smoothing_delays_nothing():
    times = np.arange(400) / 60
    wave = np.sin(2 * np.pi * times)
    smoothed = signals.smooth(times, wave, cutoff_hz=4.0)
    assert np.abs(smoothed - wave)[30:-30].max() < 0.006


def test_uneven_times_give_the_same_curve():
    rng = np.random.default_rng(3)
    times = np.sort(rng.uniform(0, 6, 300))
    smoothed = signals.smooth(times, np.sin(2 * np.pi * 0.5 * times), cutoff_hz=4.0)
    assert np.abs(smoothed - np.sin(2 * np.pi * 0.5 * times))[20:-20].max() < 0.005


def test_a_straight_line_stays_as_it_is():
    times = np.sort(np.random.default_rng(1).uniform(0, 3, 60))
    assert signals.smooth(times, 2 * times + 1, cutoff_hz=2.0) == pytest.approx(2 * times + 1)


def test_a_long_gap_stays_a_gap_and_a_short_one_is_bridged():
    times = np.arange(120) / 30
    values = np.sin(times)
    values[20:24] = np.nan
    values[60:90] = np.nan
    smoothed = signals.smooth(times, values, cutoff_hz=4.0)
    assert np.isfinite(smoothed[20:24]).all()
    assert np.isnan(smoothed[60:90]).all()
    assert signals.count_gaps(np.isfinite(values)) == 2


def test_fast_movement_after_long_rest_is_no_outlier():
    path = np.concatenate([np.zeros(200), np.linspace(0, 100, 20), np.full(50, 100.0)])
    assert not signals.outliers(path, least=12.0).any()


def test_a_leap_of_one_frame_is_an_outlier():
    path = np.random.default_rng(0).normal(0, 0.5, 200)
    path[77] += 40
    assert signals.outliers(path, least=12.0).nonzero()[0].tolist() == [77]
