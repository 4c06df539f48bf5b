"""Trainer notes: sections by activity id, and what is needed online or in a room."""

from __future__ import annotations

import pytest

from alongside.content.notes import Section, arranged, notes_file, read_notes
from alongside.errors import ContentError

TEXT = """# Listening

## Before the session
Put out the cards.

## m03-a1 Homework harvest
Say this first.

**Online.** Use the chat.

Then wait.

## m03-a2 Four minutes
Count.

## After the session
Write it down.
"""


@pytest.fixture
def sections(tmp_path):
    (tmp_path / "notes.md").write_text(TEXT, encoding="utf-8")
    return read_notes(tmp_path / "notes.md")


def test_every_section_knows_its_activity_and_its_title(sections):
    assert [(one.activity, one.title) for one in sections] == [
        (None, "Before the session"),
        ("m03-a1", "Homework harvest"),
        ("m03-a2", "Four minutes"),
        (None, "After the session"),
    ]
    assert sections[0].text == "Put out the cards."


def test_the_paragraph_for_online_comes_first_online_and_not_at_all_in_a_room(sections):
    harvest = sections[1]
    assert harvest.for_mode(online=False) == "Say this first.\n\nThen wait."
    assert harvest.for_mode(online=True) == "**Online.** Use the chat.\n\nSay this first.\n\nThen wait."


def test_notes_are_arranged_by_where_a_trainer_needs_them(sections):
    notes = arranged(sections)
    assert [one.title for one in notes.before] == ["Before the session"]
    assert list(notes.activities) == ["m03-a1", "m03-a2"]
    assert [one.title for one in notes.after] == ["After the session"]


def test_a_unit_without_activities_has_everything_before():
    assert arranged([Section(None, "Before", "x"), Section(None, "After", "y")]).after == []


def test_notes_that_cannot_be_read_are_named(tmp_path):
    assert notes_file(tmp_path, "m03-listening").as_posix().endswith("trainer-notes/m03-listening.md")
    with pytest.raises(ContentError, match=r"m99-none\.md"):
        read_notes(notes_file(tmp_path, "m99-none"))
    (tmp_path / "latin.md").write_bytes(b"## \xe9t\xe9\n")
    with pytest.raises(ContentError, match=r"latin\.md"):
        read_notes(tmp_path / "latin.md")
