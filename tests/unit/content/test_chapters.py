"""Chapters for trainers: the files among the trainer notes that belong to no unit."""

from __future__ import annotations

import pytest

from alongside import paths
from alongside.content.chapters import Chapter, chapter_files, chapters, read_chapter
from alongside.content.load import unit_folders
from alongside.errors import ContentError


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "trainer-notes"
    folder.mkdir()
    (folder / "selecting-trainers.md").write_text("# Selecting trainers\n\n## The list\nAsk.\n", "utf-8")
    (folder / "a-cohort.md").write_text("\n#  Running a cohort #\nPlan.", "utf-8")
    (folder / "m03-listening.md").write_text("# Notes\n", "utf-8")
    (folder / "t12-later.md").write_text("# Notes of a unit that is not there yet\n", "utf-8")
    return folder


def test_what_begins_with_a_units_id_is_no_chapter(notes):
    assert [path.name for path in chapter_files(notes.parent)] == ["a-cohort.md", "selecting-trainers.md"]


def test_a_chapter_has_its_first_heading_as_title_and_the_rest_as_text(notes):
    assert chapters(notes.parent) == [
        Chapter("a-cohort", "Running a cohort", "Plan."),
        Chapter("selecting-trainers", "Selecting trainers", "## The list\nAsk."),
    ]


def test_content_without_trainer_notes_has_no_chapters(tmp_path):
    assert chapters(tmp_path) == []


@pytest.mark.parametrize(
    "text", [b"", b"Just words.\n", b"## Too deep\n", b"Words.\n\n# Late\n", b"#\n\n# \n"]
)
def test_a_chapter_without_a_title_is_named_with_what_to_do(notes, text):
    (notes / "bare.md").write_bytes(text)
    with pytest.raises(ContentError, match=r"bare\.md.*# Running a cohort"):
        read_chapter(notes / "bare.md")


def test_a_chapter_that_cannot_be_read_is_named(notes):
    (notes / "latin.md").write_bytes(b"# \xe9t\xe9\n")
    for name in ("latin.md", "not-there.md"):
        with pytest.raises(ContentError, match=name):
            read_chapter(notes / name)


def test_every_file_of_the_kits_notes_is_a_units_or_a_chapter():
    """Otherwise somebody wrote a page that nobody will ever see."""
    root = paths.content_root()
    units = {folder.name for folder in unit_folders(root).values()}
    names = {path.stem for path in (root / "trainer-notes").glob("*.md")}
    assert names - units == {path.stem for path in chapter_files(root)}
