"""The controls of a needs audit: what they choose is shown, what is hidden stays hidden, nothing is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ipywidgets import Dropdown, IntSlider

import alongside.notebook as kit
from alongside import paths
from alongside.content.grammar import Text, read_cells
from alongside.content.load import unit_in
from alongside.content.workspace import make
from alongside.errors import ContentError
from alongside.exploring.controls import PROMISED, audit_of
from alongside.exploring.tables import Reading, Table, html, markdown, reading
from alongside.model.workspace import Person
from alongside.publish.light import read_notebook

HERE = paths.content_root() / "exercises/x06-reading-a-needs-audit"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(HERE)
    shown = kit.explore("x06-u1")
    yield shown
    kit.put_away([shown.model_id])


def choose(box, country: str = "", sector: str = "", fewest: int = PROMISED) -> str:
    chosen = zip(box.children[:3], (country, sector, fewest), strict=True)
    for control, value in chosen:
        control.value = value
    return box.children[3].value


def test_the_controls_are_stock_ones(box):
    assert [type(control) for control in box.children[:3]] == [Dropdown, Dropdown, IntSlider]
    assert [control.description != "" for control in box.children[:3]] == [True] * 3


def test_a_country_changes_what_is_shown(box):
    whole = box.children[3].value
    quellia = choose(box, "Quellia")
    assert quellia != whole
    assert "<td>87</td>" not in quellia
    assert "<td>20</td><td>9</td><td>45%</td>" in quellia
    assert choose(box) == whole


def test_a_group_that_is_too_small_is_told_without_its_order(box):
    assert "Nothing is told here" in choose(box, "Quellia", "vocational", 5)
    assert "Myself in the role" not in box.children[3].value


def test_a_larger_smallest_group_hides_more(box):
    hidden = [choose(box, "Tarvia", fewest=fewest).count("hidden") for fewest in (5, 8, 20)]
    assert hidden == sorted(set(hidden))


def test_the_slider_goes_no_lower_than_five_and_begins_at_what_was_promised(box):
    slider = box.children[2]
    assert (slider.min, slider.value) == (5, 8)


def test_without_a_front_end_the_whole_audit_is_a_table(box):
    choose(box, "Quellia")
    bundle = box._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == box.model_id
    assert "<caption>The seven domains, by priority</caption>" in bundle["text/html"]
    assert "<td>87</td><td>24</td><td>28%</td>" in bundle["text/html"]


def test_put_away_the_controls_are_closed_too(monkeypatch):
    monkeypatch.chdir(HERE)
    box = kit.explore("x06-u1")
    parts = [box, *box.children]
    kit.put_away([box.model_id])
    assert [part.comm for part in parts] == [None] * 5


def test_in_a_workspace_the_kits_own_data_are_read_and_nothing_is_written(tmp_path, monkeypatch):
    make(tmp_path / "desk", person=Person(id="p1", name="Åsa Fictional"))
    here = tmp_path / "desk/exercises" / HERE.name
    monkeypatch.chdir(here)
    before = sorted(here.iterdir())
    box = kit.explore("x06-u1")
    choose(box, "Osmark", "primary", 6)
    kit.put_away([box.model_id])
    assert sorted(here.iterdir()) == before


def test_data_beside_a_trainers_own_edition_come_first(tmp_path):
    here = Path(shutil.copytree(HERE, tmp_path / HERE.name))
    own = here / unit_in(here).explorations[0].invited
    own.write_text(own.read_text("utf-8").replace("Quellia,vocational,30", "Quellia,vocational,31"), "utf-8")
    assert audit_of("x06-u1", here).invited["invited"].sum() == 235


def test_an_exploration_that_is_not_there_is_named(monkeypatch):
    monkeypatch.chdir(HERE)
    with pytest.raises(ContentError, match="x06 has no exploration x06-u9"):
        kit.explore("x06-u9")


def test_a_name_in_the_data_is_never_markup():
    table = Table("A <b>", ["Group <i>"], [["<script>", "<u>"]])
    assert html(Reading(None, [table]), 8).count("<script>") == 0
    assert "&lt;script&gt;" in html(Reading(table, []), 8)


def test_the_tables_printed_in_the_text_are_what_the_data_say():
    """Unrun, printed, on the light page and in the static edition they are all there is."""
    cells = read_cells(read_notebook(HERE / "exercise.ipynb"))
    text = "\n".join(cell.source for cell in cells if isinstance(cell, Text))
    audit = audit_of("x06-u1", HERE)
    tables = [
        table
        for country in ("", "Quellia")
        for found in [reading(audit, country, "", PROMISED)]
        for table in (found.order, *found.who)
    ]
    assert len(tables) == 5
    assert [table.caption for table in tables if markdown(table) not in text] == []
