"""The whole page: self-contained, readable without pictures, honest about doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from overtoe.analysis import assemble, refused
from overtoe.body import Lifter
from overtoe.errors import CannotMeasureError
from overtoe.estimate import Estimate
from overtoe.report import html, summary

VOID = {"meta", "link", "input", "br", "hr", "img"}
CLOSED_SVG = {"line", "path", "circle", "rect", "image", "stop"}


class Outline(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.addresses, self.figures, self.styles = [], [], [], [], 0
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.addresses += [v for k, v in attrs if k in ("src", "href", "action", "srcset")]
        self.styles += "style" in values
        if tag == "svg":
            self.figures.append(values.get("aria-label"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text += data


@pytest.fixture(scope="module")
def analysis(squat):
    return assemble(squat.recording, squat.motion, lifter=Lifter(1.78, 80.0, "m"))


@pytest.fixture(scope="module")
def photos(analysis):
    gray = np.full((800, 640, 3), 90, dtype=np.uint8)
    return dict.fromkeys(html.wanted_frames(analysis), gray)


def test_nothing_is_fetched_from_anywhere(analysis, photos):
    page = html.render(analysis, photos)
    outline = Outline(page)
    assert outline.addresses
    assert all(address.startswith("data:image/jpeg;base64,") for address in outline.addresses)
    assert "url(" not in page.replace("url(#travel-band)", "")
    assert outline.styles == 0  # the page's policy would drop style attributes


def test_every_element_is_closed_and_every_id_single(analysis, photos):
    outline = Outline(html.render(analysis, photos))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids)) or _twice_for_print(outline.ids)


def _twice_for_print(ids):
    # The figure is there twice, with a photo for the screen and without for paper.
    return {name for name in ids if ids.count(name) > 1} <= {"travel-band"}


def test_every_figure_has_a_text_for_people_who_do_not_see_it(analysis, photos):
    figures = Outline(html.render(analysis, photos)).figures
    assert len(figures) >= 6
    assert all(figures)
    assert "Knee travel 6" in figures[0]


def test_the_three_second_answer_comes_first(analysis):
    text = re.sub(r"\s+", " ", Outline(html.render(analysis)).text.replace("\u202f", " "))
    assert text.index("Your knee went 6 cm past your toes.") < 400
    assert "It does not diagnose or treat." in text
    assert "stop the session" in text


def test_without_photos_the_figures_are_lines(analysis):
    assert "data:image" not in html.render(analysis)


def test_frames_wanted_are_the_bottoms(analysis, squat):
    assert html.wanted_frames(analysis) == [rep.bottom for rep in squat.motion.reps]


def test_an_unclear_travel_is_called_unclear(squat):
    rep = squat.motion.reps[0]
    unsure = replace(rep, measures=rep.measures | {"knee_travel_cm": Estimate(0.5, -1.5, 2.5)})
    analysis = assemble(squat.recording, replace(squat.motion, reps=(unsure,)))
    assert "can't be told" in summary.lines(analysis)[1]
    assert "Your knee went" not in html.render(analysis)


def test_a_refused_clip_says_why_and_how_to_film(squat):
    error = CannotMeasureError("CLIP_FRONT_VIEW", "You were filmed from the front. Film the side.")
    analysis = refused(squat.recording, error)
    page = html.render(analysis)
    assert "filmed from the front" in page
    assert "How to film" in page
    assert summary.lines(analysis) == ["You were filmed from the front. Film the side."]


def test_names_from_outside_cannot_bring_markup(squat):
    recording = replace(squat.recording, name="<script>alert(1)</script>.mp4")
    page = html.render(assemble(recording, squat.motion))
    assert "<script>alert" not in page


FORBIDDEN = (
    "cure", "therapy", "injury-free", "protects", "safe knee", "prevents", "clinical-grade",
    "patient", "bad form", "wrong", "weak",
)  # fmt: skip


def test_no_word_that_promises_health_or_blames(analysis, squat):
    error = CannotMeasureError("X", "Y.")
    pages = [html.render(analysis), html.render(refused(squat.recording, error))]
    for page in pages:
        text = Outline(page).text.lower()
        assert [word for word in FORBIDDEN if re.search(rf"\b{word}", text)] == []
