"""``overtoe guide``: the PDF, the page, two people, and who gets none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from overtoe.cli.app import build_app
from overtoe.errors import UnreadableError

EXAMPLES = Path(__file__).parents[2] / "examples"
ANA, BEN = str(EXAMPLES / "ana.toml"), str(EXAMPLES / "ben.toml")
DAY = ["--date", "2026-12-01"]


def _run(*arguments):
    return build_app()(["guide", *arguments], standalone_mode=False)


def test_it_writes_the_same_pdf_twice(tmp_path, capsys):
    first, second = tmp_path / "deep" / "one.pdf", tmp_path / "two.pdf"
    assert _run(ANA, "--out", str(first), *DAY) == 0
    assert _run(ANA, "--out", str(second), *DAY) == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF")
    assert str(first) in capsys.readouterr().out


def test_two_people_get_one_guide_with_pages_for_both(tmp_path):
    page = tmp_path / "guide.html"
    assert _run(ANA, BEN, "--html", str(page), *DAY) == 0
    text = page.read_text(encoding="utf-8")
    for words in ("Ana and Ben", "How do we train together?", "Where does Ben stand today?"):
        assert words in text


def test_a_food_goal_may_be_given_here(tmp_path, capsys):
    page = tmp_path / "guide.html"
    assert _run(BEN, "--html", str(page), "--goal", "lose-4kg-fat", "--json", *DAY) == 0
    assert "lose 4.0 kg of fat" in page.read_text(encoding="utf-8")
    said = json.loads(capsys.readouterr().out)
    assert said == {"file": str(page), "people": ["Ben"], "bytes": page.stat().st_size}


def test_someone_who_should_see_a_doctor_first_gets_the_sentence_and_no_guide(tmp_path, capsys):
    asked = tmp_path / "me.toml"
    told = Path(ANA).read_text(encoding="utf-8").replace("yes = []", 'yes = ["chest"]')
    asked.write_text(told, encoding="utf-8")
    out = tmp_path / "guide.pdf"
    assert _run(str(asked), "--out", str(out), *DAY) == 3
    assert "Please see a professional first" in capsys.readouterr().err
    assert not out.exists()


def test_a_file_that_is_no_analysis_is_refused(tmp_path):
    odd = tmp_path / "odd.json"
    odd.write_text('{"reps": 3}', encoding="utf-8")
    with pytest.raises(UnreadableError, match="overtoe analyze"):
        _run(ANA, "--clip", str(odd), "--out", str(tmp_path / "guide.pdf"), *DAY)
