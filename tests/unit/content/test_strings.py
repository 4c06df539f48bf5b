"""Every text of the content has a translation unit, under an id that outlives a new wording."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin

import msgspec
import pytest
from samples import GOOD

from alongside import paths
from alongside.content.strings import HANDBOOK_FIELDS, TEXT_FIELDS, units_of
from alongside.model.framework import Framework, Instrument
from alongside.model.handbook import CountrySheet, Glossary, Handbook, RouteMap
from alongside.model.key import Key
from alongside.model.programme import Programme
from alongside.model.unit import Assessment, Exercise, Module

NO_TEXT = frozenset(
    {
        "activity",
        "after",
        "answer",
        "answers",
        "assessments",
        "audience",
        "audiences",
        "best",
        "between",
        "competence",
        "competences",
        "corner",
        "country",
        "domain",
        "evidence",
        "exercises",
        "follows",
        "form",
        "gives",
        "id",
        "invited",
        "kind",
        "lang",
        "languages",
        "mail",
        "mode",
        "name",
        "needs",
        "next",
        "of",
        "order",
        "outcome",
        "outcomes",
        "pairs",
        "phase",
        "purpose",
        "question",
        "ratings",
        "right",
        "sees",
        "stance",
        "start",
        "starts",
        "target",
        "taught_in",
        "telephone",
        "to",
        "unit",
        "units",
    }
)
"""Fields that hold ids, fixed words and languages."""
NO_TEXT_OF_HANDBOOK = {
    *("audience", "code", "competences", "evidence", "file", "id", "lang", "languages", "owner"),
    *("signed_by", "units", "word"),
}
"""The same for the handbook: names of people, ids, and words that are in another language already."""


@pytest.fixture(scope="module")
def texts():
    return {unit.id: unit for unit in units_of(GOOD)}


def string_fields(shape: Any) -> Iterator[str]:
    """The names of all fields below a shape that hold strings."""
    for field in msgspec.structs.fields(shape):
        for part in parts(field.type):
            if part is str:
                yield field.encode_name
            elif isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from string_fields(part)


def parts(kind: Any) -> Iterator[Any]:
    if isinstance(kind, UnionType) or get_origin(kind) is not None:
        for one in get_args(kind):
            yield from parts(str if isinstance(one, str) else one)
    else:
        yield kind


def test_of_every_field_it_is_decided_whether_it_holds_text():
    """A new field of a shape has to go to one side or the other."""
    shapes = (Module, Exercise, Assessment, Programme, Framework, Instrument, Key)
    fields = {name for shape in shapes for name in string_fields(shape)}
    assert sorted(fields - TEXT_FIELDS - NO_TEXT) == []
    assert sorted(TEXT_FIELDS - fields) == []
    assert TEXT_FIELDS.isdisjoint(NO_TEXT)


def test_of_every_field_of_the_handbook_it_is_decided_too():
    fields = {name for shape in (Handbook, RouteMap, Glossary, CountrySheet) for name in string_fields(shape)}
    assert fields - HANDBOOK_FIELDS == NO_TEXT_OF_HANDBOOK
    assert fields >= HANDBOOK_FIELDS - TEXT_FIELDS


@pytest.mark.parametrize(
    ("unit_id", "file", "text"),
    [
        ("m01/title", "modules/m01-listening/module.yaml", "Listening before helping"),
        ("m01-o1/text", "modules/m01-listening/module.yaml", "Listen without steering."),
        ("m01-k1/b/reason", "modules/m01-listening/module.yaml", "The other person decides with open eyes."),
        ("m01-s1/scale/2/label", "modules/m01-listening/module.yaml", "often"),
        ("m01-s1/i1/text", "modules/m01-listening/module.yaml", "I can wait five seconds."),
        ("a1-q1/a/text", "assessments/source/a1/assessment.yaml",
         "Of course, it goes no further than these four walls."),
        ("framework/c2/not_yet/1", "assessments/framework.yaml", "Answers before the other has finished."),
        ("framework/c1/phases/1/c1-p1-d1/text", "assessments/framework.yaml",
         "Explains confidentiality before personal talk."),
        ("needs/n2/choices/2", "assessments/instruments/needs.yaml", "secondary"),
        ("programme/short-door/s1/when", "programme.yaml", "The first half-day."),
        ("programme/short-door/s1/parts/3/planned", "programme.yaml", "From watching to doing"),
        ("handbook/h01/title", "handbook/handbook.yaml", "Start here"),
        ("glossary/mentor/not", "handbook/glossary.yaml", "A line manager."),
        ("route-map/does-it-help-new-heads/question", "handbook/route-map.yaml", "Does it help new heads?"),
        ("slovenia/to_confirm/1", "handbook/countries/slovenia.yaml", "Who may be told what."),
        ("a1-writing/cell", "assessments/source/a1/a1.ipynb", "## One piece of writing"),
    ],
)  # fmt: skip
def test_a_text_is_found_under_its_id(texts, unit_id, file, text):
    assert (texts[unit_id].file, texts[unit_id].text) == (file, text)


def test_trainer_notes_are_units_by_activity(texts):
    assert texts["m01-a2/note"].text.startswith("## m01-a2 Listening in pairs")
    assert texts["m01/opening/note"].text == "# Trainer notes: m01 Listening before helping"
    assert texts["m01/before-the-session/note"].context == "trainer notes"


def test_a_chapter_for_trainers_is_units_by_its_parts(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    chapter = "# Running a cohort\n\n## The list\nPlan.\n"
    (root / "trainer-notes" / "running-a-cohort.md").write_text(chapter, encoding="utf-8")
    found = {unit.id: unit.text for unit in units_of(root) if unit.file.endswith("running-a-cohort.md")}
    assert found == {
        "running-a-cohort/opening/note": "# Running a cohort",
        "running-a-cohort/the-list/note": "## The list\nPlan.",
    }


def test_a_text_of_the_handbook_is_translated_section_by_section(texts):
    section = texts["01-start-here/what-to-read-first/note"]
    assert section.context == "handbook text"
    assert section.text.startswith("## What to read first")


def test_the_context_says_what_a_text_is(texts):
    assert texts["m01-k1/b/reason"].context == "responses / options / reason"
    assert texts["m01-a1/cell"].context == "notebook text"


def test_a_prompt_cell_is_no_second_text(texts):
    """It is made from the data file; to translate it twice would let the two drift apart."""
    assert "m01-k1/prompt" in texts
    assert not any(unit_id.endswith("-prompt/cell") for unit_id in texts)


def test_nothing_of_a_key_is_handed_to_translators_of_learners_texts():
    assert not any(unit.file.startswith("assessments/keys") for unit in units_of(GOOD))


def test_ids_are_unique_in_the_real_content():
    found = units_of(paths.content_root())
    assert len(found) > 500
    assert len({unit.id for unit in found}) == len(found)
    assert all(unit.text.strip() for unit in found)


def test_rewording_changes_no_id(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / "content")
    data = root / "modules" / "m01-listening" / "module.yaml"
    data.write_text(data.read_text("utf-8").replace("Did it go well?", "Was it good?"), encoding="utf-8")
    before, after = units_of(GOOD), units_of(root)
    assert [unit.id for unit in before] == [unit.id for unit in after]
    assert [(a.id, b.text) for a, b in zip(before, after, strict=True) if a != b] == [
        ("m01-g1/c2/text", "Was it good?")
    ]
