"""The pages in a real browser: accessible, silent on the network, the slider answers keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from overtoe.analysis import assemble
from overtoe.analysis.chain import add_loads
from overtoe.body import Lifter
from overtoe.loads.sweep import Band, Mark, TradeCurve
from overtoe.report import html, trade

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium is installed")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def curve():
    travel = np.linspace(-0.06, 0.10, 33)

    def band(values):
        return Band(values, values - 1, values + 1, values - 2, values + 2)

    change = {"knee": 500 * travel, "hip": -400 * travel, "lumbar": -300 * travel}
    change["ankle"] = 0 * travel
    return TradeCurve(
        travel_m=travel,
        moment_Nm={joint: band(100 + values) for joint, values in change.items()},
        change_pct={joint: band(values) for joint, values in change.items()},
        reference_m=0.0,
        thigh_rad=np.pi / 2,
        shank_rad=travel,
        trunk_rad=travel,
        marks=(Mark("held", "held back", 0.0), Mark("you", "you today", 0.06)),
        sentence="6 cm further forward: knee +30 % (28 to 32).",
    )


@pytest.fixture(scope="module")
def pages(squat, curve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    plain = assemble(squat.recording, squat.motion, lifter=Lifter(1.78, 80.0, "m"))
    analysis = add_loads(plain, draws=40, knee_limit_m=0.0)
    assert analysis.trade is not None
    gray = np.full((800, 640, 3), 90, dtype=np.uint8)
    photos = dict.fromkeys(html.wanted_frames(analysis), gray)
    (folder / "report.html").write_text(html.render(analysis, photos))
    (folder / "trade.html").write_text(trade.page(curve))
    return folder


def _opened(browser, path, **options):
    page = browser.new_context(**options).new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", ["report.html", "trade.html"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_asked_of_the_network_and_nothing_overflows(browser, pages, name, size):
    page = _opened(browser, pages / name, viewport=size)
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("name", ["report.html", "trade.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser, pages, name, scheme):
    if not AXE.exists():
        pytest.skip("axe-core isn't installed; run npm ci")
    page = _opened(browser, pages / name, viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


def test_the_slider_answers_arrow_keys_with_words_and_numbers(browser, pages):
    page = _opened(browser, pages / "trade.html", viewport=PHONE)
    slider = page.locator("#trade-travel")
    assert slider.get_attribute("aria-valuetext") == "6 cm past the toes"
    assert page.locator("[data-change=knee]").inner_text() == "+30\u202f%"
    before = page.locator(".cursor").get_attribute("transform")
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "6 cm behind the toes"
    assert page.locator("[data-change=knee]").inner_text() == "−30\u202f%"
    assert page.locator("[data-moment=hip]").inner_text() == "124"
    assert page.locator(".cursor").get_attribute("transform") != before


def test_a_difference_that_may_be_none_is_called_unclear(browser, pages):
    page = _opened(browser, pages / "trade.html", viewport=PHONE)
    page.locator("#trade-travel").fill("0")
    assert page.locator("[data-change=hip]").inner_text() == "no clear difference"


def test_paper_gets_lines_instead_of_photos(browser, pages):
    page = _opened(browser, pages / "report.html", viewport=DESK)
    photo, lines = page.locator("svg.bottom.photo"), page.locator("svg.bottom.lines")
    assert (photo.is_visible(), lines.is_visible()) == (True, False)
    page.emulate_media(media="print")
    assert (photo.is_visible(), lines.is_visible()) == (False, True)
    assert not page.locator("#trade-travel").is_visible()
