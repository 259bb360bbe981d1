"""The papers behind a result."""

from __future__ import annotations

import pytest

import overtoe
from overtoe.body import NO_LOAD, Lifter, segments
from overtoe.errors import UsageError
from overtoe.loads.posture import static_demand
from overtoe.sources import citations, library


def test_package_brings_citations_when_asked():
    assert overtoe.citations is citations


def test_unknown_name_is_still_an_attribute_error():
    with pytest.raises(AttributeError):
        overtoe.no_such_thing  # noqa: B018


def test_a_computed_demand_names_its_table():
    body = segments(Lifter(1.7, 70.0, "f"), table="de_leva")
    demand = static_demand(body, NO_LOAD, shank_rad=0.5, thigh_rad=1.0)

    assert citations(demand)[0].doi == "10.1016/0021-9290(95)00178-6"


def test_each_source_once_in_order():
    found = citations({"sources": ["ishida-2022", "fry-2003", "ishida-2022"]})
    assert [each.id for each in found] == ["ishida-2022", "fry-2003"]


def test_written_out_sources_stand_for_themselves():
    found = citations(
        {"sources": [{"key": "a", "text": "A paper.", "doi": "10.1/x"}, "B, a book."]}
    )
    assert [(each.text, each.doi) for each in found] == [
        ("A paper.", "10.1/x"),
        ("B, a book.", None),
    ]


@pytest.mark.parametrize("nothing", [{}, {"sources": None}, {"sources": "fry-2003"}, 7])
def test_result_without_sources_gets_a_sentence(nothing):
    with pytest.raises(UsageError, match="names no sources"):
        citations(nothing)


def test_every_entry_says_how_it_was_seen():
    # The catalogue also grades by convention, geometry and secondary text, in words of its own.
    assert all(each.seen for each in library().values())
    own = [library()[name] for name in ("ishida-2022", "escamilla-1998", "ansur2")]
    assert all(each.seen in {"text", "abstract", "code", "data"} for each in own)


def test_the_sources_of_movements_are_known_too():
    found = citations({"sources": ["beyer-2015", "hirata-2007"]})
    assert "Achilles tendinopathy" in found[0].text
    # A paper that both lists hold is written out as in the first.
    assert found[1].text.startswith("Hirata RP, Duarte M (2007)")
