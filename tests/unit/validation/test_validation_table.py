"""The truth table: that it passes, and that it would notice."""

from __future__ import annotations

import numpy as np
import pytest

from overtoe.sources import library
from overtoe.validation import table
from overtoe.validation.check import close, holds, not_run, within
from overtoe.validation.checks import dynamics, statics
from overtoe.validation.run import run_all


@pytest.fixture(scope="module")
def rows():
    return run_all()


def words(passed):
    return holds(
        "a.b", "order", source="physics", expected="up", got="down", passed=passed, reason="why"
    )


def test_every_check_passes(rows):
    assert [row.what for row in rows if row.passed is False] == []


def test_ids_are_unique_and_every_row_says_why(rows):
    assert len({row.id for row in rows}) == len(rows)
    assert all(len(row.reason) > 10 for row in rows)


def test_every_source_is_in_the_list(rows):
    ours = [row for row in rows if row.id.split(".")[0] in {"statics", "squat", "kneecap", "back"}]
    assert {row.source for row in ours} <= set(library())


def test_a_wrong_gravity_would_be_noticed(monkeypatch):
    monkeypatch.setattr(statics, "G_MPS2", 9.5)
    assert statics.exact_table().passed is False


def test_a_wrong_inertia_would_be_noticed(monkeypatch):
    right = dynamics.moments(dynamics.random_swing())
    monkeypatch.setattr(dynamics, "INERTIA_KGM2", np.array([0.1, 0.3, 2.2]))
    wrong = dynamics.moments(dynamics.random_swing())
    assert np.max(np.abs(right - wrong)) > 1e-3


def test_close_never_passes_a_gap():
    row = close(
        "a.b", "x", source="physics", kind="exact", expected=1.0, got=np.nan, tolerance=1.0,
        unit="m", reason="why",
    )  # fmt: skip
    assert row.passed is False


def test_within_holds_its_ends():
    inside, outside = (
        within("a.b", "x", source="physics", low=1, high=2, got=got, unit="m", reason="why").passed
        for got in (2.0, 2.01)
    )
    assert inside
    assert not outside


def test_counts_tell_failed_from_not_run():
    missing = not_run("a.c", "x", source="physics", kind="engine", reason="not installed")
    shown = table.document([words(True), words(False), missing])

    assert shown["counts"] == {"passed": 1, "failed": 1, "not_run": 1}
    assert "1 of 3 checks pass, 1 fail, 1 not run." in table.text(
        [words(True), words(False), missing]
    )


def test_markdown_has_a_row_per_check(rows):
    page = table.markdown(rows)
    assert page.count("\n| ") == len(rows) + 1
