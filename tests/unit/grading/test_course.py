"""A course folder is an ordinary nbgrader course that can be moved and completed."""

from __future__ import annotations

import sqlite3

import pytest
import yaml
from builders import a_content, a_course

from alongside.errors import KeyMissing, WorkspaceError
from alongside.grading import gradebook
from alongside.grading.course import SETTINGS, key_of, open_course, set_up_course


def test_a_course_holds_what_nbgrader_expects(tmp_path):
    course = a_course(tmp_path)
    assert (course.root / "nbgrader_config.py").is_file()
    assert (course.root / "source" / "a9" / "a9.ipynb").is_file()
    assert course.keys == course.root / "keys"
    assert course.exchange == tmp_path / "exchange"


def test_a_course_names_its_exchange_relatively_so_that_both_can_move(tmp_path):
    a_course(tmp_path / "before")
    assert str(tmp_path) not in (tmp_path / "before" / "course" / SETTINGS).read_text()
    (tmp_path / "before").rename(tmp_path / "after")
    assert open_course(tmp_path / "after" / "course").exchange == tmp_path / "after" / "exchange"


def test_an_exchange_elsewhere_is_named_as_it_is(tmp_path):
    away = tmp_path / "share" / "exchange"
    course = set_up_course(a_content(tmp_path / "content"), tmp_path / "desk" / "course", away)
    assert course.exchange == away
    assert yaml.safe_load((course.root / SETTINGS).read_text())["exchange"] == str(away)


def test_completing_a_course_leaves_what_somebody_edited(tmp_path):
    course = a_course(tmp_path)
    edited = course.root / "source" / "a9" / "assessment.yaml"
    edited.write_text("mine", encoding="utf-8")
    (course.root / "keys" / "a9.yaml").unlink()
    set_up_course(tmp_path / "content", course.root, course.exchange)
    assert edited.read_text() == "mine"
    assert (course.root / "keys" / "a9.yaml").is_file()


def test_keys_can_come_from_a_folder_of_their_own(tmp_path):
    content = a_content(tmp_path / "content")
    (content / "assessments" / "keys").rename(tmp_path / "locked-away")
    course = set_up_course(content, tmp_path / "course", tmp_path / "exchange", tmp_path / "locked-away")
    assert [item.id for item in key_of(course, "a9").items] == ["a9-q1", "a9-q2"]


def test_without_keys_the_course_says_so(tmp_path):
    content = a_content(tmp_path / "content")
    (content / "assessments" / "keys").rename(tmp_path / "locked-away")
    course = set_up_course(content, tmp_path / "course", tmp_path / "exchange")
    with pytest.raises(KeyMissing, match="--keys"):
        key_of(course, "a9")
    assert key_of(course, "a9", tmp_path / "locked-away").id == "a9"


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(WorkspaceError, match=r"no nbgrader_config\.py"):
        open_course(tmp_path)


def test_a_gradebook_always_has_a_version(course):
    with sqlite3.connect(course.gradebook) as db:
        assert db.execute("select count(*) from alembic_version").fetchone() == (1,)
    db.close()


def test_a_gradebook_without_a_version_is_refused(course):
    db = sqlite3.connect(course.gradebook)
    db.execute("drop table alembic_version")
    db.commit()
    db.close()
    with pytest.raises(WorkspaceError, match="no version"), gradebook.opened(course):
        pass


def test_releasing_keeps_the_key_out_of_what_is_issued(course):
    offered = course.exchange / course.id / "outbound" / "a9"
    assert sorted(path.name for path in offered.iterdir()) == ["a9.ipynb", "assessment.yaml"]
    assert all("leaves the problem" not in path.read_text(encoding="utf-8") for path in offered.iterdir())
