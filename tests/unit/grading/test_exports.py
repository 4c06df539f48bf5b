"""What leaves for other systems: nbgrader's columns, Moodle's, a tidy frame; nothing in them is a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from builders import NOON, a_handin, put
from house.tree import ROOT
from marking import a_mark
from nbgrader.plugins.export import CsvExportPlugin
from typer.testing import CliRunner

from alongside.cli.assess import app
from alongside.errors import WorkspaceError
from alongside.grading import gradebook, intake, lane
from alongside.grading.entering import enter
from alongside.grading.exports import NBGRADER, moodle_csv, nbgrader_csv
from alongside.grading.marks import give_mark, grades_csv
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.texts import texts_in
from alongside.grading.tidy import COLUMNS, tidy_csv, tidy_rows
from alongside.responses.spreadsheet import plain

EVIL = "=HYPERLINK(0)"


@pytest.fixture
def marked(course):
    """p01 is decided, p02 marked once and blind, p03 has not handed in; a name is a formula."""
    people = [
        Candidate("p01", "Ann", "Kos", "ann@school.example"),
        Candidate("p02", EVIL, 'O"Neill, Jo'),
        Candidate("p03"),
    ]
    write_roster(course, people)
    for who in ("p01", "p02"):
        put(course, a_handin(who, help={"by": ["ai", "person"]}) if who == "p01" else a_handin(who), who)
    intake.collect(course, "a9", NOON)
    lane.autograde(course, "a9")
    sha = texts_in(course, "a9")["p01", "a9-t1"]

    def a(criterion, marking, assessor, level, who="p01"):
        return a_mark(
            criterion=criterion, marking=marking, assessor=assessor, level=level, candidate=who, sha256=sha
        )

    first = [a(f"a9-t1-c{n}", "first", "ann", 2) for n in (1, 2)]
    second = [a(f"a9-t1-c{n}", "second", "ben", n + 1) for n in (1, 2)]
    agreed = [
        a_mark(
            **{**vars_of(one), "marking": "agreed", "evidence": "=1+1 is open.", "token": f"token-{n}-agreed"}
        )
        for n, one in enumerate(second)
    ]
    enter(course, "a9", [*first, *second, *agreed, a("a9-t1-c1", "first", "ann", 1, "p02")], NOON)
    return course


@pytest.mark.parametrize("written", [grades_csv, nbgrader_csv, moodle_csv])
def test_points_that_somebody_put_over_a_decision_leave_in_no_file(marked, written):
    before = written(marked, "a9")
    give_mark(marked, "a9", ("p01", "a9-t1"), 0)
    assert written(marked, "a9") == before


def vars_of(mark):
    return {name: getattr(mark, name) for name in mark.__struct_fields__}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# A formula


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＠x"])
def test_what_begins_like_a_formula_begins_with_an_apostrophe(text):
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "", "2026-11-20", 1, -1.5, None, True])
def test_what_is_no_formula_stays_as_it_is(value):
    assert plain(value) == value


@pytest.mark.parametrize(
    "make", [nbgrader_csv, moodle_csv, tidy_csv, lambda c, s: moodle_csv(c, s, feedback=True)]
)
def test_no_cell_of_any_export_is_a_formula(marked, make):
    for row in csv.reader(io.StringIO(make(marked, "a9"))):
        assert [cell for cell in row if cell.lstrip().startswith(("=", "+", "@"))] == []


# nbgrader


def test_the_columns_and_numbers_are_those_of_nbgraders_own_export(marked, tmp_path):
    target = tmp_path / "stock.csv"
    with gradebook.opened(marked) as book:
        plugin = CsvExportPlugin()
        plugin.to, plugin.assignment = str(target), ["a9"]
        plugin.export(book)
    stock = rows_of(target.read_text("utf-8"))
    ours = {one["student_id"]: one for one in rows_of(nbgrader_csv(marked, "a9"))}
    assert [one["student_id"] for one in stock] == ["p01", "p02"]
    for row in stock:
        same = set(NBGRADER) - {"first_name", "last_name", "email"}
        assert {name: row[name] for name in same} == {name: ours[row["student_id"]][name] for name in same}
    assert tuple(stock[0]) == NBGRADER == tuple(ours["p01"])


def test_whoever_has_not_handed_in_stands_there_with_nothing_as_in_nbgrader(marked):
    row = next(one for one in rows_of(nbgrader_csv(marked, "a9")) if one["student_id"] == "p03")
    assert (row["score"], row["max_score"], row["timestamp"]) == ("0.0", "12.0", "")


def test_a_name_with_a_comma_and_a_quotation_mark_stays_in_its_cell(marked):
    row = next(one for one in rows_of(nbgrader_csv(marked, "a9")) if one["student_id"] == "p02")
    assert (row["last_name"], row["first_name"]) == ('O"Neill, Jo', f"'{EVIL}")


# Moodle


def test_moodle_gets_only_who_is_fully_marked(marked):
    assert rows_of(moodle_csv(marked, "a9")) == [
        {
            "First name": "Ann",
            "Last name": "Kos",
            "ID number": "p01",
            "Email address": "ann@school.example",
            "A tiny session (Real)": "11.0",
        }
    ]


def test_moodle_gets_what_was_decided_as_text_when_it_is_asked_for(marked):
    [row] = rows_of(moodle_csv(marked, "a9", feedback=True))
    told = row["A tiny session (Feedback)"]
    assert "The question is open. Level 2, meets. =1+1 is open." in told
    assert len(told.split("\n")) == 2
    assert "ann" not in told


def test_a_mark_from_formgrader_counts_for_moodle_as_for_the_gradebook(marked):
    give_mark(marked, "a9", ("p02", "a9-t1"), 3)
    assert [one["ID number"] for one in rows_of(moodle_csv(marked, "a9"))] == ["p01", "p02"]


# Tidy


def test_there_is_a_row_for_each_pass_of_each_decided_criterion(marked):
    rows = [one for one in tidy_rows(marked, "a9") if one.candidate == "p01"]
    assert [(one.criterion, one.marking, one.level) for one in rows] == [
        ("a9-t1-c1", "first", 2),
        ("a9-t1-c1", "second", 2),
        ("a9-t1-c1", "agreed", 2),
        ("a9-t1-c2", "first", 2),
        ("a9-t1-c2", "second", 3),
        ("a9-t1-c2", "agreed", 3),
    ]
    assert {(one.decided_level, one.decided_in) for one in rows} == {(2, "agreed"), (3, "agreed")}
    assert {one.help for one in rows} == {"ai person"}
    assert all(one.has_evidence and one.marked_at and one.handed_in_at for one in rows)


def test_a_blind_mark_is_in_no_file_before_there_is_a_result(marked):
    blind = [one for one in tidy_rows(marked, "a9") if one.candidate == "p02"]
    assert [(one.state, one.marking, one.level, one.assessor) for one in blind] == [
        ("marked once", "", None, None),
        ("not marked", "", None, None),
    ]
    open_ones = [one for one in tidy_rows(marked, "a9", undecided=True) if one.candidate == "p02"]
    assert [(one.marking, one.level) for one in open_ones] == [("first", 1), ("", None)]


def test_a_mark_on_a_text_that_was_replaced_is_not_in_it(marked):
    put(marked, a_handin("p01", text="Another text.", at=NOON.replace(hour=11)), "p01", NOON.replace(hour=13))
    later = NOON.replace(hour=13)
    put(marked, a_handin("p01", text="A newer text.", at=later), "p01", later)
    intake.collect(marked, "a9", later)
    assert {one.state for one in tidy_rows(marked, "a9") if one.candidate == "p01"} == {"not marked"}


def test_the_file_has_words_for_true_and_false_and_nothing_for_what_is_not_there(marked):
    first, *_rest = rows_of(tidy_csv(marked, "a9"))
    assert (first["must"], first["has_evidence"], first["observed"]) == ("false", "true", "")


def test_the_page_about_the_frame_names_every_column_in_its_order():
    page = (ROOT / "docs" / "tidy.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == COLUMNS


# The command


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ([], "candidate,name"),
        (["--tidy"], "session,candidate"),
        (["--nbgrader"], "assignment,duedate"),
        (["--moodle", "--with-feedback"], "First name,Last name"),
    ],
)
def test_the_command_writes_each_form(marked, tmp_path, words, head):
    target = tmp_path / "out.csv"
    done = CliRunner().invoke(app, ["export", "a9", str(target), "--in", str(marked.root), *words])
    assert done.exit_code == 0, done.output
    assert target.read_text("utf-8-sig").startswith(head)


@pytest.mark.parametrize(
    "words", [["--tidy", "--moodle"], ["--undecided"], ["--nbgrader", "--with-feedback"]]
)
def test_forms_that_do_not_go_together_are_refused(marked, tmp_path, words):
    command = ["export", "a9", str(tmp_path / "x.csv"), "--in", str(marked.root), *words]
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, WorkspaceError)
    assert not (tmp_path / "x.csv").exists()
