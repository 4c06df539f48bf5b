"""A session from fetching to feedback, through two workspaces that share one exchange."""

from __future__ import annotations

import csv
import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON, PARTIAL, RIGHT, a_handin, put
from marking import a_mark, judged_elsewhere

from alongside.content.load import unit_in
from alongside.errors import HandInError, WorkspaceError
from alongside.grading import lane, marks, sessions
from alongside.grading.entering import enter
from alongside.grading.folders import stamp_of
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.states import state_of
from alongside.grading.texts import texts_in
from alongside.publish import feedback, letter
from alongside.responses import files, receipts
from alongside.web.desk.sittings import sittings
from alongside.web.programme.steps import STEPS, next_step

LATER = NOON + timedelta(days=1)


@pytest.fixture
def desk(course, tmp_path):
    """A trainee's workspace on the same machine as the exchange."""
    root = tmp_path / "desk"
    root.mkdir()
    text = "schema: 1\nperson: {id: maud, name: Maud Example}\nexchange: ../exchange\n"
    (root / "alongside.yaml").write_text(text, encoding="utf-8")
    return root


def answer(desk, text="What would help?", checks=RIGHT):
    folder = sessions.fetch(desk, "a9")
    unit = unit_in(folder)
    for response_id, value in {**checks, "a9-t1": {"text": text}}.items():
        rev = files.read(folder, "a9").entries
        base = rev[response_id].rev if response_id in rev else 0
        files.save(folder, unit, response_id, value, base, NOON)


def only(course):
    (state,) = state_of(course, "a9")
    return state


def test_fetching_brings_the_notebook_and_its_data_and_never_replaces_anything(desk):
    folder = sessions.fetch(desk, "a9")
    assert sorted(path.name for path in folder.iterdir()) == ["a9.ipynb", "assessment.yaml"]
    (folder / "a9.ipynb").write_text("mine", encoding="utf-8")
    sessions.fetch(desk, "a9")
    assert (folder / "a9.ipynb").read_text(encoding="utf-8") == "mine"


def test_what_was_not_released_cannot_be_fetched(desk):
    with pytest.raises(WorkspaceError, match="has not been released"):
        sessions.fetch(desk, "a8")


def test_what_was_not_fetched_cannot_be_handed_in(desk):
    with pytest.raises(HandInError, match="has not been fetched"):
        sessions.hand_in(desk, "a9", NOON)


def test_the_receipt_is_the_hash_of_what_arrives(course, desk):
    answer(desk)
    receipt = sessions.hand_in(desk, "a9", NOON)
    (record,) = sessions.collect(course, "a9", LATER)
    assert (record.verdict, record.receipt, record.candidate) == ("accepted", receipt.sha256, "maud")
    assert receipts.receipts(desk) == [receipt]


def test_a_copy_of_what_was_handed_in_holds_no_answers(desk):
    answer(desk, text="Only in my own folder and in the hand-in.")
    receipt = sessions.hand_in(desk, "a9", NOON)
    assert "a9-t1" in receipt.ids
    copies = [path for path in (desk / "assessments" / "handed-in").rglob("*") if path.is_file()]
    assert copies
    assert all(b"Only in my own folder" not in path.read_bytes() for path in copies)


def test_a_session_goes_all_the_way_to_feedback_on_the_trainees_desk(course, desk):
    answer(desk)
    sessions.hand_in(desk, "a9", NOON)
    sessions.collect(course, "a9", LATER)
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", ("maud", "a9-t1"), 4, "An open question.")
    assert feedback.make(course, "a9").made == ["maud"]
    assert sessions.fetch_feedback(desk, "a9") == []
    assert sessions.release_feedback(course, "a9", ["maud"]) == ["maud"]
    (page,) = sessions.fetch_feedback(desk, "a9")
    assert "An open question." in page.read_text(encoding="utf-8")
    assert (only(course).marked, only(course).score, only(course).feedback_released) == (True, 10, True)


def test_feedback_that_was_released_before_a_mark_changed_says_so_until_it_is_released_again(course, desk):
    answer(desk)
    sessions.hand_in(desk, "a9", NOON)
    sessions.collect(course, "a9", LATER)
    lane.autograde(course, "a9")
    enter(course, "a9", both_lines(course), NOON)
    enter(course, "a9", both_lines(course, marking="agreed", assessor="ben"), NOON)
    assert STEPS["feedback"](course, "a9")[0] == "Feedback released: maud."
    assert (only(course).feedback_released, only(course).entered_since) == (True, False)
    assert next_step(True, [only(course)]) == "collect"
    soon = datetime.now(UTC) + timedelta(minutes=1)
    enter(course, "a9", both_lines(course, marking="override", level=1), soon)
    assert (only(course).feedback_released, only(course).entered_since) == (True, True)
    assert next_step(True, [only(course)]) == "feedback"
    (page,) = sessions.released_pages(course, "a9").values()
    STEPS["feedback"](course, "a9")
    os.utime(page, (soon.timestamp(), soon.timestamp()))
    assert only(course).entered_since is False


