"""Repetitions from the hip's path: any number, whole, half, held, cut off, or none."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.motion.repetitions import find_repetitions

RATE = 30


def dip(depth: float, *, down: float = 1.2, pause: float = 0.0, up: float = 1.0) -> np.ndarray:
    def ramp(seconds: float) -> np.ndarray:
        return (1 - np.cos(np.linspace(0, np.pi, round(seconds * RATE)))) / 2

    bottom = np.ones(round(pause * RATE))
    return 1 - depth * np.concatenate([ramp(down), bottom, ramp(up)[::-1]])


def rest(seconds: float, level: float = 1.0) -> np.ndarray:
    return np.full(round(seconds * RATE), level)


def found(*pieces: np.ndarray, usable: np.ndarray | None = None, seated: bool = False):
    path = np.concatenate(pieces)
    times = np.arange(len(path)) / RATE
    where = np.ones(len(path), dtype=bool) if usable is None else usable
    return find_repetitions(times, path, where, seated=seated), times


@pytest.mark.parametrize("count", [1, 2, 11])
def test_counts_any_number(count):
    spans, _ = found(rest(1), *[dip(0.5), rest(0.5)] * count)
    assert [span.kind for span in spans] == ["full"] * count


def test_a_half_repetition_is_told_apart():
    spans, _ = found(rest(1), dip(0.5), rest(1), dip(0.25), rest(1), dip(0.5), rest(1))
    assert [span.kind for span in spans] == ["full", "partial", "full"]


def test_racking_the_bar_is_no_repetition():
    spans, _ = found(rest(8), dip(0.55), rest(2), dip(0.55), rest(2), dip(0.1), rest(1))
    assert len(spans) == 2


def test_standing_still_is_no_repetition():
    sway = 1 + 0.02 * np.sin(np.linspace(0, 30, 300))
    assert found(sway)[0] == []


def test_a_clip_that_starts_at_the_bottom_gives_a_partial_one_first():
    half = dip(0.5)[36:]
    spans, _ = found(half, rest(1), dip(0.5), rest(1))
    assert [span.kind for span in spans] == ["partial", "full"]
    assert spans[0].cut_off


def test_a_long_rest_at_the_bottom_is_a_hold_and_a_short_one_a_pause():
    spans, times = found(rest(1), dip(0.5, pause=5), rest(1), dip(0.5, pause=1), rest(1))
    assert [span.kind for span in spans] == ["hold", "full"]
    assert spans[1].rest_s == pytest.approx(1.2, abs=0.2)
    assert times[spans[0].bottom] == pytest.approx(1 + 1.2 + 2.5, abs=0.1)


def test_walking_does_not_count():
    walk = 1 - 0.1 * np.abs(np.sin(np.linspace(0, 20, 150)))
    path = (walk, rest(1), dip(0.5), rest(1), walk)
    standing = np.concatenate([np.zeros(150), np.ones(30 + 66 + 30), np.zeros(150)]).astype(bool)
    spans, times = found(*path, usable=standing)
    assert len(spans) == 1
    assert times[spans[0].start] > 5


def test_start_and_end_are_where_the_hip_leaves_and_reaches_standing():
    spans, times = found(rest(2), dip(0.5, down=1.5, up=1.0), rest(2))
    # A cosine has gone 5 % of its way after 14 % of its time.
    assert times[spans[0].start] == pytest.approx(2 + 0.14 * 1.5, abs=0.1)
    assert times[spans[0].bottom] == pytest.approx(3.5, abs=0.1)
    assert times[spans[0].end] == pytest.approx(4.5 - 0.14, abs=0.1)


def test_rises_from_a_seat_span_from_seat_to_seat():
    seat = rest(1.5, 0.5)
    rise = 1.5 - dip(0.5)
    spans, times = found(seat, rise, seat, rise, seat, seated=True)
    assert len(spans) == 2
    assert times[spans[0].start] == pytest.approx(1.5 + 0.14 * 1.2, abs=0.12)
    assert spans[0].bottom == spans[0].start


def test_drift_of_standing_height_does_not_make_repetitions():
    path = np.concatenate([rest(1), dip(0.5), rest(6), dip(0.5), rest(1)])
    drift = np.linspace(0, 0.05, len(path))
    assert len(found(path + drift)[0]) == 2
