"""The design system keeps its promises: contrast, no outside requests, a policy that fits."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from overtoe.report import design

AA_TEXT, AA_CONTROL = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def _tokens(theme):
    text = design.static_text("tokens.css")
    light = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text.split("@media (prefers")[0]))
    if theme == "light":
        return light
    dark_block = text.split(':root[data-theme="dark"]')[1]
    return light | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark_block))


def _luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "surface", "sunk"])
@pytest.mark.parametrize("color", ["ink", "muted", "accent", "hip", "ok", "caution", "stop"])
def test_text_colors_are_readable_on_every_ground(theme, ground, color):
    tokens = _tokens(theme)
    assert _contrast(tokens[color], tokens[ground]) >= AA_TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_and_the_knee_line_stand_out(theme):
    tokens = _tokens(theme)
    for color in ("edge", "focus", "knee"):
        for ground in ("bg", "surface", "sunk"):
            assert _contrast(tokens[color], tokens[ground]) >= AA_CONTROL


def test_both_ways_into_the_dark_use_the_same_colors():
    text = design.static_text("tokens.css")
    by_system = text.split("prefers-color-scheme: dark")[1].split(':root[data-theme="dark"]')[0]
    by_choice = text.split(':root[data-theme="dark"]')[1].split("}")[0]
    pattern = r"--([\w-]+):\s*(#[0-9a-f]{6})"
    assert dict(re.findall(pattern, by_system)) == dict(re.findall(pattern, by_choice))


def test_the_sheet_stays_small():
    assert len(design.css().encode()) < 20_000


def test_policy_names_exactly_the_script_and_style_of_the_page():
    page = design.page("T", "<p>x</p>", script="console.log(1)", style=".x{color:red}")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_a_page_without_script_allows_none():
    assert "script-src 'none'" in design.page("T", "<p>x</p>")


def test_title_is_escaped():
    assert "<title>a &lt;b&gt; clip</title>" in design.page("a <b> clip", "")