def both_lines(course, **more):
    sha256 = texts_in(course, "a9", "autograded")["maud", "a9-t1"]
    lines = ("a9-t1-c1", "a9-t1-c2")
    return [a_mark(candidate="maud", sha256=sha256, criterion=one, **more) for one in lines]


def test_a_released_result_letter_lies_on_the_trainees_desk_beside_the_feedback(course, desk):
    answer(desk)
    sessions.hand_in(desk, "a9", NOON)
    sessions.collect(course, "a9", LATER)
    sha256 = texts_in(course, "a9")["maud", "a9-t1"]
    for name in ("a9-t1-c1", "a9-t1-c2"):
        for who, pass_ in (("ann", "first"), ("ben", "second"), ("ann", "agreed")):
            given = {"assessor": who, "marking": pass_, "criterion": name, "sha256": sha256}
            enter(course, "a9", [a_mark(candidate="maud", **given)], NOON)
    assert sittings(desk, [])[0][0].letter is False
    judged_elsewhere(course, "maud", LATER)
    assert letter.release(course, "1", ["maud"], by="zoe", now=LATER).sent == ["maud"]
    (page,) = sessions.fetch_letter(desk, "a9")
    assert page.read_bytes() == letter.letter_file(course, "1", "maud").read_bytes()
    (mine,), _problems = sittings(desk, [])
    assert (mine.letter, mine.feedback) == (True, False)


def test_feedback_on_an_old_text_does_not_count_as_feedback_on_the_new_one(course, desk):
    answer(desk)
    sessions.hand_in(desk, "a9", NOON)
    sessions.collect(course, "a9", LATER)
    lane.autograde(course, "a9")
    feedback.make(course, "a9", unfinished=True)
    sessions.release_feedback(course, "a9", ["maud"])
    answer(desk, text="Written again.")
    sessions.hand_in(desk, "a9", NOON + timedelta(hours=1))
    sessions.collect(course, "a9", LATER)
    state = only(course)
    assert (state.outdated, state.feedback_released, state.doubled) == (True, False, True)
    lane.autograde(course, "a9")
    assert STEPS["feedback"](course, "a9")[0] == "Feedback released: nobody yet."
    assert [page.parent.name for page in sessions.fetch_feedback(desk, "a9")] == [stamp_of(NOON)]
    assert only(course).feedback_released is False


def test_every_way_of_standing_has_its_word(course):
    write_roster(course, [Candidate(f"p{n:02}", "Fictional", f"Person {n}") for n in range(1, 7)])
    hour = timedelta(hours=1)
    put(course, a_handin("p01"), "p01")
    put(course, a_handin("p02", at=NOON + hour), "p02", NOON + hour)
    put(course, a_handin("p03", checks={}, text="  "), "p03")
    put(course, b"{", "p04")
    put(course, a_handin("p05"), "p05")
    put(course, a_handin("p05", PARTIAL, at=NOON - hour), "p05", NOON - hour)
    put(course, a_handin("stranger"), "stranger")
    sessions.collect(course, "a9", LATER)
    for _before_and_after in range(2):
        states = {one.candidate: one for one in state_of(course, "a9")}
        assert {who: one.state for who, one in states.items()} == {
            "p01": "handed in",
            "p02": "late",
            "p03": "empty",
            "p04": "damaged",
            "p05": "handed in",
            "p06": "missing",
            "stranger": "foreign",
        }
        assert states["p02"].seconds_late == 3600
        assert states["p05"].doubled
        assert not states["p01"].doubled
        assert states["p06"].score is None
        assert states["p01"].name == "Fictional Person 1"
        lane.autograde(course, "a9")


def test_grades_go_out_as_csv_and_what_is_not_marked_is_not_a_zero(course):
    write_roster(course, [Candidate("p01", "=cmd()", "x"), Candidate("p02", "Åsa", "Fictional")])
    put(course, a_handin("p01", PARTIAL), "p01")
    sessions.collect(course, "a9", LATER)
    lane.autograde(course, "a9")
    first, second = csv.DictReader(io.StringIO(marks.grades_csv(course, "a9")))
    assert (first["name"], first["a9-q1"], first["a9-t1"], first["score"], first["marked"]) == (
        "'=cmd() x",
        "2.0",
        "",
        "4.0",
        "no",
    )
    assert (second["name"], second["state"], second["score"]) == ("Åsa Fictional", "missing", "")


def test_a_list_of_candidates_with_an_impossible_id_names_its_line(course):
    (course.root / "candidates.csv").write_text("id,first_name\np01,A\n../x,B\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"candidates\.csv:3: '\.\./x' is not an id"):
        state_of(course, "a9")
