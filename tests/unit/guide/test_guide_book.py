"""What stands in a guide: every exercise, every chapter, and only what applies to this person."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from overtoe import guide
from overtoe.guide.blocks import Box, Card, Map, Picture, Sheet, plain
from overtoe.guide.pieces.exercises import planned
from overtoe.movements import catalogue
from overtoe.nutrition.bounds import Referral
from overtoe.program.types import BlockKind

DAY = dt.date(2026, 12, 1)


def _of(book, kind):
    return [
        block for chapter in book.chapters for block in chapter.blocks if isinstance(block, kind)
    ]


def test_every_exercise_of_the_plan_has_its_card(ana, book):
    cards = {card.figure for card in _of(book, Card)}
    assert cards == {item.rung for session in ana.program.sessions() for item in session.items}


def test_each_ladder_has_a_map_with_exactly_one_place_for_one_reader(book):
    for one in _of(book, Map):
        assert [rung.mark for rung in one.rungs].count("start") == 1
        assert [rung.number for rung in one.rungs] == list(range(len(one.rungs), 0, -1))


def test_sheets_hold_every_planned_set_once(ana, book):
    on_paper = sum(
        cell.sets for sheet in _of(book, Sheet) for row in sheet.rows for cell in row.cells if cell
    )
    planned_sets = sum(
        item.sets
        for session in ana.program.sessions()
        for block in session.blocks
        if block.kind is not BlockKind.WARM_UP
        for item in block.items
    )
    assert on_paper == planned_sets


def test_a_sheet_has_at_most_six_rows_and_three_weeks(book):
    assert all(len(sheet.rows) <= 6 and len(sheet.columns) <= 3 for sheet in _of(book, Sheet))


def test_every_figure_that_is_named_is_drawn_and_has_words(book):
    for picture in (*_of(book, Picture), *_of(book, Card)):
        assert picture.figure in book.figures
        assert len(picture.alt) > 20


def test_the_stop_rule_stands_in_front_and_at_the_end(book):
    first, last = book.chapters[0], book.chapters[-1]
    for chapter in (first, last):
        assert any(isinstance(block, Box) and block.kind == "stop" for block in chapter.blocks)


def test_pain_bands_follow_what_the_program_allows(ana):
    looser = replace(ana, program=replace(ana.program, pain_allowed=3))
    for reader, words in ((ana, "Green: 0 to 2 of 10"), (looser, "Green: 0 to 3 of 10")):
        made = guide.book([reader], catalogue(), date=DAY)
        assert words in json.dumps(plain(made), ensure_ascii=False)


@pytest.mark.parametrize("change", [{"pregnant"}, {"eating"}])
def test_food_is_left_out_kindly_where_a_professional_should_plan_it(ana, change):
    health = replace(ana.intake.health, yes=frozenset(change))
    asked = guide.reader(replace(ana.intake, health=health), ana.program)
    assert isinstance(asked.food, Referral)
    text = json.dumps(plain(guide.book([asked], catalogue(), date=DAY)), ensure_ascii=False)
    assert "kcal" not in text
    assert plain(asked.food.text) in text


def test_food_is_left_out_under_18(ana):
    body = replace(ana.intake.body, birth_year=2010)
    young = guide.reader(replace(ana.intake, body=body), ana.program)
    text = json.dumps(plain(guide.book([young], catalogue(), date=DAY)), ensure_ascii=False)
    assert "kcal" not in text
    assert "Under 18" in text


def test_a_goal_brings_the_curve_and_no_goal_none(ana, ben):
    assert "food-Ben" in guide.book([ben], catalogue(), date=DAY).figures
    assert "food-Ana" not in guide.book([ana], catalogue(), date=DAY).figures


def test_two_people_share_pages_and_keep_their_own(ana, ben, couple):
    book = guide.book([ana, ben], catalogue(), date=DAY, couple=couple)
    names = [chapter.id for chapter in book.chapters]
    assert names.count("together") == 1
    assert {"today-0", "today-1", "sheets-0", "sheets-1"} <= set(names)
    assert {card.figure for card in _of(book, Card)} == set(planned([ana, ben]))
    shared = [card for card in _of(book, Card) if len(card.uses) > 1]
    assert shared
    assert all([use.who for use in card.uses] == ["Ana", "Ben"] for card in shared)


def test_the_page_holds_all_chapters_and_loads_nothing(ana):
    page = guide.html([ana], date=DAY)
    for chapter in guide.book([ana], catalogue(), date=DAY).chapters:
        assert f'id="{chapter.id}"' in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_a_name_can_not_become_markup(ana):
    odd = replace(ana, intake=replace(ana.intake, name="<b>Ana</b>"))
    assert "<b>Ana" not in guide.html([odd], date=DAY)
