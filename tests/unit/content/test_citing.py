from __future__ import annotations

import pytest
from sources import a_source

from alongside import paths
from alongside.content.citing import CITATION, kit_sources, short_name, spelled_out
from alongside.content.load import unit_folders, unit_in
from alongside.content.present import item_of


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        ("Hobson, A. J.", "Hobson 2003"),
        ("Hobson, A. J. & Malderez, A.", "Hobson and Malderez 2003"),
        ("Hobson, A. J., Ashby, P. & Malderez, A.", "Hobson and others 2003"),
        ("OECD (Organisation for Economic Co-operation)", "OECD 2003"),
        ("Zachary, L. J. (3rd ed. with Fischler, L. A.)", "Zachary 2003"),
        ("Education Support (as reported by Bartle, K.)", "Education Support 2003"),
    ],
)
def test_a_source_is_named_as_people_name_it(authors, named):
    assert short_name(a_source(authors)).split() == named.split()


def test_the_kits_own_sources_all_have_a_name():
    assert len(kit_sources()) > 20
    assert all(short_name(source) for source in kit_sources().values())


def test_a_citation_is_spelled_out_where_no_link_can_stand():
    assert (
        spelled_out("It fell [kraft_2018; goff_2014].")
        == "It fell (Kraft and others 2018; Goff and others 2014)."
    )


@pytest.mark.parametrize(
    "text", ["Nothing.", "As [nobody_2003] said.", "[sic]", "[a word](https://example.org)"]
)
def test_what_is_no_citation_stays_as_it_is(text):
    assert spelled_out(text) == text


@pytest.mark.parametrize("unit", sorted(unit_folders(paths.content_root())))
def test_no_widget_shows_the_key_of_a_source(unit):
    shown = [item_of(one) for one in unit_in(unit_folders(paths.content_root())[unit]).responses]
    assert [key for item in shown for key in CITATION.findall(str(item)) if key in kit_sources()] == []
