from __future__ import annotations

import datetime as dt

import pytest

from overtoe.errors import UnreadableError, UsageError
from overtoe.program.intake import parse_intake, read_intake_file
from overtoe.program.intake_text import format_intake

SHORT = """
name = "Ana"
[body]
birth_year = 1984
sex = "female"
stature_cm = 166
mass_kg = 64
[time]
monday = 30
[health]
yes = []
"""


def test_reads_the_least_that_is_needed_in_si_units() -> None:
    intake = parse_intake(SHORT, start=dt.date(2026, 12, 1))
    assert intake.body.stature_m == pytest.approx(1.66)  # 166 cm
    assert intake.minutes == ((0, 30),)  # Monday is 0
    assert intake.age_years == 41  # 42 in 2026, 41 for certain: only the year is known


def test_a_start_at_the_door_wins_over_the_file() -> None:
    text = SHORT.replace("monday = 30", "monday = 30\nstart = 2026-01-05")
    assert parse_intake(text).start == dt.date(2026, 1, 5)
    assert parse_intake(text, start=dt.date(2027, 1, 4)).start == dt.date(2027, 1, 4)


def test_without_a_start_it_says_where_to_write_one() -> None:
    with pytest.raises(UsageError, match="start = ") as caught:
        parse_intake(SHORT)
    assert caught.value.code == "NO_START"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("stature_cm = 166", "stature_cm = 16", "body.stature_cm"),
        ("mass_kg = 64", "", "body.mass_kg: is missing"),
        ("yes = []", "", "health"),
        ('sex = "female"', 'sex = "other"', "body.sex"),
        ('name = "Ana"', 'name = "Ana"\ngoals = ["fly"]', "isn't a goal"),
        ("yes = []", 'yes = ["chestt"]', "health question"),
        ("monday = 30", "monday = 3", "between 8 and 180"),
        ('name = "Ana"', 'name = "Ana"\nagee = 3', "agee"),
        ("yes = []", 'yes = []\n[[pain]]\njoint = "knee"\nduring = 3', "needs a side"),
    ],
)
def test_every_mistake_names_its_field(old: str, new: str, field: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_intake(SHORT.replace(old, new), start=dt.date(2026, 12, 1))
    assert field in caught.value.text


def test_a_typing_mistake_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableError, match="line 2"):
        parse_intake('name = "Ana"\nstature = = 3')


def test_what_is_written_reads_back_the_same() -> None:
    odd = SHORT.replace('name = "Ana"', r'name = "A \"q\" \\ ü\ttab"')
    file = read_intake_file(odd)
    assert read_intake_file(format_intake(file)) == file
