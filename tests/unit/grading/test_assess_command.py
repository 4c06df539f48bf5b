"""`alongside assess` says in plain sentences what was done and what is not in order."""

from __future__ import annotations

import pytest
from builders import NOON, a_handin, put
from typer.testing import CliRunner

from alongside.cli.assess import _declared, app
from alongside.errors import KeyMissing, WorkspaceError


@pytest.fixture
def say(course):
    def run(*words):
        done = CliRunner().invoke(app, [*words, "--in", str(course.root)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_from_hand_in_to_export(course, say, tmp_path):
    put(course, a_handin("p01", text="Old."), "p01")
    put(course, b"{", "p02")
    assert "1 of 2 hand-ins are in order." in say("collect", "a9")
    assert "Graded 1 hand-in." in say("autograde", "a9")
    assert "p01: a9-t1 has 4 points." in say("mark", "a9", "p01", "a9-t1", "4", "--comment", "Well asked.")
    said = say("feedback", "a9")
    assert "Made: p01" in said
    assert "Released: p01" in said
    status = say("status", "a9")
    for words in ("p01", "10 / 12", "damaged", "JSON"):
        assert words in status
    say("export", "a9", str(tmp_path / "grades.csv"))
    assert "p01" in (tmp_path / "grades.csv").read_text(encoding="utf-8-sig")


def test_a_hand_in_by_mail_is_taken_in(say, tmp_path):
    (tmp_path / "maud.json").write_bytes(a_handin("maud"))
    assert "1 of 1 hand-in is in order." in say("take-in", "a9", str(tmp_path / "maud.json"))


def test_a_replaced_text_is_named_with_its_old_mark(course, say):
    put(course, a_handin(text="Old."))
    say("collect", "a9")
    say("autograde", "a9")
    say("mark", "a9", "p01", "a9-t1", "4")
    put(course, a_handin(text="New.", at=NOON.replace(hour=13)), at=NOON.replace(hour=13))
    say("collect", "a9")
    assert "p01 has a new answer to a9-t1: its mark (4) was set aside." in say("autograde", "a9")


def test_what_cannot_be_done_is_an_error_with_what_to_do(course, say):
    put(course, a_handin())
    say("collect", "a9")
    (course.root / "keys" / "a9.yaml").unlink()
    with pytest.raises(KeyMissing, match=r"a9\.yaml"):
        say("autograde", "a9")
    with pytest.raises(WorkspaceError, match="not a time"):
        say("release", "a9", "--due", "tomorrow")


@pytest.mark.parametrize(
    ("words", "declared"),
    [
        ([], None),
        (["none"], {"by": [], "what": ""}),
        (["ai", "person"], {"by": ["ai", "person"], "what": ""}),
    ],
)
def test_help_is_declared_by_option(words, declared):
    said = _declared(words, "")
    assert (None if said is None else {"by": said.by, "what": said.what}) == declared


@pytest.mark.parametrize(
    ("words", "what"), [(["none", "ai"], ""), (["none"], "x"), ([], "x"), (["magic"], "")]
)
def test_a_declaration_that_contradicts_itself_is_refused(words, what):
    with pytest.raises(WorkspaceError, match="--helped-by"):
        _declared(words, what)
