"""Each rule of the worklist fires at its threshold and not before; groups keep their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from overtoe.site.clinic.rules import ACT, FINE, REFER, REVIEW, Facts, group_of, reasons, shifted

TODAY = dt.date(2026, 11, 20)


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


CALM = Facts(today=TODAY, contact=TODAY)


def first(**changes: object) -> tuple[str, str] | None:
    found = reasons(replace(CALM, **changes))  # type: ignore[arg-type]
    return (found[0].rule.code, found[0].text) if found else None


def test_someone_about_whom_nothing_is_said_is_fine() -> None:
    assert reasons(CALM) == ()
    assert group_of((), snoozed=False) == FINE


def test_pain_that_rises_by_three_is_said_with_joint_values_and_days() -> None:
    series = ((days_ago(4), 2), (days_ago(2), 3), (days_ago(0), 5))
    said = first(series=series, where="right knee")
    assert said == ("PAIN_RISE", "Right knee 2→5 over 4 days")


def test_a_rise_of_two_says_nothing() -> None:
    assert first(series=((days_ago(4), 2), (days_ago(0), 4)), where="right knee") is None


def test_a_rise_that_began_more_than_a_week_ago_says_nothing() -> None:
    assert first(series=((days_ago(8), 0), (days_ago(0), 3)), where="right knee") is None


@pytest.mark.parametrize(("value", "code"), [(5, None), (6, "PAIN_ABOVE"), (8, "PAIN_HIGH")])
def test_pain_itself_asks_from_six_and_refers_from_eight(value: int, code: str | None) -> None:
    found = first(series=((days_ago(1), value),), where="left knee")
    assert (found[0] if found else None) == code


@pytest.mark.parametrize(("days", "said"), [(6, None), (7, "Nothing heard for 7 days")])
def test_silence_counts_from_seven_days(days: int, said: str | None) -> None:
    found = first(contact=days_ago(days))
    assert (found[1] if found else None) == said


@pytest.mark.parametrize(
    ("strip", "code"),
    [("....#.o.......", None), ("....#.o.o.....", "MISSED_TWO"), ("..o.o.#.......", None)],
)
def test_two_missed_in_a_row_ask_until_a_session_is_done(strip: str, code: str | None) -> None:
    found = first(strip=strip)
    assert (found[0] if found else None) == code


def test_the_most_severe_reason_decides_the_group_and_all_are_told() -> None:
    facts = replace(
        CALM,
        stopped="Step-down",
        clip_waiting=True,
        contact=days_ago(9),
        ready="Squat",
        review_on=days_ago(0),
    )
    found = reasons(facts)
    codes = [one.rule.code for one in found]
    assert codes == ["RED_TWICE", "SILENT", "CLIP", "REVIEW_DUE", "READY"]
    assert group_of(found, snoozed=False) == REFER


def test_putting_aside_hides_what_can_wait_and_never_what_is_to_be_referred() -> None:
    silent = reasons(replace(CALM, contact=days_ago(9)))
    clip = reasons(replace(CALM, clip_waiting=True))
    refer = reasons(replace(CALM, stopped="Step-down"))
    assert [group_of(one, snoozed=False) for one in (silent, clip)] == [ACT, REVIEW]
    assert [group_of(one, snoozed=True) for one in (silent, clip)] == [FINE, FINE]
    assert group_of(refer, snoozed=True) == REFER


def test_a_strip_moves_with_the_days_and_planned_days_become_missed() -> None:
    planned = frozenset({days_ago(3).isoformat(), days_ago(1).isoformat(), TODAY.isoformat()})
    moved = shifted("." * 13 + "#", planned, computed=days_ago(4), today=TODAY)
    # Four days on: done, then missed, free, missed, and today isn't over.
    assert moved == "........." + "#o.o."


def test_a_strip_of_long_ago_is_made_of_planned_days_alone() -> None:
    planned = frozenset({days_ago(2).isoformat()})
    moved = shifted("#" * 14, planned, computed=days_ago(60), today=TODAY)
    assert moved == "...........o.."
