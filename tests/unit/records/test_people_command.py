"""`alongside people` takes in a list and shows who belongs to the cohort."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from alongside.cli.people import app
from alongside.content import workspace
from alongside.errors import AlongsideError
from alongside.model.workspace import Person
from alongside.records.people import read_people


@pytest.fixture
def say(tmp_path):
    workspace.make(tmp_path / "ws", person=Person(id="tia", name="Tia"))

    def run(*words):
        done = CliRunner().invoke(app, [*words, "--in", str(tmp_path / "ws")], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    run.file = tmp_path / "people.txt"
    run.root = tmp_path / "ws"
    return run


def test_a_list_is_looked_at_then_taken_in_once_and_shown(say):
    say.file.write_text("Novak, Ana\nBo Lund\n", encoding="utf-8")
    words = ("import", str(say.file), "--organisation", "Mreža", "--day", "2026-11-24")
    assert "Ana Novak" in say(*words, "--preview")
    assert read_people(say.root).rows == []
    assert "2 people joined." in say(*words)
    again = say(*words)
    assert "0 people joined." in again
    assert "Ana Novak is there already" in again
    assert "ana-novak" in say("list", "--day", "2026-11-24")
    assert say("list", "--day", "2026-11-23", "--csv").count("\n") == 1


def test_a_bad_row_is_named_and_nobody_joins_until_it_is_left_out(say):
    say.file.write_text("name;role\nAna Novak;king\n=Bo Lund;\n", encoding="utf-8")
    words = ("import", str(say.file), "--organisation", "Mreža")
    with pytest.raises(AlongsideError, match="keep-good"):
        say(*words)
    assert "Row 2, role" in say(*words, "--keep-good")
    assert "'=Bo Lund" in say("list", "--csv")


@pytest.mark.parametrize(
    ("words", "says"),
    [(("import", "nowhere.csv"), "cannot be read"), (("list", "--day", "soon"), "not a day")],
)
def test_what_cannot_be_is_said_in_a_sentence(say, words, says):
    with pytest.raises(AlongsideError, match=says):
        say(*words)
