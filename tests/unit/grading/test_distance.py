"""By file alone: a session goes out, a hand-in comes back, feedback follows, and nothing else is needed."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import msgspec
import pytest
from builders import NOON, RIGHT, a_handin
from judging import ask_to_watch
from marking import a_mark, judged_elsewhere

from alongside.content.load import unit_in
from alongside.errors import AnswersError, HandInError, WorkspaceError
from alongside.grading import arriving, distance, lane, marks, sessions
from alongside.grading.entering import enter
from alongside.grading.roster import Candidate, write_roster
from alongside.grading.states import state_of
from alongside.grading.texts import texts_in
from alongside.model.distance import SessionFile
from alongside.publish import feedback, letter, returning
from alongside.responses import files, receipts, takealong
from alongside.responses.onefile import gathered
from alongside.responses.sendable import sendable, sent
from alongside.web.desk.sittings import sittings

LATER = NOON + timedelta(days=1)
DAY = "2026-11-20"


def a_desk(root, person="maud", name="Maud Example"):
    """A desk that shares no folder with anybody."""
    root.mkdir()
    text = f"schema: 1\nperson: {{id: {person}, name: {name}}}\n"
    (root / "alongside.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def far(tmp_path):
    return a_desk(tmp_path / "far")


def the_session(course):
    return distance.session_file(course, "a9", NOON).body


def answered(course, desk, text="What would help?"):
    distance.bring(desk, the_session(course))
    folder = desk / "assessments" / "a9"
    for response_id, value in {**RIGHT, "a9-t1": {"text": text}}.items():
        entries = files.read(folder, "a9").entries
        base = entries[response_id].rev if response_id in entries else 0
        files.save(folder, unit_in(folder), response_id, value, base, NOON)


def handed_in(course, desk, now=NOON, **more):
    answered(course, desk, **more)
    receipt = sessions.hand_in(desk, "a9", now, by_file=True)
    leaving = distance.hand_in_file(desk, "a9", "maud")
    (told,) = arriving.take_in_files(course, "a9", [(leaving.name, leaving.body)], LATER)
    return receipt, told


def released(course, who="maud"):
    lane.autograde(course, "a9")
    marks.give_mark(course, "a9", (who, "a9-t1"), 4, "Short and open.")
    sessions.release_feedback(course, "a9", feedback.make(course, "a9").made)
    return returning.feedback_files(course, "a9", LATER)


def sitting(desk):
    ((one,), problems) = sittings(desk, [])
    assert problems == []
    return one


def test_from_session_to_feedback_by_file_alone(course, far):
    write_roster(course, [Candidate("maud", "Maud", "Example")])
    receipt, told = handed_in(course, far)
    assert (told.outcome, told.receipt, told.who) == ("taken", receipt.sha256, "maud")
    leaving = released(course)["maud"]
    assert leaving.name == "Maud Example - feedback a9.html"
    brought = distance.bring(far, leaving.body)
    assert (brought.what, brought.session, brought.again) == ("feedback", "a9", False)
    assert distance.bring(far, leaving.body).again
    (page,) = sessions.fetch_feedback(far, "a9")
    assert "Short and open." in page.read_text("utf-8")
    assert (sitting(far).feedback, sitting(far).letter) == (True, False)


def test_a_session_that_is_here_already_keeps_what_was_written(course, far):
    answered(course, far, "Kept.")
    assert distance.bring(far, the_session(course)).again
    assert files.read(far / "assessments" / "a9", "a9").entries["a9-t1"].value.text == "Kept."


def test_a_desk_without_an_exchange_cannot_hand_in_through_one_and_says_so(course, far):
    answered(course, far)
    assert not sessions.reaches(far, "a9")
    with pytest.raises(WorkspaceError, match="has not been released"):
        sessions.hand_in(far, "a9", NOON)
    assert receipts.receipts(far) == []
    assert distance.hand_in_file(far, "a9", "maud") is None


def test_the_file_is_the_hand_in_byte_for_byte_and_its_name_says_whose_it_is(course, far):
    answered(course, far)
    receipt = sessions.hand_in(far, "a9", NOON, by_file=True)
    leaving = distance.hand_in_file(far, "a9", "maud")
    assert leaving.name == f"hand-in-a9-maud-{receipt.sha256[:8]}.json"
    assert receipts.receipt_of(leaving.body) == receipt.sha256
    assert receipts.receipts(far) == [receipt]


def test_a_second_file_counts_and_the_first_is_then_older(course, far):
    first, _told = handed_in(course, far)
    second, told = handed_in(course, far, NOON + timedelta(minutes=5), text="Better.")
    assert (first.sha256 != second.sha256, told.outcome) == (True, "taken")
    assert "Better." in (course.place("submitted", "a9", "maud") / "responses.json").read_text("utf-8")


def test_a_letter_goes_the_same_way(course, far):
    handed_in(course, far)
    lane.autograde(course, "a9")

    about = {
        "candidate": "maud",
        "task": "a9-t1",
        "sha256": texts_in(course, "a9", "autograded")["maud", "a9-t1"],
    }
    for name in ("a9-t1-c1", "a9-t1-c2"):
        enter(course, "a9", [a_mark(criterion=name, **about)], NOON)
        enter(course, "a9", [a_mark(criterion=name, marking="agreed", assessor="ben", **about)], NOON)
    assert returning.letter_files(course, "1", LATER) == {}
    judged_elsewhere(course, "maud", LATER)
    assert letter.release(course, "1", [], by="ann", now=LATER).sent == ["maud"]
    leaving = returning.letter_files(course, "1", LATER)["maud"]
    assert leaving.name == "maud - result of phase 1.html"
    assert distance.bring(far, leaving.body).what == "result"
    (page,) = sessions.fetch_letter(far, "a9")
    assert page.read_bytes() == leaving.body
    assert sitting(far).letter


# What a desk refuses


def test_feedback_of_somebody_else_is_refused_and_can_still_be_read_in_a_browser(course, far, tmp_path):
    handed_in(course, far)
    leaving = released(course)["maud"]
    with pytest.raises(AnswersError, match="You can open the file in a browser"):
        distance.bring(a_desk(tmp_path / "other", "nika", "Nika Example"), leaving.body)
    assert b"http" not in leaving.body.partition(b"<style>")[0].replace(b"http-equiv", b"")


def test_feedback_without_its_session_says_what_to_bring_first(course, far, tmp_path):
    handed_in(course, far)
    leaving = released(course)["maud"]
    with pytest.raises(AnswersError, match="Bring in the file of the session first"):
        distance.bring(a_desk(tmp_path / "new"), leaving.body)


def changed(course, **files_changed):
    value = sent(the_session(course), SessionFile)
    whole = msgspec.structs.replace(value, files={**value.files, **files_changed})
    return sendable("A session", "<p>x</p>", whole, "en")


def with_code(course, source):
    notebook = json.loads(sent(the_session(course), SessionFile).files["a9.ipynb"])
    notebook["cells"][-1]["source"] = source
    return {"a9.ipynb": json.dumps(notebook)}


def test_a_session_whose_notebook_holds_other_code_is_refused(course, far):
    for source in ("import os", 'kit.score("a9-q1")\nprint(1)'):
        with pytest.raises(AnswersError, match="not one of the kit’s forms"):
            distance.bring(far, changed(course, **with_code(course, source)))
    assert not (far / "assessments").exists()


@pytest.mark.parametrize(
    "files_changed",
    [
        {"../../evil.ipynb": "{}"},
        {"evil.py": "boom"},
        {"a9.ipynb": "[]"},
        {"a9.ipynb": "{"},
        {"assessment.yaml": "kind: module"},
        {"assessment.yaml": ": ["},
    ],
)
def test_a_session_that_is_not_one_is_refused_and_nothing_is_written(course, far, files_changed):
    with pytest.raises(AnswersError):
        distance.bring(far, changed(course, **files_changed))
    assert [path.name for path in far.iterdir()] == ["alongside.yaml"]


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"PK\x03\x04", b"\xff" * 100])
def test_any_other_file_is_refused_in_a_sentence(far, data):
    with pytest.raises(AnswersError, match="Nothing was changed"):
        distance.bring(far, data)


# One file per person


def test_the_zip_has_one_file_per_person_named_by_person_and_nobody_elses_words(course):
    people = {"p01": "Only Ana wrote this.", "p02": "Only the other Ana wrote this."}
    write_roster(course, [Candidate("p01", "Ana", "Kos/Novak"), Candidate("p02", "Ana", "Kos/Novak")])
    sent_in = [(f"{who}.json", a_handin(who, text=text)) for who, text in people.items()]
    arriving.take_in_files(course, "a9", sent_in, NOON)
    lane.autograde(course, "a9")
    feedback.make(course, "a9", unfinished=True)
    assert returning.feedback_files(course, "a9", LATER) == {}
    sessions.release_feedback(course, "a9", people)
    packed = returning.zip_of(returning.feedback_files(course, "a9", LATER))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert names == [f"Ana Kos_Novak ({who}) - feedback a9.html" for who in people]
        pages = {who: archive.read(name).decode() for who, name in zip(people, names, strict=True)}
    assert [[text in pages[who] for text in people.values()] for who in people] == [
        [True, False],
        [False, True],
    ]


# Watched, and handed in nothing


def test_who_was_watched_and_handed_in_nothing_gets_a_page_and_it_goes_by_file(course, far):
    ask_to_watch(course)
    write_roster(course, [Candidate("maud", "Maud", "Example"), Candidate("p02")])
    seen = {"candidate": "maud", "task": "a9-b1", "sha256": None, "observed": DAY}
    one = a_mark(criterion="a9-b1-c1", marking="override", evidence="She waited.", **seen)
    enter(course, "a9", [one], NOON)
    assert feedback.make(course, "a9").waiting == ["maud"]
    enter(course, "a9", [a_mark(criterion="a9-b1-c2", marking="override", **seen)], NOON)
    assert feedback.make(course, "a9").made == ["maud"]
    assert sessions.release_feedback(course, "a9", ["maud"]) == ["maud"]
    states = {state.candidate: (state.state, state.feedback_released) for state in state_of(course, "a9")}
    assert states == {"maud": ("missing", True), "p02": ("missing", False)}
    leaving = returning.feedback_files(course, "a9", LATER)["maud"]
    page = leaving.body.decode()
    assert "You handed in nothing in this session." in page
    assert "She waited." in page
    assert "Receipt" not in page
    assert not list((course.exchange / course.id).glob("feedback/*"))
    distance.bring(far, the_session(course))
    assert distance.bring(far, leaving.body).what == "feedback"
    assert len(sessions.fetch_feedback(far, "a9")) == 1


# Desk, room and distance


def as_answers(desk):
    return {
        (path.parent.name, name): entry.value
        for path in sorted(desk.rglob("*.responses.json"))
        for name, entry in files.read(path.parent, path.name.split(".")[0]).entries.items()
    }


def test_from_a_desk_to_a_browser_and_back_nothing_is_lost(course, far, tmp_path):
    answered(course, far, "From the desk.")
    saved = gathered(far, NOON)
    assert json.loads(saved)["format"] == "alongside-answers"
    other = a_desk(tmp_path / "other")
    done = takealong.restore(saved, other)
    assert (len(done.added), as_answers(other)) == (3, as_answers(far))
    assert takealong.restore(saved, far).same == done.added


def test_from_a_browser_to_the_assessors_and_from_a_desk_by_its_zip(course, far, tmp_path):
    """The file that a page saves, and the zip of a desk, are both taken in as hand-ins."""
    answered(course, far, "The same words.")
    zipped = takealong.take_along(far, tmp_path / "along.zip", NOON).path.read_bytes()
    write_roster(course, [Candidate("maud"), Candidate("nika")])
    arriving.take_in_files(course, "a9", [("page.json", gathered(far, NOON)), ("along.zip", zipped)], LATER)
    waiting = arriving.waiting_in(course, "a9")
    assert [one.outcome for one in waiting] == ["nameless", "nameless"]
    for one, who in zip(waiting, ("maud", "nika"), strict=True):
        arriving.give_to(course, "a9", one.home, who, by="ann", now=LATER)
    for who in ("maud", "nika"):
        text = (course.place("submitted", "a9", who) / "responses.json").read_text("utf-8")
        assert "The same words." in text
    with pytest.raises(HandInError):
        arriving.give_to(course, "a9", waiting[0].home, "maud", by="ann", now=LATER)
